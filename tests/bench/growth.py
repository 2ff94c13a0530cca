"""What a move costs in a school with a long past: processor time at 10³, 10⁵ and 10⁶ journal rows.

64 voters play as in `service`, each time beside the past of their own section: copies of a session that was really
played, with its tables, seats, journal, scores and answered deliveries, every copy under ids of its own. So each
player has sat at as many tables as there are sessions, which is more than any school comes to. The service starts
anew on the file. Shown are processor time and waiting of the best round, and what the file then weighs.
"""

import asyncio
import sqlite3
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from core.command import Who
from core.requests.game import End
from tests.bench.classroom import Classroom, Player, opened, started, talks
from tests.bench.rounds import Choice, Round, open_move, played, sealed_move, timed, voters_at_talks
from tests.bench.target import Target, at_most

PEOPLE, PLAYERS = 96, 64
ROWS = (1_000, 100_000, 1_000_000)
ROUNDS = 5
MOST = 1.5
"""What a move may cost beside the longest past, over what it costs beside the shortest: rounds differ by a third."""
_MINE = "SELECT id FROM tables WHERE session = :first"
COPIED: Mapping[str, str] = MappingProxyType(
    {
        "sessions": "id = :first",
        "tables": "session = :first",
        "snapshots": f"id IN ({_MINE})",
        "chairs": "session = :first",
        "places": "session = :first",
        "sealed_moves": f'"table" IN ({_MINE})',
        "journal": "session = :first",
        "scores": "session = :first",
        "once": "id LIKE '%:first-%' AND id NOT LIKE '%~%'",
    }
)
"""Which rows of each table belong to the first session."""
_COUNTED = ("journal", "sessions", "tables")
_OWN_IDS = frozenset({"id", "session", "table"})
"""Columns that name something of the session's own, and something else in each copy."""


@dataclass(frozen=True, slots=True)
class Row:
    """A past of this size, and the best rounds beside it."""

    journal: int
    sessions: int
    tables: int
    megabytes: float
    open: Round
    sealed: Round


def measure(sizes: Sequence[int] = ROWS) -> list[Row]:
    """Return a row for each number of journal rows, the least first."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder) / "school.sqlite", sizes))


async def _measure(path: Path, sizes: Sequence[int]) -> list[Row]:
    students = await first_session(path)
    return [await _beside(path, students, grown(path, size)) for size in sizes]


async def first_session(path: Path, people: int = PEOPLE, players: int = PLAYERS) -> Sequence[Who]:
    """Play and end the session that is copied; return the students."""
    async with await opened(path) as service:
        room = Classroom(service, lesson="first")
        students = await room.enrol(people)
        voters = await voters_at_talks(room, await room.sit_down(students, talks()), players)
        await played(room, voters, open_move)
        await room.ask(room.teacher, End())
    return students


def grown(path: Path, journal: int) -> tuple[int, int, int, float]:
    """Copy the first session until there are about so many journal rows.

    Return how many journal rows, sessions and tables there are then, and the file's megabytes.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        (first,) = connection.execute("SELECT min(id) FROM sessions").fetchone()
        (lines,) = connection.execute("SELECT count(*) FROM journal WHERE session = ?", (first,)).fetchone()
        (there,) = connection.execute("SELECT count(*) FROM sessions WHERE id LIKE ? || '%'", (first,)).fetchone()
        for table in COPIED:
            bounds = {"first": first, "there": there, "wanted": journal // lines}
            connection.execute(_copying(connection, table), bounds)
        counts = [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _COUNTED]
    return counts[0], counts[1], counts[2], path.stat().st_size / 1e6


def _copying(connection: sqlite3.Connection, table: str) -> str:
    """Return the statement that copies one table's rows of the first session, under ids with the copy's number."""
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    copied = ", ".join(f"\"{name}\" || '~' || copy" if name in _OWN_IDS else f'"{name}"' for name in columns)
    return f"""
        WITH RECURSIVE copies(copy) AS (SELECT :there UNION ALL SELECT copy + 1 FROM copies WHERE copy + 1 < :wanted)
        INSERT INTO {table} SELECT {copied} FROM {table}, copies WHERE {COPIED[table]} AND copy < :wanted
    """


async def _beside(path: Path, students: Sequence[Who], size: tuple[int, int, int, float]) -> Row:
    async with await started(path) as service:
        room = Classroom(service, lesson=f"after-{size[1]}")
        voters = await voters_at_talks(room, await room.sit_down(students, talks()), PLAYERS)
        open_round = await _best(room, voters, open_move)
        await room.go_on()
        sealed_round = await _best(room, voters, sealed_move)
        await room.ask(room.teacher, End())
    return Row(*size, open_round, sealed_round)


async def _best(room: Classroom, voters: Sequence[Player], choose: Choice) -> Round:
    await timed(room, voters, choose)  # the first one reads what the writer then knows
    rounds = [await timed(room, voters, choose) for _ in range(ROUNDS)]
    return min(rounds, key=lambda one: one.cpu_us)


def main() -> Sequence[Target]:
    """Print the rows as a table; return the targets."""
    line = "{:>12} {:>9} {:>8} {:>7} {:>14} {:>12} {:>16} {:>14}\n"
    heads = ("journal rows", "sessions", "tables", "MB", "CPU µs an open", "p99 ms", "CPU µs a sealed", "p99 ms")
    sys.stdout.write(line.format(*heads))
    rows = measure()
    for row in rows:
        past = (f"{row.journal:,}", f"{row.sessions:,}", f"{row.tables:,}", f"{row.megabytes:,.0f}")
        costs = [f"{value:.0f}" for one in (row.open, row.sealed) for value in (one.cpu_us, one.p99_ms)]
        sys.stdout.write(line.format(*past, *costs))
    first, last = rows[0], rows[-1]
    how = f"beside {last.journal:,} rows over one beside {first.journal:,}, processor time"
    return (
        at_most(MOST, f"an open move {how}", last.open.cpu_us / first.open.cpu_us),
        at_most(MOST, f"a sealed move {how}", last.sealed.cpu_us / first.sealed.cpu_us),
    )
