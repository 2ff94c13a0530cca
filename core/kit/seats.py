"""Seats: the roles at a table. Games see seats, never people."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["negotiator", "voter", "player", "observer"]


@dataclass(frozen=True, slots=True)
class Seat:
    """A role at a table: `key` for the state, `title` for people ("Freedonia"), and what kind of seat it is."""

    key: str
    title: str
    role: Role = "player"
    team: str = ""
    """The side a seat belongs to, if the game has sides: the key of its negotiator."""


@dataclass(frozen=True, slots=True)
class TableSize:
    """How many people sit at one table."""

    least: int
    ideal: int
    most: int
    grows: bool = False
    """The whole class sits at one table and people may be admitted while it runs (`Game.admit`)."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a seat, the public, or the instructor (public plus who owes what, until the debrief)."""

    kind: Literal["seat", "public", "instructor"]
    seat: str = ""


PUBLIC = Viewer("public")
INSTRUCTOR = Viewer("instructor")


def seen_by(seat: str) -> Viewer:
    """Return the viewer who holds this seat."""
    return Viewer("seat", seat)
