"""The store: runs pure functions over a ledger, in one transaction to write or one snapshot to read."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.catalogue import Catalogue
from core.faults import contained
from core.known import ID, Known, Query
from core.ledger import SELDOM_THERE, Kinds, Ledger
from core.outgoing.due import Due
from core.rows import Attempt, Entry, Letter, Mark, Note, Once, Row, Score, Session, Snapshot, Table, Written
from core.store import rowsql
from core.store.census import Census, census
from core.store.codec import Codec
from core.store.committing import commit
from core.store.deadlines import Come, come
from core.store.driver import connected
from core.store.engine import BUSY_MS, Engines, engines, is_file
from core.store.locking import settle_locked
from core.store.looks import Looks
from core.store.owing import owed
from core.store.schema import TABLES
from core.store.settling import settle
from core.store.trouble import explain, explained, is_contest, is_foreseen, is_store_wide

T = TypeVar("T")
Changes = Mapping[type[Row], Sequence[Row]]
_DATA_VERSION = sa.text("PRAGMA data_version")  # another number on this connection once another has committed
_TIMED: tuple[type[Table] | type[Session], ...] = (Table, Session)
_PASSING: tuple[type[Row], ...] = (Once, Letter)
"""Kinds that are of no use any more after a while."""
_GROWING: tuple[type[Row], ...] = (Once, Entry, Score, Written, Note, Letter, Attempt)
"""Kinds that are written once and seldom read again: not kept in memory from batch to batch."""
_MOST_KNOWN = 300_000  # rows and answers kept in memory; beyond that all is forgotten and read again when asked for
_TRIES = 10  # of a batch that meets others' on a server; one of them always gets through, so each has its turn
_TAKEN_FOR_NEW: Kinds = frozenset(
    (*SELDOM_THERE, (Once, ID))
)  # by a batch on a server, where all is compared afterwards
_MARK_STEP_MS = 1_000
"""A server's row of the clock's mark is one for all processes: each raises it when this much has passed, not always."""


class SickBatch(Exception):
    """The database refused some row of a batch: a part of the batch may still be stored without it."""


class Store:
    """A database of Entente's, already at this program's version."""

    def __init__(self, url: str, catalogue: Catalogue, busy_ms: int = BUSY_MS) -> None:
        self._engines: Engines = engines(url, busy_ms, connected)
        self._codec = Codec(catalogue)
        self._looks = Looks(self._engines.read, self._codec)
        self._known = Known()
        self._writing = asyncio.Lock()
        self._on_server = not is_file(url)
        self._marked = 0

    async def close(self) -> None:
        """Close all connections."""
        await self._looks.close()
        await self._engines.dispose()

    def forget(self) -> None:
        """Forget what was read and written so far, as a restart would: the next batch reads all it needs."""
        self._known = Known()
        self._codec.forget()

    async def commit(self, plan: Callable[[Ledger], T], first: Iterable[Query] = ()) -> tuple[T, Changes]:
        """Run a pure plan and store all its changes in ONE transaction; return what it returned and the rows it put.

        `first` are questions that the plan is known to ask. Raises SickBatch when the database refuses a row,
        StoreTrouble when it refuses all; nothing is stored then. Of its kinds Uncertain alone leaves open whether all
        was stored or nothing.
        """
        async with self._writing:
            for left in reversed(range(_TRIES)):
                known, self._known = self._known, Known()  # if anything goes wrong, what was known is not trusted again
                try:
                    return await self._commit(plan, first, known)
                except BaseException as error:
                    if not is_foreseen(error):
                        raise
                    if left and is_contest(error):
                        continue
                    if is_store_wide(error):
                        raise explain(error) from error
                    raise SickBatch(str(getattr(error, "orig", error))) from error
        raise AssertionError("unreachable")

    async def view(self, look: Callable[[Ledger], T]) -> T:
        """Run a pure function over one consistent snapshot, on a connection that cannot write."""
        with explained():
            return await self._looks.take(look)

    async def due(self, now: int) -> list[Come]:
        """Return what the time has come for, earliest first."""
        with explained():
            async with self._engines.glance.connect() as conn:
                return await come(conn, now)

    async def owed(self, platforms: Sequence[str], now: int, limit: int = 1_000) -> list[Due]:
        """Return the boards and letters on these platforms that may be taken, earliest first."""
        with explained():
            async with self._engines.glance.connect() as conn:
                return await owed(conn, platforms, now, limit)

    async def next_deadline(self) -> int | None:
        """Return the earliest deadline of all, if there is one."""
        with explained():
            async with self._engines.read.connect() as conn:
                found = [await conn.scalar(sa.select(sa.func.min(TABLES[kind].c.deadline))) for kind in _TIMED]
        return min((at for at in found if at is not None), default=None)

    async def sessions_of_other_versions(self, versions: Mapping[str, int]) -> list[tuple[str, str, int]]:
        """Return (session, game, version) of those that other versions have written; lost games' ended ones aside."""
        sessions = TABLES[Session]
        current = sa.or_(*(sa.and_(sessions.c.game == key, sessions.c.version == v) for key, v in versions.items()))
        lost = sa.and_(sessions.c.game.not_in(list(versions)), sessions.c.status == "over")
        columns = sa.select(sessions.c.id, sessions.c.game, sessions.c.version)
        with explained():
            async with self._engines.read.connect() as conn:
                found = await conn.execute(columns.where(~current, ~lost).order_by(sessions.c.id))
                return [(row.id, row.game, row.version) for row in found]

    async def census(self) -> Census:
        """Return how much there is of what goes on."""
        with explained():
            async with self._engines.read.connect() as conn:
                return await census(conn)

    async def mark(self) -> int:
        """Return the class time that was last stored; 0 in a new store."""
        row = await self.view(lambda ledger: ledger.get(Mark, "clock"))
        return row.time if row else 0

    async def purge(self, before: datetime, limit: int = 500) -> int:
        """Forget at most `limit` each of answered deliveries and letters older than this moment; return how many."""
        with explained():
            async with self._writing, self._engines.write.begin() as conn:
                return sum([(await conn.execute(_purge(kind, before, limit))).rowcount for kind in _PASSING])

    async def _commit(self, plan: Callable[[Ledger], T], first: Iterable[Query], known: Known) -> tuple[T, Changes]:
        async with self._engines.write.connect() as conn:
            transaction = await conn.begin()
            if not self._on_server:
                known = await self._still_true(conn, known)
            ledger = self._ledger(known, first)
            run = settle_locked if self._on_server else settle
            result = await run(conn, self._codec, plan, ledger)
            changes = ledger.changes()
            if changes or ledger.dropped():  # where nothing was changed no COMMIT can fail: what was read is certain
                wait = self._waits(changes)
                await rowsql.write(conn, self._codec, ledger, leave=wait)
                await commit(conn, transaction, ledger, None if self._on_server else self.view)
        with contained("keeping what is known"):  # what was half taken in is forgotten: nothing is known meanwhile
            self._keep(ledger)
        return result, changes

    def _ledger(self, known: Known, first: Iterable[Query]) -> Ledger:
        """Return the ledger of a batch. On a server deliveries are taken for new, and nothing is read in advance."""
        if self._on_server:
            return Ledger(known, _TAKEN_FOR_NEW, watched=True)
        ledger = Ledger(known, SELDOM_THERE)
        ledger.want(first)
        return ledger

    def _waits(self, changes: Changes) -> tuple[type[Row], ...]:
        """Return the kind not written this time: on a server the clock's mark, until it has moved far enough."""
        soon = self._on_server and _marked(changes) - self._marked < _MARK_STEP_MS
        return (Mark,) if soon else ()

    async def _still_true(self, conn: AsyncConnection, known: Known) -> Known:
        """Return what was known if nobody else has written since, on this connection's word; else nothing."""
        was, version = conn.info.get("data_version"), await conn.scalar(_DATA_VERSION)
        conn.info["data_version"] = version
        return known if version == was else Known()

    def _keep(self, ledger: Ledger) -> None:
        """Take in what has been stored. Nothing of it may be remembered before: the COMMIT may fail."""
        changes = ledger.settle()
        if not self._waits(changes):
            self._marked = _marked(changes)
        for row in changes.get(Snapshot, ()):
            if isinstance(row, Snapshot):
                self._codec.keep(row)
        ledger.known.let_go(_GROWING)
        if ledger.known.size < _MOST_KNOWN:
            self._known = ledger.known


def _marked(changes: Changes) -> int:
    """Return the class time that a batch puts as the clock's mark."""
    return max((mark.time for mark in changes.get(Mark, ()) if isinstance(mark, Mark)), default=0)


def _purge(kind: type[Row], before: datetime, limit: int) -> sa.Delete:
    table = TABLES[kind]
    old = sa.select(table.c.id).where(table.c.at < before).limit(limit).with_for_update(skip_locked=True)
    return sa.delete(table).where(table.c.id.in_(old))
