"""Acknowledged durable moves a second through the service, and how long each waits, beside the raw limit.

64 voters of one class play Ratify or Revert at 16 tables, each making the next move as soon as the last one is
acknowledged. An open move (a red line, a straw vote) writes a journal line and a snapshot; a sealed move is one row
of its own. The store is a SQLite file with synchronous=FULL; nothing is acknowledged before its COMMIT. The raw limit
is bare sqlite3 writing the same statements with the same values in the same groups, on a copy of the same file.
"""

import asyncio
import gc
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.requests.game import Act
from core.service import Service
from tests.bench import raw
from tests.bench.classroom import Classroom, Player, opened

PEOPLE, PLAYERS = 96, 64
"""A class at 16 tables of six: two negotiators, who hold their tongue, and four voters, who play."""
MOVES = 200
"""Moves of each player that are measured."""
_WARM = 20

Choice = Callable[[Player, int], Act]


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of move: moves a second, waiting in milliseconds, processor time a move, and the raw limit."""

    moves: str
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    bytes: float
    raw_per_second: float

    @property
    def share(self) -> float:
        """How much of the raw limit is reached."""
        return self.per_second / self.raw_per_second


def measure(moves: int = MOVES) -> list[Row]:
    """Return a row for open moves and one for sealed moves."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder) / "bench.sqlite", moves))


async def _measure(path: Path, moves: int) -> list[Row]:
    async with await opened(path) as service:
        room = Classroom(service)
        seated = await room.sit_down(PEOPLE)
        for player in seated:
            if player.role == "negotiator":
                await room.ask(player.who, Act(move="offer", values={"share": "60"}, table=player.table))
        voters = [player for player in seated if player.role == "voter"][:PLAYERS]
        gc.collect()
        gc.freeze()
        found = [await _row("open", service, room, voters, _open, moves, path)]
        await room.go_on()
        return [*found, await _row("sealed", service, room, voters, _sealed, moves, path)]


async def _row(
    name: str, service: Service, room: Classroom, players: Sequence[Player], choose: Choice, moves: int, path: Path
) -> Row:
    await _play(room, players, choose, _WARM)
    processor, started = time.process_time(), time.perf_counter()
    waits = sorted(await _play(room, players, choose, moves))
    took, busy = time.perf_counter() - started, time.process_time() - processor
    limit, size = await _raw(service, room, players, choose, moves, path)
    return Row(
        moves=name, per_second=len(waits) / took, p50_ms=1000 * waits[len(waits) // 2],
        p99_ms=1000 * waits[len(waits) * 99 // 100], cpu_us=1e6 * busy / len(waits), bytes=size, raw_per_second=limit,
    )  # fmt: skip


async def _play(room: Classroom, players: Sequence[Player], choose: Choice, moves: int) -> list[float]:
    """Let all play at once; return how long each move waited for its acknowledgement, in seconds."""

    async def play(player: Player) -> list[float]:
        waits = []
        for number in range(moves):
            started = time.perf_counter()
            await room.ask(player.who, choose(player, number))
            waits.append(time.perf_counter() - started)
        return waits

    return [wait for waits in await asyncio.gather(*map(play, players)) for wait in waits]


async def _raw(
    service: Service, room: Classroom, players: Sequence[Player], choose: Choice, moves: int, path: Path
) -> tuple[float, float]:
    """Return the raw limit in moves a second, and the bytes that a move writes."""
    copy = path.with_name("copy.sqlite")
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    with raw.recorded(service.store) as written:
        made = len(await _play(room, players, choose, moves))
    return made / raw.seconds(copy, written.commits), written.size / made


def _open(player: Player, number: int) -> Act:
    if number % 2:
        return Act(move="straw", values={"share": str(30 + number % 40), "yes": "yes"}, table=player.table)
    return Act(move="red_line", values={"least": str(20 + number % 50)}, table=player.table)


def _sealed(player: Player, number: int) -> Act:
    return Act(move="predict", values={"chance": str(number % 101)}, table=player.table)


def main() -> None:
    """Print the rows as a table."""
    line = "{:>8} {:>9} {:>8} {:>8} {:>12} {:>11} {:>12} {:>8}\n"
    heads = ("moves", "moves/s", "p50 ms", "p99 ms", "CPU µs/move", "bytes/move", "raw moves/s", "of raw")
    sys.stdout.write(line.format(*heads))
    for row in measure():
        waits = (f"{row.p50_ms:.1f}", f"{row.p99_ms:.1f}")
        costs = (f"{row.cpu_us:.0f}", f"{row.bytes:,.0f}", f"{row.raw_per_second:,.0f}", f"{100 * row.share:.0f} %")
        sys.stdout.write(line.format(row.moves, f"{row.per_second:,.0f}", *waits, *costs))


if __name__ == "__main__":
    main()
