"""Where the bot may make private threads, each table talks in one of its own, which no other table sees."""

from pathlib import Path

import pytest

from tests.discord_wire.allowed import BITS
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.pupil import Pupil
from tests.discord_wire.server import INVITED, Discord
from tests.discord_wire.values import Channel
from tests.discord_wire.verdict import nothing_wrong

pytestmark = pytest.mark.slow
MAY_MAKE = INVITED | BITS["private threads"]


def threads(discord: Discord) -> list[Channel]:
    return [channel for channel in discord.world.channels.values() if channel.parent]


async def settled(discord: Discord, *tables: set[str]) -> None:
    """Wait until there is one thread for each table, with these people and the bot in it."""
    wanted = sorted(sorted(people) for people in tables)

    def look() -> bool:
        return sorted(sorted(one.people - {discord.world.bot.id}) for one in threads(discord)) == wanted

    await discord.world.bell.until(look, f"threads for {wanted}, not {[one.people for one in threads(discord)]}")


async def by_table(lesson: Lesson) -> tuple[list[Pupil], list[Pupil]]:
    """Return who sits at the first table and who at the second."""
    said = {pupil: (await pupil.person.slash("game desk")).said for pupil in lesson.pupils}
    first, second = ([pupil for pupil in said if f"Table {n}" in said[pupil]] for n in (1, 2))
    return first, second


def ids(pupils: list[Pupil]) -> set[str]:
    return {pupil.person.id for pupil in pupils}


async def test_every_table_talks_among_itself_until_the_game_is_over(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4, permissions=MAY_MAKE | BITS["manage threads"])
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("treaty-table")
        await lesson.begin()
        first, second = await by_table(lesson)
        await settled(discord, ids(first), ids(second))
        for pupil in lesson.pupils:
            (own,) = (one for one in threads(discord) if pupil.person.id in one.people)
            assert f"<#{own.id}>" in (await pupil.person.slash("game desk")).said
            inside = pupil.person.into(own)
            assert "you are" in (await inside.slash("game desk")).said, "the desk opens in the thread too"
        leaver = first[0]
        await leaver.person.slash("game leave")
        await settled(discord, ids(first[1:]), ids(second))
        await leaver.person.slash("game join")
        await settled(discord, ids(first), ids(second))
        await lesson.teacher.slash("game end")
        await lesson.teacher.press("End")
        await discord.world.bell.until(lambda: all(one.locked and one.archived for one in threads(discord)), "locked")
    nothing_wrong(discord, bot)


async def test_without_the_permission_the_panel_says_what_to_allow_and_the_game_goes_on(
    discord: Discord, tmp_path: Path
) -> None:
    lesson = Lesson(discord, people=4)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("treaty-table")
        await lesson.begin()
        assert "private thread" not in (await lesson.pupils[0].person.slash("game desk")).said
        panel = await lesson.teacher.slash("game panel")
        while "Create Private Threads" not in panel.said:
            assert all(await lesson.sweep())
            panel = await lesson.teacher.slash("game panel")
        assert threads(discord) == []
        lesson.school.allow("private threads")
        await lesson.teacher.press("Try again")
        first, second = await by_table(lesson)
        await settled(discord, ids(first), ids(second))
        await lesson.teacher.slash("game end")
        await lesson.teacher.press("End")
        await discord.world.bell.until(lambda: all(one.archived for one in threads(discord)), "archived, not locked")
    nothing_wrong(discord, bot)
