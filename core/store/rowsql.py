"""Statements: read what a ledger wants, write what it changed. A constant number of statements, however many rows."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from core.known import Query
from core.ledger import Ledger
from core.rows import EVERY, Row
from core.store.codec import Codec
from core.store.schema import METADATA, NAMES

_DIALECTS: Mapping[str, tuple[Callable[[sa.Table], Any], sa.Dialect]] = MappingProxyType(
    {
        "sqlite": (sqlite_insert, registry.load("sqlite.aiosqlite")()),
        "postgresql": (postgresql_insert, registry.load("postgresql.asyncpg")()),
    }
)
Adapt = Callable[[list[Any]], tuple[Any, ...]]
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
            statement, adapt = _upsert(NAMES[kind], conn.dialect.name)
            await conn.exec_driver_sql(statement, [adapt(codec.values(row)) for row in rows])


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
def _upsert(name: str, dialect: str) -> tuple[str, Adapt]:
    """Return the text of the statement and what makes its parameters of a row's values.

    Rendered once and sent as it is: what SQLAlchemy does anew for every row would take as long as SQLite's writing.
    """
    table, (insert_into, driver) = METADATA.tables[name], _DIALECTS[dialect]
    insert = insert_into(table)
    new = {c.name: insert.excluded[c.name] for c in table.columns if c.name != "id"}
    text = str(insert.on_conflict_do_update(index_elements=["id"], set_=new).compile(dialect=driver))
    processors = tuple(column.type.dialect_impl(driver).bind_processor(driver) for column in table.columns)
    steps = tuple((place, process) for place, process in enumerate(processors) if process is not None)

    def adapt(values: list[Any]) -> tuple[Any, ...]:
        for place, process in steps:
            values[place] = process(values[place])
        return tuple(values)

    return text, adapt
