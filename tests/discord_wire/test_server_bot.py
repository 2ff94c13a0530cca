"""The loopback itself, seen by a bot written with discord.py alone."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.discord_wire import echo
from tests.discord_wire.faults import Broken, Storm
from tests.discord_wire.people import NoAnswer, NotThere
from tests.discord_wire.server import Discord

QUICK = {"guild_ready_timeout": 0.1}


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord() as server:
        server.rest.checks_itself = True
        yield server
        assert server.judge.findings == []
        assert "\n".join(dict.fromkeys(server.judge.own)) == ""


async def test_a_bot_logs_in_registers_commands_and_answers(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        assert discord.commands.syncs == [""]
        answer = await ana.slash("say hello", name="Bo", loud=True)
        assert (answer.said, answer.private) == ("Hello Bo!", True)
        assert await ana.completions("say hello", "name", "A") == ["Ana"]


async def test_what_is_private_is_seen_by_one_person_and_what_is_not_by_all(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana, bo = school.member("Ana"), school.member("Bo")
    async with echo.running(discord, **QUICK):
        await ana.slash("say board")
        await school.board("The board")
        assert "Posted." in ana.sees()
        assert "Posted." not in bo.sees()
        assert "[Answer]" in bo.sees()


async def test_every_way_to_answer_a_button(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        await ana.slash("say board")
        await school.board("The board")
        assert (await ana.press("Answer")).said == "Pressed."
        assert (await ana.press("Think")).said == "Thought."
        assert (await ana.fill("Form", words="aye")).said == "You said aye"
        assert (await ana.press("Twice")).said == "Once."
        await ana.reads("Refused: 40060")
        edited = await ana.press("Edit")
        assert "The board, edited" in edited.said
        assert not edited.private
        with pytest.raises(NotThere, match="sees no \\[Sign\\], only"):
            await ana.press("Sign")


async def test_a_form_takes_only_what_the_client_would_send(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        await ana.slash("say board")
        await school.board("The board")
        with pytest.raises(NotThere, match="takes 0 to 100 characters"):
            await ana.fill("Form", words="a" * 101)
        with pytest.raises(NotThere, match="must be filled in"):
            await ana.fill("Form")


async def test_an_interaction_delivered_twice_is_answered_once(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        await ana.slash("say board")
        await school.board("The board")
        discord.doing.deliveries = 2
        assert (await ana.press("Answer")).said == "Pressed."
        await discord.world.bell.until(lambda: discord.rest.refused, "the second answer is refused")
        assert discord.rest.refused[0].endswith("40060 Interaction has already been acknowledged.")


async def test_after_three_seconds_nobody_listens(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        await ana.slash("say board")
        await school.board("The board")
        pressed = asyncio.create_task(ana.press("Answer"))
        await asyncio.sleep(0)
        discord.world.hours.skip(3.1)
        with pytest.raises(NoAnswer, match="did not respond to Ana"):
            await pressed
        assert len(discord.interactions.late) == 1


async def test_after_fifteen_minutes_an_interaction_can_say_no_more(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        await ana.slash("say board")
        await school.board("The board")
        discord.rest.faults.plan("POST /webhooks/{webhook_id}/{webhook_token}", Storm(0.05))
        pressed = asyncio.create_task(ana.press("Think"))
        await discord.world.bell.until(lambda: any(m.pending for m in discord.world.messages.values()), "it thinks")
        discord.world.hours.skip(15 * 60)
        await discord.world.bell.until(lambda: discord.rest.refused, "the followup is refused")
        pressed.cancel()
        assert "50027" in discord.rest.refused[0]


async def test_a_connection_that_breaks_is_taken_up_where_it_broke(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK) as bot:
        await discord.gateway.drop()
        assert (await ana.slash("say hello", name="Bo")).said == "Hello Bo"
        assert discord.gateway.seen["resume"] == 1
        assert bot.resumed == 1


async def test_a_session_that_is_no_longer_valid_begins_anew(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        await discord.gateway.drop(forget=True)
        await discord.world.bell.until(lambda: discord.gateway.seen["identify"] == 2, "it identifies anew")
        assert (await ana.slash("say hello", name="Bo")).said == "Hello Bo"


@pytest.mark.parametrize("resumable", [True, False])
async def test_a_session_that_discord_ends_is_taken_up_or_begun_anew(discord: Discord, resumable: bool) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        discord.gateway.invalidate(resumable=resumable)
        how = "resume" if resumable else "identify"
        await discord.world.bell.until(lambda: discord.gateway.seen[how] == 2 - resumable, "it comes back")
        assert (await ana.slash("say hello", name="Bo")).said == "Hello Bo"


async def test_discord_may_ask_to_reconnect(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        discord.gateway.ask_to_reconnect()
        await discord.world.bell.until(lambda: discord.gateway.seen["resume"] == 1, "it resumes")
        assert (await ana.slash("say hello", name="Bo")).said == "Hello Bo"


async def test_two_shards_hear_of_their_own_servers_alone() -> None:
    async with Discord(shards=2) as discord:
        ids = discord.world.ids
        here = discord.server("Here", guild=ids.on_shard(0, 2))
        there = discord.server("There", guild=ids.on_shard(1, 2))
        ana, bo = here.member("Ana"), there.member("Bo")
        async with echo.running(discord, shard_count=2, **QUICK) as bot:
            assert {guild.name: guild.shard_id for guild in bot.guilds} == {"Here": 0, "There": 1}
            assert (await ana.slash("say hello", name="here")).said == "Hello here"
            assert (await bo.slash("say hello", name="there")).said == "Hello there"


@pytest.mark.parametrize("trouble", [Storm(0.01), Storm(0.01, everywhere=True)])
async def test_a_storm_of_429_is_waited_out(discord: Discord, trouble: Storm) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        discord.rest.faults.plan("POST /channels/{channel_id}/messages", trouble, times=3)
        await ana.slash("say board")
        await school.board("The board")
        assert discord.rest.faults.met == 3


async def test_work_done_without_an_answer_is_done_once_because_of_its_nonce(discord: Discord) -> None:
    school = discord.server("POL 210")
    ana = school.member("Ana")
    async with echo.running(discord, **QUICK):
        discord.rest.faults.plan("POST /channels/{channel_id}/messages", Broken(after=True))
        await ana.slash("say board")
        await discord.world.bell.until(lambda: discord.rest.calls["POST /channels/{channel_id}/messages"] == 2, "again")
        assert len(school.boards()) == 1


async def test_a_zombie_is_noticed_and_left() -> None:
    async with Discord(heartbeat=0.05) as server:
        school = server.server("POL 210")
        ana = school.member("Ana")
        async with echo.running(server, heartbeat_timeout=0.3, **QUICK):
            server.gateway.turn_zombie()
            assert (await ana.slash("say hello", name="Bo")).said == "Hello Bo"
            assert server.gateway.seen["resume"] + server.gateway.seen["identify"] > 1
