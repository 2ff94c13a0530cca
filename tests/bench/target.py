"""What a benchmark has to reach, and whether it did, by what was measured in the same run."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Target:
    """One figure and its bound, in the unit that `what` names."""

    what: str
    measured: float
    bound: Literal["at least", "at most"]
    limit: float

    @property
    def met(self) -> bool:
        """Whether the figure is within its bound."""
        return self.measured >= self.limit if self.bound == "at least" else self.measured <= self.limit

    def __str__(self) -> str:
        verdict = "met" if self.met else "NOT MET"
        return f"{self.what}: {_short(self.measured)}, {self.bound} {_short(self.limit)}: {verdict}"


def at_least(limit: float, what: str, measured: float) -> Target:
    """Return a target that a figure reaches from below."""
    return Target(what, measured, "at least", limit)


def at_most(limit: float, what: str, measured: float) -> Target:
    """Return a target that a figure must not exceed."""
    return Target(what, measured, "at most", limit)


def none(what: str, found: int) -> Target:
    """Return the target of something that must not happen at all."""
    return at_most(0, what, found)


def _short(figure: float) -> str:
    """Return a figure with three digits, and all of them before the point."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"
