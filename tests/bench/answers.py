"""A live quiz in which everybody answers at the same instant: how long until all are acknowledged, and the loop's hold.

All sit at one table; each answer is a command of its own through the service, durable (SQLite file, synchronous=FULL)
before it is acknowledged, and the last one closes the question. A refusal or an error ends the benchmark. Shown are
the slowest and the best question, how long the answers of the best one waited, and the longest time for which the
event loop was held in any of them, by the wall clock and by what its own thread computed.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.requests.game import Act
from core.requests.quiz import StartQuiz
from core.rows import SealedMove
from tests.bench.classroom import Classroom, Player, opened
from tests.bench.target import Target, at_most, none
from tests.bench.watch import Longest, watched

PLAYERS = (64, 1_000, 5_000)
QUESTIONS = 4
MOST = 1.0
"""Seconds that the largest class may take."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: seconds until the last acknowledgement, waiting in milliseconds, processor time in seconds."""

    seconds: float
    p50_ms: float
    p99_ms: float
    cpu: float
    longest: Longest
    stored: int


@dataclass(frozen=True, slots=True)
class Row:
    """All questions of a class of this size."""

    players: int
    questions: tuple[Question, ...]

    @property
    def whole(self) -> bool:
        """Whether all that was acknowledged is stored."""
        return all(question.stored == self.players for question in self.questions)

    @property
    def slowest(self) -> float:
        """Seconds until everybody was acknowledged, in the question that took longest."""
        return max(question.seconds for question in self.questions)

    @property
    def best(self) -> Question:
        """The question that was answered fastest."""
        return min(self.questions, key=lambda one: one.seconds)


def measure(sizes: Sequence[int] = PLAYERS) -> list[Row]:
    """Return a row for each size of class."""
    with tempfile.TemporaryDirectory() as folder:
        return [Row(size, asyncio.run(_quiz(Path(folder) / f"{size}.sqlite", size))) for size in sizes]


async def _quiz(path: Path, players: int) -> tuple[Question, ...]:
    async with await opened(path) as service:
        room = Classroom(service)
        seated = await room.sit_down(await room.enrol(players), StartQuiz(seconds=240, questions=QUESTIONS))
        asked = []
        for number in range(1, QUESTIONS + 1):
            asked.append(await _question(room, seated, f"q{number}"))
            await room.go_on()  # the reveal
        return tuple(asked)


async def _question(room: Classroom, seated: Sequence[Player], phase: str) -> Question:
    async def waited(player: Player, number: int) -> float:
        await room.ask(player.who, answer(player, number, phase))
        return time.perf_counter() - begun

    async with watched() as longest:
        processor, begun = time.process_time(), time.perf_counter()
        waits = sorted(await asyncio.gather(*(waited(player, number) for number, player in enumerate(seated))))
        busy, count = time.process_time() - processor, len(waits)
    stored = len(await room.rows(SealedMove, table=seated[0].table, phase=phase))
    return Question(waits[-1], 1000 * waits[count // 2], 1000 * waits[count * 99 // 100], busy, longest, stored)


def answer(player: Player, number: int, phase: str = "q1") -> Act:
    """Return what the player with this number answers; the first two options are there in every question."""
    return Act(move="answer", values={"answer": "AB"[number % 2]}, table=player.table, phase=phase)


def main() -> Sequence[Target]:
    """Print the rows as a table; return the targets."""
    line = "{:>8} {:>9} {:>7} {:>8} {:>8} {:>9} {:>14} {:>9} {:>11}\n"
    heads = (
        "answers",
        "slowest s",
        "best s",
        "p50 ms",
        "p99 ms",
        "answers/s",
        "CPU µs/answer",
        "held ms",
        "computed ms",
    )
    sys.stdout.write(line.format(*heads))
    rows = measure()
    for row in rows:
        best, count = row.best, row.players
        times = (f"{row.slowest:.3f}", f"{best.seconds:.3f}")
        waits = (f"{best.p50_ms:.0f}", f"{best.p99_ms:.0f}", f"{count / best.seconds:,.0f}")
        holds = (
            f"{max(q.longest.held for q in row.questions):.0f}",
            f"{max(q.longest.busy for q in row.questions):.0f}",
        )
        sys.stdout.write(line.format(f"{count:,}", *times, *waits, f"{1e6 * best.cpu / count:.0f}", *holds))
    most = rows[-1]
    return (
        at_most(MOST, f"seconds until {most.players:,} are acknowledged, slowest question", most.slowest),
        none("classes in which an acknowledged answer is not stored", sum(not row.whole for row in rows)),
    )
