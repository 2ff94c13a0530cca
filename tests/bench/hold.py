"""How long the event loop is held at the longest, while it does what takes longest: never above 250 ms.

A task that ticks every two milliseconds notes how late it comes, while

- hundreds of hostile strings, and some of ten million characters, are sent into every text field of every request,
  128 at once;
- a school of 1,200 joins, is dealt, has every phase closed at all tables at once, and looks at panel and board;
- its debrief is made, and every picture of it drawn, on a thread of its own;
- 5,000 people join one live quiz and answer at the same instant, the last answer closes the question; then all press
  Ready at the same instant, and the last of them ends the quiz.

`held` is by the wall clock, what the loop itself felt, and grows when other programs take the processor; `computed` is
what the loop's own thread computed between two ticks. Both are judged.
"""

import asyncio
import gc
import sys
import tempfile
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import TypeVar

from core.blocks import pictures, plain
from core.figures import Gallery
from core.kit.figure import Figure
from core.play.boards import session_board
from core.replies import Reply
from core.requests.game import JoinGame, Ready, ShowDebrief, ShowPanel
from core.requests.quiz import StartQuiz
from core.rows import Session
from core.service import Service
from tests.bench.answers import answer
from tests.bench.classroom import Classroom, opened, talks
from tests.bench.target import Target, at_most
from tests.bench.watch import Longest, watched
from tests.hostile.attack import attack, tries
from tests.hostile.places import places
from tests.hostile.scene import begin
from tests.hostile.strings import giants, strings

T = TypeVar("T")

MOST = 250
"""Milliseconds."""
SCHOOL, QUIZ = 1_200, 5_000
EVERY = 12
"""Each place gets one hostile string in this many; together the places get all of them many times."""
SCENARIOS = ("ratify-or-revert", "treaty-table")
_MOST_PHASES = 40


class Diary:
    """What was done, and the longest hold while it was, by the name of what was done."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Longest]] = {}

    async def note(self, what: str, doing: Awaitable[T]) -> T:
        """Do something, note the longest hold meanwhile, and return what it returns."""
        gc.collect()
        async with watched() as longest:
            done = await doing
        self.rows.setdefault(what, []).append(longest)
        return done


async def _hostile(folder: Path, diary: Diary) -> None:
    scene = await begin(folder)
    async with scene.lesson:
        await diary.note("hostile strings", attack(scene, tries(scene, places(), strings(), EVERY)))
        for giant in giants():
            await diary.note("ten million characters", attack(scene, tries(scene, places(), (giant,))))


async def _school(folder: Path, diary: Diary, scenario: str) -> None:
    async with await opened(folder / f"{scenario}.sqlite") as service:
        room = Classroom(service)
        students = await diary.note(f"{SCHOOL:,} join a section", room.enrol(SCHOOL))
        await room.ask(room.teacher, talks(scenario))
        await diary.note(f"{SCHOOL:,} join a lobby", room.together((who, JoinGame()) for who in students))
        await diary.note(f"{scenario} is dealt", room.go_on())
        session = (await room.rows(Session, workspace=room.teacher.workspace))[-1].id
        await diary.note("the panel", room.ask(room.teacher, ShowPanel(session)))
        await _play_on(room, service, session, diary, scenario)
        await _debrief(room, folder, session, diary, scenario)


async def _play_on(room: Classroom, service: Service, session: str, diary: Diary, scenario: str) -> None:
    for _ in range(_MOST_PHASES):
        (now,) = await room.rows(Session, id=session)
        if now.status == "over":
            return
        await diary.note("the board", service.ask(lambda world, ledger: session_board(world, ledger, session)))
        await diary.note(f"{scenario}: a phase closes at all tables", room.go_on())
    raise RuntimeError(f"{scenario} does not come to an end.")


async def _debrief(room: Classroom, folder: Path, session: str, diary: Diary, scenario: str) -> None:
    first = await diary.note(f"{scenario}: the debrief", _page(room, session, 1))
    shown = [first, *[await _page(room, session, number) for number in range(2, _pages(first) + 1)]]
    figures = [figure for page in shown for figure in pictures(page.blocks)]
    await diary.note(f"{scenario}: {len(figures)} pictures are drawn", _drawn(folder / "pictures", figures))


def _pages(shown: Reply) -> int:
    """Return how many pages there are, as the first says: "Debrief 1 of 5: ..."."""
    told = plain(shown.blocks)
    return int(told[told.index(" of ") + len(" of ") :].partition(":")[0])


async def _page(room: Classroom, session: str, number: int) -> Reply:
    return await room.ask(room.teacher, ShowDebrief(number, session))


async def _drawn(folder: Path, figures: Sequence[Figure]) -> None:
    gallery = Gallery(folder)
    await asyncio.gather(*(gallery.path(figure) for figure in figures))
    gallery.close()


async def _quiz(folder: Path, diary: Diary) -> None:
    async with await opened(folder / "quiz.sqlite") as service:
        room = Classroom(service)
        students = await room.enrol(QUIZ)
        await room.ask(room.teacher, StartQuiz(seconds=240, questions=1, lobby=3_600))
        await diary.note(f"{QUIZ:,} join a quiz", room.together((who, JoinGame()) for who in students))
        await diary.note("the quiz is dealt", room.go_on())
        seated = await room.seated(students)
        answers = ((player.who, answer(player, number)) for number, player in enumerate(seated))
        await diary.note(f"{QUIZ:,} answer at once, the question closes", room.together(answers))
        readies = ((player.who, Ready(player.table)) for player in seated)
        await diary.note(f"{QUIZ:,} press Ready at once, the quiz ends", room.together(readies))


async def _all(folder: Path) -> Diary:
    diary = Diary()
    await _hostile(folder, diary)
    for scenario in SCENARIOS:
        await _school(folder, diary, scenario)
    await _quiz(folder, diary)
    return diary


def measure() -> Diary:
    """Do all that takes long, and return the holds."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_all(Path(folder)))


def main() -> Sequence[Target]:
    """Print the rows as a table; return the targets."""
    line = "{:<56} {:>6} {:>9} {:>12}\n"
    sys.stdout.write(line.format("what was done", "times", "held ms", "computed ms"))
    rows = measure().rows
    for what, holds in rows.items():
        held, busy = max(one.held for one in holds), max(one.busy for one in holds)
        sys.stdout.write(line.format(what, len(holds), f"{held:.0f}", f"{busy:.0f}"))
    every = [one for holds in rows.values() for one in holds]
    return (
        at_most(MOST, "ms for which the loop was held at the longest", max(one.held for one in every)),
        at_most(MOST, "ms for which its own thread computed at the longest", max(one.busy for one in every)),
    )
