"""All benchmarks, one after the other, each with what it measures: `make bench`.

`python -m tests.bench NAME ...` runs the named ones.
"""

import os
import platform
import sys
from collections.abc import Callable, Mapping

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

BENCHES: Mapping[str, Callable[[], None]] = {
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


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all."""
    if unknown := sorted(set(names) - set(BENCHES)):
        raise SystemExit(f"There is no benchmark called {unknown[0]}. There are: {', '.join(BENCHES)}.")
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.platform()}\n")
    for name in names or BENCHES:
        sys.stdout.write(f"\n{name.upper()}\n{_DOCS[name].strip()}\n\n")
        sys.stdout.flush()
        BENCHES[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
