"""Where the bot may open private threads, a table talks in one of its own, which no other table sees."""

from pathlib import Path

import pytest

from tests.discord_wire.allowed import BITS
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import INVITED, Discord
from tests.discord_wire.verdict import nothing_wrong

pytestmark = pytest.mark.slow
BUTTON = "Talk in a private thread"


async def test_a_table_talks_among_itself(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4, permissions=INVITED | BITS["private threads"])
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("treaty-table")
        await lesson.begin()
        desks = {pupil: await pupil.person.slash("game desk") for pupil in lesson.pupils}
        here = [pupil for pupil, desk in desks.items() if "Table 1" in desk.said]
        for pupil in here:
            desk = desks[pupil].message
            assert desk is not None
            assert (await pupil.person.touch(BUTTON, desk)).private
        (thread,) = (channel for channel in discord.world.channels.values() if channel.parent)
        assert thread.people - {discord.world.bot.id} == {pupil.person.id for pupil in here}
        inside = here[0].person.into(thread)
        assert "you are" in (await inside.slash("game desk")).said, "the desk opens in the thread too"
    nothing_wrong(discord, bot)


async def test_without_the_permission_nobody_is_offered_one(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("treaty-table")
        await lesson.begin()
        assert BUTTON not in (await lesson.pupils[0].person.slash("game desk")).said
        assert all(await lesson.sweep())
    nothing_wrong(discord, bot)
