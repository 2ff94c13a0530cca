"""What an older version of a game has stored, and what its new version makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

P = TypeVar("P")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Older:
    """Parameters and state as an older version wrote them: plain JSON values. There is no state before the deal."""

    version: int
    params: Mapping[str, Any]
    state: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Renewed(Generic[P, S]):
    """The same as this version writes it; a state for a state."""

    params: P
    state: S | None = None
