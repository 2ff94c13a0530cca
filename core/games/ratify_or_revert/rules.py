"""The course of play: phases, what closes them, and what a round comes to."""

from collections.abc import Mapping
from dataclasses import replace

from core.game import Phase, Sealed
from core.games.ratify_or_revert.cards import share_of
from core.games.ratify_or_revert.moves import default
from core.games.ratify_or_revert.state import Ballot, Prediction, Result, State, keys, side_of, treaty_now, treaty_of
from core.games.ratify_or_revert.words import check_question, split


def phase(state: State) -> Phase:
    """Return what the table waits for."""
    match state.step:
        case "check":
            return _check(state)
        case "talk":
            return _talk(state)
        case "final":
            return _final(state)
        case _:
            return _vote(state)


def close(state: State, sealed: Mapping[str, Sealed]) -> State:
    """Return the state after the current phase."""
    match state.step:
        case "check":
            answers = tuple((seat.key, _yes(sealed[seat.key])) for seat in state.seats if seat.key in sealed)
            return replace(state, step="talk", answers=answers)
        case "talk":
            return replace(state, step="final", predictions=_predictions(state, sealed))
        case "final":
            return _finals_opened(replace(state, predictions=_predictions(state, sealed)), sealed)
        case _:
            return _votes_counted(state, sealed)


def _finals_opened(state: State, sealed: Mapping[str, Sealed]) -> State:
    finals = (_final_share(state, sealed, "x"), _final_share(state, sealed, "y"))
    if treaty_of(finals) is None:
        return _next_round(state, Result(finals, None))
    return replace(state, step="vote", finals=finals)


def _final_share(state: State, sealed: Mapping[str, Sealed], seat: str) -> int:
    move = sealed[seat].move if seat in sealed else default(state, seat)
    return share_of(side_of(seat), int(move.values["share"])) if move is not None else 0


def _votes_counted(state: State, sealed: Mapping[str, Sealed]) -> State:
    ballots = tuple(_ballot(state, voter, sealed) for voter in keys(state, "voter"))
    yes_x, yes_y = (sum(b.yes for b in ballots if side_of(b.seat) == side) for side in ("x", "y"))
    ratified = yes_x >= state.now.x.quota and yes_y >= state.now.y.quota
    return _next_round(state, Result(state.finals or (0, 0), treaty_now(state), yes_x, yes_y, ratified, ballots))


def _ballot(state: State, voter: str, sealed: Mapping[str, Sealed]) -> Ballot:
    if voter in sealed:
        return Ballot(voter, _yes(sealed[voter]), sealed[voter].source)
    by_card = default(state, voter)
    return Ballot(voter, by_card is not None and by_card.values["yes"] is True, "silence")


def _next_round(state: State, result: Result) -> State:
    done = replace(state, results=(*state.results, result), finals=None)
    if len(done.results) == len(done.cards):
        return replace(done, step="end")
    return replace(done, step="talk", round=done.round + 1, offers=(), straws=())


def _predictions(state: State, sealed: Mapping[str, Sealed]) -> tuple[Prediction, ...]:
    made = (
        Prediction(state.round, state.key, seat.key, int(sealed[seat.key].move.values["chance"]))
        for seat in state.seats
        if seat.key in sealed and sealed[seat.key].move.name == "predict"
    )
    return (*state.predictions, *made)


def _yes(sealed: Sealed) -> bool:
    return next(iter(sealed.move.values.values())) is True


def _check(state: State) -> Phase:
    everybody = tuple(seat.key for seat in state.seats)
    return Phase(
        key=state.key,
        title="Warm-up",
        prompt=check_question(state.params),
        seconds=state.params.check_seconds,
        actors=everybody,
        waits_for=everybody,
        closes="sealed",
        silence="No answer costs nothing: the warm-up is not scored.",
    )


def _talk(state: State) -> Phase:
    return Phase(
        key=state.key,
        title=f"Round {state.round}: talks",
        prompt="Negotiators make offers; voters tell their negotiator a red line and answer offers with straw votes.",
        seconds=state.params.talk_seconds,
        actors=keys(state, "voter") + keys(state, "negotiator") + keys(state, "observer"),
        waits_for=keys(state, "negotiator"),
        closes="ready",
        silence="Whoever says nothing has told nothing; the talks end when both negotiators are ready.",
    )


def _final(state: State) -> Phase:
    everybody = keys(state, "negotiator", "voter", "observer")
    return Phase(
        key=state.key,
        title=f"Round {state.round}: final offers",
        prompt="Negotiators seal the least their side must get; everybody else predicts whether a treaty is ratified.",
        seconds=state.params.final_seconds,
        actors=everybody,
        waits_for=everybody,
        closes="sealed",
        silence="A silent negotiator stands by its last offer, or by its estimate; no prediction, no belief score.",
    )


def _vote(state: State) -> Phase:
    voters = keys(state, "voter")
    return Phase(
        key=state.key,
        title=f"Round {state.round}: ratification",
        prompt=f"The treaty: {split(state.params, treaty_now(state))}. Each parliament votes; both must ratify.",
        seconds=state.params.vote_seconds,
        actors=voters,
        waits_for=voters,
        closes="sealed",
        silence="A silent voter votes by its card, and the vote is marked as such.",
    )
