"""Ratify or Revert against the theory it claims: win-sets, cards and points."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.games.ratify_or_revert.cards import (
    Cards,
    Home,
    accepts,
    deal_cards,
    edge,
    edge_of,
    majority,
    nash_share,
    supermajority,
    zone,
)
from core.games.ratify_or_revert.params import PIE, SIDES, Params, Side, other
from core.games.ratify_or_revert.scores import negotiator_points, voter_points
from core.games.ratify_or_revert.state import ideal_of, keys, treaty_of
from tests.games.ratify_table import QUIET, Table


def home(*ideals: int, quota: int | None = None) -> Home:
    needed = majority(len(ideals)) if quota is None else quota
    return Home(ideals, needed, edge_of(ideals, needed))


parliaments = (
    st.lists(st.integers(0, 50), min_size=3, max_size=9).filter(lambda ideals: len(ideals) % 2 == 1).map(tuple)
)
played = st.builds(
    Params,
    voters=st.sampled_from([3, 5, 7, 9]),
    rounds=st.sampled_from([2, 3]),
    tied=st.sampled_from(SIDES),
    division=st.integers(0, 30),
    cut=st.integers(0, 40),
    noise=st.integers(0, 15),
)


@settings(deadline=None)
@given(st.integers(0, PIE), st.integers(0, PIE))
def test_a_treaty_gives_neither_side_less_than_it_sealed(x: int, y: int) -> None:
    share = treaty_of((x, PIE - y))
    assert (share is None) == (x + y > PIE)
    assert share is None or (share >= x and PIE - share >= y)


@settings(deadline=None)
@given(parliaments, st.integers(0, PIE), st.integers(1, 9))
def test_a_vote_by_cards_passes_exactly_the_win_set(ideals: tuple[int, ...], concession: int, votes: int) -> None:
    quota = min(votes, len(ideals))
    passed = sum(accepts(ideal, concession) for ideal in ideals) >= quota
    assert passed == (concession <= edge_of(ideals, quota))


@settings(deadline=None)
@given(parliaments)
def test_a_supermajority_never_widens_a_win_set(ideals: tuple[int, ...]) -> None:
    reach = [edge_of(ideals, quota) for quota in range(1, len(ideals) + 1)]
    assert reach == sorted(reach, reverse=True)
    assert majority(len(ideals)) < supermajority(len(ideals)) <= len(ideals)


def test_romer_and_rosenthal_1978_the_majority_edge_is_twice_the_median_ideal() -> None:
    assert edge(home(10, 25, 45)) == 50
    assert edge(home(10, 25, 45, quota=3)) == 20


def test_every_table_of_a_session_holds_the_same_cards() -> None:
    assert Table(people=6).state.cards == Table(people=11).state.cards
    assert Table(seed="another class").state.cards != Table().state.cards


@settings(deadline=None)
@given(played, st.integers(0, 10**6))
def test_from_round_to_round_one_thing_changes(params: Params, seed: int) -> None:
    first, second, *rest = deal_cards(params, Random(seed))
    tied, free = params.tied, other(params.tied)
    assert second.of(free) == first.of(free)
    assert all(b <= a for a, b in zip(first.of(tied).ideals, second.of(tied).ideals, strict=True))
    assert second.of(tied).quota == first.of(tied).quota
    for third in rest:
        assert third.of(tied) == first.of(tied)
        assert third.of(free).ideals == first.of(free).ideals
        assert third.of(free).quota > first.of(free).quota


@settings(deadline=None)
@given(played, st.integers(0, 10**6))
def test_an_estimate_is_off_by_no_more_than_the_card_says(params: Params, seed: int) -> None:
    for cards in deal_cards(params, Random(seed)):
        assert all(abs(cards.of(side).estimate - edge(cards.of(side))) <= params.noise for side in SIDES)


@pytest.mark.parametrize("seed", range(40))
def test_the_starter_binds_in_round_2_and_in_round_3(seed: int) -> None:
    params = Params(rounds=3)
    wide, tied, strict = (zone(params, cards) for cards in deal_cards(params, Random(seed)))
    assert wide is not None
    assert wide[0] < 50 < wide[1]
    assert tied is not None
    assert tied[0] > 50
    assert strict is None or strict[1] < 50


def test_ideals_belong_to_seats_so_voters_of_one_side_differ() -> None:
    state = Table().state
    assert len({ideal_of(state, voter, 1) for voter in keys(state, "voter") if voter.startswith("x")}) == 3


@settings(deadline=None)
@given(played, st.integers(0, 10**6), st.integers(0, PIE), st.sampled_from(SIDES))
def test_facing_an_ultimatum_no_ratifiable_share_scores_the_proposer_more_than_the_others_edge(
    params: Params, seed: int, share: int, side: Side
) -> None:
    """A1: a take-it-or-leave-it proposer asks for the other side's edge; the points it sees say the same."""
    for cards in deal_cards(params, Random(seed)):
        if (found := zone(params, cards)) is None:
            continue
        edge_share = found[1] if side == "x" else found[0]
        best = negotiator_points(params, cards, side, edge_share)
        asked = share if found[0] <= share <= found[1] else None  # what is not ratified reverts
        assert best == pytest.approx(100) or edge_share in {0, PIE}
        assert negotiator_points(params, cards, side, asked) <= best + 1e-9


