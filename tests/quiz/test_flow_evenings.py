"""Evenings of self-quiz: rounds, days that pass, restarts, caps, the exam."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.quiz.flow.shelf import study_bank
from core.quiz.schedule import retrievability
from core.requests.quiz import Grade, ShowDue, ShowQuestion, StudyQuiz
from tests.desk import MONDAY, facts, text
from tests.quiz.room import ANA, BO, SECTION, Room, buttons, question


async def test_a_first_evening_asks_five_new_questions_and_ends_with_a_friendly_word(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        begun = await room.say(StudyQuiz())
        assert "5 questions: 5 new. Only you see this." in text(begun)
        assert "Question 1 of 5" in text(begun)
        assert buttons(begun) == ["A", "B", "C", "D"]
        assert all(f"- {letter}. " in text(begun) for letter in "ABCD"), "each option stands there in full"
        for asked in range(5):
            solution = await room.answer(right=asked != 3)
            assert ("Right." if asked != 3 else "Not this time.") in text(solution)
            said = await room.say(Grade("good", (await room.question()).id))
        assert "That was the round: 4 of 5 right." in text(said)
        assert "The next question comes back tomorrow. New questions come tomorrow." in text(said)
        assert len(await room.cards()) == 5
        again = await room.say(StudyQuiz())
        assert again.ok
        assert "Nothing is due now. The next question comes back tomorrow." in text(again)


async def test_days_later_the_weakest_memory_is_asked_first_and_new_questions_after(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.go_through("good")
        room.wait(days=1)
        await room.go_through("easy")
        room.wait(days=12)
        begun = await room.say(StudyQuiz(count=12))
        cards, queue = await room.cards(), (await room.study()).queue
        now = MONDAY + timedelta(days=13)
        reviews = [name for name in queue if name in cards]
        assert "12 questions: 10 to review and 2 new." in text(begun)
        assert len(reviews) == 10
        assert queue[: len(reviews)] == tuple(sorted(reviews, key=lambda name: retrievability(cards[name], now)))
        assert set(queue[len(reviews) :]).isdisjoint(cards)


async def test_when_all_is_known_it_says_in_how_many_days_the_next_one_comes(tmp_path: Path) -> None:
    async with Room(tmp_path, replace(SECTION, fresh=3)) as room:
        await room.go_through("good")
        await room.settings(fresh=0)
        said = await room.say(StudyQuiz())
        assert "Nothing is due now. The next question comes back in 2 days." in text(said)
        assert "ready today" not in text(said)


async def test_a_restart_in_the_middle_changes_nothing_neither_asked_nor_answered(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        await room.answer()
        await room.say(Grade("good", (await room.question()).id))
        before = await room.study()
        await room.restart()
        assert await room.study() == before
        resumed = await room.say(StudyQuiz())
        assert "You go on where you stopped: question 2 of 5." in text(resumed)
        assert question(before.queue[1]).stem in text(resumed)
        await room.answer(right=False)
        await room.restart()
        solution = await room.say(StudyQuiz())
        assert "Not this time." in text(solution)
        assert buttons(solution) == ["Again", "Undo"]


async def test_a_round_left_overnight_goes_on_at_the_same_question(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        here = await room.question()
        room.wait(days=3)
        assert here.stem in text(await room.say(StudyQuiz(count=2)))
        assert (await room.study()).queue[0] == here.id


async def test_the_sections_daily_numbers_hold_and_the_rest_can_wait(tmp_path: Path) -> None:
    async with Room(tmp_path, replace(SECTION, fresh=6, reviews=4)) as room:
        await room.go_through("good")
        assert len(await room.cards()) == 6
        room.wait(days=9)
        await room.settings(fresh=0)
        said = await room.go_through("good")
        assert "That was the round: 4 of 4 right." in text(said)
        assert "You have done today's reviews. 2 questions can wait" in text(said)
        assert "Waiting for the next days" in facts(await room.say(ShowDue()))
        assert "Nothing is due now." in text(await room.say(StudyQuiz()))
        room.wait(days=1)
        assert "2 questions: 2 to review." in text(await room.say(StudyQuiz()))


async def test_a_section_that_takes_no_reviews_says_so_instead_of_promising_them(tmp_path: Path) -> None:
    async with Room(tmp_path, replace(SECTION, fresh=2)) as room:
        await room.go_through("good")
        await room.settings(fresh=0, reviews=0)
        room.wait(days=30)
        said = text(await room.say(StudyQuiz()))
        assert "Your section takes no reviews at present; your instructor can change that." in said
        assert "You have done" not in said


async def test_five_rounds_in_one_day_still_bring_only_the_days_new_questions(tmp_path: Path) -> None:
    async with Room(tmp_path, replace(SECTION, fresh=7)) as room:
        for _ in range(5):
            await room.go_through("easy", count=3)
        assert len(await room.cards()) == 7
        first = await room.study()
        assert (first.fresh, first.reviews) == (7, 0)


@pytest.mark.parametrize(("zone", "day_is_over"), [("Europe/Athens", True), ("UTC", False)])
async def test_the_day_ends_at_the_sections_midnight(tmp_path: Path, zone: str, day_is_over: bool) -> None:
    async with Room(tmp_path, replace(SECTION, zone=zone)) as room:
        room.wait(hours=13)  # 21:00 UTC is midnight in Athens in September
        room.wait(minutes=-5)
        await room.go_through("easy")
        room.wait(minutes=10)
        said = text(await room.say(StudyQuiz()))
        assert ("5 questions: 5 new" in said) is day_is_over


async def test_nothing_is_put_off_beyond_the_exam(tmp_path: Path) -> None:
    exam = date(2026, 9, 20)
    async with Room(tmp_path, replace(SECTION, exam=exam, zone="Europe/Athens", fresh=2)) as room:
        for _ in range(4):
            await room.go_through("easy")
            room.wait(days=2)
        midnight = datetime(2026, 9, 19, 21, tzinfo=UTC)
        due = [card.due for card in (await room.cards()).values()]
        assert max(due) == midnight
        assert "Exam on 20 September 2026: nothing is put off beyond it." in text(await room.say(ShowDue()))
        room.wait(days=20)
        await room.go_through("easy")
        assert max(card.due for card in (await room.cards()).values()) > midnight + timedelta(days=20)


async def test_without_an_exam_the_same_easy_answers_reach_beyond_that_day(tmp_path: Path) -> None:
    async with Room(tmp_path, replace(SECTION, fresh=2)) as room:
        for _ in range(4):
            await room.go_through("easy")
            room.wait(days=2)
        assert max(card.due for card in (await room.cards()).values()) > datetime(2026, 9, 21, tzinfo=UTC)


async def test_a_lapse_comes_back_in_ten_minutes_of_the_same_evening(tmp_path: Path) -> None:
    async with Room(tmp_path, replace(SECTION, fresh=1)) as room:
        await room.go_through("good")
        await room.settings(fresh=0)
        room.wait(days=3)
        said = await room.go_through(right=False)
        assert "This one comes back in 10 min." in text(said)
        assert "The next question comes back in 10 min." in text(said)
        room.wait(minutes=11)
        assert "1 question: 1 to review." in text(await room.say(StudyQuiz()))


async def test_what_is_due_names_today_the_days_ahead_and_where_the_round_stopped(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        nothing_yet = await room.say(ShowDue())
        assert facts(nothing_yet)["New today"] == f"5 questions of {len(study_bank().questions)} not met yet"
        await room.go_through("good")
        room.wait(days=1)
        await room.say(StudyQuiz())
        await room.answer()
        await room.say(Grade("easy", (await room.question()).id))
        due = await room.say(ShowDue())
        assert "You stopped at question 2 of 5." in text(due)
        assert facts(due)["Done today"] == "0 reviews, 1 new"
        assert "Tomorrow    5" in text(due)
        assert due.audience == "person"


async def test_two_students_quiz_themselves_side_by_side_and_see_nothing_of_each_other(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.go_through("good", who=ANA)
        await room.say(StudyQuiz(count=2), BO)
        await room.answer(right=False, who=BO)
        assert "Question 1 of 2" in text(await room.say(ShowQuestion(), BO))
        assert await room.cards(BO) == {}
        assert all(attempt.right for attempt in await room.attempts(ANA))
        assert [attempt.right for attempt in await room.attempts(BO)] == [False]
