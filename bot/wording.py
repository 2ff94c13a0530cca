"""Times and counts as people say them; shared by every adapter."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


@dataclass(frozen=True, slots=True)
class Moment:
    """A reader's now: class time in milliseconds, and the same instant on their clock."""

    now: int
    wall: datetime

    def at(self, class_time: int) -> datetime:
        """Return what the reader's clock shows at a class time."""
        return self.wall + timedelta(milliseconds=class_time - self.now)

    def until(self, class_time: int) -> str:
        """Return "4 min left (10:42)"; "now" when it has come."""
        seconds = -(-(class_time - self.now) // 1000)
        if seconds <= 0:
            return "now"
        return f"{duration(seconds)} left ({self.at(class_time):{_clock(seconds)}})"


def duration(seconds: int) -> str:
    """Return a length of time in at most two units: "45 s", "4 min", "2 h 5 min", "3 days"."""
    if seconds < 90:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{round(seconds / _MINUTE)} min"
    if seconds < 2 * _DAY:
        hours, rest = divmod(round(seconds / _MINUTE), 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{round(seconds / _DAY)} days"


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 student", "12 students"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Return "Ana", "Ana and Bo", "Ana, Bo and Cy"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _clock(seconds: int) -> str:
    return "%H:%M" if seconds < _DAY // 2 else "%a %H:%M"
