"""Times negmas on one domain, in negmas's own environment: JSON on standard input, JSON on standard output.

What is timed is what negmas's own calc_scenario_stats does for these answers: evaluate every outcome and
find the frontier, find the range of each utility function, then the four points on the frontier.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any

# Imported by name: negmas is not installed where the type checker looks.
negmas, ops = import_module("negmas"), import_module("negmas.preferences.ops")
table = import_module("negmas.preferences.value_fun").TableFun


def utility_functions(domain: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    sizes = [len(options) for options in domain["values"][0]]
    issues = [negmas.make_issue(size, f"issue {number}") for number, size in enumerate(sizes)]
    functions = [
        negmas.LinearAdditiveUtilityFunction(
            values=[table(dict(enumerate(options))) for options in values],
            weights=weights,
            issues=issues,
            reserved_value=least,
        )
        for weights, values, least in zip(domain["weights"], domain["values"], domain["reservation"], strict=True)
    ]
    return functions, issues


def answer(functions: list[Any], issues: list[Any]) -> dict[str, Any]:
    frontier, _ = ops.pareto_frontier(functions, issues=issues)
    ranges = [one.minmax(issues=issues, above_reserve=False) for one in functions]
    rules = {
        "nash": ops.nash_points,
        "egalitarian": ops.kalai_points,
        "ks": ops.ks_points,
        "utilitarian": ops.max_welfare_points,
    }
    points = {name: rule(functions, frontier=frontier, ranges=ranges) for name, rule in rules.items()}
    return {"frontier": frontier, **{name: [one[0] for one in found] for name, found in points.items()}}


def main() -> None:
    asked = json.load(sys.stdin)
    functions, issues = utility_functions(asked["domain"])
    times, found = [], {}
    for _ in range(asked["repeats"]):
        start = time.perf_counter()
        found = answer(functions, issues)
        times.append(time.perf_counter() - start)
    json.dump({"seconds": times, "found": found}, sys.stdout, default=float)


if __name__ == "__main__":
    main()
