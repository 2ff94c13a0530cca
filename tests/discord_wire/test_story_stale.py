"""Commands that Discord still has from before: of an earlier version, or of a server that was meant for development."""

from pathlib import Path

import pytest

from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import keeps_its_token, nothing_wrong

pytestmark = pytest.mark.slow


async def test_a_command_of_an_earlier_version_is_told_what_to_do_and_nothing_is_lost(
    discord: Discord, tmp_path: Path
) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with Entente(discord, tmp_path) as bot:
        known = discord.world.commands[""]
        older = {**known[0], "id": discord.world.ids.new(), "name": "treaty", "options": []}
        discord.world.commands[""] = (*known, older)
        told = await ana.slash("treaty")
        assert told.private
        assert "no such command in this form" in told.said
        assert "Traceback" not in bot.log()
        helped = await ana.press("Help", told.message)
        assert "/class join" in helped.said
    nothing_wrong(discord, bot)


async def test_what_a_server_for_development_kept_is_taken_away_when_it_is_used(
    discord: Discord, tmp_path: Path
) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with Entente(discord, tmp_path, DISCORD__DEVELOPMENT_GUILD=school.id):
        assert discord.world.commands[school.id]
    async with Entente(discord, tmp_path) as bot:
        assert discord.world.commands[school.id], "nobody knows yet which server it was"
        assert "/class join" in (await ana.slash("help")).said, "it is answered like any other"
        await discord.world.bell.until(lambda: not discord.world.commands[school.id], "its own commands are gone")
        assert "/class join" in (await ana.slash("help")).said
        assert discord.commands.syncs == [school.id, "", school.id], "taken away once"
    nothing_wrong(discord, bot)


async def test_a_server_for_development_has_its_commands_once_though_they_were_known_everywhere(
    discord: Discord, tmp_path: Path
) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with Entente(discord, tmp_path):
        assert discord.world.commands[""]
    async with Entente(discord, tmp_path, DISCORD__DEVELOPMENT_GUILD=school.id) as bot:
        assert not discord.world.commands[""]
        assert "/class join" in (await ana.slash("help")).said
        assert "discord.development_guild has them for itself" in bot.log()
    nothing_wrong(discord, bot)


async def test_a_server_that_may_not_be_developed_in_is_named_with_what_to_do(discord: Discord, tmp_path: Path) -> None:
    bot = Entente(discord, tmp_path, DISCORD__DEVELOPMENT_GUILD="4711")
    with pytest.raises(AssertionError, match=r"make commands in the server 4711.*Invite me there"):
        await bot.start()
    assert "Traceback" not in bot.log()
    keeps_its_token(discord, bot)
