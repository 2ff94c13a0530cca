"""All benchmarks, one after the other, each with what it measures: `make bench`.

`python -m tests.bench NAME ...` runs the named ones. Each has its figures judged by targets, in the same run; the whole
ends with an error when one of them was not met.
"""

import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence

from tests.bench import (
    answers,
    boards,
    discord,
    growth,
    hold,
    live,
    peer,
    pictures,
    postgres,
    service,
    solver,
    startup,
    watching,
)
from tests.bench.target import Target

BENCHES: Mapping[str, Callable[[], Sequence[Target]]] = {
    "service": service.main,
    "answers": answers.main,
    "postgres": postgres.main,
    "boards": boards.main,
    "growth": growth.main,
    "live": live.main,
    "hold": hold.main,
    "discord": discord.main,
    "peer": peer.main,
    "solver": solver.main,
    "pictures": pictures.main,
    "startup": startup.main,
    "watching": watching.main,
}
_DOCS = {name: sys.modules[bench.__module__].__doc__ or "" for name, bench in BENCHES.items()}


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; return 1 if a target was not met, else 0."""
    if unknown := sorted(set(names) - set(BENCHES)):
        raise SystemExit(f"There is no benchmark called {unknown[0]}. There are: {', '.join(BENCHES)}.")
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.platform()}\n")
    missed = [f"{name}: {target}\n" for name in names or BENCHES for target in _judged(name) if not target.met]
    if missed:
        sys.stdout.write(f"\nNOT MET\n{''.join(missed)}")
    return int(bool(missed))


def _judged(name: str) -> Sequence[Target]:
    """Run a benchmark and print how its figures stand to their targets."""
    sys.stdout.write(f"\n{name.upper()}\n{_DOCS[name].strip()}\n\n")
    sys.stdout.flush()
    targets = BENCHES[name]()
    sys.stdout.writelines(("\n" if targets else "", *(f"{target}\n" for target in targets)))
    sys.stdout.flush()
    return targets


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
