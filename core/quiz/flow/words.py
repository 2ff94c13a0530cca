"""Numbers and times of the self-quiz as people say them."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil

_MONTH = 30  # days, near enough for "in about 4 months"


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 question", "12 questions"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def when(moment: datetime, now: datetime) -> str:
    """Return how far off a moment is on the calendar of `now`: "in 8 min", "later today", "tomorrow", "in 3 days"."""
    minutes = ceil((moment - now).total_seconds() / 60)
    if minutes <= 0:
        return "now"
    if minutes < 60:
        return f"in {minutes} min"
    days = (moment.astimezone(now.tzinfo).date() - now.date()).days
    if days < 2:
        return "tomorrow" if days else "later today"
    return f"in {days} days" if days < 2 * _MONTH else f"in about {round(days / _MONTH)} months"


def listed(words: Sequence[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def percent(share: float) -> str:
    """Return a share in 0..1 as "73 %"."""
    return f"{100 * share:.0f} %"
