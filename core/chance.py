"""Chance that is seeded when something is first drawn: most moves draw nothing, and seeding costs as much as a move."""

from functools import cached_property
from random import Random
from typing import Any, cast


def late(seed: str | int) -> Random:
    """Return `Random(seed)`, made when it is first used; it draws the same."""
    return cast("Random", _Late(seed))


class _Late:
    def __init__(self, seed: str | int) -> None:
        self._seed = seed

    @cached_property
    def _rng(self) -> Random:
        return Random(self._seed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rng, name)
