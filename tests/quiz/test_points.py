"""Ranks, team means, confidence and forecasts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quiz.points import brier_points, competition_ranks, confidence_points, team_points


def test_a_team_earns_the_mean_of_its_members() -> None:
    assert team_points([1000, 0, 500]) == 500
    assert team_points([]) == 0


def test_equals_share_the_better_rank_and_the_next_rank_is_left_out() -> None:
    assert competition_ranks([500, 900, 900, 100]) == (3, 1, 1, 4)
    assert competition_ranks([]) == ()


@given(st.lists(st.integers(0, 5)))
def test_a_rank_is_one_more_than_the_number_of_better_scores(scores: list[int]) -> None:
    assert competition_ranks(scores) == tuple(1 + sum(other > score for other in scores) for score in scores)


def test_confidence_pays_1_2_3_and_costs_0_2_6() -> None:
    assert [confidence_points(True, level) for level in (1, 2, 3)] == [1, 2, 3]
    assert [confidence_points(False, level) for level in (1, 2, 3)] == [0, -2, -6]
    with pytest.raises(ValueError, match="1, 2 or 3"):
        confidence_points(True, 4)


@pytest.mark.parametrize(("chance", "best"), [(0.6, 1), (0.7, 2), (0.79, 2), (0.81, 3)])
def test_level_2_pays_above_two_thirds_and_level_3_above_eight_tenths(chance: float, best: int) -> None:
    def expected(level: int) -> float:
        return chance * confidence_points(True, level) + (1 - chance) * confidence_points(False, level)

    assert max((1, 2, 3), key=expected) == best


def test_a_forecast_of_seven_tenths_earns_94_if_it_comes_true() -> None:
    assert brier_points((0.7, 0.1, 0.1, 0.1), 0) == pytest.approx(94)
    assert brier_points((0.0, 1.0), 1) == 100
    assert brier_points((0.0, 1.0), 0) == 0


@given(st.lists(st.integers(1, 100), min_size=2, max_size=5), st.data())
def test_an_honest_forecast_earns_most_on_average(counts: list[int], data: st.DataObject) -> None:
    believed = [count / sum(counts) for count in counts]
    others = data.draw(st.lists(st.integers(1, 100), min_size=len(counts), max_size=len(counts)))
    said = [count / sum(others) for count in others]

    def expected(forecast: list[float]) -> float:
        return sum(share * brier_points(forecast, place) for place, share in enumerate(believed))

    assert expected(believed) >= expected(said) - 1e-9


@pytest.mark.parametrize(("shares", "outcome"), [((0.5, 0.6), 0), ((1.2, -0.2), 0), ((1.0,), 1), ((), 0), ((1.0,), -1)])
def test_what_is_no_forecast_is_refused(shares: tuple[float, ...], outcome: int) -> None:
    with pytest.raises(ValueError, match=r"[Pp]robabilit"):
        brier_points(shares, outcome)
