"""Win-sets and the bargains they allow: numbers of the literature, and every rule again by brute force."""

from collections.abc import Callable
from itertools import pairwise
from statistics import NormalDist
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.theory import winsets

CHAMBER = (0.2, 0.3, 0.35, 0.45, 0.6, 0.7, 0.9)
positions = st.integers(-20, 20)
shares = st.floats(0, 1)


# Two negotiators, two win-sets


@pytest.mark.parametrize(
    ("floor", "ceiling", "agreed"), [(0.2, 0.8, 0.5), (0.6, 0.8, 0.6), (0.2, 0.4, 0.4), (0.6, 0.5, None)]
)
def test_ratified_bargain_follows_schelling_1960_a_tied_hand_helps_only_where_it_binds(
    floor: float, ceiling: float, agreed: float | None
) -> None:
    assert winsets.ratified_bargain(floor, ceiling) == agreed


def test_when_the_win_set_edges_are_the_reversions_the_surplus_is_halved() -> None:
    # X gets 0.3 without a treaty, Y gets 1 - 0.7: the bargain is the middle of the zone
    assert winsets.ratified_bargain(0.3, 0.7, 0.3, 0.3) == pytest.approx(0.5)
    assert winsets.ratified_bargain(0.4, 0.9, 0.4, 0.1) == pytest.approx((0.4 + 0.9) / 2)


def test_putnam_1988_figure_1_shrinking_ys_win_set_moves_the_deal_to_y_until_there_is_none() -> None:
    deals = [winsets.ratified_bargain(0.3, ceiling) for ceiling in (0.9, 0.45, 0.35, 0.25)]
    assert deals == [0.5, 0.45, 0.35, None]


def grid_bargain(floor: float, ceiling: float, rx: float, ry: float) -> list[float]:
    zone = [x / 1000 for x in range(1001) if floor <= x / 1000 <= ceiling]
    gains = {x: (x - rx) * (1 - x - ry) for x in zone}
    return [x for x in zone if gains[x] >= max(gains.values()) - 1e-12]


@given(floor=st.integers(0, 1000), ceiling=st.integers(0, 1000), rx=st.integers(0, 25), ry=st.integers(0, 25))
def test_the_ratified_bargain_maximises_the_product_of_gains_over_the_zone(
    floor: int, ceiling: int, rx: int, ry: int
) -> None:
    sides = floor / 1000, ceiling / 1000, rx / 50, ry / 50
    agreed = winsets.ratified_bargain(*sides)
    if floor > ceiling:
        assert agreed is None
    else:
        assert agreed == pytest.approx(grid_bargain(*sides)[0], abs=1e-3)


@given(floor=shares, ceiling=shares, rx=shares, ry=shares, pull=st.floats(0, 1))
def test_a_deadlock_comes_from_disjoint_win_sets_whatever_the_reversions(
    floor: float, ceiling: float, rx: float, ry: float, pull: float
) -> None:
    deals = [winsets.ratified_bargain(floor, ceiling, a, b) for a, b in ((rx, ry), (ry, rx), (pull, 0))]
    deals += [winsets.take_it_or_leave_it(floor, ceiling, who) for who in ("x", "y")]
    assert {deal is None for deal in deals} == {floor > ceiling + 1e-9}


def test_the_only_offer_goes_to_the_other_sides_edge() -> None:
    assert winsets.take_it_or_leave_it(0.2, 0.8, "x") == 0.8
    assert winsets.take_it_or_leave_it(0.2, 0.8, "y") == 0.2


# Voters and a rule


@pytest.mark.parametrize(
    ("quota", "weights", "vetoes", "edges"),
    [
        (4, None, (), (0.1, 0.8)),
        (None, None, (), (0.1, 0.8)),
        (5, None, (), (0.1, 0.6)),
        (7, None, (), (0.1, 0.3)),
        (60, (30, 10, 10, 20, 10, 15, 5), (), (0.1, 0.6)),
        (4, None, (0,), (0.1, 0.3)),
    ],
)
def test_the_pivot_sets_the_edge_black_1948_romer_and_rosenthal_1978(
    quota: float | None,
    weights: tuple[float, ...] | None,
    vetoes: tuple[int, ...],
    edges: tuple[float, float],
) -> None:
    assert winsets.win_set(CHAMBER, 0.1, quota, weights, vetoes) == pytest.approx(edges)


def test_a_divided_chamber_moves_nowhere_and_a_small_quota_both_ways() -> None:
    assert winsets.win_set((0.2, 0.4, 0.6, 0.8), 0.5, 3) == (0.5, 0.5)
    assert winsets.win_set((0.2, 0.4, 0.6, 0.8), 0.5, 2) == pytest.approx((0.3, 0.7))


