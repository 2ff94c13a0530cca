"""Many runs on all processors: the figures of all, or the first promise that was broken."""

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.simulation.faults import FAULTS
from tests.simulation.stage import Violation
from tests.simulation.world import Report, run

_SHOWN = (
    "commands", "deliveries", "deliveries lost", "answers lost", "answers", "commits", "processes", "crashes", "stops",
    "clock jumps", "troubles", "refused by the disk", "games begun", "tables replayed", "rows compared",
    "messages", "edits", "messages deleted", "boards looked at", "virtual seconds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """What many runs did together."""

    runs: int
    seconds: float
    tally: Counter[str]

    def __str__(self) -> str:
        figures = ", ".join(f"{self.tally[name]:,} {name}" for name in _SHOWN)
        return f"simulation: {self.runs:,} runs in {self.seconds:.0f} s, nothing broken; {figures}"


@dataclass(frozen=True, slots=True)
class Caught:
    """The first seed that found a planted fault, and what it said; 0: none of them."""

    fault: str
    seed: int
    said: str


def run_many(seeds: Sequence[int]) -> Summary:
    """Run all seeds; raises the first Violation or Breakdown, which names its seed."""
    started = time.monotonic()
    with _pool() as pool:
        reports: list[Report] = list(pool.map(run, seeds, chunksize=4))
    return Summary(len(reports), time.monotonic() - started, sum((r.tally for r in reports), Counter[str]()))


def catch_all(faults: Sequence[str], most: int) -> list[Caught]:
    """Try each fault with the seed that once found it, then with those from 1 on, until one catches it."""
    with _pool() as pool:
        return list(pool.map(caught, faults, [most] * len(faults)))


def caught(fault: str, most: int) -> Caught:
    """Return the first seed that finds a fault: of the one that once found it, and of so many."""
    for seed in dict.fromkeys((FAULTS[fault].seed, *range(1, most + 1))):
        try:
            run(seed, fault=fault)
        except Violation as broken:
            return Caught(fault, seed, str(broken))
    return Caught(fault, 0, "")


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn"))
