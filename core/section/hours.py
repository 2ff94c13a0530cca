"""What an instructor types about time: quiet hours, a time zone, a date."""

import re
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from core.kit.refusals import NotAMove

OFF = frozenset({"off", "none", "no", "never"})
_DAY = 24 * 60
_HOURS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?", re.ASCII)


def quiet_hours(text: str) -> tuple[int, int]:
    """Return minutes after midnight from and to; (0, 0) for "off". They may pass midnight: "22:00-07:00".

    Raises NotAMove when the text is no pair of hours, or both are the same.
    """
    if text.casefold() in OFF:
        return 0, 0
    found = _HOURS.fullmatch(text.casefold())
    if found is None:
        raise NotAMove("Quiet hours look like 22:00-07:00, on a clock of 24 hours. Or write: off.")
    start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    if start == end:
        raise NotAMove("Quiet hours that begin and end at the same time would be none. Write off for none.")
    return start, end


def hours_in_words(start: int, end: int) -> str:
    """Return quiet hours as they are typed: "22:00-07:00", or "off"."""
    return "off" if start == end else f"{_clock(start)}-{_clock(end)}"


def time_zone(text: str) -> str:
    """Return the IANA name of a time zone, whatever its letters' case; a city alone will do when only one is so called.

    Raises NotAMove with the nearest names.
    """
    wanted = text.casefold().replace(" ", "_")
    known = _zones()
    if wanted in known:
        return known[wanted]
    cities = {name for folded, name in known.items() if _city(folded) == wanted}
    if len(cities) == 1:
        return cities.pop()
    by_city = {name: _city(folded) for folded, name in known.items()}
    near = tuple(
        name for _, _, name in process.extract(_city(wanted), by_city, scorer=fuzz.ratio, limit=3, score_cutoff=70)
    )
    raise NotAMove(f'There is no time zone called "{text}". One looks like Europe/Athens.', suggestions=near)


def zones() -> tuple[str, ...]:
    """Return the names of all time zones."""
    return tuple(_zones().values())


def exam_date(text: str, today: date) -> date | None:
    """Return a day from today on, written 2026-12-15; None for "off". Raises NotAMove."""
    if text.casefold() in OFF:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotAMove("The exam date looks like 2026-12-15: year, month, day. Or write: off.") from None
    if day < today:
        raise NotAMove(f"{day.isoformat()} has passed. Write a day from today on, or off.")
    return day


def day_in_words(day: date) -> str:
    """Return "15 December 2026"."""
    return f"{day.day} {day:%B %Y}"


def _minutes(hours: str, minutes: str | None) -> int:
    whole = 60 * int(hours) + int(minutes or 0)
    if whole > _DAY or int(minutes or 0) > 59:
        raise NotAMove("Quiet hours go from 00:00 to 24:00, such as 22:00-07:00.")
    return whole % _DAY


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _city(zone: str) -> str:
    return zone.rsplit("/", maxsplit=1)[-1]


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(available_timezones())}
