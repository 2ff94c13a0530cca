"""Loops that break are begun again, ever more patiently, and the break is told."""

import asyncio
import logging

import pytest

from bot.run.loops import FIRST_PAUSE_S, LONGEST_PAUSE_S, Loops

_BREAKS = 8


async def test_a_loop_that_breaks_is_logged_under_an_id_and_begun_again_after_ever_longer_pauses(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pauses: list[float] = []
    told: list[str] = []
    well = asyncio.Event()

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        told.append(loops.broken["post"])
        await asyncio.sleep(0)

    async def work() -> None:
        if len(pauses) < _BREAKS:
            raise ZeroDivisionError("a planted fault")
        well.set()
        await asyncio.Event().wait()

    loops = Loops(pause)
    loops.start("post", work)
    await well.wait()
    assert loops.broken == {}
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]
    assert (pauses[0], pauses[-1]) == (FIRST_PAUSE_S, LONGEST_PAUSE_S)
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [getattr(record, "error", "") for record in errors] == told
    assert all(record.exc_info for record in errors)
    await loops.stop()


async def test_a_loop_that_ends_is_begun_again_too() -> None:
    rounds = 0
    thrice = asyncio.Event()

    async def pause(_seconds: float) -> None:
        if rounds >= 3:
            thrice.set()
        await asyncio.sleep(0)

    async def work() -> None:
        nonlocal rounds
        rounds += 1

    loops = Loops(pause)
    loops.start("brief", work)
    await thrice.wait()
    await loops.stop()
    assert rounds >= 3
