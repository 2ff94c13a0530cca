"""One line of the standings, and how ranks are given."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's rank (from 1), alias and points; `of` is the number of results that the points rest on."""

    rank: int
    alias: str
    points: float
    person: str
    of: int = 0

    @property
    def shown(self) -> str:
        """Return the points in words: "83", "61.5"."""
        return f"{self.points:g}"


def competition_ranks(scores: Sequence[float]) -> tuple[int, ...]:
    """Return the rank of each score, highest first, equals sharing the better rank: 1, 1, 3."""
    first: dict[float, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True), start=1):
        first.setdefault(score, place)
    return tuple(first[score] for score in scores)
