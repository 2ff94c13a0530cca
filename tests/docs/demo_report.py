"""Two JSON reports of one demo: whole, quick enough, and the same but for paths and seconds.

python -m tests.docs.demo_report FIRST SECOND: says so, or what is wrong, with exit code 1.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Report = Mapping[str, Any]

KEYS = frozenset({
    "scenario", "game", "seed", "students", "tables", "benchmark", "leaderboard", "quiz", "figures", "database",
    "seconds",
})  # fmt: skip
LONGEST = 15.0
"""Seconds of a demo that still holds a newcomer's attention; the quicker of two runs counts on a busy machine."""
_OF_THE_MACHINE = frozenset({"figures", "database", "seconds"})


def faults(first: Report, second: Report) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with two reports of the same seed."""
    if missing := sorted(KEYS - set(first)):
        yield f"The report lacks {', '.join(missing)}."
        return
    yield from _of_tables(first["tables"])
    yield from _of_class(first)
    for report in (first, second):
        gone = [file for file in (*report["figures"], report["database"]) if not Path(file).is_file()]
        if gone or not report["figures"]:
            yield f"The report names files that are not there: {gone}."
    if (took := min(first["seconds"], second["seconds"])) > LONGEST:
        yield f"The demo took {took:.1f} s where {LONGEST:.0f} s are allowed."
    for key in sorted(KEYS - _OF_THE_MACHINE):
        if first[key] != second.get(key):
            yield f"The same seed gave another {key}."


def _of_tables(tables: Sequence[Report]) -> Iterator[str]:
    if not tables:
        yield "No table was played."
    for table in tables:
        seats = {seat["seat"] for seat in table["seats"]}
        if not all(seat["bot"] or seat["player"] for seat in table["seats"]):
            yield f"Table {table['table']} has a seat with neither player nor bot."
        if not isinstance(table["outcome"].get("agreed"), bool):
            yield f"Table {table['table']} does not say whether it agreed."
        if set(table["payoffs"]) != seats or not set(table["scores"]) <= seats:
            yield f"Table {table['table']} has payoffs or scores of other seats than its own."


def _of_class(report: Report) -> Iterator[str]:
    board, quiz = report["leaderboard"], report["quiz"]
    if not report["benchmark"]:
        yield "There is no benchmark."
    if len(board) != report["students"] or [row["rank"] for row in board] != sorted(row["rank"] for row in board):
        yield "The leaderboard does not rank every student."
    if not 0 < quiz["correct"] <= quiz["answers"] or not quiz["questions"]:
        yield "The quiz was not played."


def main(first: str, second: str) -> int:
    """Print what is wrong, or that nothing is; return the exit code."""
    one, other = (json.loads(Path(file).read_text(encoding="utf-8")) for file in (first, second))
    found = list(faults(one, other))
    good = (
        f"{one['students']} students, {len(one['tables'])} tables, {one['seconds']} s and {other['seconds']} s: equal."
    )
    sys.stdout.write("\n".join(found or [good]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
