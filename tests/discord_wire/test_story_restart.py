"""kill -9 in mid round, and everything goes on: seats, moves, clocks, the buttons of old messages, the board."""

import asyncio
from pathlib import Path

import pytest

from tests.discord_wire import reading
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.values import COMPONENT, Interaction
from tests.discord_wire.verdict import nothing_wrong, stays_private

pytestmark = pytest.mark.slow


async def test_a_class_is_cut_off_in_mid_round_and_goes_on(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=6)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        board = await lesson.school.board("Warm-up")
        old = [(await pupil.person.press("My desk", board)).message for pupil in lesson.pupils]
        await bot.kill()
        await bot.start()
        for pupil, desk in zip(lesson.pupils, old, strict=True):
            assert desk is not None
            answered = await pupil.person.press("Answer: yes", desk)
            assert "Recorded" in answered.said or "sealed" in answered.said.casefold(), answered.said
        await lesson.play()
        await lesson.school.board("The game is over.")
        assert [message.id for message in lesson.school.boards()] == [board.id]
        assert discord.commands.syncs == [""], "commands that have not changed are not sent again"
    stays_private(discord, lesson.pupils)
    nothing_wrong(discord, bot)


async def test_what_was_pressed_while_it_lay_dead_is_told_as_lost_and_can_be_pressed_again(
    discord: Discord, tmp_path: Path
) -> None:
    lesson = Lesson(discord, people=4)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        board = lesson.school.boards()[0]
        await bot.kill()
        ana = lesson.pupils[0].person
        lost = asyncio.create_task(ana.press("My desk", board))
        await asyncio.sleep(0)
        await bot.start()
        lost.cancel()
        assert "You are in" in (await ana.press("My desk", board)).said
    assert discord.judge.findings == []


async def test_what_was_acknowledged_but_never_answered_is_asked_for_again(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=4)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        ana = lesson.pupils[0].person
        desk = (await ana.slash("game desk")).message
        pressed = asyncio.create_task(ana.press("Answer: yes", desk))
        await asyncio.sleep(0)  # it has been pressed
        first = await discord.world.bell.until(lambda: _acknowledged(discord, ana.id), "it is acknowledged")
        await bot.kill()
        pressed.cancel()
        await bot.start()
        again = await ana.press("Answer: yes", desk)
        assert again.interaction.id != first.id
        assert "Sealed" in again.said or "Changed" in again.said
        assert "You sealed" in (await ana.slash("game desk")).said
    assert discord.judge.findings == []


async def test_moves_acknowledged_before_the_kill_are_there_after_it(discord: Discord, tmp_path: Path) -> None:
    lesson = Lesson(discord, people=6)
    async with Entente(discord, tmp_path) as bot:
        await lesson.assemble()
        await lesson.open("ratify-or-revert")
        await lesson.begin()
        await lesson.teacher.slash("game advance")
        told: dict[str, int] = {}
        for life in range(3):
            for number, pupil in enumerate(lesson.pupils):
                desk = await pupil.look()
                if desk is not None and "Tell your red line" in reading.labels([desk]):
                    told[pupil.person.id] = 10 * life + number + 5
                    await pupil.person.fill("Tell your red line", desk, least=told[pupil.person.id])
            await bot.kill()
            await bot.start()
            shown = "\n".join([(await pupil.person.slash("game desk")).said for pupil in lesson.pupils])
            assert all(f"{least} or more" in shown for least in told.values())
        assert told
    nothing_wrong(discord, bot)


def _acknowledged(discord: Discord, person: str) -> Interaction | None:
    """Return what a person pressed last, once it has been acknowledged, answered or not."""
    pressed = [one for one in discord.world.interactions.values() if one.person == person and one.kind == COMPONENT]
    return pressed[-1] if pressed[-1].answered else None
