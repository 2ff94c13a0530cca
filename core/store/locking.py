"""Several processes on one server: decide on what is known, then lock and compare before anything is written.

A decision is a pure function of the rows it asked for, so it holds as long as they are still what they were:

1. Decide on what this process knows from earlier batches, reading what is missing. No lock is held; what is known
   may be old, even inconsistent.
2. Lock, in one order for all processes (kinds from parents to children, ids in order, SELECT … FOR UPDATE): each row
   asked for by its id, each row to be changed, and the rows above every range that was asked for and every row that
   changes (its section, session, table and person).
3. Read all that was asked for once more, each statement newer than the locks before it (READ COMMITTED), and compare.
   The same: write and commit. Not the same: decide anew on what has just been read, while the locks are held; if that
   asks for nothing else, it holds by itself, otherwise go back to 2.

Why nothing slips through: whoever changes a row holds that row and the rows above it until its commit, and whoever
built on a row, on its absence or on a range holds the row or one above it. So of two batches that concern each other
one waits for the other, and then sees its work in the comparison: the outcome is that of some order of whole batches.

Deadlines need no claim: every process may find one due and strike it, under a delivery's name that they share (the
table and its deadline); one strike has the effect, the others are told what it came to.

Rows that do not exist cannot be locked. Of two that would make the same one (the same delivery at two processes, a
newcomer's account, a channel's link) the second runs into the key, and its whole batch is decided anew on a fresh
ledger. A range that no row stands above (an alias, a join code) is locked by name.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.known import ID, Known, Query
from core.ledger import Ledger
from core.rows import EVERY, Mark, Once, Person, Row, Section, Session, Table
from core.store import rowsql
from core.store.codec import Codec
from core.store.schema import NAMES
from core.store.settling import settle

T = TypeVar("T")
_ABOVE: Mapping[str, type[Row]] = MappingProxyType(
    {"section": Section, "session": Session, "table": Table, "person": Person}
)
"""Columns that hold the id of a row above, whatever the kind below."""
_COLUMNS_ABOVE: Mapping[type[Row], tuple[str, ...]] = MappingProxyType(
    {kind: tuple(f.name for f in fields(kind) if f.name in _ABOVE) for kind in EVERY}
)
_SWEEPS = 8  # each finds rows that the last one had not locked; a decision has nowhere near as many steps
_UNLOCKED: frozenset[type[Row]] = frozenset({Mark, Once})
"""The clock's mark is only ever raised; a delivery is written once, and read last, when its sender's row is held."""
_LOCK_NAMES = sa.text(
    "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(CAST(:names AS text[])) name"
)


async def settle_locked(conn: AsyncConnection, codec: Codec, run: Callable[[Ledger], T], ledger: Ledger) -> T:
    """Return what a decision comes to on rows that nobody can change before this transaction ends.

    The ledger must be watched. Raises what PostgreSQL says of a deadlock or a lock that was not to be had.
    """
    locked: frozenset[Query] = frozenset()
    for _ in range(_SWEEPS):
        result = await settle(conn, codec, run, ledger, compared=True)
        needs = frozenset(_needs(ledger))
        if needs <= locked:
            return result
        fresh = await _lock_and_read(conn, codec, needs)
        if all(fresh.answer(query) == ledger.known.answer(query) for query in ledger.asked):
            return result
        ledger.know(fresh)
        locked = needs
    raise RuntimeError("A decision never stops asking for rows that are not locked.")


async def _lock_and_read(conn: AsyncConnection, codec: Codec, needs: frozenset[Query]) -> Known:
    by_id = [query for query in needs if query.columns == ID]
    ranges = [query for query in needs if query.columns != ID]
    if names := sorted({_name(query) for query in ranges if not any(_rows_above(query))}):
        await conn.execute(_LOCK_NAMES, {"names": names})
    held = Ledger(Known())
    held.want(query for query in by_id if query.kind not in _UNLOCKED)
    await rowsql.read(conn, codec, held, lock=True)
    held.want([*ranges, *(query for query in by_id if query.kind in _UNLOCKED)])
    await rowsql.read(conn, codec, held)
    return held.known


def _needs(ledger: Ledger) -> Iterator[Query]:
    """Yield all that has to be locked and compared."""
    for query in ledger.asked:
        yield query
        if query.columns != ID:
            yield from _stored(ledger, _rows_above(query))
    for kind, row_id, before, after in ledger.touched():
        if kind in _UNLOCKED:
            continue
        if before is not None:
            yield Query(kind, ID, (row_id,))
        for row in (before, after):
            if row is not None:
                yield from _stored(ledger, _above(row))


def _stored(ledger: Ledger, queries: Iterator[Query]) -> Iterator[Query]:
    """Leave out rows that this batch makes: nobody else can know of them."""
    return (query for query in queries if not ledger.is_born(query.values[0]))


def _rows_above(query: Query) -> Iterator[Query]:
    for column, value in zip(query.columns, query.values, strict=True):
        if column in _ABOVE and value:
            yield Query(_ABOVE[column], ID, (value,))


def _above(row: Row) -> Iterator[Query]:
    for column in _COLUMNS_ABOVE[type(row)]:
        if value := getattr(row, column):
            yield Query(_ABOVE[column], ID, (value,))


def _name(query: Query) -> str:
    return repr((NAMES[query.kind], query.columns, query.values))
