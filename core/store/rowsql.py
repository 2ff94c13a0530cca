"""Statements: read what a ledger wants, write what it changed. A constant number of statements, however many rows."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from core.known import Query
from core.ledger import Ledger
from core.rows import EVERY, Row
from core.store.codec import Codec
from core.store.schema import METADATA, NAMES

_CHUNK = 5_000  # values in one IN list; drivers allow 32,766 parameters


async def read(conn: AsyncConnection, codec: Codec, ledger: Ledger) -> None:
    """Answer all that the ledger wants: one SELECT for each kind and set of columns."""

    def shape(query: Query) -> tuple[str, tuple[str, ...]]:
        return NAMES[query.kind], query.columns

    for _, group in groupby(sorted(ledger.wanted(), key=shape), key=shape):
        queries = list(group)
        for start in range(0, len(queries), _CHUNK):
            chunk = queries[start : start + _CHUNK]
            ledger.learn(chunk, await _select(conn, codec, chunk))


async def write(conn: AsyncConnection, codec: Codec, ledger: Ledger) -> None:
    """Store the ledger's changes: at most one DELETE and one upsert a kind, parents first."""
    changed, dropped = ledger.changes(), ledger.dropped()
    for kind in reversed(EVERY):
        if ids := dropped.get(kind):
            await conn.execute(_delete(NAMES[kind]), [{"row_id": row_id} for row_id in ids])
    for kind in EVERY:
        if rows := changed.get(kind):
            await conn.execute(_upsert(NAMES[kind], conn.dialect.name), [codec.values(row) for row in rows])


async def _select(conn: AsyncConnection, codec: Codec, queries: Sequence[Query]) -> list[Row]:
    kind, columns = queries[0].kind, queries[0].columns
    statement = _selection(NAMES[kind], columns)
    wanted = [q.values[0] if len(columns) == 1 else q.values for q in queries]
    found = (await conn.execute(statement, {"wanted": wanted})).mappings().all()
    return [codec.row(kind, dict(values)) for values in found]


@cache
def _selection(name: str, columns: tuple[str, ...]) -> sa.Select[tuple[object, ...]]:
    table = METADATA.tables[name]
    left = table.c[columns[0]] if len(columns) == 1 else sa.tuple_(*(table.c[c] for c in columns))
    return sa.select(table).where(left.in_(sa.bindparam("wanted", expanding=True)))


@cache
def _delete(name: str) -> sa.Delete:
    table = METADATA.tables[name]
    return sa.delete(table).where(table.c.id == sa.bindparam("row_id"))


@cache
def _upsert(name: str, dialect: str) -> sa.Insert:
    table = METADATA.tables[name]
    insert = postgresql_insert(table) if dialect == "postgresql" else sqlite_insert(table)
    new = {c.name: insert.excluded[c.name] for c in table.columns if c.name != "id"}
    return insert.on_conflict_do_update(index_elements=["id"], set_=new)
