"""Two bot processes on one PostgreSQL server hear of every click: one answers it, one board is posted, one may die."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store import migrate
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
