"""Points in a live quiz: for being right, for being quick if the class wants that, and for knowing what one knows."""

import math
from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType

FULL = 1000
AT_ONCE = 0.5  # Seconds within which an answer counts as immediate.
MOST_SPEED_BONUS = 499  # Over the whole quiz, less than half of what one right answer earns.
_CONFIDENCE = MappingProxyType({1: (1, 0), 2: (2, -2), 3: (3, -6)})


class Mode(StrEnum):
    """How live answers earn points."""

    ACCURACY = "accuracy"
    KAHOOT = "kahoot"
    ACCURACY_FIRST = "accuracy_first"


def live_points(mode: Mode, right: bool, seconds: float, limit: float, questions: int = 1) -> int:
    """Return the points of one answer given `seconds` after the question opened, `limit` seconds being allowed.

    accuracy: 1000 or 0. kahoot: all points within half a second, else (1 - t/T/2) of them, half up.
    accuracy_first: 1000 + floor(499/n (1 - t/T)) in a quiz of n questions, so that one more right answer
    always beats speed. Times outside 0..T are taken as its ends (a second of grace is not a penalty).
    Raises ValueError unless limit > 0 and questions >= 1.
    """
    if limit <= 0 or questions < 1:
        raise ValueError("A live question needs a time limit above 0 and a quiz of at least 1 question.")
    if not right:
        return 0
    used = min(max(seconds, 0.0), limit) / limit
    match mode:
        case Mode.ACCURACY:
            return FULL
        case Mode.KAHOOT:
            return FULL if seconds < AT_ONCE else math.floor((1 - used / 2) * FULL + 0.5)
        case Mode.ACCURACY_FIRST:
            return FULL + math.floor(MOST_SPEED_BONUS / questions * (1 - used))


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
