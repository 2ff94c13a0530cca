"""The leak test's other world: all that an observer may not know drawn anew, all that it knows kept."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from core.games.ratify_or_revert.cards import Cards, Home, deal_cards, edge
from core.games.ratify_or_revert.params import PIE, SIDES, Side
from core.games.ratify_or_revert.state import Ballot, RedLine, Result, State, Straw, index_of, side_of

_TRIES = 200


def redeal(state: State, observer: str, rng: Random) -> State:
    """Return a state that the observer ("" for the public) cannot tell from this one."""
    told = _hears(observer)
    return replace(
        state,
        cards=_cards(state, observer, rng),
        red_lines=tuple(line if told(line.seat) else _other_line(line, rng) for line in state.red_lines),
        straws=tuple(straw if told(straw.seat) else _other_straw(straw, rng) for straw in state.straws),
        answers=_answers(state, observer, rng),
        predictions=tuple(
            made if made.seat == observer else replace(made, chance=rng.randint(0, 100)) for made in state.predictions
        ),
        results=tuple(_result(result, observer, rng) for result in state.results),
    )


def _hears(observer: str) -> Callable[[str], bool]:
    """Return who knows what a voter said: the voter and its negotiator."""
    return lambda voter: observer in {voter, side_of(voter)}


def _other_line(line: RedLine, rng: Random) -> RedLine:
    return replace(line, least=rng.randint(0, PIE))


def _other_straw(straw: Straw, rng: Random) -> Straw:
    return replace(straw, share=rng.randint(0, PIE), yes=rng.random() < 0.5)


def _cards(state: State, observer: str, rng: Random) -> tuple[Cards, ...]:
    """Return new cards that give the observer its own card again, in every round."""
    for _ in range(_TRIES):
        drawn = deal_cards(state.params, rng)
        if _plausible(state, drawn, observer):
            break
    return tuple(_own_card_kept(old, new, observer) for old, new in zip(state.cards, drawn, strict=True))


def _plausible(state: State, drawn: tuple[Cards, ...], observer: str) -> bool:
    """Return whether a negotiator's estimates could have come from these cards; others may have any."""
    if observer not in SIDES:
        return True
    side: Side = side_of(observer)
    pairs = zip(state.cards, drawn, strict=True)
    return all(abs(edge(new.of(side)) - old.of(side).estimate) <= state.params.noise for old, new in pairs)


def _own_card_kept(old: Cards, new: Cards, observer: str) -> Cards:
    if not observer or observer.startswith("o"):
        return new
    side = side_of(observer)
    home = _home_kept(old.of(side), new.of(side), observer)
    return replace(new, x=home) if side == "x" else replace(new, y=home)


def _home_kept(old: Home, new: Home, observer: str) -> Home:
    if observer in SIDES:
        return replace(new, estimate=old.estimate)
    place = index_of(observer)
    return replace(new, ideals=(*new.ideals[:place], old.ideals[place], *new.ideals[place + 1 :]))


def _answers(state: State, observer: str, rng: Random) -> tuple[tuple[str, bool], ...]:
    """Return the warm-up answers with the others' shuffled, so that their tally stays."""
    others = [answer for seat, answer in state.answers if seat != observer]
    rng.shuffle(others)
    return tuple((seat, answer if seat == observer else others.pop()) for seat, answer in state.answers)


def _result(result: Result, observer: str, rng: Random) -> Result:
    """Return the result with the others' secret ballots shuffled within each parliament: the counts are public."""
    dealt: dict[str, Ballot] = {}
    for side in SIDES:
        others = [b for b in result.ballots if side_of(b.seat) == side and b.seat != observer]
        votes = [(b.yes, b.source) for b in others]
        rng.shuffle(votes)
        dealt |= {b.seat: Ballot(b.seat, *vote) for b, vote in zip(others, votes, strict=True)}
    return replace(result, ballots=tuple(dealt.get(b.seat, b) for b in result.ballots))
