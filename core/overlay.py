"""What a batch has changed so far: rows put and dropped, found by their values, and taken back when refused."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from core.known import Query, values_of
from core.rows import Row


class _Unchanged:
    """Says that a row was not touched, where None says that it was dropped."""


_UNCHANGED = _Unchanged()
_NONE: Mapping[str, Row | None] = MappingProxyType({})
_Undo = dict[tuple[type[Row], str], Row | _Unchanged | None]
"""What a command has changed so far: each touched row with what the batch had made of it before."""


class Overlay:
    """Changed rows by kind and id; None is a row that was dropped."""

    def __init__(self) -> None:
        self.rows: dict[type[Row], dict[str, Row | None]] = {}
        self._index: dict[type[Row], dict[tuple[str, ...], dict[tuple[Any, ...], set[str]]]] = {}
        self._undo: _Undo | None = None

    def of(self, kind: type[Row]) -> Mapping[str, Row | None]:
        """Return the changed rows of a kind."""
        return self.rows.get(kind, _NONE)

    def change(self, kind: type[Row], row_id: str, row: Row | None) -> None:
        """Put a row, or drop it."""
        changed = self.rows.setdefault(kind, {})
        if self._undo is not None:
            self._undo.setdefault((kind, row_id), changed.get(row_id, _UNCHANGED))
        changed[row_id] = row
        for columns, index in self._index.get(kind, {}).items():
            _enter(index, columns, row)

    def touched(self, query: Query) -> set[str]:
        """Return ids of changed rows that have, or had, these values; an index, since a batch may change thousands."""
        indexes = self._index.setdefault(query.kind, {})
        if query.columns not in indexes:
            index = indexes[query.columns] = {}
            for row in self.of(query.kind).values():
                _enter(index, query.columns, row)
        return indexes[query.columns].get(query.values, set())

    def fitting(self, query: Query) -> Iterator[Row]:
        """Yield the changed rows that answer a question now."""
        changed = self.of(query.kind)
        for row_id in self.touched(query):
            row = changed.get(row_id)  # None also for one that a refused command has touched
            if row is not None and query.matches(row):
                yield row

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Keep the changes made inside only if nothing is raised. Attempts do not nest."""
        if self._undo is not None:
            raise RuntimeError("An attempt inside an attempt would forget what the outer one has to take back.")
        self._undo = {}
        try:
            yield
        except BaseException:
            self._take_back(self._undo)
            raise
        finally:
            self._undo = None

    def _take_back(self, undo: _Undo) -> None:
        for (kind, row_id), before in undo.items():
            if isinstance(before, _Unchanged):
                del self.rows[kind][row_id]
            else:
                self.rows[kind][row_id] = before


def _enter(index: dict[tuple[Any, ...], set[str]], columns: tuple[str, ...], row: Row | None) -> None:
    if row is not None:
        index.setdefault(values_of(row, columns), set()).add(row.id)
