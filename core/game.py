"""The game kit: what a game is, and all the words it is told in.

A game is one module in `core.games` that ends with `GAME = <an instance>`. It imports only the standard library,
numpy, `core.theory` and this module. It sees seats, never people; it has no clock, no input or output, no chance of
its own. The referee (`core.referee`) runs it, the service stores it, the adapters draw it.

State is a frozen dataclass of plain values (numbers, text, tuples, mappings, other frozen dataclasses) that
round-trips through JSON. Everything a game says (phases, views, moves, sentences) is public to whoever it is said
to: a view is built up from nothing, never a state with parts removed.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, Literal, Protocol, TypeGuard, TypeVar

from pydantic import BaseModel, ConfigDict

from core.blocks import Block, Bullets, Facts, Heading, Picture, Table, Text
from core.kit.debrief import Debrief, History, Outcome, Page, Plain, Score, Step
from core.kit.fields import Field, Option, Pick, Value, Whole, YesNo
from core.kit.figure import Axis, Bar, Dots, Figure, Line, Mark, Rule, Shade, Span
from core.kit.moves import Move, MoveSpec, Sealed, Source
from core.kit.older import Older, Renewed
from core.kit.phases import Phase
from core.kit.refusals import Ambiguous, Illegal, NotAMove, Refused
from core.kit.seats import INSTRUCTOR, PUBLIC, Role, Seat, TableSize, Viewer, seen_by

__all__ = [
    "INSTRUCTOR", "PUBLIC", "Admits", "Ambiguous", "Axis", "Bar", "Block", "Bullets", "Debrief", "Dots", "Facts",
    "Field", "Figure", "Game", "Heading", "History", "Illegal", "Line", "Mark", "Move", "MoveSpec",
    "NotAMove", "Older", "Option", "Outcome", "Page", "Params", "Phase", "Pick", "Picture", "Plain", "Refused",
    "Renewed", "Role", "Rule", "Score", "Sealed", "Seat", "Shade", "Source", "Span", "Step", "Style", "Table",
    "TableSize", "Text", "Value", "Viewer", "Whole", "YesNo", "admits", "seen_by",
]  # fmt: skip

Style = Literal["theory", "naive"]
"""How a bot plays: as the model says, or as a beginner might."""


class Params(BaseModel):
    """Base of a game's parameters: bounded, typed, documented; they validate, fill the start form and write help.

    Scalars with a description may be changed by the instructor at the start; the rest comes from the scenario.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


P = TypeVar("P", bound=Params)
S = TypeVar("S")


class Game(Protocol[P, S]):
    """The rules of one game, pure. `P` are its parameters, `S` its state."""

    key: str
    """As in scenario files: "ratify-or-revert"."""
    version: int
    """Counts from 1; raised whenever stored parameters, a state or a journal would no longer mean the same."""
    title: str
    rules: str
    """The rules in at most sixty words and one example."""
    talk: str
    """Where people may talk and that bluffing is allowed: said on the lobby card."""
    Params: type[P]
    State: type[S]

    def size_for(self, params: P) -> TableSize:
        """Return how many people sit at one table with these parameters."""
        ...

    def seats(self, params: P, people: int) -> tuple[Seat, ...]:
        """Return all seats of a table for this many people, in the order they are filled; bots take the rest.

        With one person (practice) the first seat is theirs. Never fewer seats than people within `size`.
        """
        ...

    def deal(self, seats: tuple[Seat, ...], params: P, rng: Random) -> S:
        """Return the first state. `rng` is the session's: the same seat gets the same card at every table."""
        ...

    def phase(self, state: S) -> Phase:
        """Return what the table waits for; public. Called only while `outcome` is None."""
        ...

    def moves(self, state: S, seat: str) -> Sequence[MoveSpec]:
        """Return what this seat may do now, likeliest first; it may use only what this seat may know."""
        ...

    def apply(self, state: S, seat: str, move: Move, rng: Random) -> S:
        """Return the state after an open move; raise Illegal with a sentence. The move fits a spec of `moves`."""
        ...

    def default(self, state: S, seat: str) -> Move | None:
        """Return the sealed move that silence stands for at the close of this phase, if any."""
        ...

    def close(self, state: S, sealed: "dict[str, Sealed]", rng: Random) -> S:
        """Return the state after this phase; `sealed` holds all sealed moves by seat, in no order that matters."""
        ...

    def view(self, state: S, viewer: Viewer) -> tuple[Block, ...]:
        """Return what a seat, the public or the instructor may see now, built up from nothing."""
        ...

    def outcome(self, state: S) -> Outcome | None:
        """Return scores and result, or None while it runs."""
        ...

    def autoplay(self, state: S, seat: str, rng: Random, style: Style) -> Move | None:
        """Return what a bot on this seat does now (a legal move), or None to wait.

        It must come to rest: asked again and again with nobody else moving, it returns None after a few moves. Sealed
        moves are asked for once, when the phase closes. It uses only what its seat may know.
        """
        ...

    def redeal(self, state: S, observer: str, rng: Random) -> S:
        """Return a state that `observer` (a seat, or "" for the public) cannot tell from this one.

        Others' secrets are drawn anew; the public history and the observer's own card are kept. The leak test compares
        views.
        """
        ...

    def renew(self, old: Older) -> Renewed[P, S] | None:
        """Return what an older version has stored as this version's, so that a table goes on where it stands.

        None says that it cannot: the table is ended, politely, and counts for nothing. Asked only for versions below
        this one, so version 1 returns None.
        """
        ...

    def debrief(self, params: P, tables: "Sequence[History[S]]") -> Debrief:
        """Return the pages that lay ALL tables of the session beside the theory; works for one table too."""
        ...


class Admits(Protocol):
    """What a game with the whole class at one table offers besides: people who come late get a seat of their own."""

    def admit(self, state: Any, seat: Seat) -> Any:
        """Return the state with one more seat, which may act at once."""
        ...


def admits(game: object) -> TypeGuard[Admits]:
    """Tell whether a game offers that; asked at every phase, and a checkable protocol would take its time."""
    return callable(getattr(game, "admit", None))
