"""Plays the round in oTree, in oTree's own environment and a copy of its project: `otree test`, its start not counted.

Called with the number of players; writes the results to a folder as CSV and prints the seconds it took, in all and on
the processor. Like `otree test` it
keeps its database in memory, so that nothing it stores would outlive a power cut.
"""

import os
import sys
import time
from importlib import import_module
from pathlib import Path


def main(players: str) -> None:
    for folder in ("_static", "_templates"):
        Path(folder).mkdir(exist_ok=True)
    sys.path.insert(0, str(Path.cwd()))
    os.environ["OTREE_IN_MEMORY"] = "1"  # as otree.main does for `otree test`
    import_module("otree.main").setup()
    call = import_module("otree.cli.base").call_command
    call("bots", "public_goods", "3")  # the first session loads and compiles what the others use
    started, processor = time.perf_counter(), time.process_time()
    call("bots", "public_goods", players, "--export", "results")
    sys.stdout.write(f"{time.perf_counter() - started} {time.process_time() - processor}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
