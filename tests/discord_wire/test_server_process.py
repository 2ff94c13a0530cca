"""A bot as its own process: ready when it says so, dead when it is killed, its log read when it cannot begin."""

from pathlib import Path

import pytest

from tests.discord_wire.process import ECHO, Entente
from tests.discord_wire.server import Discord


async def test_a_process_is_started_killed_and_started_again(tmp_path: Path) -> None:
    async with Discord() as discord:
        ana = discord.server("POL 210").member("Ana")
        async with Entente(discord, tmp_path, command=ECHO) as bot:
            first = bot.pid
            assert (await ana.slash("say hello", name="Bo")).said == "Hello Bo"
            await bot.kill()
            await bot.start()
            assert bot.pid != first
            assert (await ana.slash("say hello", name="Cy")).said == "Hello Cy"
        assert bot.said == ["ready discord", "ready discord"]


async def test_one_that_cannot_begin_is_told_with_its_log(tmp_path: Path) -> None:
    async with Discord() as discord:
        with pytest.raises(AssertionError, match=r"(?s)ended before it was ready.*no such thing"):
            await Entente(discord, tmp_path, command=("-c", "raise SystemExit('no such thing')")).start()
