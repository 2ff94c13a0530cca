"""What watching costs: processor time that metrics and log add to a command, best of several rounds.

The observers of `entente run` hear of commands that were answered, and of batches of 64 that were stored; the log is at
"info", as by default. A move costs about a hundred times as much (SERVICE).
"""

import sys
import time
from collections.abc import Callable, Sequence

from bot.run.logs.chronicle import Chronicle
from bot.run.observe.metrics import Metrics
from core.command import Command, Where
from core.observer import Observer
from core.requests.game import Act
from tests.bench.target import Target
from tests.desk import TEACHER

ROUNDS, COMMANDS, BATCH = 9, 20_000, 64


def main() -> Sequence[Target]:
    """Print the cost of each observer; no target is set."""
    command = Command(TEACHER, Where("pol-210"), "delivery", Act(move="offer", values={"share": "58"}))
    for name, observer in (("metrics", Metrics()), ("log", Chronicle())):
        answered, stored = _answered(observer, command), _stored(observer, command)
        sys.stdout.write(
            f"{name:8} {answered + stored:5.2f} µs a command (answered {answered:.2f}, stored {stored:.2f})\n"
        )
    return ()


def _answered(observer: Observer, command: Command) -> float:
    def hear() -> None:
        for _ in range(COMMANDS):
            observer.answered(command, "", 0.004)

    return _best(hear)


def _stored(observer: Observer, command: Command) -> float:
    batch = [command] * BATCH

    def hear() -> None:
        for _ in range(COMMANDS // BATCH):
            observer.stored(batch, {}, 0.004)

    return _best(hear)


def _best(work: Callable[[], None]) -> float:
    """Return microseconds of processor time for each of COMMANDS."""

    def once() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return min(once() for _ in range(ROUNDS)) / COMMANDS * 1e6
