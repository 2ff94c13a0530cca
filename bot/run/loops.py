"""Background loops that are never silently dead.

A loop that breaks is logged under an error id and begun again after a pause that doubles with every break, up to half
a minute; one that has run for longer than that begins with the shortest pause again. What a loop does is idempotent
and asks the database what is left to do, so beginning again is always right, and no break of one is a reason to hang
up on a class.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from core.faults import new_error_id

_LOG = logging.getLogger(__name__)
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0

Work = Callable[[], Awaitable[object]]
Pause = Callable[[float], Awaitable[object]]


class Loops:
    """Named loops, kept going until they are stopped."""

    def __init__(self, pause: Pause = asyncio.sleep) -> None:
        self._pause = pause
        self._tasks: list[asyncio.Task[None]] = []
        self._broken: dict[str, str] = {}

    @property
    def broken(self) -> Mapping[str, str]:
        """Return the loops that wait for being begun again, with the error id of their last break."""
        return self._broken

    def start(self, name: str, work: Work) -> None:
        """Keep some work going from now on."""
        self._tasks.append(asyncio.create_task(self._keep_going(name, work), name=f"entente-{name}"))

    async def stop(self) -> None:
        """Cancel all loops and wait until they have ended."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()

    async def _keep_going(self, name: str, work: Work) -> None:
        time, pause = asyncio.get_running_loop().time, FIRST_PAUSE_S
        while True:
            begun = time()
            try:
                await work()
                raise RuntimeError(f"The loop {name} ended by itself.")  # noqa: TRY301 (an end is a break like others)
            except Exception as fault:  # whatever breaks one loop, the others and the class go on
                self._broken[name] = self._log(name, fault)
            if time() - begun > LONGEST_PAUSE_S:
                pause = FIRST_PAUSE_S
            await self._pause(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)
            del self._broken[name]

    def _log(self, name: str, fault: Exception) -> str:
        error_id = new_error_id()
        _LOG.error("the loop %s broke and is begun again", name, exc_info=fault, extra={"error": error_id})
        return error_id
