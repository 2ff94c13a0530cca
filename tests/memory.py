"""All that is stored, remembered: whatever only reads can then be asked thousands of questions without a database."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.catalogue import Catalogue
from core.known import ID, Known, Query
from core.ledger import Ledger
from core.rows import EVERY, Row
from core.store.codec import Codec
from core.store.schema import TABLES
from core.store.store import Store

R = TypeVar("R", bound=Row)
Rows = Mapping[type[Row], tuple[Row, ...]]


class Memory(Ledger):
    """A ledger over rows that have all been read. Changes overlay them, as in a batch, and are stored nowhere."""

    def __init__(self, rows: Mapping[type[Row], Sequence[Row]]) -> None:
        self._remembered = Known()
        for kind, some in rows.items():
            self._remembered.shelf(kind).rows |= {row.id: row for row in some}
        super().__init__(self._remembered)

    def get(self, kind: type[R], row_id: str) -> R | None:
        """Return the row with this id, or None: what is not remembered is not there."""
        self._remembered.shelf(kind).rows.setdefault(row_id, None)
        return super().get(kind, row_id)

    def find(self, kind: type[R], **by: object) -> tuple[R, ...]:
        """Return all rows whose columns have these values, in order of their ids."""
        self._look_for(kind, by)
        return super().find(kind, **by)

    def some(self, kind: type[R], **by: object) -> R | None:
        """Return one of the rows whose columns have these values, or None."""
        self._look_for(kind, by)
        return super().some(kind, **by)

    def _look_for(self, kind: type[Row], by: Mapping[str, object]) -> None:
        columns = tuple(sorted(by))
        query = Query(kind, columns, tuple(by[column] for column in columns))
        if columns != ID and not self._remembered.answers(query):
            shelf = self._remembered.shelf(kind)
            found = [row for row in shelf.rows.values() if row is not None and query.matches(row)]
            shelf.learn(columns, [query.values], found)


async def remembered(store: Store) -> Memory:
    """Return all that a store holds now."""
    return Memory(await rows_of(store))


async def rows_of(store: Store) -> Rows:
    """Return all rows that a store holds now, by kind."""
    async with store._engines.read.connect() as connection, connection.begin():
        return {kind: tuple(await _all_of(store, connection, kind)) for kind in EVERY}


async def _all_of(store: Store, connection: AsyncConnection, kind: type[Row]) -> list[Row]:
    table = TABLES[kind]
    found = (await connection.execute(sa.select(table).order_by(table.c.id))).mappings()
    return [store._codec.row(kind, dict(values)) for values in found]


class Rememberer:
    """Reads a SQLite file whole, again and again, past the service, on a connection of its own."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self._engine = sa.create_engine(f"sqlite:///{path}", poolclass=sa.StaticPool)
        self._codec = Codec(catalogue)

    def rows(self) -> Rows:
        """Return all rows by kind, in order of their ids."""
        with self._engine.connect() as connection, connection.begin():
            return {kind: tuple(self._of(connection, kind)) for kind in EVERY}

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def _of(self, connection: sa.Connection, kind: type[Row]) -> Iterator[Row]:
        table = TABLES[kind]
        for values in connection.execute(sa.select(table).order_by(table.c.id)).mappings():
            yield self._codec.row(kind, dict(values))
