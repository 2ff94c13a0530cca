"""Looks at all that is stored, whatever the database, and at what was acknowledged: what is wrong is counted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from core.catalogue import Catalogue
from core.kit.refusals import Refused
from core.ledger import Ledger
from core.play.replay import retell
from core.rows import Entry, Once, Snapshot, Table
from core.store.store import Store
from tests.durability.school import OPEN, WORKSPACE


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A delivery whose answer had come."""

    once: str
    user: str
    request: str
    answer: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done, and what was wrong afterwards."""

    kills: int = 0
    acknowledged: int = 0
    stored: int = 0
    """Answered deliveries in the file at each look, added up: also those whose acknowledgement the kill cut off."""
    journal_lines: int = 0
    tables_replayed: int = 0
    lost: int = 0
    """Acknowledged, but not stored, or not with that answer."""
    torn: int = 0
    """Files that SQLite finds fault with, tables with a gap in their journal or a snapshot of another length."""
    disagreeing: int = 0
    """Tables whose journal does not lead to their snapshot."""
    twice: int = 0
    """Open moves with another number of journal lines than one, and files that a second delivery changed."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))

    def __str__(self) -> str:
        return ", ".join(f"{f.name}={getattr(self, f.name)}" for f in fields(Tally))

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong."""
        return not (self.lost or self.torn or self.disagreeing or self.twice)


@dataclass(frozen=True, slots=True)
class Content:
    """What a school has stored: answers by delivery, and each table with its snapshot and its journal in order."""

    answers: Mapping[str, str]
    tables: Sequence[tuple[Table, Snapshot, Sequence[Entry]]]


async def content(store: Store) -> Content:
    """Read it, over one snapshot."""
    return await store.view(_content)


async def looked_at(store: Store, games: Catalogue, told: Sequence[Acknowledged]) -> Tally:
    """Return what is stored and what is wrong with it."""
    found = await content(store)
    agree = [await _agrees(store, games, table.id) for table, _, _ in found.tables]
    journal = [entry for _, _, entries in found.tables for entry in entries]
    by_people = sum(1 for entry in journal if entry.kind == "move" and entry.person)
    moved = sum(
        1 for once, answer in found.answers.items() if _is_open_move(once) and not json.loads(answer)["refused"]
    )
    return Tally(
        stored=len(found.answers),
        journal_lines=len(journal),
        tables_replayed=len(agree),
        lost=sum(1 for one in told if found.answers.get(f"{WORKSPACE}:{one.once}") != one.answer),
        torn=sum(1 for table in found.tables if not _is_whole(*table)),
        disagreeing=agree.count(False),
        twice=abs(by_people - moved),
    )


def _content(ledger: Ledger) -> Content:
    answers = ledger.find(Once, workspace=WORKSPACE)
    tables = ledger.find(Table, workspace=WORKSPACE)
    snapshots = {row.id: row for row in ledger.find(Snapshot, workspace=WORKSPACE)}
    journals: dict[str, list[Entry]] = {table.id: [] for table in tables}
    for entry in ledger.find(Entry, workspace=WORKSPACE):  # in order of ids: by table, then by number
        journals[entry.table].append(entry)
    return Content({row.id: row.result for row in answers}, [(t, snapshots[t.id], journals[t.id]) for t in tables])


def _is_whole(table: Table, snapshot: Snapshot, journal: Sequence[Entry]) -> bool:
    return table.seq == snapshot.seq and [entry.seq for entry in journal] == list(range(table.seq))


def _is_open_move(once: str) -> bool:
    return once.startswith(f"{WORKSPACE}:{OPEN}-")


async def _agrees(store: Store, games: Catalogue, table: str) -> bool:
    try:
        return (await retell(store, games, table)).agrees
    except Refused:  # a journal whose moves cannot be made in its order
        return False
