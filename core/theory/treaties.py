"""Treaties over discrete issues: which would be ratified, and which bargaining theory would sign.

Public face of `core.theory.domain` and `core.theory.frontier` too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from core.theory.domain import Domain, accepted, index_of, is_rational, options_of, payoffs_of, utilities
from core.theory.frontier import undominated
from core.theory.inputs import TOLERANCE, Bools, Floats, Indices, positions, reaches, voting_weights

__all__ = [
    "Domain",
    "Point",
    "Points",
    "Solution",
    "State",
    "index_of",
    "is_rational",
    "options_of",
    "payoffs_of",
    "ratifiable",
    "solve",
    "utilities",
    "win_set_ratio",
]


@dataclass(frozen=True)
class State:
    """A state's Level II: domestic groups, their votes and the rule of ratification (Putnam, 1988).

    `groups` is a Domain with one party for each group; a group supports whatever gives it at least its
    reservation. `votes` weighs the groups, `quota` is in the same units (None: more than half) and every
    group listed in `vetoes` must agree. Raises ValueError for bad votes, quota or vetoes.
    """

    groups: Domain
    votes: Sequence[float]
    quota: float | None = None
    vetoes: Sequence[int] = ()

    def __post_init__(self) -> None:
        count = len(self.groups.reservation)
        votes = voting_weights(self.votes, count)
        reaches(votes, self.quota, float(votes.sum()))
        object.__setattr__(self, "votes", tuple(votes.tolist()))
        object.__setattr__(self, "vetoes", tuple(positions(self.vetoes, count, "The vetoes").tolist()))


@dataclass(frozen=True)
class Point:
    """One treaty: `index` has one option for each issue, `utilities` one payoff for each party."""

    index: tuple[int, ...]
    utilities: tuple[float, ...]


class Points(Sequence[Point]):
    """Treaties in C order, made into Points only when they are looked at."""

    def __init__(self, shape: tuple[int, ...], treaties: Indices, payoffs: Floats) -> None:
        self._shape, self._treaties, self._payoffs = shape, treaties, payoffs

    def __len__(self) -> int:
        return self._treaties.size

    @overload
    def __getitem__(self, at: int) -> Point: ...
    @overload
    def __getitem__(self, at: slice) -> "Points": ...
    def __getitem__(self, at: int | slice) -> "Point | Points":
        if isinstance(at, slice):
            return Points(self._shape, self._treaties[at], self._payoffs[:, at])
        place = np.unravel_index(self._treaties[at], self._shape)
        return Point(tuple(int(one) for one in place), tuple(self._payoffs[:, at].tolist()))

    def __iter__(self) -> Iterator[Point]:
        return (self[at] for at in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Points({len(self)} treaties)"


@dataclass(frozen=True)
class Solution:
    """What theory says about a domain, among the feasible treaties that leave nobody below reservation.

    `rational_count` is their number and `pareto` those that no other weakly dominates. The points maximise
    the product of gains (Nash, 1950), the least share of the way to one's ideal (Kalai and Smorodinsky,
    1975; ideals among these treaties), the least gain (egalitarian: Kalai, 1977) and the sum of payoffs
    (utilitarian). Ties go to higher total welfare, then to the lower treaty in C order. Without a rational
    treaty the count is 0, `pareto` is empty and the points are None: deadlock.
    """

    rational_count: int
    pareto: Sequence[Point]
    nash: Point | None
    kalai_smorodinsky: Point | None
    egalitarian: Point | None
    utilitarian: Point | None


def ratifiable(domain: Domain, state: State) -> Bools:
    """Return which treaties (in C order) enough of the state's groups, with every veto group, support.

    Raises ValueError if the groups value other issues or options than the domain.
    """
    if state.groups.shape != domain.shape:
        raise ValueError("The groups must value the same options of the same issues as the negotiators.")
    supports = accepted(state.groups)
    votes = np.array(state.votes)
    passed = reaches(votes @ supports, state.quota, float(votes.sum()))
    return np.asarray(passed & supports[list(state.vetoes)].all(axis=0))


def win_set_ratio(domain: Domain, state: State) -> float:
    """Return the size of the state's win-set: the share (0..1) of all treaties that it would ratify."""
    return float(ratifiable(domain, state).mean())


def solve(domain: Domain, feasible: ArrayLike | None = None) -> Solution:
    """Return the frontier and the bargaining solutions of a domain.

    `feasible` marks, with one boolean for each treaty in C order, those that would be ratified (None: all).
    Raises ValueError if it has another shape or other contents.
    """
    payoffs, floor = utilities(domain), np.array(domain.reservation)
    rational = np.flatnonzero(_mask(payoffs, floor, feasible))
    if not rational.size:
        return Solution(0, (), None, None, None, None)
    candidates = payoffs.take(rational, axis=1)
    best = undominated(candidates)
    # Every criterion below rises with each payoff and ties go to welfare, so its winner is on the frontier.
    front = Points(domain.shape, rational[best], candidates[:, best])
    return Solution(rational.size, front, *(front[at] for at in _winners(candidates[:, best], floor)))


def _mask(payoffs: Floats, floor: Floats, feasible: ArrayLike | None) -> Bools:
    """Return which treaties are feasible and leave nobody below the floor."""
    mask = payoffs[0] >= floor[0] - TOLERANCE
    for payoff, least in zip(payoffs[1:], floor[1:], strict=True):
        mask &= payoff >= least - TOLERANCE
    if feasible is None:
        return np.asarray(mask)
    allowed = np.asarray(feasible)
    if allowed.dtype != np.bool_ or allowed.size != mask.size:
        raise ValueError(f"`feasible` needs one boolean for each of the {mask.size} treaties.")
    return np.asarray(mask & allowed.ravel())


def _winners(front: Floats, floor: Floats) -> Iterable[int]:
    """Return the places on the frontier of the Nash, Kalai-Smorodinsky, egalitarian and utilitarian points."""
    gains = np.maximum(front - floor[:, None], 0)
    room = gains.max(axis=1, keepdims=True)
    # A party that cannot gain at all is satisfied everywhere and says nothing about shares of the way.
    ratios = np.divide(gains, room, out=np.ones_like(gains), where=room > TOLERANCE)
    welfare = front.sum(axis=0)
    criteria = (gains.prod(axis=0), ratios.min(axis=0), gains.min(axis=0), welfare)
    return [_first_best(criterion, welfare) for criterion in criteria]


def _first_best(criterion: Floats, welfare: Floats) -> int:
    """Return the first place with the highest criterion and, among those, the highest welfare."""
    tied = np.flatnonzero(_highest(criterion))
    return int(tied[np.argmax(_highest(welfare[tied]))])


def _highest(values: Floats) -> Bools:
    """Tell which values tie for the highest; products of large payoffs are rounded in their twelfth digit."""
    top = float(values.max())
    return np.asarray(values >= top - max(TOLERANCE, 1e-12 * abs(top)))