def test_a_voter_whose_ideal_is_the_reversion_votes_against_every_move() -> None:
    assert winsets.win_set((0.5, 0.5, 0.9), 0.5, 2) == (0.5, 0.5)
    assert winsets.win_set((0.5, 0.9, 0.9), 0.5, 2) == pytest.approx((0.5, 1.3))
    assert winsets.win_set((0.5, 0.9, 0.9), 0.5, 2, vetoes=[0]) == (0.5, 0.5)


@st.composite
def chambers(draw: st.DrawFn) -> tuple[list[int], int, int, list[int], list[int]]:
    ideals = draw(st.lists(positions, min_size=1, max_size=7))
    count = len(ideals)
    weights = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count).filter(any))
    vetoes = draw(st.lists(st.integers(0, count - 1), max_size=2, unique=True))
    return ideals, draw(positions), draw(st.integers(1, sum(weights))), weights, vetoes


def passes(x: float, ideals: list[int], reversion: int, quota: int, weights: list[int], vetoes: list[int]) -> bool:
    for_it = [abs(x - ideal) <= abs(reversion - ideal) for ideal in ideals]
    votes = sum(weight for weight, yes in zip(weights, for_it, strict=True) if yes)
    return votes >= quota and all(for_it[veto] for veto in vetoes)


@given(chamber=chambers())
def test_exactly_the_points_of_the_win_set_win_a_vote_against_the_reversion(
    chamber: tuple[list[int], int, int, list[int], list[int]],
) -> None:
    low, high = winsets.win_set(*chamber)
    assert {x / 2 for x in range(-140, 141) if passes(x / 2, *chamber)} == {
        x / 2 for x in range(-140, 141) if low <= x / 2 <= high
    }


@given(chamber=chambers(), extra=st.integers(0, 6))
def test_a_higher_quota_or_one_more_veto_never_widens_the_win_set(
    chamber: tuple[list[int], int, int, list[int], list[int]], extra: int
) -> None:
    ideals, reversion, quota, weights, vetoes = chamber
    low, high = winsets.win_set(*chamber)
    harder = winsets.win_set(ideals, reversion, min(quota + 1, sum(weights)), weights, vetoes)
    vetoed = winsets.win_set(ideals, reversion, quota, weights, [*vetoes, extra % len(ideals)])
    assert all(low <= left <= reversion <= right <= high for left, right in (harder, vetoed))


@given(ideals=st.lists(st.integers(0, 20), min_size=1, max_size=7), worse=st.integers(0, 20), data=st.data())
def test_a_reversion_that_is_worse_for_everybody_widens_the_win_set(
    ideals: list[int], worse: int, data: st.DataObject
) -> None:
    quota = data.draw(st.integers(1, len(ideals)))
    low, high = winsets.win_set(ideals, 0, quota)
    wider = winsets.win_set(ideals, -worse, quota)
    assert wider[0] <= low <= high <= wider[1]


@given(edges=st.tuples(positions, positions), ideal=positions)
def test_romer_rosenthal_1978_the_setter_proposes_the_ratifiable_point_it_likes_best(
    edges: tuple[int, int], ideal: int
) -> None:
    low, high = sorted(edges)
    proposal = winsets.setter_proposal(ideal, low, high)
    assert low <= proposal <= high
    assert abs(proposal - ideal) == min(abs(x - ideal) for x in range(low, high + 1))


# Divided chambers: what heterogeneity does


def test_a_divided_large_chamber_ratifies_less_under_two_thirds_and_the_same_under_a_majority() -> None:
    assert winsets.heterogeneity_edge(0.5, 0.1, 2 / 3, 0.1) == pytest.approx(0.8139, abs=5e-5)
    assert [winsets.heterogeneity_edge(0.5, sd, 0.5, 0.1) for sd in (0, 0.1, 0.4)] == pytest.approx([0.9] * 3)
    edges = [winsets.heterogeneity_edge(0.5, sd, 2 / 3, 0.1) for sd in (0, 0.1, 0.2)]
    assert edges[0] - edges[1] == pytest.approx(edges[1] - edges[2])
    assert winsets.heterogeneity_edge(0.5, 3, 0.9, 0.1) == 0.1


def test_the_large_chamber_formula_is_the_limit_of_counted_voters() -> None:
    voters = 20_001
    normal = NormalDist(0.5, 0.1)
    ideals = [normal.inv_cdf((i + 0.5) / voters) for i in range(voters)]
    counted = winsets.win_set(ideals, 0.1, voters * 2 / 3)[1]
    assert counted == pytest.approx(winsets.heterogeneity_edge(0.5, 0.1, 2 / 3, 0.1), abs=1e-4)


# Alternating offers


@pytest.mark.parametrize(("a", "b", "share"), [(0, 0, 0.5263), (0.4, 0, 0.5263), (0.6, 0, 0.64), (0.6, 0.3, 0.64)])
def test_rubinstein_1982_with_floors_a_floor_below_the_unbound_share_changes_nothing(
    a: float, b: float, share: float
) -> None:
    assert winsets.alternating_offers(a, b, 0.9)[0] == pytest.approx(share, abs=5e-5)


