"""A game with a defect: its tables stand still until it is mended or they are ended, and nobody else waits for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core import striker
from core.play import strikes
from core.play.hall import Hall
from core.requests.game import Advance, End, Extend
from core.striker import Striker, look
from tests.desk import TEACHER
from tests.hall import MINUTE, SECOND, Lesson, crowd

CLASS = crowd(8)
BROKEN, HEALTHY = (1, 2), (3, 4)
_QUARTERS_A_MINUTE = 240


@contextmanager
def broken() -> Iterator[set[tuple[int, int]]]:
    """While this is entered two tables cannot be struck; yield the table and the time (ms) of each attempt."""
    attempts: set[tuple[int, int]] = set()
    real = strikes._strike_table

    def strike(hall: Hall) -> None:
        if hall.table.number in BROKEN:
            attempts.add((hall.table.number, hall.ctx.now))
            raise ZeroDivisionError
        real(hall)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strikes, "_strike_table", strike)
        yield attempts


async def phases(lesson: Lesson) -> list[str]:
    return [table.phase for table in await lesson.tables()]


async def begun(folder: Path) -> Lesson:
    """Return a lesson of four tables, the first two of which have the earliest deadlines."""
    lesson = await Lesson.begin(folder, CLASS)
    await lesson.deal("treaty-table", CLASS)
    await lesson.say(TEACHER, Advance())
    for number in HEALTHY:
        await lesson.say(TEACHER, Extend(number=number))
    return lesson


async def test_broken_tables_hold_up_no_other_deadline_and_are_tried_less_and_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(striker, "_ASKED_AT_ONCE", len(BROKEN))
    async with await begun(tmp_path) as lesson:
        clock, before = Striker(lesson.service), await phases(lesson)
        lesson.ticks.advance(max(table.deadline or 0 for table in await lesson.tables()) - lesson.service.clock.now())
        with broken() as attempts:
            for _ in range(_QUARTERS_A_MINUTE):
                await look(clock, tidied=0)
                lesson.ticks.advance(250)
            stuck = await phases(lesson)
        first = min(at for _, at in attempts)
        seconds = sorted(((at - first) / SECOND, number) for number, at in attempts)
        assert seconds == [(after, number) for after in (0, 1, 3, 7, 15, 31) for number in BROKEN]
        assert stuck[:2] == before[:2]
        assert [a != b for a, b in zip(stuck[2:], before[2:], strict=True)] == [True, True]
        lesson.ticks.advance(MINUTE)
        await look(clock, tidied=0)
        assert (await phases(lesson))[:2] != before[:2], "once the game is mended its tables go on by themselves"


async def test_the_instructor_ends_a_broken_table_and_it_is_tried_no_more(tmp_path: Path) -> None:
    async with await begun(tmp_path) as lesson:
        clock, tables = Striker(lesson.service), await lesson.tables()
        lesson.ticks.advance(min(table.deadline or 0 for table in tables) - lesson.service.clock.now())
        with broken() as attempts:
            await clock.strike_due()
            assert sorted(number for number, _ in attempts) == [1, 2]
            assert (await lesson.say(TEACHER, End(number=1))).ok
            lesson.ticks.advance(MINUTE)
            await clock.strike_due()
        assert sorted(number for number, _ in attempts) == [1, 2, 2]
        assert (await lesson.tables())[0].status == "void"
