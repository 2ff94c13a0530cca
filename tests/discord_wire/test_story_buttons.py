"""Buttons after an hour, by the wrong person, twice, too late, delivered twice: each with a helpful private answer."""

import asyncio
from pathlib import Path

import pytest

from tests.discord_wire import reading
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import nothing_wrong

pytestmark = pytest.mark.slow


async def test_a_button_works_after_an_hour_and_says_so_when_it_no_longer_does(
    discord: Discord, tmp_path: Path
) -> None:
    lesson = Lesson(discord, people=4)
    ana = lesson.pupils[0].person
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        board = await lesson.school.board("Warm-up")
        first, second, third = [(await ana.press("My desk", board)).message for _ in range(3)]

        discord.world.hours.skip(3600)
        late = await ana.press("Answer: yes", first)
        assert late.private, "the old card can no longer be changed by its own token, the press has another"
        assert "Sealed" in late.said

        twice = await asyncio.gather(ana.press("Answer: no", second), ana.press("Answer: no", second))
        assert all(one.private for one in twice)
        assert all("Sealed" in one.said or "Changed" in one.said for one in twice), [one.said for one in twice]

        await lesson.teacher.slash("game advance")
        too_late = await ana.press("Answer: yes", third)
        assert too_late.private
        assert "earlier phase" in too_late.said, too_late.said
        assert too_late.message is not None
        assert "My desk" in reading.labels([too_late.message]), "a way on, to be pressed"
    nothing_wrong(discord, bot)


async def test_whoever_a_button_is_not_for_is_told_what_to_do(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4)
    stranger = lesson.school.member("A stranger")
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("treaty-table")
        board = await lesson.school.board("[Join]")

        outside = await stranger.press("Join", board)
        assert outside.private
        assert "/class join" in outside.said

        panel = await lesson.pupils[0].person.slash("game panel")
        assert panel.private
        assert "instructor" in panel.said

        await lesson.begin()
        board = await lesson.school.board("Reading the card")
        seats = {pupil: (await pupil.person.press("My desk", board)) for pupil in lesson.pupils}
        here, there = (
            next(p for p in seats if "Table 1" in seats[p].said),
            next(p for p in seats if "Table 2" in seats[p].said),
        )
        card = seats[here].message
        assert card is not None
        stolen = str(reading.buttons(card)[0]["custom_id"])
        forged = await there.person.forge(stolen, board)
        assert forged.private
        assert "seat" in forged.said or "table" in forged.said, forged.said
        broken = await there.person.forge("e1:what-is-this", board)
        assert broken.private
        assert "[My desk]" in broken.said, broken.said
        assert "You sealed" not in (await here.person.slash("game desk")).said
    nothing_wrong(discord, bot)


async def test_what_is_delivered_twice_is_done_once(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4)
    async with Entente(discord, tmp_path):
        discord.doing.deliveries = 2
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        await lesson.sweep()
        board = await lesson.school.board("Warm-up")
        assert len(lesson.school.boards()) == 1
        assert reading.words(board)
    assert discord.judge.findings == []
    assert {refusal.rsplit(": ", 1)[1][:5] for refusal in discord.rest.refused} <= {"40060"}
