"""Outcomes, histories and debriefs: what a play came to, and what the class is told about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from pydantic import JsonValue

from core.blocks import Block
from core.kit.moves import Move, Sealed

S = TypeVar("S")
Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""What JSON can say."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a seat got: `payoff` in the game's own unit; `points` = 100·(u−d)/(ideal−d), unclipped; belief 0..1."""

    payoff: float
    points: float
    belief: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a table ended. `headline` is public and names no loser; `facts` are public results by name."""

    agreed: bool
    headline: str
    scores: Mapping[str, Score]
    """By seat; observers have only a belief (payoff and points 0 and `counts` leaves them out)."""
    counts: tuple[str, ...]
    """Seats whose points go to the leaderboard."""
    facts: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a table's journal, as debrief and replay read it."""

    seq: int
    kind: Literal["deal", "move", "close", "admit", "end", "renew"]
    seat: str = ""
    move: Move | None = None
    sealed: Mapping[str, Sealed] = field(default_factory=dict)
    state: JsonValue = None
    """Of a "renew" line: the state in JSON with which a new version of the game has gone on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History(Generic[S]):
    """One table of the session: its label ("Table 3"), last state, outcome (None if ended early) and steps."""

    label: str
    state: S
    outcome: Outcome | None
    steps: tuple[Step, ...] = ()
    people: Mapping[str, bool] = field(default_factory=dict)
    """By seat: True when a person held it at the end, False for a bot."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a debrief, shown when the instructor turns to it. `concept` is the field's term it teaches."""

    title: str
    concept: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    """All pages, and the benchmark in numbers: what theory predicts, by name."""

    pages: tuple[Page, ...]
    benchmark: Mapping[str, float]
