"""The score must not bend the game: the strategy that theory names is also the one that scores best."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.theory import scoring, winsets

payoffs = st.floats(-100, 100)
probabilities = st.floats(0, 1)
percent = st.integers(0, 100)


def test_the_reversion_scores_nothing_the_ideal_everything_and_nothing_is_clipped() -> None:
    assert [scoring.own(u, 0.2, 0.7) for u in (0.2, 0.7, 0.45, 1.2, -0.3)] == pytest.approx([0, 1, 0.5, 2, -1])


def test_a_seat_that_could_win_nothing_scores_all_for_reaching_its_reversion() -> None:
    assert [scoring.own(u, 0.4, 0.4) for u in (0.4, 0.5, 0.39)] == [1, 1, 0]
    assert scoring.own(0.1 + 0.2, 0.3, 0.3) == scoring.own(0.3, 0.1 + 0.2, 0.1 + 0.2) == 1


@given(payoff=payoffs, reversion=payoffs, room=st.floats(0.1, 100), factor=st.floats(0.1, 10), shift=payoffs)
def test_the_score_does_not_depend_on_the_unit_or_the_zero_of_utility(
    payoff: float, reversion: float, room: float, factor: float, shift: float
) -> None:
    score = scoring.own(payoff, reversion, reversion + room)
    rescaled = [factor * u + shift for u in (payoff, reversion, reversion + room)]
    assert scoring.own(*rescaled) == pytest.approx(score, rel=1e-6, abs=1e-6)


@given(floor=percent, ceiling=percent, reversion=percent)
def test_the_only_offer_that_scores_best_is_the_other_sides_edge(floor: int, ceiling: int, reversion: int) -> None:
    offer = winsets.take_it_or_leave_it(floor / 100, ceiling / 100, "x")
    if offer is None or reversion > floor:
        return

    def score(share: float) -> float:
        signed = floor / 100 <= share <= ceiling / 100
        return scoring.own(share if signed else reversion / 100, reversion / 100, max(offer, reversion / 100))

    assert score(offer) == max(score(share / 100) for share in range(101))


def expected_score(treaty: float, mean: float, spread: float, joint: float = 0.0) -> float:
    """Return the negotiator's expected score when it tables a treaty; `joint` plants a term that is not its own."""
    passed = winsets.ratification_probability(treaty, mean, spread)
    ideal = 2 * (mean + spread)
    return passed * (scoring.own(treaty, 0, ideal) + joint) + (1 - passed) * scoring.own(0, 0, ideal)


@given(mean=st.integers(1, 100), spread=st.integers(1, 100), rival=st.floats(0, 4))
def test_the_treaty_that_theory_tables_scores_at_least_as_well_as_any_other(
    mean: int, spread: int, rival: float
) -> None:
    treaty, _, _ = winsets.tabled_treaty(mean / 100, spread / 100)
    tabled = expected_score(treaty, mean / 100, spread / 100)
    assert expected_score(rival, mean / 100, spread / 100) <= tabled + 1e-9


def test_a_joint_term_in_the_score_would_change_the_best_treaty() -> None:
    treaty, _, _ = winsets.tabled_treaty(0.3, 0.2)
    grid = [x / 1000 for x in range(1001)]
    assert max(grid, key=lambda x: expected_score(x, 0.3, 0.2)) == pytest.approx(treaty)
    assert max(grid, key=lambda x: expected_score(x, 0.3, 0.2, joint=0.5)) < treaty - 0.1


@given(truth=probabilities, stated=probabilities)
def test_brier_1950_the_quadratic_rule_pays_best_for_ones_honest_belief(truth: float, stated: float) -> None:
    def expected(said: float) -> float:
        return truth * scoring.belief(said, 1) + (1 - truth) * scoring.belief(said, 0)

    assert expected(truth) - expected(stated) == pytest.approx((truth - stated) ** 2, abs=1e-9)


def test_a_certain_belief_scores_one_when_right_and_nothing_when_wrong() -> None:
    assert [scoring.belief(1, True), scoring.belief(1, False), scoring.belief(0.5, 1)] == [1, 0, 0.75]


@pytest.mark.parametrize("numbers", [(float("nan"), 0, 1), (0, float("inf"), 1), (0.5, 0.6, 0.4)])
def test_a_score_needs_finite_numbers_and_an_ideal_above_the_reversion(
    numbers: tuple[float, float, float],
) -> None:
    with pytest.raises(ValueError, match=r"finite|below"):
        scoring.own(*numbers)


@pytest.mark.parametrize("numbers", [(1.1, 1), (-0.1, 0), (0.5, 2), (float("nan"), 1)])
def test_a_belief_is_a_probability_and_an_event_happened_or_not(numbers: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1|finite"):
        scoring.belief(*numbers)
