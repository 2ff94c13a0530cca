"""The loopback's REST API, called by hand: refusals by Discord's own codes, rate limits, answers that never come."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tests.discord_wire.faults import Dropped
from tests.discord_wire.server import Discord

HELLO = {"content": "Hello", "allowed_mentions": {"parse": []}}


@asynccontextmanager
async def calling(discord: Discord, token: str = "") -> AsyncIterator[aiohttp.ClientSession]:
    """Call as the bot does."""
    headers = {"Authorization": f"Bot {token or discord.token}"}
    async with aiohttp.ClientSession(f"{discord.api}/", headers=headers) as session:
        yield session


async def code(session: aiohttp.ClientSession, method: str, path: str) -> int:
    """Return Discord's own code of the answer, 0 for none."""
    async with session.request(method, path, json=HELLO) as answer:
        return int((await answer.json()).get("code", 0))


async def test_permissions_closed_messages_and_what_is_gone_are_refused_by_discords_own_codes() -> None:
    async with Discord() as discord, calling(discord) as session:
        school, mute = discord.server("POL 210"), discord.server("Mute")
        mute.forbid("send")
        blind = discord.server("Blind")
        blind.forbid("view")
        ana = school.member("Ana")
        discord.world.closed_dms.add(ana.id)
        dm = discord.world.dm_with(ana.id).id
        assert await code(session, "POST", f"channels/{dm}/messages") == 50007
        assert await code(session, "POST", f"channels/{mute.channel.id}/messages") == 50013
        assert await code(session, "POST", f"channels/{blind.channel.id}/messages") == 50001
        assert await code(session, "PATCH", f"channels/{school.channel.id}/messages/1") == 10008
        assert await code(session, "POST", f"channels/{school.channel.id}/messages") == 0
        school.delete_channel()
        assert await code(session, "POST", f"channels/{school.channel.id}/messages") == 10003


async def test_an_answer_that_is_lost_looks_like_a_broken_connection() -> None:
    async with Discord() as discord, calling(discord) as session:
        school = discord.server("POL 210")
        discord.rest.faults.plan("POST /channels/{channel_id}/messages", Dropped(after=True))
        with pytest.raises(aiohttp.ClientError):
            await session.post(f"channels/{school.channel.id}/messages", json=HELLO)
        assert [message.content for message in school.boards()] == ["Hello"]


async def test_somebody_elses_token_opens_nothing() -> None:
    async with Discord() as discord, calling(discord, "nobody") as session, session.get("users/@me") as answer:
        assert answer.status == 401


async def test_rates_are_announced_and_enforced() -> None:
    async with Discord() as discord, calling(discord) as session:
        path = f"channels/{discord.server('POL 210').channel.id}/messages"
        answers = [await session.post(path, json=HELLO) for _ in range(6)]
        assert [a.status for a in answers] == [200] * 5 + [429]
        assert [a.headers["X-RateLimit-Remaining"] for a in answers] == ["4", "3", "2", "1", "0", "0"]
        assert answers[-1].headers["Via"]
        assert (await answers[-1].json())["retry_after"] > 0
        discord.world.hours.skip(5)
        assert (await session.post(path, json=HELLO)).status == 200


async def test_what_the_judge_refuses_discord_refuses() -> None:
    async with Discord() as discord, calling(discord) as session:
        path = f"channels/{discord.server('POL 210').channel.id}/messages"
        async with session.post(path, json={**HELLO, "content": "a" * 2001}) as answer:
            assert answer.status == 400
            assert (await answer.json())["code"] == 50035
        assert "content has 2001 characters" in " ".join(discord.judge.findings)


async def test_a_picture_is_kept_with_its_alt_text_and_served() -> None:
    async with Discord() as discord, calling(discord) as session:
        school = discord.server("POL 210")
        form = aiohttp.FormData(quote_fields=False)
        payload = '{"allowed_mentions": {"parse": []}, "attachments": [{"id": 0, "description": "A range"}]}'
        form.add_field("payload_json", payload)
        form.add_field("files[0]", b"not really a picture", filename="range.png", content_type="image/png")
        async with session.post(f"channels/{school.channel.id}/messages", data=form) as answer:
            (attachment,) = (await answer.json())["attachments"]
        assert (attachment["filename"], attachment["description"]) == ("range.png", "A range")
        async with aiohttp.ClientSession() as anybody, anybody.get(attachment["url"]) as served:
            assert await served.read() == b"not really a picture"
        assert discord.judge.findings == []
