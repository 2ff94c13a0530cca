"""What boards cost the moves of a class: nothing marked, boards marked, and boards marked and posted.

64 voters of one class play as in SERVICE. In turn, round by round on the same file, so that a busy machine is equally
busy for all three: with the marking of boards left out; with the board of the class's channel marked in the
transaction of every batch that changes it, as always; and with a chat that takes every edit at once beside it. Shown
are the best and the median processor time of a move, moves a second, and the edits that went out meanwhile.
"""

import asyncio
import gc
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType
from unittest.mock import patch

from core.context import World
from core.ledger import Ledger
from core.outgoing.serve import serve_out
from core.service import Service
from tests.bench.classroom import Classroom, Player, opened, talks
from tests.bench.rounds import Choice, Round, open_move, sealed_move, timed, voters_at_talks
from tests.bench.target import Target
from tests.outgoing.chatroom import Chatroom

PLAYERS, PEOPLE = 64, 6
ROUNDS = 12
MODES = ("unmarked", "marked", "posted")
_MOVES: Mapping[str, Choice] = MappingProxyType({"open": open_move, "sealed": sealed_move})


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of move in one mode: its rounds, and how many edits went out."""

    moves: str
    mode: str
    rounds: tuple[Round, ...]
    edits: int


def measure(rounds: int = ROUNDS) -> list[Row]:
    """Return a row for each kind of move and each mode."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder) / "boards.sqlite", rounds))


async def _measure(path: Path, rounds: int) -> list[Row]:
    async with await opened(path) as service:
        room = Classroom(service)
        students = await room.enrol(PLAYERS * PEOPLE // (PEOPLE - 2))
        groups = [students[n : n + PEOPLE] for n in range(0, len(students), PEOPLE)]
        voters = await voters_at_talks(room, await room.sit_down(students, talks(groups=groups)), PLAYERS)
        gc.collect()
        gc.freeze()
        found = []
        for name, choose in _MOVES.items():
            if name == "sealed":
                await room.go_on()
            found += await _rows(name, service, room, voters, choose, rounds)
        return found


async def _rows(
    name: str, service: Service, room: Classroom, players: Sequence[Player], choose: Choice, rounds: int
) -> list[Row]:
    await timed(room, players, choose)
    found: dict[str, list[Round]] = {mode: [] for mode in MODES}
    chat = Chatroom("bench")
    for _ in range(rounds):
        for mode in MODES:
            async with _in_mode(mode, service, chat):
                found[mode].append(await timed(room, players, choose))
    return [Row(name, mode, tuple(played), chat.sends if mode == "posted" else 0) for mode, played in found.items()]


@asynccontextmanager
async def _in_mode(mode: str, service: Service, chat: Chatroom) -> AsyncIterator[None]:
    if mode == "unmarked":
        with patch("core.service.follow", _unmarked):
            yield
    elif mode == "marked":
        yield
    else:
        serving = asyncio.create_task(serve_out(service, [chat]))
        yield
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving


def _unmarked(_world: World, _ledger: Ledger) -> None:
    """Mark nothing."""


def main() -> Sequence[Target]:
    """Print the rows as a table; no target is set."""
    line = "{:>7} {:>9} {:>12} {:>14} {:>9} {:>9} {:>7}\n"
    sys.stdout.write(line.format("moves", "boards", "CPU µs/move", "median CPU µs", "best/s", "median/s", "edits"))
    for row in measure():
        cpu, speed = [one.cpu_us for one in row.rounds], [one.per_second for one in row.rounds]
        best = (f"{min(cpu):.0f}", f"{median(cpu):.0f}", f"{max(speed):,.0f}", f"{median(speed):,.0f}")
        sys.stdout.write(line.format(row.moves, row.mode, *best, str(row.edits)))
    return ()
