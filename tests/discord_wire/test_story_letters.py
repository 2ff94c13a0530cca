"""Notes come as direct messages where those are open, and are answered there."""

from pathlib import Path

import pytest

from tests.discord_wire import reading
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import nothing_wrong

pytestmark = pytest.mark.slow


async def test_a_note_is_answered_from_the_direct_message(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=2)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("treaty-table")
        await lesson.begin()
        ana, bo = (pupil.person for pupil in lesson.pupils)
        (to,) = await ana.completions("game note", "to")
        discord.judge.keep("zqfirst", ana.id, bo.id)
        discord.judge.keep("zqsecond", ana.id, bo.id)
        await ana.slash("game note", to=to, text="Would zqfirst do?")
        letter = await bo.reads("zqfirst")
        assert letter in bo.told()
        sent = await bo.fill("Reply", letter, text="No, but zqsecond might.")
        assert "zqfirst" not in sent.said or sent.private
        answer = await ana.reads("zqsecond")
        assert answer in ana.told()
        assert lesson.school.shows().count("zq") == 0
        assert "Reply" in reading.labels([answer])
        await bot.kill()
        await bot.start()
        assert (await ana.fill("Reply", answer, text="Agreed, zqfirst.")).said
    nothing_wrong(discord, bot)
