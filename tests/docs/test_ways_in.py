"""The ways into a class on Discord, gone as the README tells them: every command is typed and every button is there."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.commands import COMMANDS, row_of
from bot.typed import parse
from core.section.membership import plain_code
from tests.discord.school import Card, Guest, School, school
from tests.docs.pages import README, text_of

STEPS = ("first", "second", "third")
_THING = re.compile(r"`(?P<typed>/[^`]+)`|\[(?P<pressed>[^\]]+)\]")
# What the commands would be called that the README tells as not built.
_NOT_BUILT = re.compile(r"roster|claim|pair|export|grade|import|item|erase|forget|data|audit|purge|delete")


@dataclass
class Way:
    """Somebody on their way in: what they see last, and what they have seen of it."""

    here: School
    guest: Guest
    card: Card | None = None

    async def goes(self, told: str) -> None:
        """Do what a cell of the table tells; what is only shown must be there."""
        for thing in _THING.finditer(told):
            if thing["typed"]:
                await self._types(thing["typed"])
            else:
                assert self.card is not None
                await self._finds(thing["pressed"])

    async def _types(self, line: str) -> None:
        request = parse(line.replace("TDEKSM", self.here.code))
        row = row_of(type(request))
        assert row is not None
        values = {p.field.name: getattr(request, p.attribute) for p in row.parameters}
        said = {p.field.name: values[p.field.name] for p in row.parameters if values[p.field.name] != p.default}
        self.card = (await self.guest.types(row.words, **said)).card
        assert "Only" not in self.card.text

    async def _finds(self, label: str) -> None:
        assert self.card is not None
        assert label in self.card.labels, f"no [{label}] among {self.card.labels}"
        if label in {"Begin now", "Join"}:
            self.card = (await self.guest.presses(self.card, label)).card


def cells(row: str) -> tuple[str, str]:
    """Return what a row of the table tells students and teachers."""
    found = re.search(rf"^\| {row} \| ([^|]+) \| ([^|]+) \|$", text_of(README), re.MULTILINE)
    assert found, f"The README has no step “{row}”."
    return found[1], found[2]


async def test_a_student_and_a_teacher_come_in_as_the_readme_tells_them(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        teacher, student = Way(here, here.teacher()), Way(here, here.student("ana"))
        (ana_joins, petrova_creates), (ana_sits, petrova_starts), (ana_looks, petrova_watches) = map(cells, STEPS)
        await teacher.goes(petrova_creates)
        assert teacher.card is not None
        here.code = teacher.card.text.partition("**Join code:** ")[2].partition("\n")[0]
        assert plain_code(here.code) == here.code
        await student.goes(ana_joins)
        opens, _, begins = petrova_starts.partition(";")
        await teacher.goes(opens)
        student.card = await lobby(here)
        await student.goes(ana_sits.partition(", or")[0])
        await teacher.goes(begins)
        await student.goes(ana_looks.partition(", which")[0])
        assert student.card is not None
        assert "you are" in student.card.text
        assert "My desk" in (await lobby(here)).labels
        await teacher.goes(petrova_watches)


async def lobby(here: School) -> Card:
    """Return the board of the session as the channel sees it."""
    board = await here.lesson.board(await here.session())
    await here.adapter.chat.post(f"discord:{here.guild.id}:{here.channel.id}", board, "board")
    return Card(here.channel.last_message)


def test_what_the_readme_calls_not_built_is_no_command() -> None:
    assert "**What is not built**" in text_of(README)
    built = [row.words for row in COMMANDS if _NOT_BUILT.search(row.words)]
    assert built == [], "It is built: the README says that it is not."


@pytest.mark.parametrize("words", ["class roster", "board export", "me forget", "admin audit"])
def test_a_command_that_is_told_as_not_built_would_be_noticed(words: str) -> None:
    assert _NOT_BUILT.search(words)
