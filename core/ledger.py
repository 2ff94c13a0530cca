"""The ledger: all that a batch of commands knows and changes, in memory.

Decisions and views are plain functions that ask the ledger for rows. A row that has not been read yet raises
`Unread` and is noted; whoever runs the batch reads everything that was noted, a statement a kind, and runs the
functions again. They are pure, so running them again is harmless, and any number of commands costs the same
constant number of statements, while the code reads as if the rows were simply there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from core.rows import Row

R = TypeVar("R", bound=Row)
A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of one kind whose columns have these values."""

    kind: type[Row]
    columns: tuple[str, ...]
    values: tuple[Any, ...]

    def matches(self, row: Row) -> bool:
        """Tell whether a row is one of those asked for."""
        return all(getattr(row, c) == v for c, v in zip(self.columns, self.values, strict=True))


class Unread(Exception):
    """A row was asked for that has not been read."""


Key = tuple[type[Row], str]


@dataclass(slots=True)
class _Undo:
    """What a command has changed so far: each touched key with what was there before (None: nothing)."""

    before: dict[Key, Row | None] = field(default_factory=dict)


class Ledger:
    """Rows read so far, overlaid by the changes of this batch."""

    def __init__(self) -> None:
        self._rows: dict[Key, Row] = {}
        self._answers: dict[Query, tuple[str, ...]] = {}
        self._changed: dict[Key, Row | None] = {}
        self._fresh: dict[type[Row], set[str]] = {}
        self._index: dict[type[Row], dict[tuple[str, ...], dict[tuple[Any, ...], set[str]]]] = {}
        self._wanted: dict[Query, None] = {}
        self._born: set[str] = set()
        self._undo: _Undo | None = None

    def get(self, kind: type[R], row_id: str) -> R | None:
        """Return the row with this id, or None."""
        found = self._find(Query(kind, ("id",), (row_id,)))
        return cast("R", found[0]) if found else None

    def find(self, kind: type[R], **by: object) -> tuple[R, ...]:
        """Return all rows whose columns have these values, in order of their ids."""
        columns = tuple(sorted(by))
        return cast("tuple[R, ...]", self._find(Query(kind, columns, tuple(by[c] for c in columns))))

    def put(self, row: Row) -> None:
        """Insert a row, or replace the one with its id."""
        self._change((type(row), row.id), row)

    def drop(self, row: Row) -> None:
        """Delete a row."""
        self._change((type(row), row.id), None)

    def add(self, row: Row) -> None:
        """Insert a row whose id is new: nothing in the store can point to it, so nothing about it needs to be read."""
        self._born.add(row.id)
        self.put(row)

    def each(self, items: Iterable[A], do: Callable[[A], B]) -> list[B]:
        """Return what `do` returns for each item; all rows that the items lack are noted before one Unread is raised.

        A plain loop would stop at its first unread row and cost a round of reading for every item.
        """
        out: list[B] = []
        unread: Unread | None = None
        for item in items:
            try:
                out.append(do(item))
            except Unread as signal:
                unread = signal
        if unread is not None:
            raise unread
        return out

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Keep the changes made inside only if nothing is raised."""
        self._undo = _Undo()
        try:
            yield
        except BaseException:
            self._take_back(self._undo)
            raise
        finally:
            self._undo = None

    @property
    def unread(self) -> bool:
        """Whether something was asked for that has not been read."""
        return bool(self._wanted)

    def wanted(self) -> list[Query]:
        """Return, and forget, the queries that could not be answered."""
        wanted, self._wanted = list(self._wanted), {}
        return wanted

    def learn(self, queries: Sequence[Query], rows: Sequence[Row]) -> None:
        """Take in the rows that answer queries of one kind and the same columns."""
        answers: dict[Query, list[str]] = {query: [] for query in queries}
        for row in rows:
            self._rows.setdefault((type(row), row.id), row)
            for query in _asking(answers, row):
                answers[query].append(row.id)
        self._answers |= {query: tuple(sorted(ids)) for query, ids in answers.items()}

    def start_again(self) -> None:
        """Forget all changes, keep what was read: the batch is about to be run again."""
        self._changed, self._fresh, self._born, self._index = {}, {}, set(), {}

    def changes(self) -> dict[type[Row], list[Row]]:
        """Return the rows to insert or replace, by kind."""
        out: dict[type[Row], list[Row]] = {}
        for (kind, _), row in self._changed.items():
            if row is not None:
                out.setdefault(kind, []).append(row)
        return out

    def dropped(self) -> dict[type[Row], list[str]]:
        """Return the ids of rows to delete, by kind."""
        out: dict[type[Row], list[str]] = {}
        for (kind, row_id), row in self._changed.items():
            if row is None and (kind, row_id) in self._rows:
                out.setdefault(kind, []).append(row_id)
        return out

    def _find(self, query: Query) -> tuple[Row, ...]:
        ids = self._answers.get(query)
        if ids is None:
            if self._is_known_empty(query):
                ids = ()
            else:
                self._wanted[query] = None
                raise Unread(query)
        touched = self._fresh.get(query.kind)
        if not touched:
            return tuple(self._rows[query.kind, i] for i in ids)
        return self._overlaid(query, ids)

    def _is_known_empty(self, query: Query) -> bool:
        """Tell whether the store cannot hold an answer, or the overlay alone decides it."""
        if query.columns == ("id",) and (query.kind, query.values[0]) in self._changed:
            return True
        return bool(self._born) and any(value in self._born for value in query.values if isinstance(value, str))

    def _overlaid(self, query: Query, ids: tuple[str, ...]) -> tuple[Row, ...]:
        if query.columns == ("id",):
            row = self._now((query.kind, query.values[0]))
            return () if row is None else (row,)
        touched = self._touched(query)
        current = (self._now((query.kind, i)) for i in (sorted({*ids, *touched}) if touched else ids))
        return tuple(row for row in current if row is not None and query.matches(row))

    def _touched(self, query: Query) -> set[str]:
        """Return ids of changed rows that have, or had, these values; an index, since a batch may change thousands."""
        indexes = self._index.setdefault(query.kind, {})
        if query.columns not in indexes:
            indexes[query.columns] = {}
            for row_id in self._fresh[query.kind]:
                self._enter(query.columns, self._changed.get((query.kind, row_id)))
        return indexes[query.columns].get(query.values, set())

    def _enter(self, columns: tuple[str, ...], row: Row | None) -> None:
        if row is not None:
            values = tuple(getattr(row, column) for column in columns)
            self._index[type(row)][columns].setdefault(values, set()).add(row.id)

    def _now(self, key: Key) -> Row | None:
        return self._changed[key] if key in self._changed else self._rows.get(key)

    def _change(self, key: Key, row: Row | None) -> None:
        if self._undo is not None and key not in self._undo.before:
            self._undo.before[key] = self._changed.get(key, self._rows.get(key))
        self._changed[key] = row
        self._fresh.setdefault(key[0], set()).add(key[1])
        for columns in self._index.get(key[0], ()):
            self._enter(columns, row)

    def _take_back(self, undo: _Undo) -> None:
        for key, row in undo.before.items():
            if row is self._rows.get(key):
                del self._changed[key]
                self._fresh[key[0]].discard(key[1])
            else:
                self._changed[key] = row


def _asking(answers: dict[Query, list[str]], row: Row) -> Iterator[Query]:
    """Yield the queries that this row answers; all have the same columns, so there is one candidate."""
    first = next(iter(answers))
    query = Query(type(row), first.columns, tuple(getattr(row, c) for c in first.columns))
    if query in answers:
        yield query
