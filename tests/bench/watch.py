"""How long the event loop is held: a task that ticks every few milliseconds notes how late each tick comes."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

TICK = 0.002
"""Seconds between two ticks of a loop that has nothing else to do."""


@dataclass(slots=True)
class Longest:
    """The longest time between two ticks beyond the tick itself, in milliseconds.

    `held` is by the wall clock and grows when other programs take the processor; `busy` is what the loop's own thread
    computed meanwhile.
    """

    held: float = 0.0
    busy: float = 0.0


@asynccontextmanager
async def watched() -> AsyncIterator[Longest]:
    """Watch the event loop meanwhile."""
    longest = Longest()
    ticking = asyncio.create_task(_tick(longest))
    await asyncio.sleep(0)
    try:
        yield longest
        await asyncio.sleep(TICK)  # a hold at the very end is seen by the next tick
    finally:
        ticking.cancel()
        await asyncio.gather(ticking, return_exceptions=True)


async def _tick(longest: Longest) -> None:
    while True:
        wall, busy = time.perf_counter(), time.thread_time()
        await asyncio.sleep(TICK)
        longest.held = max(longest.held, 1000 * (time.perf_counter() - wall - TICK))
        longest.busy = max(longest.busy, 1000 * (time.thread_time() - busy))