@settings(deadline=None, max_examples=40)
@given(played, st.integers(0, 10**6))
def test_nash_1950_the_benchmark_share_maximises_the_product_of_the_points(params: Params, seed: int) -> None:
    for cards in deal_cards(params, Random(seed)):
        found, nash = zone(params, cards), nash_share(params, cards)
        assert (found is None) == (nash is None)
        if found is None or nash is None:
            continue
        products = {share: _product(params, cards, share) for share in range(found[0], found[1] + 1)}
        nearest = min(products, key=lambda share: abs(share - nash))
        assert products[nearest] == pytest.approx(max(products.values()))


def _product(params: Params, cards: Cards, share: int) -> float:
    return negotiator_points(params, cards, "x", share) * negotiator_points(params, cards, "y", share)


@settings(deadline=None)
@given(parliaments, parliaments, st.integers(0, 2), st.integers(0, PIE))
def test_no_vote_of_a_pivot_scores_more_than_its_card(
    ideals_x: tuple[int, ...], ideals_y: tuple[int, ...], place: int, share: int
) -> None:
    cards, ideal = Cards(home(*ideals_x), home(*ideals_y)), ideals_x[place]
    yes = voter_points(QUIET, cards, "x", ideal, share)
    no = voter_points(QUIET, cards, "x", ideal, None)
    assert (yes >= no - 1e-9) or not accepts(ideal, PIE - share)
    assert (yes <= no + 1e-9) or accepts(ideal, PIE - share)


def test_points_are_own_payoff_over_the_best_ratifiable_and_unclipped() -> None:
    cards = Cards(home(20, 35, 40), home(20, 35, 40))  # X ratifies 30 or more, Y 70 or less
    assert zone(QUIET, cards) == (30, 70)
    assert negotiator_points(QUIET, cards, "x", 70) == 100
    assert negotiator_points(QUIET, cards, "x", 35) == 50
    assert negotiator_points(QUIET, cards, "x", None) == 0
    assert negotiator_points(QUIET, cards, "x", 84) == pytest.approx(120)
    assert voter_points(QUIET, cards, "x", 35, 65) == 100
    assert voter_points(QUIET, cards, "x", 35, 30) == 0
    assert voter_points(QUIET, cards, "x", 35, 20) < 0


def test_at_deadlock_nobody_could_have_done_better() -> None:
    cards = Cards(home(5, 10, 40), home(5, 10, 40))
    assert zone(QUIET, cards) is None
    assert nash_share(QUIET, cards) is None
    assert negotiator_points(QUIET, cards, "y", None) == 100


@pytest.mark.parametrize(("x1", "y1", "share"), [(20, 80, 50), (60, 80, 60), (20, 40, 40), (60, 50, None)], ids=str)
def test_putnam_1988_figure_1_a_win_set_edge_moves_the_bargain_only_if_it_binds(
    x1: int, y1: int, share: int | None
) -> None:
    cards = Cards(home(*([(PIE - x1) // 2] * 3)), home(*([y1 // 2] * 3)))
    assert nash_share(QUIET, cards) == share
