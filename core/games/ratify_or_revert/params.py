"""What an instructor or a scenario may set."""

from typing import Literal, Self

from pydantic import Field as Setting
from pydantic import JsonValue, model_validator

from core import game as kit

PIE = 100
"""Units to share; every share, concession and edge is a whole number of them."""

_SECONDS: dict[str, JsonValue] = {"unit": "seconds"}

Side = Literal["x", "y"]
SIDES: tuple[Side, Side] = ("x", "y")


def other(side: Side) -> Side:
    """Return the side across the table."""
    return "y" if side == "x" else "x"


class Params(kit.Params):
    """Two states share 100 units; each has a parliament that ratifies or reverts."""

    side_x: str = Setting(default="Xandria", min_length=1, max_length=24, description="Name of the first state.")
    side_y: str = Setting(default="Yavoria", min_length=1, max_length=24, description="Name of the second state.")
    goods: str = Setting(
        default="licences", min_length=1, max_length=24, description="What the 100 units are, in the plural."
    )
    voters: int = Setting(default=3, ge=3, le=9, description="Voters in each parliament: 3, 5, 7 or 9.")
    rounds: int = Setting(default=2, ge=2, le=3, description="Scored rounds; the third adds a supermajority.")
    tied: Side = Setting(
        default="x",
        description="Whose voters turn less willing in round 2 (x or y); in round 3 the other needs two thirds.",
    )
    middle: int = Setting(default=36, ge=10, le=50, description="What the middle voter would ideally give up, of 100.")
    draw: int = Setting(default=2, ge=0, le=8, description="How far chance moves the middle voter, up or down.")
    division: int = Setting(
        default=16, ge=0, le=30, description="How far the supermajority's pivot stands below the middle."
    )
    cut: int = Setting(
        default=15, ge=0, le=40, description="How much less each voter of the tied side gives up in round 2."
    )
    noise: int = Setting(
        default=5, ge=0, le=15, description="How far a negotiator's estimate of its own win-set may be off."
    )
    reversion_x: int = Setting(default=0, ge=0, le=40, description="What the first negotiator gets without a treaty.")
    reversion_y: int = Setting(default=0, ge=0, le=40, description="What the second negotiator gets without a treaty.")
    check_seconds: int = Setting(
        default=45, ge=0, le=180, description="Time for the warm-up question.", json_schema_extra=_SECONDS
    )
    talk_seconds: int = Setting(
        default=180, ge=30, le=1800, description="Time of talks in each round.", json_schema_extra=_SECONDS
    )
    final_seconds: int = Setting(
        default=60, ge=15, le=600, description="Time to seal final offers and predictions.", json_schema_extra=_SECONDS
    )
    vote_seconds: int = Setting(
        default=60, ge=15, le=600, description="Time to vote on a treaty.", json_schema_extra=_SECONDS
    )

    @model_validator(mode="after")
    def _sides_differ_and_voters_are_odd(self) -> Self:
        if self.side_x.casefold() == self.side_y.casefold():
            raise ValueError("The two states need different names.")
        if self.voters % 2 == 0:
            raise ValueError("Each parliament needs an odd number of voters: 3, 5, 7 or 9.")
        return self

    def name(self, side: Side) -> str:
        """Return a side's name."""
        return self.side_x if side == "x" else self.side_y

    def reversion(self, side: Side) -> int:
        """Return what a side's negotiator gets without a treaty."""
        return self.reversion_x if side == "x" else self.reversion_y
