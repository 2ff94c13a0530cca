"""The writer: whatever waits, up to 256 commands, becomes one batch and one transaction.

A batch that cannot be stored is halved until the sick command stands alone; a store in trouble (disk full, locked) is
not asked again for each half. Nothing is answered before it is stored, and everything that was taken in is answered,
whatever breaks. A batch of which nobody knows whether it was stored is decided again, a few times if need be: what was
stored is answered as it was, what was not is stored then.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from core.command import Command
from core.faults import explain_fault
from core.replies import Result
from core.store.trouble import StoreTrouble, Uncertain

_LOG = logging.getLogger(__name__)
LARGEST_BATCH = 256
_STOPPED = Result(said=("Entente is stopping; nothing was changed. Try again in a minute.",), refused="trouble")
_LOOKS_AGAIN_S = (0.0, 0.25, 0.25, 0.25, 0.25, 0.5, 0.5)
"""Seconds before each further look at a batch of which nobody knows whether it was stored: a server comes back."""

Pause = Callable[[float], Awaitable[object]]
StoreAll = Callable[[Sequence[Command]], Awaitable[Sequence[Result]]]
"""Stores a batch of commands in one transaction and returns their results; raises if it stored none of them."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    command: Command
    answer: "asyncio.Future[Result]"


class Writer:
    """Takes commands in and stores them batch by batch, from `start` to `stop`."""

    def __init__(self, store_all: StoreAll, pause: Pause = asyncio.sleep) -> None:
        self._store_all = store_all
        self._pause = pause
        self._queue: asyncio.Queue[_Waiting | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to store what is taken in."""
        self._task = asyncio.create_task(self._write_until_stopped(), name="entente-writer")

    async def stop(self, within_s: float | None = None) -> None:
        """Store and answer all that was taken in, then stop.

        What is still waiting after `within_s` seconds is not stored, and whoever waits for it is told so.
        """
        task, self._task = self._task, None
        if task is None:
            return
        self._queue.put_nowait(None)
        await asyncio.wait({task}, timeout=within_s)
        if not task.done():
            self._turn_away()
        await task

    def _turn_away(self) -> None:
        while not self._queue.empty():
            waiting = self._queue.get_nowait()
            if waiting is not None and not waiting.answer.done():
                waiting.answer.set_result(_STOPPED)
        self._queue.put_nowait(None)

    @property
    def waiting(self) -> int:
        """Return how many commands wait to be stored."""
        return self._queue.qsize()

    async def take_in(self, command: Command) -> Result:
        """Return the command's result once it is stored."""
        if self._task is None:
            return _STOPPED
        waiting = _Waiting(command, asyncio.get_running_loop().create_future())
        self._queue.put_nowait(waiting)
        return await waiting.answer

    async def _write_until_stopped(self) -> None:
        while (first := await self._queue.get()) is not None:
            batch = [first]
            while len(batch) < LARGEST_BATCH and not self._queue.empty():
                if (waiting := self._queue.get_nowait()) is None:
                    self._queue.put_nowait(None)
                    break
                batch.append(waiting)
            try:
                await self._write(batch)
            except Exception as fault:  # the writer must outlive any fault, and nobody may be left waiting
                _answer(batch, [explain_fault(fault, waiting.command) for waiting in batch])

    async def _write(self, batch: Sequence[_Waiting]) -> None:
        """Store a batch and answer it; one that cannot be stored is halved, so that only the sick part fails."""
        commands = [waiting.command for waiting in batch]
        try:
            results = await self._certain(commands)
        except StoreTrouble as trouble:
            _LOG.warning("a batch was not stored: %s", trouble, extra={"commands": len(batch)})
            results = [Result(said=(str(trouble),), refused="trouble")] * len(batch)
        except Exception as sick:
            if len(batch) > 1:
                await self._write(batch[: len(batch) // 2])
                await self._write(batch[len(batch) // 2 :])
                return
            results = [explain_fault(sick, commands[0])]
        _answer(batch, results)

    async def _certain(self, commands: Sequence[Command]) -> Sequence[Result]:
        """Store a batch, and look again as long as nobody knows whether it was. Raises what `StoreAll` raises.

        Whatever else breaks meanwhile says nothing about the first time: it is Uncertain that is raised in the end.
        """
        try:
            return await self._store_all(commands)
        except Uncertain:
            for seconds in _LOOKS_AGAIN_S:
                _LOG.warning("a batch may have been stored: looking again", extra={"commands": len(commands)})
                await self._pause(seconds)
                with suppress(Exception):
                    return await self._store_all(commands)
            raise


def _answer(batch: Sequence[_Waiting], results: Sequence[Result]) -> None:
    """Answer those who wait still."""
    for waiting, result in zip(batch, results, strict=True):
        if not waiting.answer.done():
            waiting.answer.set_result(result)
