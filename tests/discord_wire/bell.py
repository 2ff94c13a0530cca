"""Waiting for something to become true: rung after every change, so nobody sleeps and looks again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds of the machine before a story gives up; a busy machine is slow, not wrong."""


class Bell:
    """Rung when anything changed."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Let everybody look again."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(self, look: Callable[[], T | None], hope: str, patience: float = PATIENCE) -> T:
        """Return the first thing that `look` finds; fail with what was hoped for when patience ends."""
        try:
            async with asyncio.timeout(patience):
                while not (found := look()):
                    await self._ringing()
                return found
        except TimeoutError:
            raise AssertionError(f"Waited {patience:.0f} s in vain: {hope}") from None

    async def _ringing(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
