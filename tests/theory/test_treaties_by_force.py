"""Treaties by brute force in exact arithmetic, and what may not change the answer."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.theory import treaties
from core.theory.treaties import Domain, State
from tests.theory.test_treaties import TROOPS_AND_BASES

Options = tuple[int, ...]


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    count = draw(st.integers(1, 4))
    small = st.integers(0, 6)
    weights = [draw(st.lists(small, min_size=len(sizes), max_size=len(sizes))) for _ in range(count)]
    values = [[draw(st.lists(small, min_size=n, max_size=n)) for n in sizes] for _ in range(count)]
    return Domain(weights, values, draw(st.lists(st.integers(0, 40), min_size=count, max_size=count)))


def payoffs(domain: Domain) -> dict[Options, tuple[int, ...]]:
    """Return the payoffs of all treaties in C order, worked out one at a time."""
    return {
        options: tuple(
            sum(int(w) * int(v[o]) for w, v, o in zip(weights, values, options, strict=True))
            for weights, values in zip(domain.weights, domain.values, strict=True)
        )
        for options in product(*(range(len(issue)) for issue in domain.values[0]))
    }


def rational(domain: Domain, allowed: list[bool] | None = None) -> dict[Options, tuple[int, ...]]:
    table = payoffs(domain)
    marks = allowed or [True] * len(table)
    return {
        options: u
        for mark, (options, u) in zip(marks, table.items(), strict=True)
        if mark and all(mine >= least for mine, least in zip(u, domain.reservation, strict=True))
    }


def frontier(table: dict[Options, tuple[int, ...]]) -> list[Options]:
    def beats(rival: tuple[int, ...], u: tuple[int, ...]) -> bool:
        return rival != u and all(theirs >= mine for theirs, mine in zip(rival, u, strict=True))

    return [options for options, u in table.items() if not any(beats(rival, u) for rival in table.values())]


def best(
    table: dict[Options, tuple[int, ...]], criterion: Callable[[tuple[int, ...]], Fraction]
) -> tuple[Options, tuple[int, ...]]:
    """Return the treaty with the highest criterion, then welfare, then the first in C order."""
    winner = max(table, key=lambda options: (criterion(table[options]), sum(table[options])))
    return winner, table[winner]


def rules(domain: Domain, table: dict[Options, tuple[int, ...]]) -> dict[str, Callable[[tuple[int, ...]], Fraction]]:
    least = [int(d) for d in domain.reservation]
    ideal = [max(u[i] for u in table.values()) for i in range(len(least))]

    def gains(u: tuple[int, ...]) -> list[int]:
        return [mine - d for mine, d in zip(u, least, strict=True)]

    def ratios(u: tuple[int, ...]) -> list[Fraction]:
        return [
            Fraction(gain, top - d) if top > d else Fraction(1)
            for gain, top, d in zip(gains(u), ideal, least, strict=True)
        ]

    return {
        "nash": lambda u: Fraction(prod(gains(u))),
        "kalai_smorodinsky": lambda u: min(ratios(u)),
        "egalitarian": lambda u: Fraction(min(gains(u))),
        "utilitarian": lambda u: Fraction(sum(u)),
    }


@given(domain=domains(), data=st.data())
def test_every_answer_is_what_trying_all_treaties_one_by_one_finds(domain: Domain, data: st.DataObject) -> None:
    size = len(payoffs(domain))
    allowed = data.draw(st.none() | st.lists(st.booleans(), min_size=size, max_size=size))
    table, solution = rational(domain, allowed), treaties.solve(domain, allowed)
    assert solution.rational_count == len(table)
    assert [(p.index, p.utilities) for p in solution.pareto] == [(o, table[o]) for o in frontier(table)]
    for name, criterion in rules(domain, table).items() if table else ():
        point = getattr(solution, name)
        assert (point.index, point.utilities) == best(table, criterion), name
        assert point in solution.pareto


@given(domain=domains(), data=st.data())
def test_utilities_and_treaty_numbers_follow_c_order(domain: Domain, data: st.DataObject) -> None:
    table = payoffs(domain)
    assert treaties.utilities(domain).T.tolist() == [list(u) for u in table.values()]
    number = data.draw(st.integers(0, len(table) - 1))
    options = treaties.options_of(domain, number)
    assert options == list(table)[number]
    assert treaties.index_of(domain, options) == number
    assert treaties.payoffs_of(domain, options) == table[options]
    assert treaties.is_rational(domain, options) == (options in rational(domain))


@given(groups=domains(), data=st.data())
def test_a_treaty_is_ratified_when_enough_groups_and_every_veto_group_gain(groups: Domain, data: st.DataObject) -> None:
    count = len(groups.reservation)
    votes = data.draw(st.lists(st.integers(0, 5), min_size=count, max_size=count).filter(any))
    quota = data.draw(st.none() | st.integers(1, sum(votes)))
    vetoes = data.draw(st.lists(st.integers(0, count - 1), unique=True))

    def ratified(u: tuple[int, ...]) -> bool:
        agrees = [mine >= least for mine, least in zip(u, groups.reservation, strict=True)]
        yes = sum(vote for vote, agreed in zip(votes, agrees, strict=True) if agreed)
        enough = 2 * yes > sum(votes) if quota is None else yes >= quota
        return enough and all(agrees[veto] for veto in vetoes)

    passed = treaties.ratifiable(groups, State(groups, votes, quota, vetoes))
    assert passed.tolist() == [ratified(u) for u in payoffs(groups).values()]


@given(groups=domains(), data=st.data())
def test_a_higher_quota_or_one_more_veto_never_ratifies_anything_new(groups: Domain, data: st.DataObject) -> None:
    count = len(groups.reservation)
    quota = data.draw(st.integers(1, count))
    passed = treaties.ratifiable(groups, State(groups, [1] * count, quota))
    harder = treaties.ratifiable(groups, State(groups, [1] * count, min(quota + 1, count)))
    vetoed = treaties.ratifiable(groups, State(groups, [1] * count, quota, (0,)))
    assert not (harder & ~passed).any()
    assert not (vetoed & ~passed).any()


# What must not matter, and what does


def generic(seed: int, parties: int = 2, sizes: tuple[int, ...] = (3, 4, 3)) -> Domain:
    rng = np.random.default_rng(seed)
    values = [[rng.random(size).tolist() for size in sizes] for _ in range(parties)]
    return Domain(rng.dirichlet(np.ones(len(sizes)), parties).tolist(), values, (0.3,) * parties)


seeds = st.integers(0, 2**32)


def by_name(solution: treaties.Solution) -> list[treaties.Point]:
    """Return the four points; of a domain that has them."""
    found = (solution.nash, solution.kalai_smorodinsky, solution.egalitarian, solution.utilitarian)
    return [point for point in found if point]


@given(seed=seeds, order=st.permutations(range(3)))
def test_another_order_of_issues_reorders_the_answer_and_changes_nothing_else(seed: int, order: list[int]) -> None:
    domain = generic(seed)
    moved = Domain(
        [[row[j] for j in order] for row in domain.weights],
        [[party[j] for j in order] for party in domain.values],
        domain.reservation,
    )
    before, after = treaties.solve(domain), treaties.solve(moved)
    assert before.rational_count == after.rational_count
    assert {tuple(p.index[j] for j in order) for p in before.pareto} == {p.index for p in after.pareto}
    assert [tuple(p.index[j] for j in order) for p in by_name(before)] == [p.index for p in by_name(after)]


@given(seed=seeds, order=st.permutations(range(4)))
def test_another_order_of_options_renames_the_answer(seed: int, order: list[int]) -> None:
    domain = generic(seed)
    values = [(first, [second[k] for k in order], third) for first, second, third in domain.values]
    before, after = treaties.solve(domain), treaties.solve(Domain(domain.weights, values, domain.reservation))
    renamed = [(p.index[0], order[p.index[1]], p.index[2]) for p in by_name(after)]
    assert renamed == [p.index for p in by_name(before)]


@given(seed=seeds, order=st.permutations(range(3)))
def test_another_order_of_parties_reorders_the_payoffs_alone(seed: int, order: list[int]) -> None:
    domain = generic(seed, parties=3)
    weights = [domain.weights[i] for i in order]
    values = [domain.values[i] for i in order]
    moved = Domain(weights, values, domain.reservation)
    before, after = treaties.solve(domain), treaties.solve(moved)
    assert [p.index for p in before.pareto] == [p.index for p in after.pareto]
    assert [p.index for p in by_name(before)] == [p.index for p in by_name(after)]
    assert [tuple(p.utilities[i] for i in order) for p in by_name(before)] == [p.utilities for p in by_name(after)]


def rescaled(domain: Domain, factor: float, shift: float) -> Domain:
    """Return the domain with the second party's utility in another unit and from another zero."""
    weights = [*domain.weights[:1], [factor * w for w in domain.weights[1]]]
    lifted = [[v + shift / domain.weights[1][0] for v in domain.values[1][0]], *domain.values[1][1:]]
    least = factor * (domain.reservation[1] + shift)
    return Domain(weights, [domain.values[0], lifted], (domain.reservation[0], least))


@given(seed=seeds, factor=st.floats(0.2, 5), shift=st.floats(-2, 2))
def test_nash_1950_the_bargain_does_not_depend_on_the_unit_or_zero_of_a_partys_utility(
    seed: int, factor: float, shift: float
) -> None:
    domain = generic(seed)
    before, after = treaties.solve(domain), treaties.solve(rescaled(domain, factor, shift))
    assert [p.index for p in by_name(before)[:2]] == [p.index for p in by_name(after)[:2]]


def test_kalai_1977_the_egalitarian_point_does_depend_on_the_unit() -> None:
    before = treaties.solve(TROOPS_AND_BASES)
    after = treaties.solve(rescaled(TROOPS_AND_BASES, 10, 0))
    (nash, _, egalitarian, _), (same_nash, _, other_egalitarian, _) = by_name(before), by_name(after)
    assert nash.index == same_nash.index
    assert egalitarian.index != other_egalitarian.index
