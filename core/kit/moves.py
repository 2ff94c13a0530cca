"""Moves: named, typed, validated inputs of a seat. Buttons and forms are made from their specs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.kit.fields import Field, Value
from core.kit.refusals import NotAMove

Source = Literal["person", "bot", "standing", "silence"]
"""Who supplied a sealed move: the seat's person, its bot, a standing instruction, or the rule for silence."""


@dataclass(frozen=True, slots=True)
class Move:
    """A move as it is stored: its name and its values by field name."""

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A move that stayed hidden until its phase closed, and who supplied it."""

    move: Move
    source: Source = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSpec:
    """A move that a seat may make now.

    `sealed` moves are kept out of the state until the phase closes and may be changed till then.
    `binds` is the question asked before a move that cannot be taken back; empty when it can.
    `initial` fills the form with the seat's current or proposed values.
    """

    name: str
    label: str
    help: str = ""
    fields: tuple[Field, ...] = ()
    sealed: bool = False
    binds: str = ""
    initial: Mapping[str, Value] = field(default_factory=dict)

    def parse(self, raw: Mapping[str, object]) -> Move:
        """Return the move that raw values stand for, or raise NotAMove naming what is missing or wrong."""
        names = {f.name for f in self.fields}
        if unknown := sorted(set(raw) - names):
            raise NotAMove(f"{self.label} has no value called {unknown[0][:40]}. It takes: {self._takes()}.")
        missing = [f.label for f in self.fields if f.name not in raw and not f.optional]
        if missing:
            raise NotAMove(f"{self.label} still needs: {', '.join(missing)}.")
        return Move(self.name, {f.name: f.parse(raw[f.name]) for f in self.fields if f.name in raw})

    def show(self, move: Move) -> str:
        """Return the move in words, values included."""
        parts = [f"{f.label}: {f.show(move.values[f.name])}" for f in self.fields if f.name in move.values]
        return f"{self.label} ({'; '.join(parts)})" if parts else self.label

    def _takes(self) -> str:
        return ", ".join(f.name for f in self.fields) or "no values"
