"""Practice: alone, in private, at any time; it counts for nothing."""

from pathlib import Path

from core.command import Who
from core.requests.game import (
    Act,
    JoinGame,
    LeaveGame,
    OpenDesk,
    Practice,
    Ready,
    ShowDebrief,
    ShowPanel,
    ShowStatus,
)
from core.requests.section import ShowBoard
from core.rows import Place, Score, Session, Table
from tests.desk import TEACHER, presses, text
from tests.hall import Lesson, crowd

ANA, BO, CY = CLASS = crowd(3)


async def practice_tables(lesson: Lesson) -> list[Table]:
    sessions = {s.id for s in await lesson.rows(Session) if s.kind == "practice"}
    return [table for table in await lesson.rows(Table) if table.session in sessions]


async def play_alone(lesson: Lesson, who: Who, table: str) -> None:
    """Press Ready where one can, and let the deadlines pass, until it is over."""
    for _ in range(40):
        (row,) = await lesson.rows(Table, id=table)
        if row.status != "running":
            return
        await lesson.say(who, Ready(table=table))
        (row,) = await lesson.rows(Table, id=table)
        if row.status == "running":
            await lesson.to_the_next_deadline()


async def test_practice_is_played_to_the_end_debriefed_and_counts_for_nothing(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        begun = await lesson.say(ANA, Practice())
        assert "Nobody sees it and it counts for nothing." in text(begun)
        assert "The Sound of Vell, Practice: you are Xandria's negotiator" in text(begun)
        (table,) = await practice_tables(lesson)
        await play_alone(lesson, ANA, table.id)
        card = await lesson.say(ANA, OpenDesk(table.id))
        assert "practice counts for nothing" in text(card)
        page = await lesson.say(ANA, presses(card)["Debrief"].request)
        assert "Debrief 1 of" in text(page)
        assert "On" in presses(page), "one's own practice is debriefed at once, all pages"
        assert not any(score.counts for score in await lesson.rows(Score))
        assert "ana" not in text(await lesson.say(BO, ShowBoard(scope="participation"))).casefold()
        assert await lesson.all_replays_agree()


async def test_nobody_else_gets_into_a_practice_or_sees_it(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.say(ANA, Practice())
        (table,) = await practice_tables(lesson)
        before = lesson.dump()
        for who in (BO, TEACHER):
            for ask in (
                JoinGame(table.session), ShowDebrief(session=table.session), OpenDesk(table.id),
                ShowStatus(table.id), Act(move="offer", table=table.id), LeaveGame(table.id),
            ):  # fmt: skip
                reply = await lesson.say(who, ask)
                assert "Practice" not in text(reply)
                assert reply.refused or "no seat" in text(reply), text(reply)
        assert (await lesson.say(TEACHER, ShowPanel(table.session))).refused == "not_allowed"
        assert lesson.dump() == before


async def test_a_second_practice_gives_up_the_first(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.say(ANA, Practice())
        second = await lesson.say(ANA, Practice(scenario="treaty-table"))
        assert "Your earlier practice is given up." in text(second)
        first, now = sorted(await practice_tables(lesson), key=lambda table: table.id)
        assert (first.status, now.status) == ("void", "running")
        assert len(await lesson.rows(Place, live=True)) == 1
        gone = await lesson.say(ANA, OpenDesk(first.id))
        assert "You gave up this practice" in text(gone)
        left = await lesson.say(ANA, LeaveGame())
        assert "You gave up your practice." in text(left)
        assert await lesson.service.store.next_deadline() is None
        assert (await lesson.say(ANA, Practice(scenario="treaty-tabel"))).refused == "not_a_move"


async def test_practice_beside_the_class_keeps_the_class_table_first(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.say(ANA, Practice())
        await lesson.deal(students=CLASS)
        (mine,) = await practice_tables(lesson)
        assert "Table 1" in text(await lesson.say(ANA, OpenDesk()))
        assert "Practice: you are" in text(await lesson.say(ANA, OpenDesk(mine.id)))
        begun = await lesson.say(BO, Practice())
        assert "Practice: you are" in text(begun)
        assert "Table 1" in text(await lesson.say(BO, ShowStatus()))
        await lesson.play()
        (session,) = [s for s in await lesson.rows(Session) if s.kind == "game"]
        assert session.status == "over"
        assert {s.kind for s in await lesson.rows(Session) if s.status == "running"} <= {"practice"}
