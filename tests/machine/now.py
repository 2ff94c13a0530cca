"""All that is stored at a moment, read at once, with what can be told from it without asking the program."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from core.game import Phase
from core.rows import Entry, Mark, Membership, Once, Place, Row, SealedMove, Session, Snapshot, Table
from tests.memory import Rows

R = TypeVar("R", bound=Row)
PASSING = (Mark, Once)
"""What a delivery leaves behind even when it is refused: its answer, and the clock's mark."""


@dataclass(frozen=True)
class Now:
    """The rows by kind, and class time."""

    at: int
    rows: Rows

    def all(self, kind: type[R], /, **by: object) -> tuple[R, ...]:
        """Return the rows whose columns have these values, in order of their ids."""
        rows = cast("tuple[R, ...]", self.rows[kind])
        return tuple(row for row in rows if all(getattr(row, name) == value for name, value in by.items()))

    def one(self, kind: type[R], row_id: str) -> R:
        """Return the row with this id."""
        return cast("R", self._by_id[kind][row_id])

    @cached_property
    def _by_id(self) -> Mapping[type[Row], Mapping[str, Row]]:
        return {kind: {row.id: row for row in rows} for kind, rows in self.rows.items()}

    def tables(self, status: str = "running") -> tuple[Table, ...]:
        """Return the tables of this status."""
        return self.all(Table, status=status)

    def session(self, table: Table) -> Session:
        """Return a table's session."""
        return self.one(Session, table.session)

    def position(self, table: Table) -> Any:
        """Return where a table's game stands."""
        return self.one(Snapshot, table.id).position

    def phase(self, table: Table) -> Phase:
        """Return what a running table waits for, by its game."""
        phase = self.position(table).phase
        assert isinstance(phase, Phase), "A running table waits for nothing."
        return phase

    def people(self, table: Table) -> tuple[Place, ...]:
        """Return who sits at a table."""
        return self.all(Place, table=table.id, live=True)

    def journal(self, table: Table) -> list[Entry]:
        """Return a table's journal in order."""
        return sorted(self.all(Entry, table=table.id), key=lambda entry: entry.seq)

    def sealed(self, table: Table) -> tuple[SealedMove, ...]:
        """Return what is sealed at a table in the phase of this row."""
        return self.all(SealedMove, table=table.id, phase=table.phase)

    def waited_for(self, table: Table) -> set[str]:
        """Return the seats whose people the phase waits for: told from the kit's rules, not by the program."""
        phase, heads = self.phase(table), [place for place in self.people(table) if place.part == "head"]
        held = {place.seat for place in heads}
        waited = held & set(phase.waits_for) or held & set(phase.actors)
        if not table.late:
            return waited
        slow = {m.person for m in self.all(Membership, section=table.section) if m.extra > 100}
        return waited & {place.seat for place in heads if place.person in slow}

    def done(self, table: Table) -> set[str]:
        """Return the seats that have sealed a move, or pressed Ready, in this phase."""
        phase = self.phase(table)
        if phase.closes == "sealed":
            return {row.seat for row in self.sealed(table)}
        return {p.seat for p in self.people(table) if p.part == "head" and p.ready == phase.key}

    def owing(self, table: Table) -> set[str]:
        """Return the seats that the phase still waits for."""
        return self.waited_for(table) - self.done(table)

    def overdue(self) -> dict[str, int]:
        """Return the tables and lobbies whose deadline has come, with it."""
        found: Iterable[Table | Session] = (*self.tables(), *self.all(Session, status="lobby"))
        return {row.id: row.deadline for row in found if row.deadline is not None and row.deadline <= self.at}


def changed(before: Now, after: Now, but: Container[type[Row]] = (), workspace: str = "") -> list[str]:
    """Return the first rows that are not what they were, leaving out kinds, or looking at one workspace only."""
    kinds = [kind for kind in before.rows if kind not in PASSING and kind not in but]
    rows = {kind: (_of(before, kind, workspace), _of(after, kind, workspace)) for kind in kinds}
    differing = [{*map(repr, was)} ^ {*map(repr, now)} for was, now in rows.values() if was != now]
    return [found for rows in differing for found in sorted(rows)][:4]


def _of(at: Now, kind: type[Row], workspace: str) -> list[Row]:
    return [row for row in at.rows[kind] if workspace in {"", row.workspace}]


Law = Callable[[Now], None]
