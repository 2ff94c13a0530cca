"""When phases end: pace, quiet hours, and display of what is left. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.rows import Section

MINUTE = 60_000
_LONG = 60 * MINUTE  # quiet hours concern phases that people do not sit through


def length(seconds: int, pace: int) -> int:
    """Return a phase's length in milliseconds, at a pace in per cent of the game's own."""
    return seconds * 10 * pace


def deadline(now: int, wall: datetime, milliseconds: int, section: Section | None) -> int:
    """Return when a phase that opens now ends (class time); one that would end in quiet hours ends after them."""
    end = now + milliseconds
    if section is None or milliseconds < _LONG or section.quiet_from == section.quiet_to:
        return end
    local = (wall + timedelta(milliseconds=milliseconds)).astimezone(ZoneInfo(section.zone))
    minute = local.hour * 60 + local.minute
    quiet = (section.quiet_to - section.quiet_from) % 1440
    since = (minute - section.quiet_from) % 1440
    return end if since >= quiet else end + (quiet - since) * MINUTE


def duration(milliseconds: int) -> str:
    """Return a length in words: "40 s", "4 min", "3 h", "2 days"."""
    seconds = max(0, round(milliseconds / 1000))
    for unit, size, limit in (("s", 1, 90), ("min", 60, 90 * 60), ("h", 3600, 36 * 3600)):
        if seconds < limit:
            return f"{round(seconds / size)} {unit}"
    return f"{round(seconds / 86400)} days"
