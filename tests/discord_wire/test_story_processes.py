"""Two bot processes on one PostgreSQL server hear of every click: one answers it, one board is posted, one may die."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store import migrate
from tests.discord_wire.conftest import AT_LEISURE
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import keeps_its_token, stays_private
from tests.server import ABSENT, Server, binaries, running

pytestmark = [pytest.mark.slow, pytest.mark.skipif(binaries() is None, reason=ABSENT)]
TAKEN = "40060 Interaction has already been acknowledged."


@pytest.fixture
def postgres() -> Iterator[Server]:
    with running() as server:
        server.create("entente")
        yield server


async def test_two_processes_are_one_bot_to_the_class(discord: Discord, tmp_path: Path, postgres: Server) -> None:
    url = postgres.url("entente")
    await migrate.upgrade(url)
    lesson = Lesson(discord, people=6)
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    async with Entente(discord, folders[0], url) as one, Entente(discord, folders[1], url) as two:
        assert len(discord.gateway.live) == 2
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        board = await lesson.school.board("Warm-up")
        assert all(await lesson.sweep())
        await one.kill()
        assert all(await lesson.sweep())
        await one.start()
        await two.kill()
        await lesson.play()
        await lesson.school.board("The game is over.")
        assert [message.id for message in lesson.school.boards()] == [board.id]
        keeps_its_token(discord, one, two)
    taken = [refusal for refusal in discord.rest.refused if refusal.endswith(TAKEN)]
    assert taken, "both heard of the clicks"
    assert taken == discord.rest.refused
    assert discord.commands.syncs == [""]
    assert discord.judge.findings == []
    assert stays_private(discord, lesson.pupils) > 0


async def test_two_processes_share_the_servers_between_them_by_shards(tmp_path: Path, postgres: Server) -> None:
    """Each hears of its own servers only; what the one has taken up is played on while the other is away."""
    url = postgres.url("entente")
    await migrate.upgrade(url)
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    async with Discord(patience=AT_LEISURE, shards=2) as discord:
        here, there = (
            Lesson(discord, name, people=2, guild=discord.world.ids.on_shard(shard, 2))
            for shard, name in enumerate(("Here", "There"))
        )
        one = Entente(discord, folders[0], url, DISCORD__SHARDS="2", DISCORD__SHARD_IDS="[0]")
        two = Entente(discord, folders[1], url, DISCORD__SHARDS="2", DISCORD__SHARD_IDS="[1]")
        async with one, two:
            assert sorted(session.shard for session in discord.gateway.live) == [0, 1]
            for lesson in (here, there):
                await lesson.assemble()
                await lesson.open("ratify-or-revert")
                await lesson.begin()
            await one.kill()
            assert all(await there.sweep())
            await there.school.board("Round 1: talks")
            await one.start()
            assert all(await here.sweep())
            await here.school.board("Warm-up")
            assert len(here.school.boards()) == len(there.school.boards()) == 1
            keeps_its_token(discord, one, two)
        assert discord.rest.refused == [], "nobody answered what the other had answered"
        assert discord.judge.findings == []
    for lesson in (here, there):
        assert stays_private(discord, lesson.pupils) > 0
