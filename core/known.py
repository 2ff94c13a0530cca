"""What is known of the store: rows read, and which rows answer a question. True as long as nobody else writes.

The writer keeps it from batch to batch, so that a class in full swing reads next to nothing: a move finds its
section, table and seat here. Kinds of row that only grow (answers to deliveries, journal lines) are let go.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from core.rows import Row

ID = ("id",)


class Query(NamedTuple):
    """Rows of one kind whose columns have these values."""

    kind: type[Row]
    columns: tuple[str, ...]
    values: tuple[Any, ...]

    def matches(self, row: Row) -> bool:
        """Tell whether a row is one of those asked for."""
        return values_of(row, self.columns) == self.values


def values_of(row: Row, columns: Sequence[str]) -> tuple[Any, ...]:
    """Return a row's values in these columns."""
    return tuple([getattr(row, column) for column in columns])


@dataclass(slots=True)
class Answer:
    """The ids that answer a question; put in order when somebody asks, not with each of thousands that come in."""

    ids: set[str] = field(default_factory=set)
    _ordered: tuple[str, ...] | None = None

    def ordered(self) -> tuple[str, ...]:
        """Return the ids in order."""
        if self._ordered is None:
            self._ordered = tuple(sorted(self.ids))
        return self._ordered

    def add(self, row_id: str) -> None:
        """Take an id in."""
        self.ids.add(row_id)
        self._ordered = None

    def discard(self, row_id: str) -> None:
        """Leave an id out."""
        self.ids.discard(row_id)
        self._ordered = None


@dataclass(slots=True)
class Shelf:
    """One kind: rows by id (None: there is none), and ids by columns and values. An id that answers has its row."""

    rows: dict[str, Row | None] = field(default_factory=dict)
    answers: dict[tuple[str, ...], dict[tuple[Any, ...], Answer]] = field(default_factory=dict)

    def learn(self, columns: tuple[str, ...], asked: Collection[tuple[Any, ...]], rows: Sequence[Row]) -> None:
        """Take in all rows that have one of the asked values in these columns."""
        if columns == ID:
            self.rows |= dict.fromkeys((row_id for (row_id,) in asked), None)
            self.rows |= {row.id: row for row in rows}
            return
        found: dict[tuple[Any, ...], Answer] = {values: Answer() for values in asked}
        for row in rows:
            self.rows[row.id] = row
            found[values_of(row, columns)].ids.add(row.id)
        self.answers.setdefault(columns, {}).update(found)

    def change(self, row_id: str, row: Row | None) -> None:
        """Take in that a row was replaced, inserted or (None) deleted."""
        before = self.rows.get(row_id)
        for columns, answers in self.answers.items():
            was = None if before is None else values_of(before, columns)
            now = None if row is None else values_of(row, columns)
            if was == now:
                continue
            if was in answers:
                answers[was].discard(row_id)
            if now in answers:
                answers[now].add(row_id)
        self.rows[row_id] = row


class Known:
    """A shelf for each kind of row."""

    def __init__(self) -> None:
        self._shelves: dict[type[Row], Shelf] = {}

    @property
    def size(self) -> int:
        """How many rows and answers are known."""
        return sum(len(s.rows) + sum(map(len, s.answers.values())) for s in self._shelves.values())

    def shelf(self, kind: type[Row]) -> Shelf:
        """Return the shelf of a kind."""
        if (found := self._shelves.get(kind)) is None:
            found = self._shelves[kind] = Shelf()
        return found

    def answers(self, query: Query) -> bool:
        """Tell whether a question needs no reading."""
        shelf = self.shelf(query.kind)
        if query.columns == ID:
            return query.values[0] in shelf.rows
        return query.values in shelf.answers.get(query.columns, ())

    def has_none(self, query: Query) -> bool:
        """Tell whether a question that was read has no answer."""
        shelf = self.shelf(query.kind)
        if query.columns == ID:
            return shelf.rows[query.values[0]] is None
        return not shelf.answers[query.columns][query.values].ids

    def begin(self, questions: Iterable[Query]) -> None:
        """Take in that nothing answers these questions yet."""
        for kind, columns, values in questions:
            self.shelf(kind).answers.setdefault(columns, {}).setdefault(values, Answer())

    def answer(self, query: Query) -> tuple[Row | None, ...]:
        """Return the rows that answer a question which needs no reading."""
        shelf = self.shelf(query.kind)
        ids = query.values if query.columns == ID else shelf.answers[query.columns][query.values].ordered()
        return tuple(shelf.rows[row_id] for row_id in ids)

    def change(self, changed: Mapping[type[Row], Mapping[str, Row | None]]) -> None:
        """Take in what was stored."""
        for kind, rows in changed.items():
            shelf = self.shelf(kind)
            for row_id, row in rows.items():
                shelf.change(row_id, row)

    def let_go(self, kinds: Collection[type[Row]]) -> None:
        """Forget all of these kinds."""
        for kind in kinds:
            self._shelves.pop(kind, None)
