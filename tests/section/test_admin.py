"""The doctor in the chat: what it says when all is well, and when a clock or a board is not."""

from dataclasses import replace
from pathlib import Path

from core.command import Who
from core.requests.admin import Diagnose
from core.rows import Board, Mark
from tests.desk import TEACHER, text
from tests.hall import Lesson

DEAN = Who("discord", "guild-1", "dean", "The Dean", may_teach=True, may_administer=True)
DAY = 86_400_000


async def test_all_is_well(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path) as lesson:
        told = text(await lesson.say(DEAN, Diagnose()))
        assert "✘" not in told
        assert "It belongs to POL 210." in told
        assert "Who is here" not in text(await lesson.say(TEACHER, Diagnose()))
        elsewhere = text(await lesson.say(DEAN, Diagnose(), channel="elsewhere"))
        assert "No section yet." in elsewhere
        assert "sections of this server: 1." in elsewhere


async def test_a_clock_that_was_once_set_wrong_is_told_with_the_way_to_mend_it(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path) as lesson:
        (mark,) = await lesson.rows(Mark, id="clock")
        await lesson.change(mark, time=mark.time + 400 * DAY)
        await lesson.restart(1_000)
        told = text(await lesson.say(DEAN, Diagnose()))
        assert "✘ Clock" in told
        assert "400 days ahead" in told
        assert "entente doctor --repair" in told


async def test_boards_that_nobody_will_mend_by_waiting_are_told_once_with_what_to_do(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path) as lesson:
        await lesson.lobby()
        (board,) = await lesson.rows(Board)
        trouble = "I may not write in the class's channel. Allow my role: Send Messages."
        await lesson.change(board, due=None, held=False, trouble=trouble)
        stuck = replace(board, due=None, trouble=trouble, id=f"{board.id}:again")
        await lesson.change(stuck)
        told = text(await lesson.say(DEAN, Diagnose()))
        assert "✘ Boards" in told
        assert "2 not up to date." in told
        assert told.count(trouble) == 1
        rival = replace(DEAN, place="guild-2")
        assert trouble not in text(await lesson.say(rival, Diagnose(), channel="theirs"))
