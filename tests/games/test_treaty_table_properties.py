"""What must hold for any cards: quotas, vetoes and payments move win-sets as Putnam (1988) says; nothing leaks."""

from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from core.game import PUBLIC, Style, seen_by
from core.games.treaty_table import GAME
from core.games.treaty_table.facts import benchmark, win_set_mask, worth
from core.games.treaty_table.params import Country, Institution, TreatyTableParams
from core.games.treaty_table.state import TableState
from core.referee import close, deal, let_bots_move

STYLES: tuple[Style, Style] = ("theory", "naive")
FEW = settings(max_examples=25, deadline=None)
ISSUES = [{"key": f"issue-{n}", "title": f"Issue {n}", "options": ["low", "middle", "high"]} for n in range(3)]


@st.composite
def cards(draw: st.DrawFn) -> dict[str, object]:
    first = draw(st.integers(0, 100))
    second = draw(st.integers(0, 100 - first))
    value = st.integers(0, 10)
    return {
        "weights": (first, second, 100 - first - second),
        "values": tuple(draw(st.tuples(value, value, value)) for _ in range(3)),
        "reservation": draw(st.integers(0, 700)),
    }


@st.composite
def states(draw: st.DrawFn, key: str = "home") -> Country:
    votes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    groups = [{"key": f"group-{n}", "name": f"Group {n}", "votes": v, **draw(cards())} for n, v in enumerate(votes)]
    institution = {"title": "Parliament", "rule": "quota", "quota": draw(st.integers(1, sum(votes)))}
    return Country.model_validate(
        {"key": key, "name": key.capitalize(), "groups": groups, "institution": institution, **draw(cards())}
    )


@st.composite
def tables(draw: st.DrawFn) -> TreatyTableParams:
    found = [draw(states(key)) for key in ("north", "south", "west")[: draw(st.integers(2, 3))]]
    by = draw(st.sampled_from(["bots", "people"]))
    raw = {"issues": ISSUES, "states": found, "groups_by": by, "doubt": draw(st.integers(0, 40))}
    return TreatyTableParams.model_validate(raw)


def none(country: Country) -> tuple[int, ...]:
    return (0,) * len(country.groups)


@FEW
@given(states())
def test_a_higher_quota_never_enlarges_the_win_set(country: Country) -> None:
    masks = [
        win_set_mask(country, Institution(title="q", rule="quota", quota=q), none(country))
        for q in range(1, country.votes + 1)
    ]
    assert all((higher <= lower).all() for lower, higher in pairwise(masks))


@FEW
@given(states(), st.integers(0, 1))
def test_a_veto_never_enlarges_the_win_set(country: Country, at: int) -> None:
    vetoed = country.institution.model_copy(update={"vetoes": (country.groups[at].key,)})
    free = win_set_mask(country, country.institution, none(country))
    assert (win_set_mask(country, vetoed, none(country)) <= free).all()


@FEW
@given(states(), st.integers(0, 300))
def test_a_side_payment_never_shrinks_the_win_set(country: Country, points: int) -> None:
    before = win_set_mask(country, country.institution, none(country))
    paid = (-points, *none(country)[1:])
    assert (win_set_mask(country, country.institution, paid) >= before).all()


@FEW
@given(states())
def test_the_win_set_is_what_the_groups_would_vote_for(country: Country) -> None:
    mask = win_set_mask(country, country.institution, none(country))
    for place in range(27):
        options = (place // 9, place // 3 % 3, place % 3)
        votes = sum(g.votes for g in country.groups if worth(g, options) >= g.reservation)
        assert mask[place] == (votes >= country.institution.quota)


@FEW
@given(tables(), st.integers(0, 1000), st.sampled_from(STYLES))
def test_any_table_of_bots_ends_and_its_points_are_affine_in_what_was_won(
    params: TreatyTableParams, seed: int, style: Style
) -> None:
    state = ended(params, seed, style)
    outcome = GAME.outcome(state)
    assert outcome is not None
    facts = benchmark(state.dealt.states, state.shifts)
    for country, ideal in zip(state.dealt.states, facts.ideals, strict=True):
        score = outcome.scores[country.key]
        if ideal > country.reservation:
            assert abs(score.points - 100 * (score.payoff - country.reservation) / (ideal - country.reservation)) < 1e-6
        if not outcome.agreed:
            assert score.payoff == country.reservation
    codec = TypeAdapter(TableState)
    assert codec.validate_json(codec.dump_json(state)) == state


def ended(params: TreatyTableParams, seed: int, style: Style) -> TableState:
    seats = GAME.seats(params, 2)
    bots = dict.fromkeys((seat.key for seat in seats), style)
    turn = deal(GAME, params, seats, str(seed))
    while turn.position.outcome is None:
        turn = let_bots_move(GAME, turn, bots, str(seed))
        if turn.position.outcome is None:
            turn = close(GAME, turn.position, {}, bots, str(seed))
    found = turn.position.state
    assert isinstance(found, TableState)
    return found


@FEW
@given(tables(), st.integers(0, 1000))
def test_nobody_can_tell_a_redealt_table_from_its_own(params: TreatyTableParams, seed: int) -> None:
    seats = GAME.seats(params, 3)
    bots: dict[str, Style] = {seat.key: "naive" for seat in seats}
    turn = deal(GAME, params, seats, str(seed))
    turn = close(GAME, turn.position, {}, {}, str(seed))
    turn = let_bots_move(GAME, turn, bots, str(seed))
    state = turn.position.state
    for seat in ("", *(seat.key for seat in seats)):
        other = GAME.redeal(state, seat, Random(seed))
        viewer = seen_by(seat) if seat else PUBLIC
        assert GAME.view(other, viewer) == GAME.view(state, viewer)
        assert other != state
        if turn.position.outcome is None:
            assert GAME.phase(other) == GAME.phase(state)
            assert not seat or GAME.moves(other, seat) == GAME.moves(state, seat)
