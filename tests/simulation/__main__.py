"""Runs from the command line.

python -m tests.simulation --seed 4711                 one run, with its trace
python -m tests.simulation --seeds 1000 [--first 1]    many, on all processors, with figures
python -m tests.simulation --seed 4711 --fault NAME    one run with a planted fault
"""

import argparse
import sys
import traceback

from tests.simulation.faults import FAULTS
from tests.simulation.many import run_many
from tests.simulation.stage import Violation
from tests.simulation.world import Breakdown, run


def main() -> int:
    """Return 1 if a promise was broken, or a run broke down."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, help="replay this run, with its trace")
    parser.add_argument("--seeds", type=int, default=100, help="how many runs")
    parser.add_argument("--first", type=int, default=1, help="the first of their seeds")
    parser.add_argument("--fault", choices=FAULTS, help="plant this fault first")
    asked = parser.parse_args()
    try:
        if asked.seed is None:
            sys.stdout.write(f"{run_many(range(asked.first, asked.first + asked.seeds))}\n")
            return 0
        report = run(asked.seed, _show, asked.fault or "")
    except Breakdown as broken:
        traceback.print_exception(broken)
        sys.stdout.write(f"\n{broken}\n")
        return 1
    except Violation as broken:
        sys.stdout.write(f"\n{broken}\n")
        return 1
    sys.stdout.write(f"\nseed {report.seed}: trace {report.digest}\n")
    return 0


def _show(line: str) -> None:
    sys.stdout.write(f"{line[:200]}\n")


if __name__ == "__main__":
    sys.exit(main())
