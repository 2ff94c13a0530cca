"""Phases: what a table waits for."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Who may act, until when, when it closes early, and what silence means. Everybody may see it."""

    key: str
    """Unique within one play of a game: "r1.talk", never just "talk" if it comes twice."""
    title: str
    prompt: str
    """One sentence: what to do now."""
    seconds: int
    """How long it lasts; the instructor's minutes scale it. 0: closes at once (nobody is waited for)."""
    actors: tuple[str, ...]
    """Seats that may move."""
    waits_for: tuple[str, ...]
    """Seats that must be done before the phase may close early; a subset of actors."""
    closes: Literal["ready", "sealed", "deadline"]
    """Early when all in `waits_for` have pressed Ready, or have sealed a move; or only at the deadline."""
    silence: str
    """One sentence: what happens for a seat that stays silent."""
