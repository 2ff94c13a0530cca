"""Acknowledged durable moves a second through the service, and how long each waits, beside the raw limit.

64 voters of one class play Ratify or Revert, each making the next move as soon as the last one is acknowledged: at 16
tables of six people and two bots, or at 64 tables of three people and five bots; bots are asked after every open move.
An open move (a red line, a straw vote) writes a journal line and a snapshot; a sealed move is one row of its own. The
store is a SQLite file with synchronous=FULL; nothing is acknowledged before its COMMIT. The raw limit is bare sqlite3
writing the same statements with the same values in the same groups, on a copy of the same file. Players and service
share one process. Shown are the median round and, since other programs may be busy on the same machine, the best one,
with its waits and its processor time.
"""

import asyncio
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.service import Service
from tests.bench import raw
from tests.bench.classroom import Classroom, Player, opened, talks
from tests.bench.rounds import Choice, Round, open_move, played, sealed_move, timed, voters_at_talks
from tests.bench.target import Target, at_least, at_most

PLAYERS = 64
ROUNDS = 9
LEAST, MOST_MS = 3_000, 50
"""Moves a second, and how long 99 of 100 may wait: in the median round."""


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of move: its rounds, the bytes that a move writes, and the raw limit in moves a second."""

    moves: str
    rounds: tuple[Round, ...]
    bytes: float
    raw_per_second: float

    @property
    def median(self) -> Round:
        """The round that half of the others were faster than."""
        return sorted(self.rounds, key=lambda one: one.per_second)[len(self.rounds) // 2]

    @property
    def best(self) -> Round:
        """The fastest round."""
        return max(self.rounds, key=lambda one: one.per_second)


def measure(rounds: int = ROUNDS) -> list[Row]:
    """Return a row for open moves and one for sealed moves beside two bots, and one for open moves beside five."""
    with tempfile.TemporaryDirectory() as folder:
        return [row for people in (6, 3) for row in asyncio.run(_measure(Path(folder), people, rounds))]


async def _measure(folder: Path, people: int, rounds: int) -> list[Row]:
    path = folder / f"tables-of-{people}.sqlite"
    async with await opened(path) as service:
        room = Classroom(service)
        students = await room.enrol(PLAYERS * people // (people - 2))
        seated = await room.sit_down(
            students, talks(groups=[students[n : n + people] for n in range(0, len(students), people)])
        )
        voters = await voters_at_talks(room, seated, PLAYERS)
        if people == 3:
            return [await _row("open, five bots", service, room, voters, open_move, rounds, path)]
        open_moves = await _row("open", service, room, voters, open_move, rounds, path)
        await room.go_on()
        return [open_moves, await _row("sealed", service, room, voters, sealed_move, rounds, path)]


async def _row(
    name: str, service: Service, room: Classroom, players: Sequence[Player], choose: Choice, rounds: int, path: Path
) -> Row:
    await timed(room, players, choose)  # the first one reads what the writer then knows
    found = [await timed(room, players, choose) for _ in range(rounds)]
    limit, size = await _raw(service, room, players, choose, path)
    return Row(name, tuple(found), size, limit)


async def _raw(
    service: Service, room: Classroom, players: Sequence[Player], choose: Choice, path: Path
) -> tuple[float, float]:
    """Return the raw limit in moves a second (the best of several), and the bytes that a move writes."""
    empty = path.with_name("before.sqlite")
    empty.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(empty),))
    with raw.recorded(service.store) as written:
        made = len(await played(room, players, choose))
    return made / min(raw.seconds(empty, written.commits) for _ in range(ROUNDS)), written.size / made


def main() -> Sequence[Target]:
    """Print the rows as a table; return the targets."""
    line = "{:>17} {:>9} {:>9} {:>8} {:>8} {:>12} {:>11} {:>12} {:>8}\n"
    heads = ("moves", "median/s", "best/s", "p50 ms", "p99 ms", "CPU µs/move", "bytes/move", "raw limit/s", "of raw")
    sys.stdout.write(line.format(*heads))
    rows = measure()
    for row in rows:
        best = row.best
        speeds = (
            f"{row.median.per_second:,.0f}",
            f"{best.per_second:,.0f}",
            f"{best.p50_ms:.1f}",
            f"{best.p99_ms:.1f}",
        )
        limit = (f"{row.raw_per_second:,.0f}", f"{100 * best.per_second / row.raw_per_second:.0f} %")
        sys.stdout.write(line.format(row.moves, *speeds, f"{best.cpu_us:.0f}", f"{row.bytes:,.0f}", *limit))
    return [target for row in rows for target in _targets(row)]


def _targets(row: Row) -> Sequence[Target]:
    return (
        at_least(LEAST, f"{row.moves}: moves a second, median round", row.median.per_second),
        at_most(MOST_MS, f"{row.moves}: p99 ms, median round", row.median.p99_ms),
    )
