"""SQLite inline: a driver for SQLAlchemy that makes each call at once, with a drawn pause before it.

It is chosen by the database's URL, `sqlite+inline:///FILE`; the store above it is the real one, with its statements,
its transactions and its engines. A pause is where another task runs, where the disk's trouble shows, and where a
crash finds the process.
"""

import sqlite3
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import LRUCache, await_


class Machine(Protocol):
    """What lies under the connections of one process."""

    def opened(self, connection: "InlineConnection") -> None:
        """Take note of a connection."""

    async def before(self, statement: str, given: Any = ()) -> None:
        """Pause before a call; raise what the disk refuses it with. `given` are the values of many rows."""

    def committed(self) -> None:
        """Take note that a transaction has been stored."""

    async def after_commit(self) -> None:
        """Pause before the caller knows that it was stored; raise what hides it from them."""


MACHINE: ContextVar[Machine] = ContextVar("MACHINE")
"""The machine of whoever opens a connection: a process and all its tasks share one."""


def url_of(file: Path) -> str:
    """Return the URL that chooses this driver."""
    return f"sqlite+inline:///{file}"


class InlineCursor(sqlite3.Cursor):
    """A cursor that pauses before it asks."""

    connection: "InlineConnection"

    def execute(self, statement: str, given: Any = ()) -> "InlineCursor":
        await_(self.connection.machine.before(statement))
        if statement.startswith("BEGIN IMMEDIATE"):
            self.connection.writes = True
        super().execute(_not_synced(statement), given)
        return self

    def executemany(self, statement: str, given: Any) -> "InlineCursor":
        await_(self.connection.machine.before(statement, given))
        super().executemany(statement, given)
        return self

    async def _async_soft_close(self) -> None:
        """SQLAlchemy asks asynchronous drivers for this; rows of SQLite need not be fetched before it."""


class InlineConnection(sqlite3.Connection):
    """A connection of one process; dead with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alive, self.writes = True, False
        self.machine = MACHINE.get()
        self.machine.opened(self)

    def cursor(self, *_: Any) -> InlineCursor:  # type: ignore[override] # SQLAlchemy asks for plain cursors only
        return super().cursor(InlineCursor)

    def commit(self) -> None:
        """Store what was written; a transaction that only read is just ended."""
        if not self.alive or not self.in_transaction:
            return
        wrote, self.writes = self.writes, False
        if wrote:
            await_(self.machine.before("COMMIT"))
        super().commit()
        if wrote:
            self.machine.committed()
            await_(self.machine.after_commit())

    def rollback(self) -> None:
        self.writes = False
        if self.alive:
            super().rollback()

    def close(self) -> None:
        if self.alive:
            self.alive = False
            super().close()


class InlineDialect(SQLiteDialect_pysqlite):
    """SQLite's dialect as the engines for asyncio ask for it.

    All of them are one, so that what a process has compiled the next one need not compile again.
    """

    driver = "inline"
    is_async = True
    has_terminate = True
    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=_compiled())

    @classmethod
    def get_pool_class(cls, _url: URL) -> type[AsyncAdaptedQueuePool]:
        return AsyncAdaptedQueuePool

    def connect(self, *args: Any, **options: Any) -> Any:
        """Open a connection of ours, whatever another driver would be opened with."""
        options.pop("async_creator_fn", None)
        return super().connect(*args, **options, factory=InlineConnection)

    def do_terminate(self, connection: Any) -> None:
        """Close a connection whose task was cancelled; nothing is waited for."""
        connection.close()


@cache
def _compiled() -> LRUCache[Any, Any]:
    """Return the statements that have been compiled, for all engines of this driver."""
    return LRUCache(1_000)


registry.register("sqlite.inline", __name__, InlineDialect.__name__)


def _not_synced(statement: str) -> str:
    """A killed process loses nothing that the operating system holds; power cuts are proven in tests/durability."""
    return "PRAGMA synchronous=OFF" if statement.startswith("PRAGMA synchronous") else statement
