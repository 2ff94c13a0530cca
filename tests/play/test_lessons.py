"""Whole lessons, from /class create to the debrief, through the one door."""

from pathlib import Path

import pytest

from core.blocks import plain
from core.command import Who
from core.game import PUBLIC, seen_by
from core.requests.game import (
    Act,
    Advance,
    JoinGame,
    LeaveGame,
    OpenDesk,
    ShowDebrief,
    ShowDesk,
    ShowPanel,
    ShowStatus,
    TurnPage,
)
from core.requests.quiz import StartQuiz
from core.rows import Chair, Place, Score, SealedMove, Session, Signup
from tests.desk import TEACHER, presses, text
from tests.hall import SECOND, Lesson, crowd, everything_to_play


@pytest.mark.parametrize(("count", "tables"), [(7, 1), (12, 2), (30, 5)])
async def test_a_class_plays_ratify_or_revert_from_the_lobby_to_the_debrief(
    tmp_path: Path, count: int, tables: int
) -> None:
    students = crowd(count)
    async with await Lesson.begin(tmp_path, students) as lesson:
        session = await lesson.lobby(students=students)
        board = await lesson.board(session)
        assert f"In the lobby: {count}" in text(board)
        assert "All tables hold the same cards" in text(board)
        assert f"In the lobby ({count})" in text(await lesson.say(TEACHER, ShowPanel()))
        await lesson.say(TEACHER, presses(await lesson.say(TEACHER, ShowPanel()))["Begin now"].request)
        assert await lesson.rows(Signup) == ()
        await everybody_sees_their_own_desk_alone(lesson)
        await lesson.play()
        assert [table.status for table in await lesson.tables()] == ["over"] * tables
        await the_results_are_in(lesson, students, tables)
        await the_debrief_is_turned_page_by_page(lesson, students[0])
        assert await lesson.all_replays_agree()


async def everybody_sees_their_own_desk_alone(lesson: Lesson) -> None:
    """Each desk holds what its seat may see; no line of another seat's view that is neither public nor its own."""
    for table in await lesson.tables():
        hall = await lesson.hall(table.id)
        state = hall.position.state
        seats = await lesson.seats(table.number)
        own = {seat: set(plain(hall.game.view(state, seen_by(seat))).splitlines()) for seat in seats}
        public = set(plain(hall.game.view(state, PUBLIC)).splitlines())
        desks = await lesson.together([(who, OpenDesk()) for who in seats.values()])
        for seat, desk in zip(seats, desks, strict=True):
            shown = set(text(desk).splitlines())
            assert own[seat] <= shown
            secrets = {line for other in seats for line in own[other] - public - own[seat]}
            assert not secrets & shown, (seat, secrets & shown)


async def the_results_are_in(lesson: Lesson, students: tuple[Who, ...], tables: int) -> None:
    board = text(await lesson.board(await lesson.session()))
    assert "The game is over." in board
    panel = text(await lesson.say(TEACHER, ShowPanel()))
    assert f"{tables} of {tables} table{'' if tables == 1 else 's'} played to the end." in panel
    for card in map(text, await lesson.together([(who, OpenDesk()) for who in students])):
        assert "the game is over." in card
        assert "Round 1" in card, "the card tells how it ended, not only the points"
        assert ("against the same seat at the" in card) == (tables >= 3 and "none are counted" not in card)
        assert ("your points as they are, since fewer than 3 tables" in card) == (tables < 3)
    assert not await lesson.rows(Place, live=True)


async def the_debrief_is_turned_page_by_page(lesson: Lesson, student: Who) -> None:
    """The instructor turns; a student sees what was turned and no more; pressing a button twice turns one page."""
    early = await lesson.say(student, ShowDebrief())
    assert early.refused == "illegal"
    assert "has not opened the debrief yet" in text(early)
    assert (await lesson.say(student, TurnPage())).refused == "not_allowed"
    turn = presses(await lesson.say(TEACHER, ShowPanel()))["Next page of the debrief"]
    for number in range(1, 100):
        turned = await lesson.say(TEACHER, turn.request)
        assert turned.ok
        again = await lesson.say(TEACHER, turn.request)
        assert again.refused == "illegal"
        session = await lesson.session()
        assert session.page == number
        assert f"Debrief {number} of" in text(await lesson.page(session))
        assert f"Debrief {number} of" in text(await lesson.say(student, ShowDebrief(page=number)))
        if "Next page" not in presses(turned):
            break
        assert "On" not in presses(await lesson.say(student, ShowDebrief(page=number)))
        assert (await lesson.say(student, ShowDebrief(page=number + 1))).refused == "not_a_move"
        assert (await lesson.say(TEACHER, ShowDebrief(page=number + 1))).ok
        turn = presses(turned)["Next page"]
    assert "Quiz me on it" in presses(await lesson.say(student, ShowDebrief(page=number)))
    assert f"Seed of the cards: {session.seed}" in text(await lesson.page(session))
    last = await lesson.say(TEACHER, TurnPage(session.id, session.page))
    assert "That was the last page" in text(last)


