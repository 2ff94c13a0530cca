"""Two hundred people press at the same instant, and everybody is acknowledged within Discord's three seconds."""

import asyncio
from pathlib import Path

import pytest

from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import nothing_wrong

CROWD = 200


@pytest.mark.slow
async def test_two_hundred_answer_at_the_same_instant(tmp_path: Path) -> None:
    async with Discord() as discord:
        lesson = Lesson(discord, people=CROWD)
        async with Entente(discord, tmp_path) as bot:
            await lesson.assemble()
            await lesson.open_quiz(1)
            await lesson.begin()
            board = await lesson.school.board("Question 1")
            desks = await asyncio.gather(*(pupil.person.press("My desk", board) for pupil in lesson.pupils))
            assert all(desk.private for desk in desks)
            await asyncio.gather(*(pupil.turn() for pupil in lesson.pupils))
            panel = (await lesson.teacher.slash("game panel")).said
            assert "Question 1" in panel
            assert discord.interactions.late == []
        nothing_wrong(discord, bot)
