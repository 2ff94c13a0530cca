"""A thousand live tables: how soon a new process is ready for them, and what each takes in memory.

1,000 tables of Ratify or Revert are dealt to 6,000 people and talks have begun. Then a new process opens the file just
as a restarted bot does. Ready is counted from the birth of that process (interpreter, imports, games and scenarios,
database, deadlines) to the acknowledgement of its first move, which is stored; the best and the slowest of a few
restarts are shown, and the processor time of the best. Memory is what the process has grown by since, once everybody
has moved at every table, divided by the tables: all that is kept of a table, its people and their seats.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.classroom import Classroom, Player, opened, talks
from tests.bench.target import Target, at_most
from tests.import_rules import ROOT

TABLES, PEOPLE = 1_000, 6
RESTARTS = 5
MOST_S, MOST_KB = 2.0, 50.0
"""Seconds until ready, and kilobytes of a live table."""


@dataclass(frozen=True, slots=True)
class Restart:
    """A new process on the file: seconds until ready, seconds on the processor till then, bytes at the start, and more.

    `grown` is by how many bytes it has grown once everybody has moved.
    """

    ready: float
    cpu: float
    base: int
    grown: int


def measure(tables: int = TABLES) -> list[Restart]:
    """Return a few restarts on the same file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "live.sqlite"
        seated = asyncio.run(_dealt(path, tables))
        return [_restarted(path, seated, number) for number in range(RESTARTS)]


async def _dealt(path: Path, tables: int) -> Sequence[Player]:
    async with await opened(path) as service:
        room = Classroom(service)
        seated = await room.sit_down(await room.enrol(tables * PEOPLE), talks())
        await room.go_on()  # the warm-up
        return seated


def _restarted(path: Path, seated: Sequence[Player], number: int) -> Restart:
    people = [(player.who.user, player.table, player.role) for player in seated]
    born = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.live_restart", path, str(born), str(number)],
        input=json.dumps(people), cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return Restart(**json.loads(done.stdout))


def main() -> Sequence[Target]:
    """Print the figures; return the targets."""
    found = sorted(measure(), key=lambda one: one.ready)
    best, line = found[0], "{:>8} {:>12} {:>14} {:>13} {:>9} {:>13}\n"
    sys.stdout.write(line.format("tables", "best ready s", "slowest ready", "CPU s of best", "base MB", "kB a table"))
    grown = max(one.grown for one in found) / 1000 / TABLES
    ready = (f"{best.ready:.2f}", f"{found[-1].ready:.2f}", f"{best.cpu:.2f}")
    sys.stdout.write(line.format(f"{TABLES:,}", *ready, f"{best.base / 1e6:.0f}", f"{grown:.1f}"))
    return (
        at_most(MOST_S, f"seconds until ready with {TABLES:,} live tables, slowest restart", found[-1].ready),
        at_most(MOST_KB, "kB of a live table", grown),
    )
