"""The watch on the event loop sees what holds it."""

import asyncio
import time

from tests.bench.watch import watched

HOLD = 0.03


def hold_the_loop() -> None:
    """Compute until 30 ms have passed."""
    until = time.perf_counter() + HOLD
    while time.perf_counter() < until:
        pass


async def test_a_planted_hold_is_seen_in_the_middle_and_at_the_very_end() -> None:
    for pause in (0.01, 0):
        async with watched() as longest:
            await asyncio.sleep(pause)
            hold_the_loop()
            await asyncio.sleep(pause)
        assert longest.held >= 1000 * HOLD / 2
