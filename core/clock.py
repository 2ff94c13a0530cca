"""Class time: what deadlines are measured in.

Class time is a persisted mark plus the monotonic time elapsed since; after a restart it goes on from the later of the
mark and the wall clock. So a wall clock set back cannot postpone a deadline for ever, and one set forward cannot
close a phase early. The wall clock serves display and spaced repetition only.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Ticks(Protocol):
    """Where time comes from; virtual in tests and in the demo."""

    def monotonic(self) -> int:
        """Return milliseconds that never run backwards."""
        ...

    def wall(self) -> datetime:
        """Return the wall clock in UTC."""
        ...


class SystemTicks:
    """The machine's clocks."""

    def monotonic(self) -> int:
        """Return the machine's monotonic clock in milliseconds."""
        return time.monotonic_ns() // 1_000_000

    def wall(self) -> datetime:
        """Return the machine's wall clock."""
        return datetime.now(UTC)


class VirtualTicks:
    """Time that passes only when told to."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._passed = 0

    def monotonic(self) -> int:
        """Return the milliseconds passed so far."""
        return self._passed

    def wall(self) -> datetime:
        """Return the start plus what has passed."""
        return self._start + timedelta(milliseconds=self._passed)

    def advance(self, milliseconds: int) -> None:
        """Let time pass."""
        self._passed += milliseconds


class ClassClock:
    """Class time in whole milliseconds."""

    def __init__(self, ticks: Ticks, mark: int) -> None:
        wall = int(ticks.wall().timestamp() * 1000)
        self._ticks = ticks
        self._base = max(mark, wall) - ticks.monotonic()

    def now(self) -> int:
        """Return class time: never before the stored mark, never running backwards."""
        return self._base + self._ticks.monotonic()

    def wall(self) -> datetime:
        """Return the wall clock in UTC, for display and spaced repetition."""
        return self._ticks.wall()