@given(cut=st.tuples(shares, shares), discount=st.floats(0, 0.999))
def test_alternating_offers_leave_each_side_indifferent_or_at_its_floor(
    cut: tuple[float, float], discount: float
) -> None:
    a, b = min(cut), 1 - max(cut)
    x, z = winsets.alternating_offers(a, b, discount)
    assert z == pytest.approx(max(a, discount * x), abs=1e-9)
    assert x == pytest.approx(1 - max(b, discount * (1 - z)), abs=1e-9)


# Involuntary defection


@pytest.mark.parametrize(
    ("mean", "spread", "treaty", "chance"), [(0.3, 0.2, 0.5, 0.625), (0.4, 0.1, 0.6, 1.0), (0.4, 0, 0.8, 1.0)]
)
def test_milner_and_rosendorff_1997_doubt_about_the_median_tempts_to_a_treaty_that_may_fail(
    mean: float, spread: float, treaty: float, chance: float
) -> None:
    assert winsets.tabled_treaty(mean, spread) == pytest.approx((treaty, chance, treaty * chance))


@given(mean=st.integers(0, 100), spread=st.integers(0, 100), other=st.floats(0, 3))
def test_no_other_treaty_promises_more_than_the_tabled_one(mean: int, spread: int, other: float) -> None:
    _, _, expected = winsets.tabled_treaty(mean / 100, spread / 100)
    if spread or other <= 2 * mean / 100:
        rival = other * winsets.ratification_probability(other, mean / 100, spread / 100)
        assert rival <= expected + 1e-9


def test_the_chance_of_ratification_is_the_share_of_medians_that_would_accept() -> None:
    medians = np.linspace(0.1, 0.5, 100_001)
    for treaty in (0, 0.1, 0.3, 0.5, 0.99, 1.2):
        counted = float((medians >= treaty / 2).mean())
        assert winsets.ratification_probability(treaty, 0.3, 0.2) == pytest.approx(counted, abs=1e-4)
    curve = [winsets.ratification_probability(x / 20, 0.3, 0.2) for x in range(30)]
    assert all(before >= after for before, after in pairwise(curve))


# Two issues in one package: linkage


def test_trading_two_issues_gains_the_difference_of_the_weights_over_halving_both() -> None:
    alpha, beta = 0.8, 0.3
    traded = alpha + (1 - beta)  # A takes the first issue whole, B the second
    assert winsets.linkage_gain(alpha, beta) == pytest.approx(traded - 1) == pytest.approx(alpha - beta)
    assert winsets.linkage_gain(beta, alpha) == winsets.linkage_gain(alpha, beta)


# What is refused


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: winsets.win_set([0.1, float("nan")], 0, 1), "finite"),
        (lambda: winsets.win_set([], 0, 1), "non-empty"),
        (lambda: winsets.win_set([[0.1], [0.2]], 0, 1), "1 dimension"),
        (lambda: winsets.win_set([0.1, 0.2], float("inf"), 1), "reversion point must be a finite"),
        (lambda: winsets.win_set([0.1, 0.2], 0, 3), "at most all the votes"),
        (lambda: winsets.win_set([0.1, 0.2], 0, 0), "above 0"),
        (lambda: winsets.win_set([0.1, 0.2], 0, 1, [1, -1]), "cannot be negative"),
        (lambda: winsets.win_set([0.1, 0.2], 0, 1, [0, 0]), "above zero"),
        (lambda: winsets.win_set([0.1, 0.2], 0, 1, [1]), "2 voters but 1"),
        (lambda: winsets.win_set([0.1, 0.2], 0, 1, vetoes=[2]), "from 0 to 1"),
        (lambda: winsets.win_set([0.1, 0.2], 0, 1, vetoes=[-1]), "from 0 to 1"),
        (lambda: winsets.ratified_bargain(1.2, 1.5), "floor must lie between 0 and 1"),
        (lambda: winsets.ratified_bargain(0.2, 0.5, float("nan")), "finite"),
        (lambda: winsets.take_it_or_leave_it(0.2, 0.5, cast("Any", "z")), "proposer"),
        (lambda: winsets.alternating_offers(0.6, 0.6, 0.9), "exceed the pie"),
        (lambda: winsets.alternating_offers(0.1, 0.1, 1), "below 1"),
        (lambda: winsets.heterogeneity_edge(0.5, 0.1, 1, 0), "strictly between"),
        (lambda: winsets.heterogeneity_edge(0.5, -0.1, 0.5, 0), "cannot be negative"),
        (lambda: winsets.tabled_treaty(-0.1, 0.1), "cannot be negative"),
        (lambda: winsets.setter_proposal(0.5, 0.9, 0.1), "low edge"),
        (lambda: winsets.linkage_gain(1.1, 0.5), "between 0 and 1"),
    ],
)
def test_nonsense_is_refused_in_a_plain_sentence(call: Callable[[], object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        call()
