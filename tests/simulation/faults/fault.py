"""What a planted fault is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

Planting = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Fault:
    """While what `plant` returns is entered, the program has the fault that its docstring tells."""

    plant: Planting
    seed: int = 1
    """The seed to try first: it once found the fault. Any other may find it, too, and is tried after it."""

    @property
    def name(self) -> str:
        """What the fault is called on the command line."""
        return self.plant.__name__
