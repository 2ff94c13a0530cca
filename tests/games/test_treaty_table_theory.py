"""The benchmark of the Treaty Table, by brute force; the shipped scenarios have something to bargain over."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import prod
from random import Random
from statistics import mean

import pytest

from core.game import Outcome, Style
from core.games.treaty_table import GAME
from core.games.treaty_table.facts import benchmark, middle_treaty, nash_product, passes, worth
from core.games.treaty_table.params import Country, Group, Institution, TreatyTableParams
from core.games.treaty_table.scores import outcome_of
from core.games.treaty_table.state import Conduct, Draft, TableState
from core.referee import close, deal, let_bots_move
from tests.games.treaty_play import SCENARIOS, params_of

Treaty = tuple[int, ...]


def treaties(params: TreatyTableParams) -> Iterator[Treaty]:
    return product(*(range(len(issue.options)) for issue in params.issues))


def nobody_differs(params: TreatyTableParams) -> tuple[tuple[int, ...], ...]:
    return tuple((0,) * len(country.groups) for country in params.states)


def ratifies(country: Country, options: Treaty) -> bool:
    favour = [worth(group, options) >= group.reservation for group in country.groups]
    return passes(country, country.institution, favour)[2]


def feasible(params: TreatyTableParams) -> list[Treaty]:
    """Return by brute force what every state ratifies and no chief loses by."""
    return [
        options
        for options in treaties(params)
        if all(ratifies(c, options) and worth(c, options) >= c.reservation for c in params.states)
    ]


def ended(params: TreatyTableParams, options: Treaty) -> Outcome:
    """Return how a table ends at which all signed, ratified and honoured this text."""
    kept = tuple(Conduct(country.key, honoured=True, source="person") for country in params.states)
    state = TableState(
        dealt=params,
        shifts=nobody_differs(params),
        gains=(0,) * len(params.states),
        stage="over",
        ending="ratified",
        drafts=(Draft(1, params.states[0].key, options, "talk-1"),),
        tabled=1,
        conduct=kept,
    )
    found = outcome_of(state)
    assert found is not None
    return found


@pytest.mark.parametrize("key", SCENARIOS)
def test_the_feasible_treaties_agree_with_brute_force(key: str) -> None:
    params = params_of(key)
    assert benchmark(params.states, nobody_differs(params)).feasible == len(feasible(params))


@pytest.mark.parametrize("key", SCENARIOS)
def test_the_nash_point_is_optimal_under_the_points_that_players_see(key: str) -> None:
    params = params_of(key)
    best = benchmark(params.states, nobody_differs(params)).solution.nash
    assert best is not None
    chiefs = [country.key for country in params.states]

    def joint(options: Treaty) -> float:
        scores = ended(params, options).scores
        return prod(scores[chief].points for chief in chiefs)

    assert joint(best.index) == pytest.approx(max(joint(options) for options in feasible(params)))


@pytest.mark.parametrize("key", SCENARIOS)
def test_the_kalai_smorodinsky_point_gives_the_worst_off_the_most_points(key: str) -> None:
    params = params_of(key)
    fair = benchmark(params.states, nobody_differs(params)).solution.kalai_smorodinsky
    assert fair is not None

    def least(options: Treaty) -> float:
        scores = ended(params, options).scores
        return min(scores[country.key].points for country in params.states)

    assert least(fair.index) == pytest.approx(max(least(options) for options in feasible(params)))


@pytest.mark.parametrize("key", SCENARIOS)
def test_the_best_treaty_of_a_seat_scores_a_hundred_and_no_treaty_scores_nothing(key: str) -> None:
    params = params_of(key)
    for country in params.states:
        best = max(feasible(params), key=lambda options: worth(country, options))
        assert ended(params, best).scores[country.key].points == pytest.approx(100)


@pytest.mark.parametrize("gain", [0, 79, 80, 81, 200])
def test_breaking_a_treaty_pays_iff_the_gain_exceeds_the_penalty_whatever_the_other_does(gain: int) -> None:
    params = params_of("treaty-table", penalty=80, harm=60)
    for other in (True, False):
        kept, broken = (payoff_of_marden(params, gain, honoured, other) for honoured in (True, False))
        assert (broken > kept) == (gain > 80)


def payoff_of_marden(params: TreatyTableParams, gain: int, mine: bool, theirs: bool) -> float:
    conduct = (Conduct("marden", mine, "person"), Conduct("oskar", theirs, "person"))
    state = TableState(
        dealt=params,
        shifts=nobody_differs(params),
        gains=(gain, gain),
        stage="over",
        ending="ratified",
        drafts=(Draft(1, "marden", (2, 2, 1), "talk-1"),),
        tabled=1,
        conduct=conduct,
    )
    found = outcome_of(state)
    assert found is not None
    return found.scores["marden"].payoff


def five_by_five() -> tuple[Country, Country]:
    """Return the two parties of the lecture's example: troops and bases, five options each."""
    institution = Institution(title="Anything passes", rule="quota", quota=1)
    cards = (
        ((40, 60), ((0, 1, 4, 6, 9), (10, 9, 3, 2, 0)), 200),
        ((30, 70), ((10, 8, 6, 4, 1), (2, 4, 7, 8, 10)), 400),
    )
    minor, patron = (
        Country(
            key=key,
            name=key,
            weights=weights,
            values=values,
            reservation=floor,
            institution=institution,
            groups=(Group(key="all", name="All", weights=weights, values=values, reservation=0),),
        )
        for key, (weights, values, floor) in zip(("minor", "patron"), cards, strict=True)
    )
    return minor, patron


