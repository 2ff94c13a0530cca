"""How fast treaties are solved, beside negmas on the same domains in the same run.

`python -m tests.bench solver` prints the table. negmas gets an environment of its own, made once from the
hashes in negmas.lock. Both sides work on one thread, neither counts its start or the building of the domain,
and both count their best run; negmas runs once at a million treaties, which takes it several seconds.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from math import prod
from pathlib import Path
from typing import Any, TypedDict

import numpy as np

from core.theory import treaties
from tests.bench.environments import python_of
from tests.bench.target import Target, none

HERE = Path(__file__).parent
DOMAINS = ((5,) * 5, (6,) * 6, (10,) * 5, (10,) * 6)
"""Options of each issue: 3,125, 46,656, 100,000 and 1,000,000 treaties."""
PATIENCE = 600
"""Seconds that negmas may take for one domain, all its runs together."""


class Row(TypedDict):
    """One domain: its treaties, the best seconds of each side, theirs over ours, and whether they agree."""

    treaties: int
    frontier: int
    ours: float
    negmas: float
    ratio: float
    agree: bool


def random_domain(sizes: Iterable[int], seed: int = 1) -> treaties.Domain:
    """Return a two-party domain with random weights and values, and reservation payoffs of 0.3."""
    rng, shape = np.random.default_rng(seed), tuple(sizes)
    values = [[rng.random(size).tolist() for size in shape] for _ in range(2)]
    return treaties.Domain(rng.dirichlet(np.ones(len(shape)), 2).tolist(), values, (0.3, 0.3))


def ask_negmas(domain: treaties.Domain, repeats: int) -> dict[str, Any]:
    """Return negmas's times and answers for a domain."""
    numbers = {"weights": domain.weights, "values": domain.values, "reservation": domain.reservation}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [python_of("negmas"), "-W", "ignore", HERE / "solver_peer.py"],
        input=json.dumps({"domain": numbers, "repeats": repeats}),
        env={**os.environ, **threads},
        timeout=PATIENCE,
        capture_output=True,
        check=True,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def best_time(domain: treaties.Domain, repeats: int) -> float:
    """Return the best seconds of `treaties.solve`, all points included."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        treaties.solve(domain)
        times.append(time.perf_counter() - start)
    return min(times)


def agrees(solution: treaties.Solution, found: dict[str, Any]) -> bool:
    """Tell whether negmas found the same frontier, Nash, egalitarian and utilitarian points.

    Its Kalai-Smorodinsky point is another rule's (least spread of the ratios, ideals over all treaties).
    """
    ours = sorted(point.utilities for point in solution.pareto)
    points = ("nash", "egalitarian", "utilitarian")
    return np.shape(ours) == np.shape(found["frontier"]) and all(
        np.allclose(mine, theirs, rtol=0, atol=1e-9)
        for mine, theirs in (
            (ours, sorted(found["frontier"])),
            *((getattr(solution, name).utilities, found[name][0]) for name in points),
        )
    )


def measure() -> list[Row]:
    """Return one row for each domain."""
    return [_compare(sizes) for sizes in DOMAINS]


def _compare(sizes: tuple[int, ...]) -> Row:
    domain, large = random_domain(sizes), prod(sizes) >= 1_000_000
    theirs = ask_negmas(domain, repeats=1 if large else 5)
    ours, solution = best_time(domain, repeats=5 if large else 25), treaties.solve(domain)
    return Row(
        treaties=domain.size,
        frontier=len(solution.pareto),
        ours=ours,
        negmas=min(theirs["seconds"]),
        ratio=min(theirs["seconds"]) / ours,
        agree=agrees(solution, theirs["found"]),
    )


def main() -> Sequence[Target]:
    """Print the table; return the target."""
    rows = measure()
    line = "{:>10} {:>9} {:>12} {:>12} {:>8}  {}\n"
    sys.stdout.write(line.format("treaties", "frontier", "ours ms", "negmas ms", "ratio", "same answers"))
    for row in rows:
        same = "yes" if row["agree"] else "NO"
        times = (f"{1000 * seconds:,.2f}" for seconds in (row["ours"], row["negmas"]))
        sys.stdout.write(line.format(f"{row['treaties']:,}", row["frontier"], *times, f"{row['ratio']:.0f}x", same))
    return (none("domains on which negmas and treaties.solve disagree", sum(not row["agree"] for row in rows)),)
