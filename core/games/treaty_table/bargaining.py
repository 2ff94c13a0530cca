"""How a bot chief bargains.

The theory bot keeps to treaties that its own groups ratify and that beat its reversion point. It opens at its best,
guesses the others' interests from their proposals, and concedes step by step towards its estimate of the Nash
(1950) point; of all treaties that give it as much it proposes the one best for the others (Faratin, Sierra and
Jennings 2002). Near the end it goes down to its reversion point. The naive bot opens at its best and then splits
every issue down the middle, without a thought for its groups until they have refused a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.game import Move, Style
from core.games.treaty_table.facts import Bools, Ints, payoffs, win_set_mask, worth
from core.games.treaty_table.guesses import others_gain
from core.games.treaty_table.mending import roll_call, voted_text_stands
from core.games.treaty_table.params import Country
from core.games.treaty_table.specs import best_of
from core.games.treaty_table.state import Draft, TableState, country_of, institution_of, paid_to

_TO_NASH = 7  # proposals from the best treaty to the estimated Nash point
_TO_FLOOR = 5  # further proposals down to the reversion point
_BEGINNERS_LEAST = 0.25  # of the way from its reversion point to its best: below that the naive bot signs nothing
_MOST = _TO_NASH + _TO_FLOOR  # proposals of one bot, then it waits


@dataclass(frozen=True, slots=True)
class Stance:
    """What a bot would sign now (`least`, and the mask of treaties it dares sign) and what it would propose."""

    country: Country
    least: float
    open: Bools
    offer: tuple[int, ...] | None

    def accepts(self, draft: Draft) -> bool:
        """Tell whether the bot would sign this text."""
        shape = tuple(len(row) for row in self.country.values)
        place = int(np.ravel_multi_index(draft.options, shape))
        return bool(self.open[place]) and worth(self.country, draft.options) >= self.least


def negotiate(state: TableState, seat: str, style: Style) -> Move | None:
    """Return the bot's next step at the table: sign, put another's text on the table, propose, or None to wait."""
    step = sum(draft.by == seat for draft in state.drafts)
    if not _anything_to_do(state, seat, step):
        return None
    stance = _theory(state, seat, step) if style == "theory" else _naive(state, seat, step)
    if state.text and seat not in state.signed and stance.accepts(state.text):
        return Move(f"sign-{state.tabled}")
    if (better := _welcome(state, seat, stance)) is not None:
        return Move("table", {"text": str(better.number)})
    if stance.offer is None or not _my_turn(state, seat, step):
        return None
    return Move("propose", {i.key: str(at + 1) for i, at in zip(state.dealt.issues, stance.offer, strict=True)})


def _anything_to_do(state: TableState, seat: str, step: int) -> bool:
    """Tell, before any arithmetic, whether there is a text to judge or a proposal to make."""
    to_sign = state.text is not None and seat not in state.signed
    return to_sign or any(d.by != seat for d in state.drafts[state.tabled :]) or _my_turn(state, seat, step)


def _welcome(state: TableState, seat: str, stance: Stance) -> Draft | None:
    """Return the best of the others' texts, newer than the one on the table, that the bot would sign."""
    newer = [d for d in state.drafts[state.tabled :] if d.by != seat and stance.accepts(d)]
    return max(newer, key=lambda draft: worth(stance.country, draft.options), default=None)


def _my_turn(state: TableState, seat: str, step: int) -> bool:
    """Concede only to those who move too: propose no more often than the others, or once when nobody has."""
    others = [sum(draft.by == chief for draft in state.drafts) for chief in state.chiefs if chief != seat]
    return step < _MOST and (not state.drafts or step <= min(others))


def _theory(state: TableState, seat: str, step: int) -> Stance:
    country = country_of(state, seat)
    mine, home = payoffs([country])[0], _dares(state, country)
    floor = country.reservation + _price(state, country)
    open_ = home & (mine >= floor)
    if not open_.any():
        return Stance(country, floor, open_, None)
    late = max(step, _TO_NASH) if state.stage == "talk-2" else step
    least, offer = _next(state, mine, open_, others_gain(state, seat), floor, late)
    return Stance(country, floor if voted_text_stands(state) else least, open_, offer)


