"""Two-level games: what can be ratified at home decides what can be won abroad (Putnam, 1988).

The pie is 1 and every share, edge or ideal is a position on that line, unless a docstring says otherwise.
"""

from collections.abc import Iterable
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from core.theory.inputs import (
    TOLERANCE,
    Floats,
    nonnegative,
    number,
    numbers,
    positions,
    reaches,
    share,
    voting_weights,
)


def win_set(
    ideals: ArrayLike,
    reversion: float,
    quota: float | None,
    weights: ArrayLike | None = None,
    vetoes: Iterable[int] = (),
) -> tuple[float, float]:
    """Return the edges (low, high) of the interval that voters ratify against the reversion point.

    Each voter loses the distance to its ideal and accepts whatever is at least as near to it as the
    reversion. The quota is in units of weight (None: more than half); a veto player must accept too.
    (reversion, reversion) means that nothing else passes. Pivots: Black (1948), Romer and Rosenthal (1978).
    Raises ValueError for numbers that are not finite, bad weights, an impossible quota or an unknown veto.
    """
    voters, status_quo = numbers(ideals, "The ideals"), number(reversion, "The reversion point")
    votes = voting_weights(weights, voters.size)
    blockers = positions(vetoes, voters.size, "The veto players")
    reach = 2 * (voters - status_quo)  # how far right of the reversion each voter follows; negative: left
    right, left = (_pivotal_reach(side, quota, votes, side[blockers]) for side in (reach, -reach))
    return status_quo - left, status_quo + right


def _pivotal_reach(reach: Floats, quota: float | None, votes: Floats, blockers: Floats) -> float:
    """Return how far a sufficient coalition, with every veto player in it, follows in one direction."""
    eager_first = np.argsort(-reach, kind="stable")
    enough = reaches(np.cumsum(votes[eager_first]), quota, float(votes.sum()))
    pivot = reach[eager_first][int(np.argmax(enough))]
    return max(0.0, float(min(pivot, blockers.min(initial=np.inf))))


def heterogeneity_edge(mean: float, sd: float, quota_share: float, reversion: float) -> float:
    """Return the right edge of the win-set of a large chamber with ideals ~ Normal(mean, sd).

    `quota_share` is the share of votes needed, strictly between 0 and 1. At one half the spread does not
    matter; above it the edge falls in a straight line as the chamber grows more divided. Never left of the
    reversion. The pivot of `win_set` in a large chamber; ValueError outside the ranges.
    """
    if not 0 < number(quota_share, "The quota share") < 1:
        raise ValueError("The quota share must lie strictly between 0 and 1.")
    status_quo = number(reversion, "The reversion point")
    spread = nonnegative(sd, "The standard deviation") * NormalDist().inv_cdf(quota_share)
    return max(status_quo, 2 * (number(mean, "The mean ideal") - spread) - status_quo)


def setter_proposal(ideal: float, low: float, high: float) -> float:
    """Return what an agenda setter proposes: the point of the win-set [low, high] nearest to its own ideal.

    Romer and Rosenthal (1978). Raises ValueError if the win-set's edges are in the wrong order.
    """
    left, right = number(low, "The low edge"), number(high, "The high edge")
    if left > right:
        raise ValueError("The win-set's low edge cannot lie above its high edge.")
    return min(max(number(ideal, "The setter's ideal"), left), right)


def _overlap(floor: float, ceiling: float) -> tuple[float, float] | None:
    """Return the shares that both sides ratify, or None at deadlock."""
    least, most = share(floor, "X's floor"), share(ceiling, "Y's ceiling")
    return None if least > most + TOLERANCE else (least, most)


def ratified_bargain(floor: float, ceiling: float, reversion_x: float = 0, reversion_y: float = 0) -> float | None:
    """Return X's share in the Nash bargain between two negotiators who must ratify, or None at deadlock.

    X's side ratifies shares from `floor` up, Y's side shares up to `ceiling` (both 0..1); without a treaty
    they get their reversion payoffs. A tied hand helps its owner only where it binds: Schelling (1960).
    Raises ValueError for edges outside 0..1 or numbers that are not finite.
    """
    gap = number(reversion_x, "X's reversion payoff") - number(reversion_y, "Y's reversion payoff")
    zone = _overlap(floor, ceiling)
    return None if zone is None else min(max((1 + gap) / 2, zone[0]), zone[1])


def take_it_or_leave_it(floor: float, ceiling: float, proposer: Literal["x", "y"]) -> float | None:
    """Return X's share when one side makes the only offer: the other side's edge, or None at deadlock.

    Edges as in `ratified_bargain`. Raises ValueError for edges outside 0..1 or another proposer.
    """
    if proposer not in {"x", "y"}:
        raise ValueError('The proposer must be "x" or "y".')
    zone = _overlap(floor, ceiling)
    if zone is None:
        return None
    return zone[1] if proposer == "x" else zone[0]


