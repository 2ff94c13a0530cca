"""The private cards: voters' ideals, each side's win-set and what a negotiator believes about its own.

A side's concession c is what it gives up of the pie. Voter i has an ideal concession b and loses |c - b|; without a
treaty nothing is given up, so the voter accepts 0 <= c <= 2b (Romer and Rosenthal, 1978; reversion point 0).
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from core.games.ratify_or_revert.params import PIE, SIDES, Params, Side
from core.theory.winsets import ratified_bargain, win_set

_JITTER = 2
_MOST_WILLING = PIE // 2  # whoever would ideally give up half ratifies everything


@dataclass(frozen=True, slots=True)
class Home:
    """One side at home in one round: voters' ideal concessions by seat, votes needed, its negotiator's estimate."""

    ideals: tuple[int, ...]
    quota: int
    estimate: int
    """The largest concession that the negotiator thinks will be ratified: the edge, give or take the noise."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Both homes in one round."""

    x: Home
    y: Home

    def of(self, side: Side) -> Home:
        """Return one side's home."""
        return self.x if side == "x" else self.y


def share_of(side: Side, share: int) -> int:
    """Return a side's own share where X's share is `share`; and the other way round."""
    return share if side == "x" else PIE - share


def majority(voters: int) -> int:
    """Return the votes that are more than half."""
    return voters // 2 + 1


def supermajority(voters: int) -> int:
    """Return the votes that are more than two thirds."""
    return 2 * voters // 3 + 1


@lru_cache(maxsize=1024)  # every seat of every table of a session asks about the same few parliaments
def edge_of(ideals: tuple[int, ...], quota: int) -> int:
    """Return the largest concession that `quota` voters ratify, 0..100 (Black, 1948: the pivot's reach)."""
    return min(PIE, round(win_set(ideals, 0, quota)[1]))


def edge(home: Home) -> int:
    """Return the largest concession this side ratifies."""
    return edge_of(home.ideals, home.quota)


def accepts(ideal: int, concession: int) -> bool:
    """Return whether a voter likes this concession at least as well as no treaty."""
    return concession <= 2 * ideal


def zone(params: Params, cards: Cards) -> tuple[int, int] | None:
    """Return the shares of X that both parliaments ratify and neither negotiator would refuse; None at deadlock."""
    low = max(PIE - edge(cards.x), params.reversion_x)
    high = min(edge(cards.y), PIE - params.reversion_y)
    return None if low > high else (low, high)


def nash_share(params: Params, cards: Cards) -> float | None:
    """Return X's share in the Nash bargain with ratification as a constraint; None at deadlock (A1)."""
    if (found := zone(params, cards)) is None:
        return None
    low, high = (float(bound) / PIE for bound in found)
    share = ratified_bargain(low, high, params.reversion_x / PIE, params.reversion_y / PIE)
    return None if share is None else share * PIE


def deal_cards(params: Params, rng: Random) -> tuple[Cards, ...]:
    """Return the cards of all rounds; from round to round one thing changes.

    Round 1: both parliaments as drawn. Round 2: the tied side's voters each give up less. Round 3: the voters of
    round 1, but the other side needs a supermajority.
    """
    first = Cards(*(_home(params, _ideals(params, rng), majority(params.voters), rng) for _ in SIDES))
    tied, free = (first.x, first.y) if params.tied == "x" else (first.y, first.x)
    firmer = _home(params, tuple(max(1, b - params.cut) for b in tied.ideals), tied.quota, rng)
    stricter = _home(params, free.ideals, supermajority(params.voters), rng)
    if params.tied == "x":
        rounds = (first, replace(first, x=firmer), replace(first, y=stricter))
    else:
        rounds = (first, replace(first, y=firmer), replace(first, x=stricter))
    return rounds[: params.rounds]


def _ideals(params: Params, rng: Random) -> tuple[int, ...]:
    """Return ideals about the middle voter's, in random order of seats; the willing half stands closer together."""
    half = params.voters // 2
    step = params.division / (supermajority(params.voters) - 1 - half)
    middle = params.middle + rng.randint(-params.draw, params.draw)
    ranks = (r if r < 0 else r / 2 for r in range(-half, half + 1))
    drawn = [_willing(middle + step * r + (rng.randint(-_JITTER, _JITTER) if r else 0)) for r in ranks]
    rng.shuffle(drawn)
    return tuple(drawn)


def _willing(ideal: float) -> int:
    return max(1, min(_MOST_WILLING, round(ideal)))


def _home(params: Params, ideals: tuple[int, ...], quota: int, rng: Random) -> Home:
    guess = edge_of(ideals, quota) + rng.randint(-params.noise, params.noise)
    return Home(ideals, quota, max(0, min(PIE, guess)))
