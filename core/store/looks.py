"""Looks that wait are run together over one snapshot: a class that looks at once costs the statements of a few.

    looks ─▶ waiting ─▶ a snapshot ─▶ run each; what all of them lack is read, a statement a kind ─▶ run again

A look joins the snapshot that is opened after it came, so it sees all that was stored before it was asked for. One
that has all it needs is answered at once; it does not wait for its neighbours.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.ledger import Ledger, Unread
from core.store import rowsql
from core.store.codec import Codec

T = TypeVar("T")
_AT_ONCE = 64
_SNAPSHOTS = 2  # open at the same time: while one reads, the looks of the other are run
_ROUNDS = 40  # of reading; a look that needs more asks for something new each time it is run


@dataclass(slots=True)
class _Look:
    run: Callable[[Ledger], Any]
    answer: "asyncio.Future[Any]"

    def answered(self, ledger: Ledger) -> bool:
        """Run it; return whether it is done: with an answer, with an error of its own, or because nobody waits."""
        if self.answer.done():
            return True
        ledger.start_again()
        try:
            self.answer.set_result(self.run(ledger))
        except Unread:
            return False
        except Exception as error:  # it is the asker's
            self.answer.set_exception(error)
        return True


class Looks:
    """Runs pure functions over snapshots of one reading engine."""

    def __init__(self, engine: AsyncEngine, codec: Codec) -> None:
        self._engine = engine
        self._codec = codec
        self._waiting: list[_Look] = []
        self._running: set[asyncio.Task[None]] = set()

    async def take(self, run: Callable[[Ledger], T]) -> T:
        """Return what a function makes of a snapshot that is opened from now on; raises what it raises."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Look(run, answer))
        if len(self._running) < _SNAPSHOTS:
            self._running.add(asyncio.create_task(self._run()))
        return await answer

    async def close(self) -> None:
        """Wait until all that was asked is answered."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _run(self) -> None:
        try:
            while self._waiting:
                looks, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
                try:
                    await self._together(looks)
                except BaseException as error:
                    _fail(looks, error)
                    if not isinstance(error, Exception):
                        raise
        finally:  # in the step that saw nobody wait: a look that comes in the next one must not rely on this task
            self._running.discard(asyncio.current_task())

    async def _together(self, looks: list[_Look]) -> None:
        async with self._engine.connect() as conn, conn.begin():
            await self._settle(conn, looks)

    async def _settle(self, conn: AsyncConnection, looks: list[_Look]) -> None:
        ledger, left = Ledger(), looks
        for _ in range(_ROUNDS):
            left = [look for look in left if not await _run_one(look, ledger)]
            if not left:
                return
            await rowsql.read(conn, self._codec, ledger)
        raise RuntimeError("A look never stops asking for rows.")


async def _run_one(look: _Look, ledger: Ledger) -> bool:
    """Run a look, then let others on the event loop go on: drawing a class's desks takes longer than a heartbeat."""
    done = look.answered(ledger)
    await asyncio.sleep(0)
    return done


def _fail(looks: list[_Look], error: BaseException) -> None:
    for look in looks:
        if not look.answer.done():
            look.answer.set_exception(error if isinstance(error, Exception) else asyncio.CancelledError())