def alternating_offers(floor_x: float, floor_y: float, discount: float) -> tuple[float, float]:
    """Return X's share (when X proposes, when Y proposes) under alternating offers with ratification floors.

    X's side needs at least `floor_x` of the pie and Y's side `floor_y` (each 0..1, together at most 1);
    a round's delay keeps `discount` (0 <= discount < 1) of every payoff. A floor below discount/(1 + discount)
    changes nothing. Rubinstein (1982), with floors in the spirit of Iida (1993) and Tarar (2001).
    Raises ValueError outside these ranges.
    """
    a, b, e = share(floor_x, "X's floor"), share(floor_y, "Y's floor"), number(discount, "The discount factor")
    if a + b > 1 + TOLERANCE:
        raise ValueError("The two floors together cannot exceed the pie.")
    if not 0 <= e < 1:
        raise ValueError("The discount factor must be at least 0 and below 1.")
    unbound = e / (1 + e)
    if max(a, b) <= unbound:
        return 1 - unbound, unbound
    if a > unbound and b <= e * (1 - a):
        return 1 - e * (1 - a), a
    if b > unbound and a <= e * (1 - b):
        return 1 - b, e * (1 - b)
    return 1 - b, a


def ratification_probability(x: float, median_mean: float, half_width: float) -> float:
    """Return the chance that treaty x passes when the median m ~ U[median_mean -/+ half_width] needs m >= x/2.

    The reversion is 0. Raises ValueError for a negative mean or half-width, or numbers that are not finite.
    """
    mean, spread = nonnegative(median_mean, "The mean median"), nonnegative(half_width, "The half-width")
    slack = mean + spread - number(x, "The treaty") / 2
    if spread <= TOLERANCE:
        return float(slack >= -TOLERANCE)
    return min(1.0, max(0.0, slack / (2 * spread)))


def tabled_treaty(median_mean: float, half_width: float) -> tuple[float, float, float]:
    """Return (treaty, probability of ratification, expected utility) for a negotiator who maximises x * Pr(x).

    The risk of involuntary defection, in the manner of Milner and Rosendorff (1997): with little doubt about
    the median the negotiator plays safe, with more it tables a treaty that may fail. Raises ValueError as
    `ratification_probability` does.
    """
    mean, spread = nonnegative(median_mean, "The mean median"), nonnegative(half_width, "The half-width")
    treaty = mean + spread if spread >= mean / 3 else 2 * (mean - spread)
    chance = ratification_probability(treaty, mean, spread)
    return treaty, chance, treaty * chance


def linkage_gain(weight_x: float, weight_y: float) -> float:
    """Return what two sides gain together by trading two issues instead of halving both.

    The arguments are each side's weight (0..1) on the first issue; the more they differ, the more there is
    to trade. Raises ValueError outside 0..1.
    """
    return abs(share(weight_x, "X's weight") - share(weight_y, "Y's weight"))


def win_set_area(ideals_2d: ArrayLike, status_quo: ArrayLike, quota: int | None) -> float:
    """Return the area of the points that at least `quota` voters like as much as the status quo.

    `ideals_2d` has one row (x, y) for each voter, `status_quo` is one point, preferences are Euclidean and
    the quota counts voters (None: more than half). Exact. Every voter's circle passes through the status quo,
    so along a ray from it the pivot rule of `win_set` holds, and the pivot is one voter between two breakpoints.
    Without a core there is always something to ratify (McKelvey, 1976). Raises ValueError on wrong shapes
    or an impossible quota.
    """
    ideals = numbers(ideals_2d, "The ideals", 2)
    home = numbers(status_quo, "The status quo")
    if ideals.shape[1] != 2 or home.size != 2:
        raise ValueError("Ideals and status quo need two coordinates each.")
    offsets = ideals - home
    count = _pivot_rank(quota, len(offsets))
    angles = _breakpoints(offsets)
    middle = (angles[1:] + angles[:-1]) / 2  # one pivot holds from each breakpoint to the next
    reach = offsets @ np.stack([np.cos(middle), np.sin(middle)])
    pivot = np.argsort(-reach, axis=0, kind="stable")[count - 1]
    swept = _chord_integral(offsets[pivot], angles[1:]) - _chord_integral(offsets[pivot], angles[:-1])
    follows = np.take_along_axis(reach, pivot[None], axis=0)[0] > 0
    return float(swept[follows].sum())


def _pivot_rank(quota: float | None, voters: int) -> int:
    """Return how many voters are needed."""
    enough = reaches(np.arange(1.0, voters + 1), quota, float(voters))
    if quota is not None and quota != int(quota):
        raise ValueError("Here the quota counts voters and must be a whole number.")
    return int(np.argmax(enough)) + 1


def _breakpoints(offsets: Floats) -> Floats:
    """Return the sorted angles, from -pi to pi, at which the order of two voters' reaches can change.

    A reach is zero at right angles to the voter's offset; two are equal at right angles to their difference.
    """
    first, second = np.triu_indices(len(offsets), 1)
    normals = np.concatenate([offsets, offsets[first] - offsets[second]])
    across = np.arctan2(normals[:, 0], -normals[:, 1])
    opposite = np.where(across > 0, across - np.pi, across + np.pi)
    return np.unique(np.concatenate([across, opposite, [-np.pi, np.pi]]))


def _chord_integral(offset: Floats, angle: Floats) -> Floats:
    """Return an antiderivative of half the squared chord 2|offset|cos(angle - direction) of voters' circles."""
    turned = angle - np.arctan2(offset[:, 1], offset[:, 0])
    return np.asarray((offset**2).sum(axis=1) * (turned + np.sin(2 * turned) / 2))
