"""The store: runs pure functions over a ledger, in one transaction to write or one snapshot to read."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.catalogue import Catalogue
from core.ledger import Ledger, Unread
from core.rows import Mark, Once, Session, Table
from core.store import rowsql
from core.store.codec import Codec
from core.store.engine import Engines, engines
from core.store.schema import TABLES
from core.store.trouble import explain, is_store_wide

T = TypeVar("T")
_TIMED: tuple[type[Table] | type[Session], ...] = (Table, Session)
_ROUNDS = 40  # a decision that needs more rounds of reading than this asks for something new each time it is run


class SickBatch(Exception):
    """The database refused some row of a batch: a part of the batch may still be stored without it."""


class Store:
    """A database of Entente's, already at this program's version."""

    def __init__(self, url: str, catalogue: Catalogue) -> None:
        self._engines: Engines = engines(url)
        self._codec = Codec(catalogue)

    async def close(self) -> None:
        """Close all connections."""
        await self._engines.dispose()

    async def commit(self, plan: Callable[[Ledger], T]) -> tuple[T, Ledger]:
        """Run a pure plan and store all its changes in ONE transaction.

        Raises SickBatch when the database refuses a row, StoreTrouble when it refuses all; nothing is stored then.
        """
        try:
            async with self._engines.write.begin() as conn:
                ledger = Ledger()
                result = await self._settle(conn, plan, ledger)
                await rowsql.write(conn, self._codec, ledger)
        except DBAPIError as error:
            self._codec.forget()
            if is_store_wide(error):
                raise explain(error) from error
            raise SickBatch(str(error.orig)) from error
        except BaseException:
            self._codec.forget()
            raise
        return result, ledger

    async def view(self, look: Callable[[Ledger], T]) -> T:
        """Run a pure function over one consistent snapshot, on a connection that cannot write."""
        try:
            async with self._engines.read.connect() as conn, conn.begin():
                return await self._settle(conn, look, Ledger())
        except DBAPIError as error:
            raise explain(error) from error

    async def due(self, now: int, limit: int = 256) -> list[tuple[type[Table] | type[Session], str, int]]:
        """Return the tables and lobbies whose deadline has come: (kind, id, deadline), earliest first."""
        found: list[tuple[type[Table] | type[Session], str, int]] = []
        try:
            async with self._engines.read.connect() as conn:
                for kind in _TIMED:
                    found.extend((kind, row.id, row.deadline) for row in await conn.execute(_due(kind, now, limit)))
        except DBAPIError as error:
            raise explain(error) from error
        return sorted(found, key=lambda row: (row[2], row[1]))

    async def next_deadline(self) -> int | None:
        """Return the earliest deadline of all, if there is one."""
        async with self._engines.read.connect() as conn:
            found = [await conn.scalar(sa.select(sa.func.min(TABLES[kind].c.deadline))) for kind in _TIMED]
        return min((at for at in found if at is not None), default=None)

    async def mark(self) -> int:
        """Return the class time that was last stored; 0 in a new store."""
        row = await self.view(lambda ledger: ledger.get(Mark, "clock"))
        return row.time if row else 0

    async def purge_once(self, before: datetime) -> None:
        """Forget the answers to deliveries older than this moment."""
        once = TABLES[Once]
        async with self._engines.write.begin() as conn:
            await conn.execute(sa.delete(once).where(once.c.at < before))

    async def _settle(self, conn: AsyncConnection, run: Callable[[Ledger], T], ledger: Ledger) -> T:
        for _ in range(_ROUNDS):
            ledger.start_again()
            try:
                result = run(ledger)
            except Unread:
                pass
            else:
                if not ledger.unread:
                    return result
            await rowsql.read(conn, self._codec, ledger)
        raise RuntimeError("A decision never stops asking for rows.")


def _due(kind: type[Table] | type[Session], now: int, limit: int) -> sa.Select[tuple[str, int]]:
    table = TABLES[kind]
    columns = sa.select(table.c.id, table.c.deadline)
    return columns.where(table.c.deadline <= now).order_by(table.c.deadline, table.c.id).limit(limit)
