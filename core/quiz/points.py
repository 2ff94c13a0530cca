"""Ranks, team means, and points for knowing what one knows. Live points belong to the live quiz itself."""

import math
from collections.abc import Sequence
from types import MappingProxyType

_CONFIDENCE = MappingProxyType({1: (1, 0), 2: (2, -2), 3: (3, -6)})


def team_points(members: Sequence[float]) -> float:
    """Return the mean of the members' points, so that a small team is at no disadvantage; 0 without members."""
    return math.fsum(members) / len(members) if members else 0.0


def competition_ranks(scores: Sequence[float]) -> tuple[int, ...]:
    """Return the rank of each score, highest first, equals sharing the better rank: 1, 1, 3."""
    first: dict[float, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True), start=1):
        first.setdefault(score, place)
    return tuple(first[score] for score in scores)


def confidence_points(right: bool, level: int) -> int:
    """Return the points of an answer given with confidence 1, 2 or 3 (Gardner-Medwin, 1995).

    Right 1, 2, 3; wrong 0, -2, -6: level 2 pays above a probability of 2/3, level 3 above 0.8.
    """
    if level not in _CONFIDENCE:
        raise ValueError("Confidence is 1, 2 or 3.")
    gain, loss = _CONFIDENCE[level]
    return gain if right else loss


def brier_points(probabilities: Sequence[float], outcome: int) -> float:
    """Return 100 (1 - Σ(p - o)²/2), from 0 to 100, for probabilities of the options (Brier, 1950).

    `outcome` is the place (from 0) of the right option. Honest probabilities earn most on average. Raises
    ValueError unless the probabilities are at least 0 and add up to 1.
    """
    if not 0 <= outcome < len(probabilities):
        raise ValueError("The right option is none of those that have a probability.")
    if min(probabilities) < 0 or abs(math.fsum(probabilities) - 1) > 1e-6:
        raise ValueError("Probabilities are at least 0 and add up to 1.")
    squares = ((share - (place == outcome)) ** 2 for place, share in enumerate(probabilities))
    return 100 * (1 - math.fsum(squares) / 2)
