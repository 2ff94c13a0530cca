"""Two servers at once, who know nothing of each other; and several shards."""

import asyncio
from pathlib import Path

import pytest

from tests.discord_wire.conftest import AT_LEISURE
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import nothing_wrong, stays_private

pytestmark = pytest.mark.slow


async def test_a_bot_of_two_shards_serves_both(tmp_path: Path) -> None:
    async with Discord(patience=AT_LEISURE, shards=2) as discord:
        ids = discord.world.ids
        here = Lesson(discord, "Here", people=2, guild=ids.on_shard(0, 2))
        there = Lesson(discord, "There", people=2, guild=ids.on_shard(1, 2))
        async with Entente(discord, tmp_path) as bot:
            assert sorted(session.shard for session in discord.gateway.live) == [0, 1]
            for lesson in (here, there):
                await lesson.assemble()
                await lesson.open("treaty-table")
                await lesson.begin()
                assert all(await lesson.sweep())
        nothing_wrong(discord, bot)


async def test_two_servers_play_at_once_and_know_nothing_of_each_other(discord: Discord, tmp_path: Path) -> None:
    monday, friday = Lesson(discord, "Monday", people=4), Lesson(discord, "Friday", people=4)
    for lesson, other in ((monday, friday), (friday, monday)):
        for pupil in lesson.pupils:
            assert pupil.person.name not in [p.person.name for p in other.pupils]
    async with Entente(discord, tmp_path) as bot:
        await asyncio.gather(monday.assemble(), friday.assemble())
        await asyncio.gather(monday.open("ratify-or-revert"), friday.open("treaty-table"))
        await asyncio.gather(monday.begin(), friday.begin())
        for _ in range(2):
            await asyncio.gather(monday.sweep(), friday.sweep())
        assert "Vell" in monday.school.shows()
        assert "Vell" not in friday.school.shows()
        assert "Straits" in friday.school.shows()
        stranger = friday.pupils[0].person
        board = monday.school.boards()[0]
        assert board.channel not in [message.channel for message in stranger.messages()]
        foreign = await monday.pupils[0].person.slash("class show")
        assert not any(pupil.person.name in foreign.said for pupil in friday.pupils)
    for lesson in (monday, friday):
        stays_private(discord, lesson.pupils)
    nothing_wrong(discord, bot)
