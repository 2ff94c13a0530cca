"""Who watches the service at work: for metrics and logs, which the core itself knows nothing about."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from core.command import Command
from core.rows import Row


class Observer(Protocol):
    """Is told what was done, after it was done. Must be quick; one that raises is logged, and changes nothing."""

    def answered(self, command: Command, refused: str, seconds: float) -> None:
        """Hear that a person was answered; `refused` is empty when what they asked for was done."""
        ...

    def stored(self, commands: Sequence[Command], changes: Mapping[type[Row], Sequence[Row]], seconds: float) -> None:
        """Hear that a batch was stored, with the rows that it put."""
        ...
