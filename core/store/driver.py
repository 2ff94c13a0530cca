"""SQLite's driver with one change of threads for a statement, where it takes four: cursor, execute, fetch, close.

Each change costs about as long as a small statement takes SQLite, and a batch makes a dozen statements. Rows are
fetched whole, which is what the store asks for; whoever reads a table piece by piece takes the driver as it is.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

import aiosqlite

Done = tuple[Any, int, int | None, list[Any]]
"""What a statement came to: the columns' description, the count of rows, the last row's id, the rows."""


class WholeCursor:
    """A statement's rows, all of them there when it has been executed."""

    def __init__(self, connection: "WholeConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """Return the cursor: there is nothing to open."""
        return self

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> Self:
        """Execute a statement and fetch its rows."""
        return await self._take(sqlite3.Cursor.execute, operation, parameters)

    async def executemany(self, operation: str, rows: Iterable[Sequence[Any]]) -> Self:
        """Execute a statement for each row of parameters."""
        return await self._take(sqlite3.Cursor.executemany, operation, rows)

    async def fetchall(self) -> list[Any]:
        """Return the rows that have not been taken yet."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Do nothing: it was closed when its rows had been fetched."""

    async def _take(self, run: Callable[..., Any], operation: str, parameters: Any) -> Self:
        done = await self._connection.whole(run, operation, parameters)
        self.description, self.rowcount, self.lastrowid, self._rows = done
        return self


class WholeConnection(aiosqlite.Connection):
    """A connection whose statements are executed whole."""

    def cursor(self) -> WholeCursor:  # type: ignore[override]  # all of a cursor that SQLAlchemy asks for
        """Return a new cursor."""
        return WholeCursor(self)

    async def whole(self, run: Callable[..., Any], operation: str, parameters: Any) -> Done:
        """Return what a statement comes to."""
        asked = partial(_whole, self._conn, run, operation, parameters)
        done: Done = await self._execute(asked)  # type: ignore[no-untyped-call]  # as all of the driver's own methods do
        return done

    async def rollback(self) -> None:
        """Roll back what has been begun; a connection that goes back to its pool after a COMMIT has nothing to."""
        if self.in_transaction:
            await super().rollback()


def connected(database: str | Path, **options: Any) -> WholeConnection:
    """Return a connection to a file, which opens when it is awaited, as `aiosqlite.connect` does."""
    return WholeConnection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)


def _whole(raw: sqlite3.Connection, run: Callable[..., Any], operation: str, parameters: Any) -> Done:
    cursor = raw.cursor()
    try:
        run(cursor, operation, parameters)
        rows = cursor.fetchall() if cursor.description else []
        return cursor.description, cursor.rowcount, cursor.lastrowid, rows
    finally:
        cursor.close()
