"""What a play came to: payoffs, points and the belief column.

A negotiator's payoff is its side's share, a voter's is minus the distance between the concession and its ideal; both
are averages over the rounds. Points of a round are 100·(u - d)/(ideal - d) with d the reversion payoff and `ideal` the
best payoff among the treaties that both parliaments ratify: affine in the seat's own payoff, nothing mixed in.
"""

from statistics import fmean

from core.game import Outcome, Plain, Score
from core.games.ratify_or_revert.cards import Cards, share_of, zone
from core.games.ratify_or_revert.params import PIE, Params, Side
from core.games.ratify_or_revert.state import Result, State, ideal_of, keys, side_of
from core.games.ratify_or_revert.words import result_line
from core.theory import scoring


def outcome(state: State) -> Outcome | None:
    """Return scores and public results, or None while it runs."""
    if state.step != "end":
        return None
    counts = keys(state, "negotiator", "voter")
    lines = (f"Round {i}: {result_line(state.params, result)}" for i, result in enumerate(state.results, 1))
    return Outcome(
        agreed=any(result.ratified for result in state.results),
        headline=" ".join(lines),
        scores={seat.key: _score(state, seat.key, seat.key in counts) for seat in state.seats},
        counts=counts,
        facts=_facts(state),
    )


def negotiator_points(params: Params, cards: Cards, side: Side, share: int | None) -> float:
    """Return a negotiator's points for X's share in force, or None for no treaty; 100 is its best ratifiable."""
    reversion = params.reversion(side)
    payoff = reversion if share is None else share_of(side, share)
    best = max((share_of(side, edge) for edge in zone(params, cards) or ()), default=reversion)
    return 100 * scoring.own(payoff, reversion, max(best, reversion))


def voter_points(params: Params, cards: Cards, side: Side, ideal: int, share: int | None) -> float:
    """Return a voter's points for X's share in force, or None for no treaty, which gives up nothing."""
    return 100 * scoring.own(_voter_payoff(side, ideal, share), -ideal, _voter_best(params, cards, side, ideal))


def belief(state: State, seat: str) -> float | None:
    """Return the mean quadratic score of a seat's predictions, 0..1, or None if it made none."""
    made = [
        scoring.belief(prediction.chance / 100, state.results[prediction.round - 1].ratified)
        for prediction in state.predictions
        if prediction.seat == seat and prediction.round <= len(state.results)
    ]
    return fmean(made) if made else None


def _voter_payoff(side: Side, ideal: int, share: int | None) -> int:
    concession = 0 if share is None else PIE - share_of(side, share)
    return -abs(concession - ideal)


def _voter_best(params: Params, cards: Cards, side: Side, ideal: int) -> int:
    """Return the payoff of the ratifiable treaty that this voter likes best, at least that of no treaty."""
    if (found := zone(params, cards)) is None:
        return -ideal
    low, high = sorted(PIE - share_of(side, edge) for edge in found)
    nearest = min(max(ideal, low), high)
    return max(-abs(nearest - ideal), -ideal)


def _score(state: State, seat: str, counts: bool) -> Score:
    if not counts:
        return Score(0, 0, belief(state, seat))
    rounds = [_round_score(state, seat, i, result) for i, result in enumerate(state.results, 1)]
    payoff, points = (fmean(column) for column in zip(*rounds, strict=True))
    return Score(round(payoff, 2), round(points, 2), belief(state, seat))


def _round_score(state: State, seat: str, number: int, result: Result) -> tuple[float, float]:
    side, cards = side_of(seat), state.cards[number - 1]
    if seat == side:
        payoff = state.params.reversion(side) if result.share is None else share_of(side, result.share)
        return payoff, negotiator_points(state.params, cards, side, result.share)
    ideal = ideal_of(state, seat, number)
    points = voter_points(state.params, cards, side, ideal, result.share)
    return _voter_payoff(side, ideal, result.share), points


def _facts(state: State) -> dict[str, Plain]:
    facts: dict[str, Plain] = {}
    for number, result in enumerate(state.results, 1):
        facts |= {f"round {number} {name}": value for name, value in _round_facts(result).items()}
    return facts


def _round_facts(result: Result) -> dict[str, Plain]:
    return {
        "treaty": result.treaty,
        "ratified": result.ratified,
        "yes x": result.yes_x,
        "yes y": result.yes_y,
        "involuntary defection": result.defected,
        "votes by card": sum(ballot.source == "silence" for ballot in result.ballots),
    }