def test_the_five_by_five_example_has_nash_61200_and_four_different_answers() -> None:
    found = benchmark(five_by_five(), ((0,), (0,)))
    solved = found.solution
    assert (found.feasible, len(solved.pareto)) == (14, 9)
    points = (solved.nash, solved.kalai_smorodinsky, solved.egalitarian, solved.utilitarian)
    assert [point.index for point in points if point] == [(0, 1), (4, 3), (3, 2), (3, 1)]
    assert solved.nash is not None
    assert nash_product(five_by_five(), solved.nash.index) == 61200


def what_is_missing(params: TreatyTableParams) -> list[str]:
    """Return why there would be nothing to bargain over with these cards."""
    found, said = benchmark(params.states, nobody_differs(params)), []
    best = found.solution.nash
    middle = middle_treaty([len(issue.options) for issue in params.issues])
    if not found.feasible or best is None:
        return ["deadlock whatever the talk"]
    if len(found.solution.pareto) < 4:
        said.append("fewer than four treaties on the frontier")
    if best.index == middle:
        said.append("splitting every issue is the Nash point")
    for country in params.states:
        gains = [row[to] - row[at] for row, at, to in zip(country.values, middle, best.index, strict=True)]
        if country.key in {params.states[0].key, params.states[1].key} and not min(gains) < 0 < max(gains):
            said.append(f"{country.name} trades nothing")
    return said


@pytest.mark.parametrize("key", SCENARIOS)
def test_every_shipped_scenario_has_a_real_trade_off(key: str) -> None:
    assert what_is_missing(params_of(key)) == []


def test_cards_without_a_trade_off_are_found_out() -> None:
    params = params_of("treaty-table")
    marden, oskar = params.states
    alike = {"weights": (34, 33, 33), "values": ((0, 9, 10),) * 3}
    against = {"weights": (34, 33, 33), "values": ((10, 9, 0),) * 3}
    willing = tuple(group.model_copy(update={"reservation": 0}) for group in marden.groups)
    states = (
        marden.model_copy(update={**alike, "groups": willing}),
        oskar.model_copy(
            update={**against, "groups": tuple(g.model_copy(update={"reservation": 0}) for g in oskar.groups)}
        ),
    )
    assert "splitting every issue is the Nash point" in what_is_missing(params.model_copy(update={"states": states}))
    stubborn = tuple(group.model_copy(update={"reservation": 1000}) for group in marden.groups)
    shut = (marden.model_copy(update={"groups": stubborn}), oskar)
    assert what_is_missing(params.model_copy(update={"states": shut})) == ["deadlock whatever the talk"]


