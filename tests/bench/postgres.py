"""The same moves on a PostgreSQL server as on a SQLite file, in one run: what a school pays, or gains, by moving.

64 voters of one class play Ratify or Revert at 16 tables of six, each making the next move as soon as the last one is
acknowledged, all through one bot. The server is the distribution's, alone on this machine, reached over a Unix socket,
and waits for the disk at every commit; the file is written with synchronous=FULL. Rounds on the two take turns, so
that whatever else the machine does falls on both; shown are the best rounds, with the bot's own processor time (the
server's comes on top, on another core). One bot is the case that a server suits least: several share it.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from core.store.engine import url_of
from tests import server
from tests.bench.classroom import Classroom, Player, opened_at, talks
from tests.bench.rounds import Choice, Round, open_move, sealed_move, timed, voters_at_talks
from tests.bench.target import Target

PLAYERS, PEOPLE, ROUNDS = 64, 6, 7


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of move: the best round on the file and on the server."""

    moves: str
    file: Round
    server: Round


async def measure(urls: Sequence[str], rounds: int = ROUNDS) -> list[Row]:
    """Return a row for open moves and one for sealed moves; the first URL is the file's, the second the server's."""
    async with AsyncExitStack() as stack:
        rooms = [Classroom(await stack.enter_async_context(await opened_at(url))) for url in urls]
        voters = [await _at_talks(room) for room in rooms]
        found = [await _row("open", rooms, voters, open_move, rounds)]
        for room in rooms:
            await room.go_on()
        return [*found, await _row("sealed", rooms, voters, sealed_move, rounds)]


async def _at_talks(room: Classroom) -> Sequence[Player]:
    students = await room.enrol(PLAYERS * PEOPLE // (PEOPLE - 2))
    groups = [students[n : n + PEOPLE] for n in range(0, len(students), PEOPLE)]
    return await voters_at_talks(room, await room.sit_down(students, talks(groups=groups)), PLAYERS)


async def _row(
    name: str, rooms: Sequence[Classroom], voters: Sequence[Sequence[Player]], choose: Choice, rounds: int
) -> Row:
    both = list(zip(rooms, voters, strict=True))
    for room, players in both:
        await timed(room, players, choose)  # the first one reads what the writer then knows
    played = [[await timed(room, players, choose) for room, players in both] for _ in range(rounds)]
    file, on_server = (max(rounds_of, key=lambda one: one.per_second) for rounds_of in zip(*played, strict=True))
    return Row(name, file, on_server)


def main() -> Sequence[Target]:
    """Print the rows as a table; no target is set."""
    if server.binaries() is None:
        sys.stdout.write(f"{server.ABSENT}\n")
        return ()
    with tempfile.TemporaryDirectory() as folder, server.running(durable=True) as running:
        running.create("bench")
        rows = asyncio.run(measure((url_of(Path(folder) / "bench.sqlite"), running.url("bench"))))
    line = "{:>7} {:>10} {:>10} {:>9} {:>9} {:>12} {:>12} {:>10}\n"
    heads = ("moves", "file/s", "server/s", "file p99", "serv. p99", "file CPU µs", "bot's CPU µs", "of a file")
    sys.stdout.write(line.format(*heads))
    for row in rows:
        speeds = (f"{row.file.per_second:,.0f}", f"{row.server.per_second:,.0f}")
        waits = (f"{row.file.p99_ms:.0f} ms", f"{row.server.p99_ms:.0f} ms")
        busy = (f"{row.file.cpu_us:.0f}", f"{row.server.cpu_us:.0f}")
        share = f"{100 * row.server.per_second / row.file.per_second:.0f} %"
        sys.stdout.write(line.format(row.moves, *speeds, *waits, *busy, share))
    return ()
