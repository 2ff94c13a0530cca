"""A store that cannot forget: whatever the real one commits, run again over plain dictionaries.

A plan is pure, so at each COMMIT the same plan is run over the rows that should be there by now. What it changes is
what the transaction must have changed; at every end the database is compared with it, row by row. The memory is also
what the simulated people look at, so that a screen costs no statement.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from core.known import ID, Known, Query, values_of
from core.ledger import Ledger, Unread
from core.rows import Row

R = TypeVar("R", bound=Row)
T = TypeVar("T")
Changes = Mapping[type[Row], Sequence[Row]]
Plan = Callable[[Ledger], object]


class Memory:
    """Every row that is stored, by kind and id."""

    def __init__(self) -> None:
        self._known = Known()
        self._rows: dict[type[Row], dict[str, Row]] = {}

    def get(self, kind: type[R], row_id: str) -> R | None:
        """Return a row, or None."""
        row = self._rows.get(kind, {}).get(row_id)
        return row if isinstance(row, kind) else None

    def all(self, kind: type[R], **by: object) -> list[R]:
        """Return all rows of a kind whose columns have these values, in order of their ids."""
        found = [row for row in self._rows.get(kind, {}).values() if isinstance(row, kind)]
        wanted = tuple(by.values())
        return sorted((r for r in found if values_of(r, tuple(by)) == wanted), key=lambda row: row.id)

    def view(self, look: Callable[[Ledger], T]) -> T:
        """Return what a pure function sees."""
        return self._settle(look)[0]

    def commit(self, plan: Plan) -> "tuple[Changes, Before]":
        """Do what a plan does; return the rows that it put, and a look at how things stood before."""
        _, ledger = self._settle(plan)
        dropped, changes = ledger.dropped(), ledger.settle()
        gone = [(kind, row_id) for kind, ids in dropped.items() for row_id in ids]
        put = [(kind, row.id) for kind, rows in changes.items() for row in rows]
        before = Before(self, {(kind, row_id): self._rows.get(kind, {}).get(row_id) for kind, row_id in gone + put})
        for kind, row_id in gone:
            del self._rows[kind][row_id]
        for kind, rows in changes.items():
            self._rows.setdefault(kind, {}).update((row.id, row) for row in rows)
        return changes, before

    def _settle(self, run: Callable[[Ledger], T]) -> tuple[T, Ledger]:
        ledger = Ledger(self._known)
        while True:
            ledger.start_again()
            try:
                result = run(ledger)
            except Unread:
                pass
            else:
                if not ledger.unread:
                    return result, ledger
            self._answer(ledger)

    def _answer(self, ledger: Ledger) -> None:
        def shape(query: Query) -> tuple[str, tuple[str, ...]]:
            return query.kind.__name__, query.columns

        for _, group in groupby(sorted(ledger.wanted(), key=shape), key=shape):
            queries = list(group)
            kind, columns = queries[0].kind, queries[0].columns
            asked = {query.values for query in queries}
            stored = self._rows.get(kind, {})
            if columns == ID:
                rows = [stored[row_id] for (row_id,) in asked if row_id in stored]
            else:
                rows = [row for row in stored.values() if values_of(row, columns) in asked]
            ledger.learn(queries, sorted(rows, key=lambda row: row.id))


class Before:
    """The memory as it was before a commit."""

    def __init__(self, now: Memory, replaced: Mapping[tuple[type[Row], str], Row | None]) -> None:
        self._now = now
        self._replaced = replaced

    def get(self, kind: type[R], row_id: str) -> R | None:
        """Return a row as it was, or None."""
        if (kind, row_id) not in self._replaced:
            return self._now.get(kind, row_id)
        row = self._replaced[kind, row_id]
        return row if isinstance(row, kind) else None

    def dropped(self, kind: type[R]) -> list[R]:
        """Return the rows of a kind that the commit took away."""
        rows = [row for row in self._replaced.values() if isinstance(row, kind)]
        return [row for row in rows if self._now.get(kind, row.id) is None]
