"""A laptop whose clock was a year ahead one evening: the class goes on when the clock is right again."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from core.clock import VirtualTicks
from core.requests.game import Advance
from core.rows import EVERY
from core.store.clock_repair import CLASS_TIMES, set_back, stored_mark
from core.store.engine import url_of
from tests.desk import MONDAY, TEACHER
from tests.hall import MINUTE, Lesson, crowd

pytestmark = pytest.mark.sqlite("a file is repaired while nothing has it open")

A_YEAR = timedelta(days=365)
NO_TIMES = {
    "Section": {"quiet_from", "quiet_to", "reviews", "fresh"},
    "Membership": {"extra"},
    "Session": {"version", "pace", "page"},
    "Table": {"number", "seq", "left", "waiting", "done"},
    "Snapshot": {"version", "seq"},
    "Chair": {"place"},
    "Entry": {"seq"},
    "Board": {"generation", "wanted", "shown", "claims", "tries"},
    "Letter": {"claims", "tries"},
    "Study": {"at_question", "reviews", "fresh"},
}
"""Whole numbers that are no class times."""


def right(lesson: Lesson) -> int:
    """Return what time it really is, in milliseconds."""
    return int((lesson.ticks.wall() - A_YEAR).timestamp() * 1000)


async def test_class_time_goes_back_with_all_that_lay_ahead_and_the_class_plays_to_the_end(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, crowd(6)) as lesson:
        await lesson.close()
        lesson.ticks = VirtualTicks(MONDAY + A_YEAR)
        await lesson.open()
        await lesson.deal(students=crowd(6))
        assert (await lesson.say(TEACHER, Advance())).ok
        await lesson.let_pass(MINUTE)
        (before,) = await lesson.tables()
        assert before.deadline is not None
        left = before.deadline - lesson.service.clock.now()
        await lesson.close()

        wall, url = right(lesson), url_of(lesson.path)
        moved = await set_back(url, wall)

        assert moved == pytest.approx(A_YEAR.total_seconds() * 1000, abs=2 * MINUTE)
        assert await stored_mark(url) == wall
        assert await set_back(url, wall) == 0, "there is nothing left to do"
        lesson.ticks = VirtualTicks(lesson.ticks.wall() - A_YEAR)
        await lesson.open()
        (after,) = await lesson.tables()
        assert after.deadline is not None
        assert after.deadline - lesson.service.clock.now() == pytest.approx(left, abs=MINUTE)
        await lesson.play()
        assert {table.status for table in await lesson.tables()} == {"over"}
        assert await lesson.all_replays_agree()


async def test_without_the_repair_the_deadline_would_be_a_year_away(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path) as lesson:
        await lesson.close()
        lesson.ticks = VirtualTicks(MONDAY + A_YEAR)
        await lesson.open()
        await lesson.lobby()
        await lesson.close()
        lesson.ticks = VirtualTicks(MONDAY)
        await lesson.open()
        assert lesson.service.clock.now() - right_now(lesson) > A_YEAR.total_seconds() * 1000 - MINUTE


def right_now(lesson: Lesson) -> int:
    return int(lesson.ticks.wall().timestamp() * 1000)


def test_every_whole_number_that_is_stored_is_known_to_be_a_class_time_or_not() -> None:
    for kind in EVERY:
        numbers = {part.name for part in fields(kind) if part.type in (int, int | None, "int", "int | None")}
        times = set(CLASS_TIMES.get(kind, ()))
        assert times | NO_TIMES.get(kind.__name__, set()) == numbers, kind.__name__
