"""A small game whose parameters hold one of everything a scenario file can get wrong."""

from types import MappingProxyType
from typing import Annotated, Any, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.game import Params
from core.referee import AnyGame


class Side(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    share: int = Field(ge=0, le=100, description="what this side pays, in per cent")


class ToyParams(Params):
    rounds: int = Field(default=2, ge=1, le=5, description="how many rounds", json_schema_extra={"unit": "rounds"})
    patience: int = Field(default=9, gt=0, lt=10, description="how long they wait", title="How patient")
    secret: bool = Field(default=True, description="whether cards are secret")
    rule: Literal["nash", "equal-gain"] = Field(default="nash", description="which solution is shown")
    seed: int = Field(default=1, ge=0, le=9)
    sides: Annotated[tuple[Side, ...], Field(min_length=2, max_length=3)]
    grid: tuple[tuple[float, float], ...] = ()
    weight: Annotated[float, Field(gt=0)] | Literal["auto"] = "auto"

    @model_validator(mode="after")
    def shares_fit(self) -> Self:
        if (total := sum(side.share for side in self.sides)) > 100 + self.rounds:
            raise ValueError(
                f"the shares of all sides come to {total}, but they may come to {100 + self.rounds} at most"
            )
        return self


class Toy:
    key = "toy"
    Params = ToyParams


TOY = cast("AnyGame", Toy())
GAMES = MappingProxyType({"toy": TOY})

GOOD = '''\
key = "two-friends"
title = "Two friends"
game = "toy"
story = """
Two friends share one burden.
Who pays?"""
sources = ["Olson and Zeckhauser (1966)"]
history = """
They met
in spring.

They never paid."""

[params]
rounds = 3
grid = [
  [0, 1],
  [0.5, 2],
]

[[params.sides]]
name = "A"
share = 60

[[params.sides]]
name = "B"
share = 40
'''


def with_lines(changes: dict[int, str], text: str = GOOD) -> str:
    """Return the text with whole lines replaced, by number from 1."""
    lines: list[Any] = text.split("\n")
    for number, line in changes.items():
        lines[number - 1] = line
    return "\n".join(lines)
