"""The benchmark compares answers, not only times: a wrong answer on either side must be noticed."""

from typing import Any

import pytest

from core.theory import treaties
from tests.bench import solver

DOMAIN = solver.random_domain((3, 4))


def as_negmas_would_say(solution: treaties.Solution) -> dict[str, Any]:
    points = {name: getattr(solution, name) for name in ("nash", "egalitarian", "utilitarian")}
    return {
        "frontier": [point.utilities for point in reversed(solution.pareto)],
        **{name: [point.utilities] for name, point in points.items()},
    }


def test_the_same_answers_in_another_order_agree() -> None:
    solution = treaties.solve(DOMAIN)
    assert solver.agrees(solution, as_negmas_would_say(solution))


@pytest.mark.parametrize("planted", ["frontier", "nash", "egalitarian", "utilitarian"])
def test_one_wrong_payoff_is_a_disagreement(planted: str) -> None:
    solution = treaties.solve(DOMAIN)
    found = as_negmas_would_say(solution)
    first, second = found[planted][0]
    assert not solver.agrees(solution, {**found, planted: [(first, second + 1e-6), *found[planted][1:]]})


def test_a_missing_point_of_the_frontier_is_a_disagreement() -> None:
    solution = treaties.solve(DOMAIN)
    found = as_negmas_would_say(solution)
    assert not solver.agrees(solution, {**found, "frontier": found["frontier"][1:]})
