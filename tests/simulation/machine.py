"""The machine under one process: its connections, the pauses before each call, the disk's trouble, and its death."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from tests.simulation.driver import InlineConnection
from tests.simulation.memory import Plan
from tests.simulation.stage import Stage

PLAN: ContextVar[Plan | None] = ContextVar("PLAN", default=None)
"""What the task that commits has decided, to be decided again; None where rows are only tidied away."""
POISON = "poison"
"""Part of a delivery's name that the database refuses to store."""

_SLOWEST = 0.05  # seconds that a call of a slow database takes
_REFUSES = {
    "locked": ("BEGIN IMMEDIATE", "database is locked"),
    "full": ("INSERT", "database or disk is full"),
    "readonly": ("INSERT", "attempt to write a readonly database"),
    "io": ("COMMIT", "disk I/O error"),
    "reads": ("SELECT", "disk I/O error"),
}


class Machine:
    """Lives until it is killed. Its connections die with it: what was not committed is gone."""

    def __init__(self, stage: Stage, number: int, stored: Callable[[Plan | None], None]) -> None:
        self.alive = True
        self._stage = stage
        self._rng = stage.rng(f"machine:{number}")
        self._stored = stored
        self._connections: list[InlineConnection] = []

    def kill(self) -> None:
        """Die here and now: whatever the tasks of this process still try, nothing comes of it."""
        self.alive = False
        for connection in self._connections:
            connection.close()

    def opened(self, connection: InlineConnection) -> None:
        self._connections.append(connection)

    async def before(self, statement: str, given: Any = ()) -> None:
        await self._pause()
        if not self.alive:
            raise sqlite3.OperationalError("this machine is dead")
        stage = self._stage
        if stage.trouble in _REFUSES:
            begins, words = _REFUSES[stage.trouble]
            if statement.startswith(begins):
                stage.note("refused by the disk", stage.trouble)
                raise sqlite3.OperationalError(words)
        if statement.startswith("INSERT INTO once ") and any(POISON in row[0] for row in given):
            raise sqlite3.IntegrityError("this delivery cannot be stored")

    def committed(self) -> None:
        self._stored(PLAN.get())

    async def after_commit(self) -> None:
        await self._pause()
        if self._stage.trouble == "unsure":
            self._stage.note("stored, but told otherwise", "")
            raise sqlite3.OperationalError("disk I/O error")

    async def _pause(self) -> None:
        chance = self._rng.random()
        if chance < self._stage.shape.slow and not self._stage.calm:
            await asyncio.sleep(self._rng.random() * _SLOWEST)
        elif chance < 0.5:
            await asyncio.sleep(0)
