"""Statements: read what a ledger wants, write what it changed. A constant number of statements, however many rows."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from core.known import Query
from core.ledger import Ledger
from core.rows import EVERY, Entry, Mark, Once, Row
from core.store.codec import Codec
from core.store.schema import METADATA, NAMES

_DIALECTS: Mapping[str, tuple[Callable[[sa.Table], Any], sa.Dialect]] = MappingProxyType(
    {
        "sqlite": (sqlite_insert, registry.load("sqlite.aiosqlite")()),
        "postgresql": (postgresql_insert, registry.load("postgresql.asyncpg")()),
    }
)
Adapt = Callable[[list[Any]], tuple[Any, ...]]
_PLACES: Mapping[type[Row], int] = MappingProxyType({kind: place for place, kind in enumerate(EVERY)})
_WRITTEN_ONCE: frozenset[type[Row]] = frozenset({Once, Entry})
"""Answers and journal lines: nothing ever writes over them."""
_CHUNK = 5_000  # values in one IN list; drivers allow 32,766 parameters


async def read(conn: AsyncConnection, codec: Codec, ledger: Ledger, *, lock: bool = False) -> None:
    """Answer all that the ledger wants: one SELECT for each kind and set of columns, parents first.

    With `lock` the rows are held until the transaction ends, in order of their ids (PostgreSQL).
    """

    def shape(query: Query) -> tuple[int, tuple[str, ...]]:
        return _PLACES[query.kind], query.columns

    for _, group in groupby(sorted(ledger.wanted(), key=shape), key=shape):
        queries = list(group)
        for start in range(0, len(queries), _CHUNK):
            chunk = queries[start : start + _CHUNK]
            ledger.learn(chunk, await _select(conn, codec, chunk, lock=lock))


async def write(conn: AsyncConnection, codec: Codec, ledger: Ledger, leave: Collection[type[Row]] = ()) -> None:
    """Store the ledger's changes, but for kinds to leave: at most one DELETE and one upsert a kind, parents first.

    On a server rows that are not there yet are inserted by a statement of their own, which fails when somebody else
    has been faster; an upsert would write over theirs.
    """
    changed, dropped = ledger.changes(), ledger.dropped()
    for kind in reversed(EVERY):
        if ids := dropped.get(kind):
            await conn.execute(_delete(NAMES[kind]), [{"row_id": row_id} for row_id in ids])
    for kind in EVERY:
        if not (rows := changed.get(kind)) or kind in leave:
            continue
        new = [row for row in rows if _is_new(ledger, row)] if conn.dialect.name == "postgresql" else []
        known = [row for row in rows if not _is_new(ledger, row)] if new else rows
        for group, statement in ((new, _insert), (known, _upsert)):
            if group:
                text, adapt = statement(NAMES[kind], conn.dialect.name)
                await conn.exec_driver_sql(text, [adapt(codec.values(row)) for row in group])


def _is_new(ledger: Ledger, row: Row) -> bool:
    return type(row) in _WRITTEN_ONCE or ledger.is_new(type(row), row.id)


async def _select(conn: AsyncConnection, codec: Codec, queries: Sequence[Query], *, lock: bool) -> list[Row]:
    kind, columns = queries[0].kind, queries[0].columns
    if conn.dialect.name == "sqlite":
        wanted = [q.values[0] if len(columns) == 1 else q.values for q in queries]
        found = await conn.execute(_selection(NAMES[kind], columns), {"wanted": wanted})
    else:
        arrays = {f"wanted_{n}": list(of) for n, of in enumerate(zip(*(q.values for q in queries), strict=True))}
        found = await conn.execute(_selection_on_server(NAMES[kind], columns, lock), arrays)
    return [codec.row(kind, dict(values)) for values in found.mappings().all()]


@cache
def _selection(name: str, columns: tuple[str, ...]) -> sa.Select[tuple[object, ...]]:
    table = METADATA.tables[name]
    left = table.c[columns[0]] if len(columns) == 1 else sa.tuple_(*(table.c[c] for c in columns))
    return sa.select(table).where(left.in_(sa.bindparam("wanted", expanding=True)))


@cache
def _selection_on_server(name: str, columns: tuple[str, ...], lock: bool) -> sa.Select[tuple[object, ...]]:
    """Return a statement whose text is the same for any number of values: arrays, so the server plans it once."""
    table = METADATA.tables[name]
    kept = [table.c[column] for column in columns]
    arrays = [sa.bindparam(f"wanted_{n}", type_=ARRAY(column.type)) for n, column in enumerate(kept)]
    if len(kept) == 1:
        found = sa.select(table).where(kept[0] == sa.any_(arrays[0]))
    else:
        asked = sa.func.unnest(*arrays).table_valued(*(sa.column(c.name, c.type) for c in kept)).render_derived("asked")
        found = sa.select(table).where(sa.tuple_(*kept).in_(sa.select(*asked.c)))
    return found.order_by(table.c.id).with_for_update(of=table) if lock else found


@cache
def _delete(name: str) -> sa.Delete:
    table = METADATA.tables[name]
    return sa.delete(table).where(table.c.id == sa.bindparam("row_id"))


@cache
def _insert(name: str, dialect: str) -> tuple[str, Adapt]:
    """Return the text that inserts a row, and what makes its parameters."""
    insert_into, driver = _DIALECTS[dialect]
    return str(insert_into(METADATA.tables[name]).compile(dialect=driver)), _adapter(name, driver)


@cache
def _upsert(name: str, dialect: str) -> tuple[str, Adapt]:
    """Return the text that inserts or replaces a row, and what makes its parameters of a row's values.

    Rendered once and sent as it is: what SQLAlchemy does anew for every row would take as long as SQLite's writing.
    """
    table, (insert_into, driver) = METADATA.tables[name], _DIALECTS[dialect]
    insert = insert_into(table)
    new: dict[str, sa.ColumnElement[Any]] = {c.name: insert.excluded[c.name] for c in table.columns if c.name != "id"}
    if name == NAMES[Mark] and dialect == "postgresql":  # several processes raise it, none lowers it
        new["time"] = sa.func.greatest(table.c.time, insert.excluded.time)
    text = str(insert.on_conflict_do_update(index_elements=["id"], set_=new).compile(dialect=driver))
    return text, _adapter(name, driver)


def _adapter(name: str, driver: sa.Dialect) -> Adapt:
    columns = METADATA.tables[name].columns
    processors = tuple(column.type.dialect_impl(driver).bind_processor(driver) for column in columns)
    steps = tuple((place, process) for place, process in enumerate(processors) if process is not None)

    def adapt(values: list[Any]) -> tuple[Any, ...]:
        for place, process in steps:
            values[place] = process(values[place])
        return tuple(values)

    return adapt
