"""The shape of one run, drawn from its seed: who comes, what they are given to, and what goes wrong.

Every seed leaves most things out, at random. A class in which nobody ever leaves finds faults that one with all kinds
of trouble at once would hide, and the other way round.
"""

from dataclasses import dataclass
from random import Random

_SCENARIOS = ("ratify-or-revert", "treaty-table", "logistics-pact-2020", "prespa-2018", "quiz")
_HABITS = ("leave", "stale", "practice", "quiz", "notes", "drafts", "standing", "fidget", "looks", "undo", "punctual")
_ORDERS = ("pause", "extend", "advance", "end", "substitute", "time", "staff", "pages", "settings", "punctual")
_TROUBLES = ("locked", "full", "readonly", "io", "unsure", "reads")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a run is made of. Chances are per message, lengths in seconds of virtual time."""

    seed: int
    classes: tuple[int, ...]
    """Students of each section."""
    workspaces: int
    sessions: int
    """Games that each section begins."""
    scenarios: tuple[str, ...]
    habits: frozenset[str]
    """What students do besides playing."""
    orders: frozenset[str]
    """What instructors do besides beginning a game."""
    haste: float
    """Mean seconds between two things that a person does."""
    late: float
    """Until when the last students come."""
    lost: float
    unheard: float
    """Chance that an answer is lost."""
    twice: float
    delay: float
    """Longest time that a message takes."""
    poison: float
    """Chance that a delivery holds what the database refuses."""
    crash: int
    """Mean number of callbacks between two crashes; 0: none."""
    stop: float
    """Chance that a process is stopped in good order instead."""
    down: float
    """Longest time that nobody serves."""
    jump: float
    """Furthest that the wall clock is set, either way."""
    troubles: tuple[str, ...]
    slow: float
    """Chance that a call of the database takes its time."""

    outgoing: bool
    """Whether boards and letters go to a chat."""
    chat_fails: float
    """Chance that what is sent to the chat is lost, and as often that its answer is."""

    @property
    def peaceful(self) -> bool:
        """Whether nothing can hide from a process how something ended that it has sent."""
        return not (self.crash or self.troubles or self.chat_fails)

    @classmethod
    def of(cls, seed: int) -> "Shape":
        """Draw the shape of a seed."""
        rng = Random(f"shape:{seed}")
        many = rng.choice((1, 1, 1, 1, 2))
        return cls(
            seed=seed,
            classes=tuple(
                rng.choice((2, 2, 2, 3, 3, 4, 6, 6, 14)) if many == 1 else rng.randint(2, 3) for _ in range(many)
            ),
            workspaces=rng.choice((1, 2)) if many > 1 else 1,
            sessions=rng.choice((1, 1, 1, 1, 2)) if many == 1 else 1,
            scenarios=_some(rng, _SCENARIOS, 0.5) or ("ratify-or-revert",),
            habits=frozenset(_some(rng, _HABITS, 0.4)),
            orders=frozenset(_some(rng, _ORDERS, 0.4)),
            haste=rng.choice((1.5, 3.0, 6.0)),
            late=rng.choice((0.0, 5.0, 30.0)),
            lost=rng.choice((0.0, 0.05, 0.2)),
            unheard=rng.choice((0.0, 0.05, 0.2)),
            twice=rng.choice((0.0, 0.1, 0.4)),
            delay=rng.choice((0.0, 0.05, 1.0)),
            poison=rng.choice((0.0, 0.0, 0.03)),
            crash=rng.choice((0, 1_200, 4_000)),
            stop=rng.choice((0.0, 0.3)),
            down=rng.choice((0.0, 2.0, 15.0)),
            jump=rng.choice((0.0, 60.0, 3_600.0, 200_000.0)),
            troubles=_some(rng, _TROUBLES, 0.3) if rng.random() < 0.5 else (),
            outgoing=rng.random() < 0.6,
            chat_fails=rng.choice((0.0, 0.05, 0.35)),
            slow=rng.choice((0.0, 0.02, 0.3)),
        )


def _some(rng: Random, all_of: tuple[str, ...], chance: float) -> tuple[str, ...]:
    return tuple(one for one in all_of if rng.random() < chance)