@pytest.mark.parametrize(("scenario", "count", "tables"), [("treaty-table", 7, 3), ("nato-after-2019", 17, 1)])
async def test_a_class_plays_the_treaty_table(tmp_path: Path, scenario: str, count: int, tables: int) -> None:
    students = crowd(count)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal(scenario, students)
        assert len(await lesson.tables()) == tables
        chairs = await lesson.rows(Chair, table=(await lesson.tables())[0].id)
        assert not any(chair.bot for chair in chairs)
        await everybody_sees_their_own_desk_alone(lesson)
        status = text(await lesson.say(students[0], ShowStatus()))
        assert "Reading the card" in status
        await lesson.play()
        assert all(table.status == "over" for table in await lesson.tables())
        await the_debrief_is_turned_page_by_page(lesson, students[0])
        last, case = text(await lesson.page(await lesson.session())), everything_to_play().scenarios[scenario].left_out
        assert ("And in this case:" in last) == bool(case)
        assert all(words in last for words in case), "what this case leaves out stands beside what the model leaves out"
        assert await lesson.all_replays_agree()


async def test_a_live_quiz_admits_a_late_joiner_and_marks_everybody(tmp_path: Path) -> None:
    students = crowd(13)
    *early, late = students
    async with await Lesson.begin(tmp_path, students) as lesson:
        opened = await lesson.say(TEACHER, StartQuiz(questions=3, seconds=20))
        assert opened.ok
        await lesson.together([(who, JoinGame()) for who in early])
        await lesson.say(TEACHER, presses(opened)["Begin now"].request)
        joined = await lesson.say(late, JoinGame())
        assert "You sit at table 1 as Player 13." in text(joined)
        desk = await lesson.say(late, presses(joined)["My desk"].request)
        assert "Question 1 of 3" in text(desk)
        (table,) = await lesson.tables()
        assert (table.waiting, table.done) == (13, 0)
        replies = await lesson.together([(who, Act(move="answer", values={"1": "a"})) for who in students])
        assert all(reply.ok for reply in replies)
        (table,) = await lesson.tables()
        assert table.phase == "q1.reveal", "all have answered, so the question closed at once"
        assert not any(chair.bot for chair in await lesson.rows(Chair, table=table.id))
        await lesson.play()
        scores = await lesson.rows(Score, table=table.id)
        assert len(scores) == 13
        assert all(score.person and score.duplicate == score.points for score in scores if score.counts)
        await the_debrief_is_turned_page_by_page(lesson, students[0])
        assert await lesson.all_replays_agree()


async def test_who_leaves_a_live_quiz_is_not_played_by_a_bot(tmp_path: Path) -> None:
    students = crowd(4)
    async with await Lesson.begin(tmp_path, students) as lesson:
        opened = await lesson.say(TEACHER, StartQuiz(questions=2, seconds=20))
        await lesson.together([(who, JoinGame()) for who in students])
        await lesson.say(TEACHER, presses(opened)["Begin now"].request)

        left = await lesson.say(students[0], LeaveGame())
        assert left.ok
        await lesson.let_pass(21 * SECOND)
        await lesson.to_the_next_deadline()
        (table,) = await lesson.tables()
        assert table.phase == "q2"
        assert not any(chair.bot for chair in await lesson.rows(Chair, table=table.id))
        back = await lesson.say(students[0], JoinGame())
        assert back.ok
        assert (await lesson.say(students[0], Act(move="answer", values={"1": "b"}))).ok
        assert len(await lesson.rows(SealedMove, table=table.id)) == 1


async def test_a_desk_can_be_drawn_again_and_again_without_a_write(tmp_path: Path) -> None:
    students = crowd(2)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal(students=students)
        before = lesson.dump()
        first = text(await lesson.say(students[0], ShowDesk()))
        assert first == text(await lesson.say(students[0], ShowDesk()))
        assert lesson.dump() == before
        assert isinstance(await lesson.session(), Session)
        assert (await lesson.say(TEACHER, Advance(number=9))).refused == "not_a_move"
