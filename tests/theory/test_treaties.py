"""A treaty table by hand: the textbook answers, linkage, vetoes, deadlock, ties, and what is refused."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest

from core.theory import treaties
from core.theory.treaties import Domain, State

TROOPS_AND_BASES = Domain(
    weights=[(40, 60), (30, 70)],
    values=[[(0, 1, 4, 6, 9), (10, 9, 3, 2, 0)], [(10, 8, 6, 4, 1), (2, 4, 7, 8, 10)]],
    reservation=(200, 400),
)


def test_troops_and_bases_four_answers_nash_1950_kalai_smorodinsky_1975_kalai_1977_and_the_sum() -> None:
    solution = treaties.solve(TROOPS_AND_BASES)
    assert (solution.rational_count, len(solution.pareto)) == (14, 9)
    answers = {
        name: (point.index, point.utilities)
        for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
        if (point := getattr(solution, name))
    }
    assert answers == {
        "nash": ((0, 1), (540, 580)),
        "kalai_smorodinsky": ((4, 3), (480, 590)),
        "egalitarian": ((3, 2), (420, 610)),
        "utilitarian": ((3, 1), (780, 400)),
    }
    ideals = [max(point.utilities[i] for point in solution.pareto) for i in (0, 1)]
    assert ideals == [780, 820]
    ratios = (480 - 200) / (780 - 200), (590 - 400) / (820 - 400)
    assert ratios == pytest.approx((0.4828, 0.4524), abs=5e-5)


def test_putnam_1988_linkage_two_issues_that_fail_alone_pass_as_a_package() -> None:
    groups = Domain(
        weights=[(1, 1)] * 3,
        values=[[(0, 3), (0, -1)], [(0, -1), (0, 3)], [(0, -1), (0, -1)]],
        reservation=(0, 0, 0),
    )
    home = State(groups, votes=(1, 1, 1), quota=2)
    passed = treaties.ratifiable(groups, home).reshape(2, 2)
    assert not passed[1, 0]
    assert not passed[0, 1]
    assert passed[1, 1]
    assert treaties.win_set_ratio(groups, home) == 0.5


def test_a_veto_group_can_undo_a_majority() -> None:
    groups = Domain([(1,)] * 3, [[(0, 1)], [(0, 1)], [(0, -1)]], (0, 0, 0))
    assert treaties.ratifiable(groups, State(groups, (1, 1, 1))).tolist() == [True, True]
    assert treaties.ratifiable(groups, State(groups, (1, 1, 1), vetoes=(2,))).tolist() == [True, False]


def test_without_a_rational_treaty_there_is_a_deadlock_and_no_point() -> None:
    greedy = Domain(TROOPS_AND_BASES.weights, TROOPS_AND_BASES.values, (800, 800))
    solution = treaties.solve(greedy)
    assert (solution.rational_count, list(solution.pareto)) == (0, [])
    assert {solution.nash, solution.kalai_smorodinsky, solution.egalitarian, solution.utilitarian} == {None}
    assert treaties.solve(TROOPS_AND_BASES, np.zeros(25, dtype=bool)) == solution


def test_payoffs_that_differ_by_rounding_alone_are_ties() -> None:
    # 0.1 + 0.2 is not 0.3 in a computer, but it is to the parties
    domain = Domain([(1, 1), (1, 1)], [[(0.1, 0.3), (0.2, 0)], [(0.5, 0.5), (0, 0)]], (0.3, 0.5))
    solution = treaties.solve(domain)
    assert solution.rational_count == 3
    assert [point.index for point in solution.pareto] == [(1, 0)]
    tied = treaties.solve(domain, [True, False, False, True])
    assert [point.index for point in tied.pareto] == [(0, 0), (1, 1)]
    assert tied.nash == tied.pareto[0]


def test_equal_products_of_gains_that_differ_by_rounding_go_to_the_higher_welfare() -> None:
    # 0.2 x 0.45 and 0.15 x 0.6 are both 0.09, though the computer finds the first larger
    solution = treaties.solve(Domain([(1,), (1,)], [[(0.2, 0.15)], [(0.45, 0.6)]], (0, 0)))
    assert solution.nash
    assert solution.nash.utilities == (0.15, 0.6)


def test_a_million_equal_treaties_all_stay_on_the_frontier_and_the_first_is_chosen() -> None:
    flat = Domain([[1] * 6] * 2, [[[1] * 10] * 6] * 2, (0, 0))
    solution = treaties.solve(flat)
    assert solution.rational_count == len(solution.pareto) == 10**6
    assert solution.nash == solution.pareto[0] == treaties.Point((0,) * 6, (6, 6))
    assert solution.pareto[-1].index == (9,) * 6
    assert [point.index[-1] for point in solution.pareto[3:6]] == [3, 4, 5]


def test_lists_and_arrays_make_the_same_domain_as_tuples() -> None:
    lists = Domain([[1, 2]], [[[1, 2], [3, 4, 5]]], [0])
    arrays = Domain(
        cast("Any", np.array([[1, 2]])), cast("Any", [[np.array([1, 2]), np.arange(3, 6)]]), cast("Any", np.zeros(1))
    )
    assert lists == arrays == Domain(((1, 2),), (((1, 2), (3, 4, 5)),), (0,))
    assert hash(lists) == hash(arrays)


# What is refused


@pytest.mark.parametrize(
    ("build", "complaint"),
    [
        (lambda: Domain([(1, float("nan"))], [[(0,), (1,)]], (0,)), "finite"),
        (lambda: Domain([(1, -1)], [[(0,), (1,)]], (0,)), "cannot be negative"),
        (lambda: Domain([(1,)], [[(0, float("inf"))]], (0,)), "finite"),
        (lambda: Domain([(1,)], [[(0, 1)]], (float("nan"),)), "finite"),
        (lambda: Domain([(1,), (1,)], [[(0, 1)]], (0, 0)), "same parties"),
        (lambda: Domain([(1,)], [[(0, 1)]], (0, 0)), "same parties"),
        (lambda: Domain([(1,), (1,)], [[(0, 1)], [(0, 1, 2)]], (0, 0)), "same options"),
        (lambda: Domain([(1, 1)], [[(0, 1)]], (0,)), "same options"),
        (lambda: Domain([(1,)], [[()]], (0,)), "non-empty"),
        (lambda: Domain([(1, 1), (1,)], [[(0,)]], (0,)), "same count in every row"),
        (lambda: Domain([(1,)], cast("Any", 5), (0,)), "party, then issue"),
        (lambda: Domain([[1] * 8], [[[0] * 10] * 8], (0,)), "leave out some options"),
        (lambda: State(TROOPS_AND_BASES, (1, 1), 3), "at most all the votes"),
        (lambda: State(TROOPS_AND_BASES, (1, 1), 0), "above 0"),
        (lambda: State(TROOPS_AND_BASES, (1,)), "2 voters but 1"),
        (lambda: State(TROOPS_AND_BASES, (1, -1)), "cannot be negative"),
        (lambda: State(TROOPS_AND_BASES, (1, 1), 1, (2,)), "from 0 to 1"),
        (lambda: treaties.ratifiable(Domain([(1,)], [[(0, 1)]], (0,)), State(TROOPS_AND_BASES, (1, 1))), "groups"),
        (lambda: treaties.solve(TROOPS_AND_BASES, [True] * 24), "25 treaties"),
        (lambda: treaties.solve(TROOPS_AND_BASES, [1.0] * 25), "25 treaties"),
        (lambda: treaties.index_of(TROOPS_AND_BASES, (0,)), "2 issues"),
        (lambda: treaties.index_of(TROOPS_AND_BASES, (0, 5)), "from 0 to 4"),
        (lambda: treaties.index_of(TROOPS_AND_BASES, (0, -1)), "from 0 to 4"),
        (lambda: treaties.options_of(TROOPS_AND_BASES, 25), "from 0 to 24"),
    ],
)
def test_nonsense_is_refused_in_a_plain_sentence(build: Callable[[], object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        build()
