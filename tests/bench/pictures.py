"""How many pictures a second one core draws: every kind of figure that a debrief shows, PNG and SVG."""

import time
from collections.abc import Callable, Sequence

from core.figures import Kind, render
from core.kit.figure import Figure
from tests.bench.target import Target
from tests.figures.samples import ally, cloud, histogram, leaderboard, putnam, tables

_SAMPLES: tuple[Callable[[], Figure], ...] = (putnam, tables, cloud, histogram, leaderboard, ally)
_ROUNDS = 5
_KINDS: tuple[Kind, ...] = ("png", "svg")


def measure() -> list[dict[str, str | float]]:
    """Return a row for each kind: pictures drawn, pictures a second, and the median and slowest in milliseconds."""
    return [_row(kind) for kind in _KINDS]


def _row(kind: Kind) -> dict[str, str | float]:
    figures = [sample() for sample in _SAMPLES]
    for figure in figures:
        render(figure, "dark", kind)  # the first pictures load the fonts
    took = sorted(_seconds(figure, kind) for _ in range(_ROUNDS) for figure in figures)
    return {
        "picture": kind,
        "drawn": len(took),
        "per second": round(len(took) / sum(took), 1),
        "median ms": round(1000 * took[len(took) // 2], 1),
        "slowest ms": round(1000 * took[-1], 1),
    }


def _seconds(figure: Figure, kind: Kind) -> float:
    started = time.perf_counter()
    render(figure, "dark", kind)
    return time.perf_counter() - started


def main() -> Sequence[Target]:
    """Print the rows as a table; no target is set."""
    rows = measure()
    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    for line in lines:
        print("  ".join(cell.rjust(10) for cell in line))  # noqa: T201  a table on the terminal is what this is for
    return ()
