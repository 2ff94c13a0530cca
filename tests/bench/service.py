"""Acknowledged durable moves a second through the service, and how long each waits, beside the raw limit.

64 voters of one class play Ratify or Revert at 16 tables, each making the next move as soon as the last one is
acknowledged. An open move (a red line, a straw vote) writes a journal line and a snapshot; a sealed move is one row
of its own. The store is a SQLite file with synchronous=FULL; nothing is acknowledged before its COMMIT. The raw limit
is bare sqlite3 writing the same statements with the same values in the same groups, on a copy of the same file.
Players and service share one process. Shown are the median round and, since other programs may be busy on the same
machine, the best one, with its waits and its processor time.
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
from tests.bench.classroom import Classroom, Player, opened, talks

PEOPLE, PLAYERS = 96, 64
"""A class at 16 tables of six: two negotiators, who hold their tongue, and four voters, who play."""
ROUNDS, MOVES = 9, 30
"""Rounds that are measured, and moves of each player in one."""

Choice = Callable[[Player, int], Act]


@dataclass(frozen=True, slots=True)
class Round:
    """One round: moves a second, waiting in milliseconds, processor time a move in microseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of move: its rounds, the bytes that a move writes, and the raw limit in moves a second."""

    moves: str
    rounds: tuple[Round, ...]
    bytes: float
    raw_per_second: float

    @property
    def median(self) -> float:
        """Moves a second in the median round."""
        return sorted(one.per_second for one in self.rounds)[len(self.rounds) // 2]

    @property
    def best(self) -> Round:
        """The fastest round."""
        return max(self.rounds, key=lambda one: one.per_second)


def measure(rounds: int = ROUNDS) -> list[Row]:
    """Return a row for open moves and one for sealed moves."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder) / "bench.sqlite", rounds))


async def _measure(path: Path, rounds: int) -> list[Row]:
    async with await opened(path) as service:
        room = Classroom(service)
        seated = await room.sit_down(await room.enrol(PEOPLE), talks())
        await room.go_on()  # the warm-up
        for player in seated:
            if player.role == "negotiator":
                await room.ask(player.who, Act(move="offer", values={"share": "60"}, table=player.table))
        voters = [player for player in seated if player.role == "voter"][:PLAYERS]
        gc.collect()
        gc.freeze()
        open_moves = await _row("open", service, room, voters, _open, rounds, path)
        await room.go_on()
        return [open_moves, await _row("sealed", service, room, voters, _sealed, rounds, path)]


async def _row(
    name: str, service: Service, room: Classroom, players: Sequence[Player], choose: Choice, rounds: int, path: Path
) -> Row:
    await _round(room, players, choose)  # the first one reads what the writer then knows
    played = [await _round(room, players, choose) for _ in range(rounds)]
    limit, size = await _raw(service, room, players, choose, path)
    return Row(name, tuple(played), size, limit)


async def _round(room: Classroom, players: Sequence[Player], choose: Choice) -> Round:
    processor, started = time.process_time(), time.perf_counter()
    waits = sorted(await _play(room, players, choose))
    took, busy, count = time.perf_counter() - started, time.process_time() - processor, len(waits)
    return Round(count / took, 1000 * waits[count // 2], 1000 * waits[count * 99 // 100], 1e6 * busy / count)


async def _play(room: Classroom, players: Sequence[Player], choose: Choice) -> list[float]:
    """Let all play at once; return how long each move waited for its acknowledgement, in seconds."""

    async def play(player: Player) -> list[float]:
        waits = []
        for number in range(MOVES):
            started = time.perf_counter()
            await room.ask(player.who, choose(player, number))
            waits.append(time.perf_counter() - started)
        return waits

    return [wait for waits in await asyncio.gather(*map(play, players)) for wait in waits]


async def _raw(
    service: Service, room: Classroom, players: Sequence[Player], choose: Choice, path: Path
) -> tuple[float, float]:
    """Return the raw limit in moves a second (the best of several), and the bytes that a move writes."""
    empty = path.with_name("before.sqlite")
    empty.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(empty),))
    with raw.recorded(service.store) as written:
        made = len(await _play(room, players, choose))
    return made / min(raw.seconds(empty, written.commits) for _ in range(ROUNDS)), written.size / made


def _open(player: Player, number: int) -> Act:
    if number % 2:
        return Act(move="straw", values={"share": str(30 + number % 40), "yes": "yes"}, table=player.table)
    return Act(move="red_line", values={"least": str(20 + number % 50)}, table=player.table)


def _sealed(player: Player, number: int) -> Act:
    return Act(move="predict", values={"chance": str(number % 101)}, table=player.table)


def main() -> None:
    """Print the rows as a table."""
    line = "{:>7} {:>9} {:>9} {:>8} {:>8} {:>12} {:>11} {:>12} {:>8}\n"
    heads = ("moves", "median/s", "best/s", "p50 ms", "p99 ms", "CPU µs/move", "bytes/move", "raw limit/s", "of raw")
    sys.stdout.write(line.format(*heads))
    for row in measure():
        best = row.best
        speeds = (f"{row.median:,.0f}", f"{best.per_second:,.0f}", f"{best.p50_ms:.1f}", f"{best.p99_ms:.1f}")
        limit = (f"{row.raw_per_second:,.0f}", f"{100 * best.per_second / row.raw_per_second:.0f} %")
        sys.stdout.write(line.format(row.moves, *speeds, f"{best.cpu_us:.0f}", f"{row.bytes:,.0f}", *limit))


if __name__ == "__main__":
    main()
