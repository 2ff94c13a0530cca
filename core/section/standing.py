"""One line of the standings."""

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
