"""A whole class of twelve, at three tables or all at one, plays every game to its debrief."""

import re
from pathlib import Path

import pytest

from tests.discord_wire import reading
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import nothing_wrong, stays_private

TABLES = {"ratify-or-revert": 3, "treaty-table": 3, "nato-after-2019": 1, "quiz": 1}
"""At how many tables twelve people sit: in fours, or all at one."""


@pytest.mark.slow
@pytest.mark.parametrize("game", TABLES)
async def test_a_whole_class_plays_to_the_debrief(game: str, discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await (lesson.open_quiz(4) if game == "quiz" else lesson.open(game, **_at_three_tables(game, lesson)))
        await lesson.begin()
        await lesson.play()
        board = await lesson.school.board("The game is over.")
        pages = await lesson.debrief()
        debrief = await lesson.school.board(f"Debrief {pages} of {pages}")
        for pupil in lesson.pupils[:3]:
            assert (await pupil.person.press("Standings", board)).private
        assert [message.id for message in lesson.school.boards()] == [board.id, debrief.id]
        assert board.edits > 1
        assert _tables(lesson) == {str(number) for number in range(1, TABLES[game] + 1)}
        assert discord.commands.syncs == [""]
    assert stays_private(discord, lesson.pupils) > 10
    nothing_wrong(discord, bot)


async def test_a_small_class_meets_and_makes_its_first_moves(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        board = await lesson.school.board("Warm-up")
        desks = [await pupil.person.press("My desk", board) for pupil in lesson.pupils]
        assert all(desk.private and "you are" in desk.said for desk in desks)
        assert all(await lesson.sweep())
        assert [reading.words(message) for message in lesson.school.boards()] == [lesson.school.shows()]
        assert len(lesson.pupils[0].person.told()) == 0
    assert stays_private(discord, lesson.pupils) > 3
    nothing_wrong(discord, bot)


def _tables(lesson: Lesson) -> set[str]:
    """Return the numbers of the tables at which pupils have found themselves."""
    return {number for pupil in lesson.pupils for desk in pupil.desks for number in re.findall(r", Table (\d+)", desk)}


def _at_three_tables(game: str, lesson: Lesson) -> dict[str, str]:
    """Return groups of four by name; at a table of three seats they sit in delegations."""
    names = [pupil.person.name for pupil in lesson.pupils]
    fours = "; ".join(", ".join(names[start : start + 4]) for start in range(0, len(names), 4))
    return {"groups": fours} if TABLES[game] == 3 else {}