@pytest.mark.parametrize("key", SCENARIOS)
def test_the_groups_at_home_bind(key: str) -> None:
    params = params_of(key)
    free = [o for o in treaties(params) if all(worth(c, o) >= c.reservation for c in params.states)]
    assert len(feasible(params)) < len(free)


@pytest.mark.parametrize("key", SCENARIOS)
def test_noise_changes_cards_and_keeps_something_to_ratify(key: str) -> None:
    params = params_of(key, noise=2, doubt=10)
    for seed in range(15):
        state = GAME.deal(GAME.seats(params, 2), params, Random(seed))
        found = benchmark(state.dealt.states, state.shifts)
        assert len(found.solution.pareto) >= 3
        assert state.dealt.states != params.states


def test_prespa_as_it_was_signed_lies_in_both_win_sets() -> None:
    signed = (2, 2, 1, 1, 2, 2)
    params = params_of("prespa-2018")
    assert params.issues[0].options[signed[0]] == "North Macedonia"
    assert signed in feasible(params)


def test_the_logistics_pact_as_announced_lies_in_both_win_sets() -> None:
    announced = (2, 1, 1, 1, 1, 0)  # Malabar was settled apart, five months later
    assert announced in feasible(params_of("logistics-pact-2020"))


def played_by_bots(key: str, seed: str, styles: tuple[Style, ...]) -> Outcome:
    params = params_of(key, noise=2, doubt=10)
    seats = GAME.seats(params, 2)
    bots = {seat.key: styles[at % len(styles)] for at, seat in enumerate(seats)}
    turn = deal(GAME, params, seats, seed)
    while turn.position.outcome is None:
        turn = let_bots_move(GAME, turn, bots, seed)
        if turn.position.outcome is None:
            turn = close(GAME, turn.position, {}, bots, seed)
    return turn.position.outcome


@pytest.mark.parametrize(("key", "least"), list(zip(SCENARIOS, (0.9, 0.9, 0.9, 0.4), strict=True)))
def test_theory_bots_ratify_nearly_always_and_come_near_the_nash_product(key: str, least: float) -> None:
    ends = [played_by_bots(key, f"deal {at}", ("theory",)) for at in range(10)]
    ratified = [end for end in ends if end.agreed]
    assert len(ratified) >= 9
    shares = [end.facts["share_of_nash_product"] for end in ratified]
    assert mean(share for share in shares if isinstance(share, float)) >= least


def test_naive_bots_sign_what_their_groups_refuse_and_then_listen() -> None:
    ends = [played_by_bots("logistics-pact-2020", f"deal {at}", ("naive",)) for at in range(10)]
    assert sum(end.facts["returned_to_the_table"] is True for end in ends) >= 8
    assert sum(end.agreed for end in ends) >= 8


@pytest.mark.parametrize("key", SCENARIOS[:3])
@pytest.mark.parametrize("styles", [("theory", "naive"), ("naive", "theory")])
def test_a_beginner_is_not_pushed_over_and_gains_less_than_the_theory(key: str, styles: tuple[Style, ...]) -> None:
    ends = [played_by_bots(key, f"deal {at}", styles) for at in range(6)]
    chiefs = [country.key for country in params_of(key).states]
    points = {
        style: mean(end.scores[chief].points for end in ends) for style, chief in zip(styles, chiefs, strict=True)
    }
    assert 0 < points["naive"] < points["theory"]
    shares = [share for end in ends if isinstance(share := end.facts["share_of_nash_product"], float)]
    assert mean(shares) >= 0.4


def test_a_theory_bot_breaks_a_treaty_iff_it_pays() -> None:
    params = params_of("treaty-table", penalty=80)
    state = GAME.deal(GAME.seats(params, 2), params, Random(1))
    for gain, word in ((80, "honour"), (81, "defect")):
        tempted = replace(state, stage="honour", gains=(gain, gain))
        move = GAME.autoplay(tempted, "marden", Random(1), "theory")
        assert move is not None
        assert move.name == word
        honest = GAME.autoplay(tempted, "marden", Random(1), "naive")
        assert honest is not None
        assert honest.name == "honour"
