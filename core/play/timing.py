"""When phases end: pace, quiet hours, clocks that stop and go on, and lengths in words. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.rows import Section, Table

MINUTE = 60_000
_DAY = 1_440 * MINUTE
_WORTH_IT = 30_000  # a reminder that leaves less than this to act in is not sent
_LONG = 60 * MINUTE  # quiet hours concern phases that people do not sit through
_UNITS = (("day", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_EXACT = 10  # a length of this many units needs no smaller unit beside it


def length(seconds: int, pace: int) -> int:
    """Return a phase's length in milliseconds, at a pace in per cent of the game's own."""
    return seconds * 10 * pace


def deadline(now: int, wall: datetime, milliseconds: int, section: Section | None) -> int:
    """Return when a phase that opens now ends (class time); one that would end in quiet hours ends after them."""
    end = now + milliseconds
    if section is None or milliseconds < _LONG or section.quiet_from == section.quiet_to:
        return end
    return end + quiet_for(wall + timedelta(milliseconds=milliseconds), section)


def quiet_for(wall: datetime, section: Section) -> int:
    """Return for how many more milliseconds a section's quiet hours last at this moment; 0 outside of them."""
    local = wall.astimezone(ZoneInfo(section.zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    quiet = (section.quiet_to - section.quiet_from) * MINUTE % _DAY
    since = ((local - midnight) // timedelta(milliseconds=1) - section.quiet_from * MINUTE) % _DAY
    return max(0, quiet - since)


def reminded(table: Table) -> Table:
    """Return the table with the moment at which those who hold it up are reminded: when a third of the time is left.

    Nobody is reminded of a phase so short that less than half a minute would be left then.
    """
    left = 0 if table.deadline is None else (table.deadline - table.opened) // 3
    return replace(table, nudge=table.deadline - left if table.deadline is not None and left >= _WORTH_IT else None)


def stopped(table: Table, now: int) -> Table:
    """Return the table with its clock stopped: `left` keeps the time left, `opened` minus the time it was open."""
    if table.deadline is None:
        return table
    left = max(1, table.deadline - now)
    return replace(table, deadline=None, left=left, opened=table.opened - now, nudge=None)


def going_on(table: Table, now: int) -> Table:
    """Return the table with its clock running on, as if the time it stood still had not passed."""
    if table.left is None:
        return table
    return reminded(replace(table, deadline=now + table.left, left=None, opened=table.opened + now))


def longer(table: Table, more: int) -> Table:
    """Return the table with `more` milliseconds for everybody, whether its clock runs or stands still."""
    if table.deadline is not None:
        return reminded(replace(table, deadline=table.deadline + more, late=False))
    return table if table.left is None else replace(table, left=table.left + more, late=False)


def duration(milliseconds: int) -> str:
    """Return a length in words, in at most two units: "40 s", "1 min 30 s", "12 min", "1 day 6 h", "3 days"."""
    seconds = max(0, round(milliseconds / 1000))
    place = next((n for n, (_, size) in enumerate(_UNITS) if seconds >= size), len(_UNITS) - 1)
    unit, size = _UNITS[place]
    if place == len(_UNITS) - 1:
        return _counted(seconds, unit)
    below, small = _UNITS[place + 1]
    if seconds // size >= _EXACT:
        return _counted(round(seconds / size), unit)
    whole, rest = divmod(round(seconds / small) * small, size)
    return _counted(whole, unit) + (f" {_counted(rest // small, below)}" if rest else "")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}s" if unit == "day" and number != 1 else f"{number} {unit}"
