"""The installation that is looked at."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config import Config
from core.finding import Finding
from core.store.address import plain_file


@dataclass(frozen=True, slots=True)
class Place:
    """Its configuration, the file that it was read from (None: there is none), its database, and what time it is."""

    config: Config
    file: Path | None
    url: str
    wall: datetime

    @property
    def database(self) -> Path | None:
        """Return the database's file, None if it is no file."""
        return plain_file(self.url)

    @property
    def milliseconds(self) -> int:
        """Return the wall clock in milliseconds."""
        return int(self.wall.timestamp() * 1000)


Check = Callable[[Place], Awaitable[Sequence[Finding]]]
