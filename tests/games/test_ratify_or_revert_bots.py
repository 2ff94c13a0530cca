"""Ratify or Revert: nobody learns another's card, and bots know no more than their seat."""

from random import Random
from statistics import fmean

import pytest

from core import referee
from core.game import PUBLIC, Move, Style, seen_by
from core.games.ratify_or_revert import GAME
from core.games.ratify_or_revert.cards import edge, nash_share
from core.games.ratify_or_revert.params import SIDES, Params, Side
from core.games.ratify_or_revert.state import State
from core.referee import Turn
from tests.games.ratify_table import SEED, Table


def test_nobody_sees_anothers_card_in_views_moves_phases_or_through_its_bot() -> None:
    table = Table(Params(rounds=3), people=9, style="naive")
    while table.position.phase is not None:
        for observer in ("", *(seat.key for seat in table.seats)):
            _indistinguishable(table.state, observer)
        table.closes()
    for observer in ("", *(seat.key for seat in table.seats)):
        _indistinguishable(table.state, observer)


def _indistinguishable(state: State, observer: str) -> None:
    rng = Random(f"{state.key}:{observer}")
    for _ in range(3):
        other = GAME.redeal(state, observer, rng)
        viewer = seen_by(observer) if observer else PUBLIC
        assert GAME.view(other, viewer) == GAME.view(state, viewer)
        if state.step == "end":
            continue
        assert GAME.phase(other) == GAME.phase(state)
        if observer:
            assert GAME.moves(other, observer) == GAME.moves(state, observer)
            assert GAME.default(other, observer) == GAME.default(state, observer)
            for style in ("theory", "naive"):
                assert GAME.autoplay(other, observer, Random(1), style) == GAME.autoplay(
                    state, observer, Random(1), style
                )


def test_the_leak_test_can_fail_a_redeal_changes_what_others_see_and_hear() -> None:
    table = Table(Params()).until("r1.talk")
    table.does("x1", "red_line", least=93)
    state, other = table.state, GAME.redeal(table.state, "y1", Random(4))
    assert GAME.view(other, seen_by("x1")) != GAME.view(state, seen_by("x1"))
    assert other.cards[0].y.ideals[0] == state.cards[0].y.ideals[0]
    assert other.red_lines != state.red_lines
    assert GAME.redeal(state, "x", Random(4)).red_lines == state.red_lines


@pytest.mark.parametrize("seat", SIDES)
def test_a_redeal_leaves_a_negotiators_estimate_believable(seat: Side) -> None:
    params = Params(rounds=3)
    state = Table(params).until("r1.talk").state
    for n in range(30):
        cards = GAME.redeal(state, seat, Random(n)).cards
        homes = [c.of(seat) for c in cards]
        assert all(abs(edge(one) - one.estimate) <= params.noise for one in homes)


def _session(style: Style, tables: int, rounds: int = 3) -> list[Table]:
    return [
        Table(Params(rounds=rounds), people=1, seed=f"{style} {n}", style=style).to_the_end() for n in range(tables)
    ]


def test_two_theory_bots_land_on_the_nash_share_in_every_round_with_a_zone() -> None:
    """Measured over 300 deals: distance 0 in all rounds, every zone used."""
    for table in _session("theory", 40):
        for cards, result in zip(table.state.cards, table.state.results, strict=True):
            nash = nash_share(table.state.params, cards)
            assert result.ratified == (nash is not None)
            if nash is not None:
                assert result.treaty == pytest.approx(nash, abs=1)


def test_theory_bots_never_sign_what_their_side_refuses_and_naive_ones_sometimes_do() -> None:
    theory = [result for table in _session("theory", 25) for result in table.state.results]
    naive = [result for table in _session("naive", 25) for result in table.state.results]
    assert not any(result.defected for result in theory)
    assert any(result.defected for result in naive)
    assert fmean(r.ratified for r in naive) < fmean(r.ratified for r in theory)


def test_a_theory_bot_meets_a_stubborn_person_at_its_own_edge_and_no_further() -> None:
    params = Params(noise=0)
    for demand, deal in ((-1, True), (+1, False)):
        table = Table(params, people=1)
        table.bots = {seat.key: "theory" for seat in table.seats if seat.key != "x"}
        table.until("r1.talk")
        edge_y = edge(table.state.now.y)
        table.does("x", "offer", share=edge_y + demand)
        table.closes()
        table.does("x", "final", share=edge_y + demand)
        table.closes()
        assert (table.state.finals is not None) is deal


def test_bots_rest_until_somebody_else_moves() -> None:
    table = Table(Params(), people=1)
    table.bots = {seat.key: "theory" for seat in table.seats if seat.key != "x"}
    table.until("r1.talk")
    turn = referee.let_bots_move(GAME, Turn(table.position, ()), table.bots, SEED)
    assert all(GAME.autoplay(turn.position.state, seat, Random(1), "theory") is None for seat in table.bots)
    moved = referee.play(GAME, turn.position, "x", Move("offer", {"share": 80}), SEED)
    assert GAME.autoplay(moved.position.state, "y", Random(1), "theory") is not None
