"""/admin doctor over a real socket: the bot as its own process, in a channel that forbids it something."""

from pathlib import Path

import aiohttp
import pytest

from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.run.port import free_port

pytestmark = [pytest.mark.slow, pytest.mark.sqlite("a bot on a file of its own")]


async def test_the_doctor_names_what_this_very_channel_forbids_and_the_health_page_agrees(tmp_path: Path) -> None:
    async with Discord() as discord:
        school = discord.server("POL 210")
        petrova = school.teacher("Dr. Petrova")
        port = await free_port()
        async with Entente(discord, tmp_path, OBSERVE__PORT=str(port)) as bot:
            await petrova.slash("class create", name="POL 210")
            well = await petrova.slash("admin doctor")
            assert "✔ Permissions here" in petrova.sees()
            for about in ("Discord token", "Machine's clock", "Discord intents", "Connection", "Database"):
                assert f"✔ {about}" in petrova.sees()
            assert "✘" not in petrova.sees()
            school.forbid("attach")
            await petrova.press("Look again", well.message)
            assert "I lack Attach Files." in petrova.sees()
            async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/healthz") as told:
                assert told.status == 200
            assert await bot.stop() == 0
        assert discord.token not in bot.log()


async def test_a_clock_that_is_off_is_found_from_within_the_class(tmp_path: Path) -> None:
    """Discord's clock is four minutes ahead here: the ids that it makes are."""
    async with Discord() as discord:
        petrova = discord.server("POL 210").teacher("Dr. Petrova")
        async with Entente(discord, tmp_path):
            discord.world.hours.skip(240)
            await petrova.slash("admin doctor")
            assert "✘ Machine's clock" in petrova.sees()
            assert "240 s behind Discord's" in petrova.sees()
            assert "set over the network" in petrova.sees()
