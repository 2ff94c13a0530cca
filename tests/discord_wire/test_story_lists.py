"""A list from which the same is chosen twice in a row: Discord sends no choice that the list shows already."""

from pathlib import Path

import pytest

from tests.discord_wire import reading
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.people import Answer, Person
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.values import Message
from tests.discord_wire.verdict import nothing_wrong

pytestmark = pytest.mark.slow


async def choose(discord: Discord, person: Person, label: str, card: Message) -> Answer:
    """Choose from a list of a card, and wait until the list shows nothing as chosen."""
    before = discord.world.messages[card.id]
    answer = await person.choose(label, on=before)
    await discord.world.bell.until(lambda: discord.world.messages[card.id].edits > before.edits, "a list as new")
    return answer


async def test_what_was_chosen_and_not_confirmed_can_be_chosen_again(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("treaty-table")
        await lesson.begin()
        await lesson.teacher.slash("game advance")
        panel = (await lesson.teacher.slash("game panel")).message
        assert panel is not None
        ((absent, *_), *_) = ([o["label"] for o in select["options"]] for select in reading.selects(panel))
        for _ in range(3):
            asked = await choose(discord, lesson.teacher, absent, panel)
            assert "Put a bot on the seat" in asked.said
        done = await lesson.teacher.press(absent, asked.message)
        assert "A bot holds" in done.said
    nothing_wrong(discord, bot)


async def test_a_form_that_was_closed_can_be_chosen_again(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=1)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        card = (await lesson.teacher.slash("class settings")).message
        assert card is not None
        for _ in range(3):
            asked = await choose(discord, lesson.teacher, "Quiet hours", card)
            assert asked.form is not None
        changed = await lesson.teacher.submit(asked, quiet="22:00-07:00")
        assert "Settings changed." in changed.said
    nothing_wrong(discord, bot)
