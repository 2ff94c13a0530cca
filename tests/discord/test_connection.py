"""A bot that Discord will not have, or that does not reach it, ends with a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from discord.http import Route
from pydantic import SecretStr

from bot.adapter import NoChat
from bot.discord import adapter
from tests.discord.school import settings
from tests.discord_wire.server import Discord
from tests.hall import Lesson


@pytest.fixture(autouse=True)
def _pointed_back() -> Iterator[None]:
    """Let the next test's library be pointed where it was."""
    before = Route.BASE
    yield
    Route.BASE = before


async def test_a_token_that_is_refused_says_where_to_get_another(tmp_path: Path) -> None:
    async with Discord() as discord, await Lesson.laid_out(tmp_path) as lesson:
        made = adapter(settings(api_url=discord.api, token=SecretStr("MTA1Nj.nobodys.token")), lesson.service)
        with pytest.raises(NoChat, match=r"refuses the token.*Reset Token") as told:
            await made.serve()
    assert "nobodys" not in str(told.value)
    assert not made.ready.is_set()


async def test_a_machine_that_does_not_reach_discord_says_so(tmp_path: Path) -> None:
    async with await Lesson.laid_out(tmp_path) as lesson:
        made = adapter(settings(api_url="http://127.0.0.1:9/api/v10"), lesson.service)
        with pytest.raises(NoChat, match=r"cannot be reached at http://127\.0\.0\.1:9/api/v10 .* entente doctor"):
            await made.serve()
