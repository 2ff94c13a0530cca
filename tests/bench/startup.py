"""How long `entente --help` takes, beside an interpreter that does nothing and one that imports the whole program."""

import subprocess
import sys
import time
from collections.abc import Sequence

from tests.bench.target import Target
from tests.import_rules import ROOT

RUNS = 7
_EVERYTHING = """
import importlib, pkgutil, bot, core, migrations
for room in (bot, core):
    for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        importlib.import_module(module.name)
"""
STARTS = (
    ("python -c pass", ("-c", "pass")),
    ("entente --help", ("-c", "import sys; from bot.cli import run; sys.exit(run(['--help']))")),
    ("import everything", ("-c", _EVERYTHING)),
)


def measure() -> list[dict[str, str | float]]:
    """Return a row for each start: best and median milliseconds of several, and the best over that of doing nothing."""
    times = {name: sorted(_seconds(command) for _ in range(RUNS)) for name, command in STARTS}
    nothing = times["python -c pass"][0]
    return [
        {
            "start": name,
            "best ms": round(1000 * took[0]),
            "median ms": round(1000 * took[RUNS // 2]),
            "over nothing": f"{took[0] / nothing:.1f}x",
        }
        for name, took in times.items()
    ]


def _seconds(command: tuple[str, ...]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> Sequence[Target]:
    """Print the rows as a table; no target is set."""
    rows = measure()
    lines = [list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)]
    for cells in lines:
        sys.stdout.write("  ".join(cell.rjust(17) for cell in cells) + "\n")
    return ()
