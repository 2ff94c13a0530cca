"""Slash commands: completed without telling secrets, sent to one server in development, allowed by role at each use."""

from pathlib import Path

import pytest

from tests.discord_wire import reading
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import nothing_wrong

pytestmark = pytest.mark.slow


async def test_completion_offers_what_is_legal_now_and_nothing_of_others(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4)
    stranger = lesson.school.member("A stranger")
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        ana = lesson.pupils[0].person
        assert await ana.completions("game act", "move") == ["Answer"]
        await lesson.teacher.slash("game advance")
        for pupil in lesson.pupils:
            desk = await pupil.look()
            assert desk is not None
            offered = await pupil.person.completions("game act", "move")
            assert offered, "something can be done in the talks"
            assert set(offered) <= set(reading.labels([desk])), "a move that the desk does not offer is not completed"
        assert await stranger.completions("game act", "move") == []
        assert "The Straits Accord" in " ".join(await lesson.teacher.completions("game start", "scenario", "str"))
        typed = await ana.slash("game act", move="no such move")
        assert typed.private
        assert typed.message is not None
    nothing_wrong(discord, bot)


async def test_in_development_commands_are_sent_to_one_server_and_only_once(discord: Discord, tmp_path: Path) -> None:
    here, there = discord.server("Here"), discord.server("There")
    async with Entente(discord, tmp_path, DISCORD__DEVELOPMENT_GUILD=here.id) as bot:
        assert discord.commands.syncs == [here.id]
        assert there.id not in discord.world.commands
        assert (await here.member("Ana").slash("help")).private
        await bot.kill()
        await bot.start()
        assert discord.commands.syncs == [here.id]
    nothing_wrong(discord, bot)


async def test_a_role_makes_an_instructor_for_as_long_as_it_is_held(discord: Discord, tmp_path: Path) -> None:
    school = discord.server("POL 210")
    role = school.role("Lecturers")
    prof, ana = school.member("Prof", role), school.member("Ana")
    async with Entente(discord, tmp_path, DISCORD__INSTRUCTOR_ROLE="Lecturers") as bot:
        refused = await ana.slash("class create", name="Mine")
        assert refused.private
        assert "Only instructors" in refused.said
        school.give(prof)
        assert "Only instructors" in (await prof.slash("class create", name="POL 210")).said
        school.give(prof, role)
        assert "Join code" in (await prof.slash("class create", name="POL 210")).said
    nothing_wrong(discord, bot)


async def test_whoever_wants_words_gets_no_pictures(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        await lesson.teacher.slash("game advance")
        ana = lesson.pupils[0].person
        drawn = (await ana.slash("game desk")).message
        await ana.slash("me settings", plain=True)
        told = (await ana.slash("game desk")).message
        assert drawn is not None
        assert told is not None
        assert [one.kind for one in drawn.attachments] == ["image/png"]
        assert told.attachments == ()
        assert drawn.attachments[0].alt.split(". ")[0] in reading.words(told)
    nothing_wrong(discord, bot)
