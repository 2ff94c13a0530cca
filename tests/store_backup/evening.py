"""A class in the middle of its talks, and what a file says about it to somebody who opens it afresh."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from core.command import Command, Who
from core.play.replay import retell
from core.requests.game import Act, Advance
from core.rows import Chair, Table
from core.store.engine import url_of
from core.store.store import Store
from tests.desk import TEACHER
from tests.hall import Lesson, crowd, everything_to_play

STUDENTS = crowd(6)


@asynccontextmanager
async def talks(folder: Path) -> AsyncIterator[tuple[Lesson, Who]]:
    """Give a table whose talks have begun, and a voter at it."""
    _make(folder)
    async with await Lesson.begin(folder, STUDENTS) as lesson:
        await lesson.deal(students=STUDENTS)
        assert (await lesson.say(TEACHER, Advance())).ok
        yield lesson, (await lesson_voters(lesson))[0]


async def lesson_voters(lesson: Lesson) -> list[Who]:
    """Return the people at the table who vote."""
    (table,) = await lesson.tables()
    seats = await lesson.seats()
    chairs = await lesson.rows(Chair, table=table.id)
    return [seats[chair.key] for chair in chairs if chair.role == "voter" and chair.key in seats]


def red_line(lesson: Lesson, voter: Who, number: int) -> Command:
    """Return a voter's next word at the table: one journal line and one snapshot."""
    return lesson.command(voter, Act(move="red_line", values={"least": str(20 + number % 50)}))


def _make(folder: Path) -> None:
    folder.mkdir(exist_ok=True)


@dataclass(frozen=True)
class Found:
    """What a file holds: the deliveries answered, its journal's length, and whether all of it fits together."""

    answered: frozenset[str]
    lines: int
    whole: bool
    replays: bool


async def look_into(path: Path) -> Found:
    """Open a file as the program would and look at everything in it."""
    with closing(sqlite3.connect(path)) as connection:
        answered = frozenset(row[0].rpartition(":")[2] for row in connection.execute("SELECT id FROM once"))
        (lines,) = connection.execute("SELECT count(*) FROM journal").fetchone()
        whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = [row[0] for row in connection.execute("SELECT id FROM tables")]
    store = Store(url_of(path), everything_to_play())
    try:
        told = [await retell(store, everything_to_play(), table) for table in tables]
        stored = await store.view(lambda ledger: ledger.find(Table, workspace=TEACHER.workspace))
    finally:
        await store.close()
    gapless = lines == sum(table.seq for table in stored)
    return Found(answered, lines, whole and gapless, bool(told) and all(one.agrees for one in told))
