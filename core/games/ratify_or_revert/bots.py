"""Bots for empty seats. They use only what their seat may know: own card, what it was told, what is public.

"theory": a negotiator opens high, concedes in steps towards the Nash share of what it knows, and never signs what it
believes its side would refuse; a voter tells the truth. "naive": split the difference; overstate the red line.
"""

from random import Random

from core.game import Move, Style
from core.games.ratify_or_revert.cards import share_of
from core.games.ratify_or_revert.params import PIE, other
from core.games.ratify_or_revert.state import (
    State,
    home_of,
    last_offer,
    lines_now,
    red_line_of,
    seat_of,
    side_of,
    treaty_now,
    votes_yes,
)
from core.games.ratify_or_revert.words import CHECK_ANSWER

_OFFERS = 4
_AMBITION = 25  # how far above its aim a theory bot opens
_HIGHEST = 95
_GUESSES_RIGHT, _MISVOTES, _WEAKENS = 0.7, 0.02, 15  # of naive bots: chances, and units conceded at the last minute
_SURE, _GAP_COST, _OWN_NO = 92, 2, 25  # per cent: a closed gap; each unit of gap; a voter who would vote no


def autoplay(state: State, seat: str, rng: Random, style: Style) -> Move | None:
    """Return this bot's move now, or None to wait."""
    move: Move | None = None
    match state.step, seat_of(state, seat).role:
        case "check", _:
            move = Move("check", {"passes": CHECK_ANSWER if style == "theory" else rng.random() < _GUESSES_RIGHT})
        case "talk", "negotiator":
            move = _offer(state, seat, rng, style)
        case "talk", "voter":
            move = _red_line(state, seat, rng, style)
        case "final", "negotiator":
            move = Move("final", {"share": _final(state, seat, rng, style)})
        case (("talk" | "final"), _):
            move = Move("predict", {"chance": _chance(state, seat, rng, style)})
        case "vote", "voter":
            move = Move("vote", {"yes": _vote(state, seat, rng, style)})
    return move


def sure_share(state: State, seat: str) -> int:
    """Return the least own share that a negotiator can count on being ratified, from all it has been told.

    Once every voter has named a red line the pivot's is the edge, within what the estimate allows (voters may bluff,
    the estimate is off by at most the noise); before that, the estimate with the noise for a margin.
    """
    home, noise = home_of(state, seat), state.params.noise
    lines = sorted(line.least for line in lines_now(state) if side_of(line.seat) == seat)
    told = lines[home.quota - 1] if len(lines) == state.params.voters else PIE
    cautious = PIE - home.estimate + noise
    return max(0, min(PIE, max(cautious - 2 * noise, min(told, cautious))))


def aim(state: State, seat: str) -> int:
    """Return the own share a theory bot aims at: the Nash share, or what its side ratifies if that is more."""
    params, side = state.params, side_of(seat)
    free = (PIE + params.reversion(side) - params.reversion(other(side))) // 2
    return max(free, sure_share(state, seat), params.reversion(side))


def _offer(state: State, seat: str, rng: Random, style: Style) -> Move | None:
    """Return the next offer: one for each of the other side's, at most a few; None while it is theirs to answer."""
    mine = [offer.share for offer in state.offers if offer.seat == seat]
    theirs = _their_offer(state, seat)
    if (state.offers and state.offers[-1].seat == seat) or len(mine) >= _OFFERS:
        return None
    wanted = _planned(state, seat, len(mine)) if style == "theory" else _halfway(state, seat, rng)
    own = wanted if theirs is None else max(wanted, theirs)
    return None if mine and own == share_of(side_of(seat), mine[-1]) else Move("offer", {"share": own})


def _planned(state: State, seat: str, made: int) -> int:
    goal = aim(state, seat)
    opening = max(goal, min(_HIGHEST, goal + _AMBITION))
    return opening - round((opening - goal) * made / (_OFFERS - 1))


def _halfway(state: State, seat: str, rng: Random) -> int:
    mine, theirs = last_offer(state, seat), _their_offer(state, seat)
    if mine is None:
        return rng.randint(55, 85)
    own = share_of(side_of(seat), mine)
    return own if theirs is None else max(PIE - home_of(state, seat).estimate, (own + theirs) // 2)


def _their_offer(state: State, seat: str) -> int | None:
    """Return this seat's own share in the other negotiator's last offer."""
    share = last_offer(state, other(side_of(seat)))
    return None if share is None else share_of(side_of(seat), share)


def _final(state: State, seat: str, rng: Random, style: Style) -> int:
    mine, theirs = last_offer(state, seat), _their_offer(state, seat)
    if style == "naive":
        asked = PIE // 2 if mine is None else share_of(side_of(seat), mine)
        middle = asked if theirs is None else (asked + theirs) // 2
        return max(PIE - home_of(state, seat).estimate, middle - rng.randint(0, _WEAKENS))
    floor = max(sure_share(state, seat), state.params.reversion(side_of(seat)))
    return aim(state, seat) if theirs is None else max(floor, min(theirs, aim(state, seat)))


def _red_line(state: State, seat: str, rng: Random, style: Style) -> Move | None:
    if any(line.seat == seat for line in lines_now(state)):
        return None
    bluff = 0 if style == "theory" else rng.randint(5, 15)
    return Move("red_line", {"least": min(PIE, red_line_of(state, seat) + bluff)})


def _chance(state: State, seat: str, rng: Random, style: Style) -> int:
    """Return a predicted chance: high when the last offers meet, lower for a gap or one's own doubt."""
    x, y = last_offer(state, "x"), last_offer(state, "y")
    if style == "naive":
        return rng.randint(30, 90)
    if x is None or y is None:
        return 50
    doubt = _OWN_NO if _votes(state, seat) and not votes_yes(state, seat, (x + y) // 2) else 0
    return max(5, _SURE - _GAP_COST * max(0, x - y) - doubt)


def _votes(state: State, seat: str) -> bool:
    return seat_of(state, seat).role == "voter"


def _vote(state: State, seat: str, rng: Random, style: Style) -> bool:
    by_card = votes_yes(state, seat, treaty_now(state))
    return by_card if style == "theory" or rng.random() >= _MISVOTES else not by_card
