"""The ledger: all that a batch of commands knows and changes, in memory.

Decisions and views are plain functions that ask the ledger for rows. A row that has not been read yet raises
`Unread` and is noted; whoever runs the batch reads everything that was noted, a statement a kind, and runs the
functions again. They are pure, so running them again is harmless, and any number of commands costs the same
constant number of statements, while the code reads as if the rows were simply there.

Some rows are looked for in vain nearly always, such as an earlier sealed move of a seat, or another bearer of an alias.
Where the ledger may assume that, it says that there is nothing and notes the question; if all such answers turn out
right, nothing is run again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar, cast

from core.known import ID, Answer, Known, Query
from core.overlay import Overlay
from core.rows import Draft, Person, Row, SealedMove, Signup

R = TypeVar("R", bound=Row)
A = TypeVar("A")
B = TypeVar("B")


class Unread(Exception):
    """A row was asked for that has not been read."""


Kinds = Collection[tuple[type[Row], tuple[str, ...]]]
"""Questions by their kind of row and their columns."""
SELDOM_THERE: Kinds = frozenset(
    {(SealedMove, ID), (Draft, ID), (Person, ("alias", "workspace")), (Signup, ("person", "session"))}
)
"""What a decision looks for before it puts it, and seldom finds."""
_BY_ID = attrgetter("id")
_NOTHING: Mapping[tuple[Any, ...], Answer] = MappingProxyType({})


class Ledger:
    """Rows known so far, overlaid by the changes of this batch.

    A watched ledger takes down what it was asked, so that the answers can be compared with the store before they are
    built upon: where several processes write, what is known may be old.
    """

    def __init__(self, known: Known | None = None, seldom_there: Kinds = (), *, watched: bool = False) -> None:
        self._known = Known() if known is None else known
        self._seldom_there = seldom_there
        self._wanted: dict[Query, None] = {}
        self._assumed: dict[Query, None] = {}
        self._asked: dict[Query, None] | None = {} if watched else None
        self.start_again()

    def start_again(self) -> None:
        """Forget all changes, keep what was read: the batch is about to be run again."""
        self._changed = Overlay()
        self._born: set[str] = set()
        self._begun: dict[Query, None] = {}
        if self._asked is not None:
            self._asked = {}

    def get(self, kind: type[R], row_id: str) -> R | None:
        """Return the row with this id, or None."""
        changed = self._changed.of(kind)
        if row_id in changed:
            return cast("R | None", changed[row_id])
        rows = self._known.shelf(kind).rows
        if row_id in rows:
            if self._asked is not None:
                self._asked[Query(kind, ID, (row_id,))] = None
            return cast("R | None", rows[row_id])
        if row_id in self._born:
            return None
        self._miss(Query(kind, ID, (row_id,)))
        return None

    def find(self, kind: type[R], **by: object) -> tuple[R, ...]:
        """Return all rows whose columns have these values, in order of their ids."""
        columns = tuple(sorted(by))
        query = Query(kind, columns, tuple([by[column] for column in columns]))
        if columns == ID:
            row = self.get(kind, query.values[0])
            return () if row is None else (row,)
        ids = self._ids(query)
        if not self._changed.of(kind):
            rows = self._known.shelf(kind).rows
            return cast("tuple[R, ...]", tuple([rows[row_id] for row_id in ids]))
        return cast("tuple[R, ...]", self._overlaid(query, ids))

    def some(self, kind: type[R], **by: object) -> R | None:
        """Return one of the rows whose columns have these values, or None; thousands cost no more than one."""
        columns = tuple(sorted(by))
        query = Query(kind, columns, tuple([by[column] for column in columns]))
        ids, changed, rows = self._ids(query), self._changed.of(kind), self._known.shelf(kind).rows
        unchanged = next((row_id for row_id in ids if row_id not in changed), None)
        if unchanged is not None:
            return cast("R", rows[unchanged])
        return cast("R | None", next(self._changed.fitting(query), None))

    def put(self, row: Row) -> None:
        """Insert a row, or replace the one with its id."""
        self._changed.change(type(row), row.id, row)

    def drop(self, row: Row) -> None:
        """Delete a row."""
        self._changed.change(type(row), row.id, None)

    def add(self, row: Row) -> None:
        """Insert a row whose id is new: nothing in the store can point to it, so nothing about it needs to be read."""
        self._born.add(row.id)
        self.put(row)

    def begin(self, kind: type[Row], **by: object) -> None:
        """Say that no stored row has these values, since what they name begins now: nobody needs to look."""
        columns = tuple(sorted(by))
        self._begun[Query(kind, columns, tuple([by[column] for column in columns]))] = None

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

    def attempt(self) -> AbstractContextManager[None]:
        """Keep the changes made inside only if nothing is raised. Attempts do not nest."""
        return self._changed.attempt()

    def want(self, queries: Iterable[Query]) -> None:
        """Note what is known to be asked for, before anybody asks: it saves a round of reading."""
        self._wanted |= dict.fromkeys(query for query in queries if not self._known.answers(query))

    @property
    def unread(self) -> bool:
        """Whether something was asked for that has not been read."""
        return bool(self._wanted or self._assumed)

    def wanted(self) -> list[Query]:
        """Return, and forget, the queries that could not be answered."""
        wanted = [*self._wanted, *self._assumed]
        self._wanted, self._assumed = {}, {}
        return wanted

    def assume(self) -> bool:
        """Take what was assumed as known, if nothing else is missing; for one who compares before building upon it."""
        if self._wanted:
            return False
        for kind, columns, values in self._assumed:
            self._known.shelf(kind).learn(columns, [values], [])
        self._assumed = {}
        return True

    def assumptions(self) -> "Callable[[], bool]":
        """Return a check, for after the reading: whether nothing was missing but what was assumed, and that rightly."""
        wanted, assumed = bool(self._wanted), list(self._assumed)
        return lambda: not wanted and all(map(self._known.has_none, assumed))

    def learn(self, queries: Sequence[Query], rows: Sequence[Row]) -> None:
        """Take in the rows that answer queries of one kind and the same columns."""
        kind, columns, _ = queries[0]
        self._known.shelf(kind).learn(columns, [query.values for query in queries], rows)

    def altered(self, kind: type[R]) -> list[R]:
        """Return the rows of a kind that this batch puts, and those that it deletes as they were."""
        known = self._known.shelf(kind).rows
        now = (row or known.get(row_id) for row_id, row in self._changed.of(kind).items())
        return [cast("R", row) for row in now if row is not None]

    def changes(self) -> dict[type[Row], list[Row]]:
        """Return the rows to insert or replace, by kind."""
        found = {kind: [row for row in rows.values() if row is not None] for kind, rows in self._changed.rows.items()}
        return {kind: rows for kind, rows in found.items() if rows}

    def dropped(self) -> dict[type[Row], list[str]]:
        """Return the ids of rows to delete, by kind. A row that was never stored needs no deleting."""
        found = {
            kind: [row_id for row_id, row in rows.items() if row is None and not self._never_stored(kind, row_id)]
            for kind, rows in self._changed.rows.items()
        }
        return {kind: ids for kind, ids in found.items() if ids}

    @property
    def known(self) -> Known:
        """What was known before the changes."""
        return self._known

    def know(self, known: Known) -> None:
        """Take something else as known: all changes are forgotten, the batch is about to be run again."""
        self._known = known
        self._wanted, self._assumed = {}, {}
        self.start_again()

    @property
    def asked(self) -> Collection[Query]:
        """What the store's rows were asked since the last start; only a watched ledger takes it down."""
        return self._asked or ()

    def touched(self) -> Iterator[tuple[type[Row], str, Row | None, Row | None]]:
        """Yield each row that was put or dropped: its kind and id, as it is known to be stored, and as it will be."""
        for kind, rows in self._changed.rows.items():
            before = self._known.shelf(kind).rows
            for row_id, row in rows.items():
                yield kind, row_id, before.get(row_id), row

    def is_new(self, kind: type[Row], row_id: str) -> bool:
        """Tell whether a row is known not to be stored yet."""
        return self._never_stored(kind, row_id)

    def is_born(self, row_id: str) -> bool:
        """Tell whether an id was made by this batch."""
        return row_id in self._born

    def settle(self) -> dict[type[Row], list[Row]]:
        """Take all changes in as known, since they have been stored; return the rows that were put."""
        changes = self.changes()
        self._known.begin(self._begun)
        self._known.change(self._changed.rows)
        self.start_again()
        return changes

    def _never_stored(self, kind: type[Row], row_id: str) -> bool:
        return row_id in self._born or self._known.shelf(kind).rows.get(row_id, ...) is None

    def _miss(self, query: Query) -> None:
        """Note a question that cannot be answered yet; return if the answer may be assumed to be nothing."""
        if (query.kind, query.columns) not in self._seldom_there:
            self._wanted[query] = None
            raise Unread(query)
        self._assumed[query] = None
        if self._asked is not None:
            self._asked[query] = None

    def _ids(self, query: Query) -> tuple[str, ...]:
        """Return the ids that the store answers with."""
        answer = self._known.shelf(query.kind).answers.get(query.columns, _NOTHING).get(query.values)
        if answer is not None:
            if self._asked is not None:
                self._asked[query] = None
            return answer.ordered()
        if query in self._begun:
            return ()
        if self._born and any(value in self._born for value in query.values if isinstance(value, str)):
            self._begun[query] = None
            return ()
        self._miss(query)
        return ()

    def _overlaid(self, query: Query, ids: tuple[str, ...]) -> tuple[Row, ...]:
        rows, changed = self._known.shelf(query.kind).rows, self._changed.of(query.kind)
        kept = [rows[row_id] for row_id in ids if row_id not in changed]  # what has not changed fits still
        fitting = [*self._changed.fitting(query)]
        found = [row for row in (*kept, *fitting) if row is not None]
        return tuple(sorted(found, key=_BY_ID) if fitting else found)