def _next(
    state: TableState, mine: Ints, open_: Bools, gain: NDArray[np.float64], floor: int, step: int
) -> tuple[float, tuple[int, ...] | None]:
    """Return the least the bot asks for and its next new proposal, conceding further where nothing new is left.

    It would sign whatever is as good for it as its own next proposal.
    """
    best, target = int(mine[open_].max()), int(mine[int(np.where(open_, (mine - floor) * gain, -1.0).argmax())])
    for at in range(step, _TO_NASH + _TO_FLOOR + 1):
        least = _aspiration(best, target, floor, at)
        offer = _best_new(state, open_ & (mine >= least), (mine, gain.round(9)))
        if offer is not None:
            return least, offer
    return floor, None


def _dares(state: TableState, country: Country) -> Bools:
    """Return the treaties that the bot expects to be ratified at home; a group that has refused needs more."""
    favour, paid = roll_call(state, country), paid_to(state, country)
    extra = tuple((0 if yes else state.dealt.doubt) - points for yes, points in zip(favour, paid, strict=True))
    return win_set_mask(country, institution_of(state, country), extra)


def _price(state: TableState, country: Country) -> int:
    """Return what the chief already owes at home for a ratified treaty."""
    paid = sum(paid_to(state, country))
    return paid + (state.dealt.institution_cost if country.key in state.switched else 0)


def _aspiration(best: int, target: int, floor: int, step: int) -> float:
    """Return the least that the bot asks for at this step: its best, then its Nash share, then its floor."""
    if step <= _TO_NASH:
        return best + (target - best) * step / _TO_NASH
    return target + (floor - target) * min(1.0, (step - _TO_NASH) / _TO_FLOOR)


def _best_new(state: TableState, allowed: Bools, by: tuple[NDArray[Any], ...]) -> tuple[int, ...] | None:
    """Return the allowed treaty, not proposed before, that is highest by the last criterion, then the one before."""
    shape = tuple(len(issue.options) for issue in state.dealt.issues)
    fresh = allowed.copy()
    for draft in state.drafts:
        fresh[int(np.ravel_multi_index(draft.options, shape))] = False
    places = np.flatnonzero(fresh)
    if not places.size:
        return None
    best = places[np.lexsort([criterion[places] for criterion in by])[-1]]
    return tuple(int(at) for at in np.unravel_index(int(best), shape))


def _naive(state: TableState, seat: str, step: int) -> Stance:
    country = country_of(state, seat)
    best, mine = best_of(country), payoffs([country])[0]
    high = worth(country, best)
    least = country.reservation + (high - country.reservation) * max(_BEGINNERS_LEAST, 0.5 - step / 8)
    aim = best if step == 0 else _split(state, seat, best)
    allowed = _dares(state, country) if state.stage == "talk-2" else np.ones(mine.size, dtype=np.bool_)
    return Stance(country, least, allowed, _nearest(state, mine, allowed & (mine >= least), aim))


def _split(state: TableState, seat: str, best: Sequence[int]) -> tuple[int, ...]:
    """Return the middle, issue by issue, between the own best and the latest text of somebody else."""
    theirs = next((draft.options for draft in reversed(state.drafts) if draft.by != seat), best)
    return tuple((a + b) // 2 for a, b in zip(best, theirs, strict=True))


def _nearest(state: TableState, mine: Ints, allowed: Bools, aim: Sequence[int]) -> tuple[int, ...] | None:
    """Return the allowed treaty, not proposed before, that is fewest steps from the aim."""
    steps = np.zeros(1, dtype=np.int64)
    for issue, at in zip(state.dealt.issues, aim, strict=True):
        steps = np.add.outer(steps, abs(np.arange(len(issue.options)) - at)).ravel()
    return _best_new(state, allowed, (mine, -steps))
