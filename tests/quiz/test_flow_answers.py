"""Answers, grades and undo: what each button does, and what an old one cannot."""

from dataclasses import replace
from pathlib import Path

from core.requests.quiz import Answer, Grade, ShowQuestion, StudyQuiz
from tests.desk import facts, presses, text
from tests.quiz.room import ANA, SECTION, Room, buttons, filled, right_answer, wrong_answer


async def test_a_right_answer_shows_why_and_offers_four_grades(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        asked = await room.question()
        solution = await room.answer()
        assert buttons(solution) == ["Again", "Hard", "Good", "Easy", "I guessed", "Undo"]
        assert asked.feedback in text(solution)
        assert f"Topic: {asked.category}" in text(solution)
        assert "Right answer" not in facts(solution)
        assert facts(solution)["Your answer"] == f"{right_answer(asked)}. {asked.options[asked.key[0]].text}"
        (attempt,) = await room.attempts()
        assert (attempt.right, attempt.first, attempt.rating) == (True, True, "")


async def test_a_wrong_answer_is_again_whatever_button_is_forged(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        asked = await room.question()
        solution = await room.answer(right=False)
        assert buttons(solution) == ["Again", "Undo"]
        assert facts(solution)["Right answer"] == f"{right_answer(asked)}. {asked.options[asked.key[0]].text}"
        said = await room.say(Grade("easy", asked.id))
        assert "This one comes back tomorrow." in text(said)
        (attempt,) = await room.attempts()
        assert (attempt.right, attempt.rating) == (False, "again")


async def test_a_lucky_guess_counts_as_hard_at_most(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        solution = await room.answer()
        admitted = await room.say(presses(solution)["I guessed"].request)
        assert buttons(admitted) == ["Again", "Hard", "Undo"]
        await room.say(filled(presses(admitted)["Hard"], rating="easy"))
        (attempt,) = await room.attempts()
        assert attempt.rating == "hard"


async def test_an_old_button_answers_nothing_and_shows_the_open_question(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        first = await room.say(StudyQuiz())
        old = presses(first)[buttons(first)[0]].request
        await room.say(old)
        graded = Grade("again", (await room.question()).id)
        await room.say(graded)
        here = await room.question()
        stale = await room.say(old)
        assert stale.refused == "illegal"
        assert "That question is closed. You are at question 2 of 5." in text(stale)
        assert here.stem in text(stale)
        twice = await room.say(graded)
        assert twice.refused == "illegal"
        assert "graded already" in text(twice)
        assert len(await room.attempts()) == len(await room.cards()) == 1


async def test_a_second_answer_to_the_same_question_is_refused_politely_and_changes_nothing(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        await room.answer(right=False)
        second = await room.answer(right=True)
        assert second.refused == "illegal"
        assert "You have answered this one:" in text(second)
        assert buttons(second) == ["Again", "Undo"]
        assert [attempt.right for attempt in await room.attempts()] == [False]


async def test_the_same_delivery_twice_is_one_answer(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        asked = await room.question()
        for _ in range(2):
            reply = await room.desk.say(ANA, Answer(right_answer(asked), asked.id), once="the-same")
            assert reply.ok
        assert len(await room.attempts()) == 1


async def test_a_grade_before_the_answer_asks_for_the_answer(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        said = await room.say(Grade("good"))
        assert said.refused == "illegal"
        assert "Answer this question first" in text(said)
        assert await room.cards() == {}


async def test_without_a_round_every_button_leads_to_beginning_one(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        for request in (Answer("A"), Grade("good"), ShowQuestion()):
            assert "Quiz me" in buttons(await room.say(request))
        undone = await room.undo()
        assert undone.refused == "illegal"
        assert "no answer to take back" in text(undone)


async def test_a_letter_that_is_not_on_the_card_is_no_answer(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        said = await room.say(Answer("Q", (await room.question()).id))
        assert said.refused == "not_a_move"
        assert "This question takes one letter from A to D. Nothing was marked." in text(said)
        assert (await room.question()).stem in text(said), "the card stands below, to be answered again"
        assert await room.attempts() == ()


async def test_undo_takes_back_an_answer_that_waits_for_its_grade(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        asked = await room.say(StudyQuiz())
        before = await room.study()
        await room.answer(right=False)
        undone = await room.undo()
        assert buttons(undone) == buttons(asked)
        assert await room.study() == before
        assert await room.attempts() == ()


async def test_undo_of_a_first_grade_leaves_no_card_and_asks_again(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        before, asked = await room.study(), await room.question()
        await room.answer()
        await room.say(Grade("easy", asked.id))
        undone = await room.undo()
        assert asked.stem in text(undone)
        assert await room.study() == before
        assert (await room.cards(), await room.attempts()) == ({}, ())
        assert (await room.undo()).refused == "illegal"


async def test_undo_of_a_review_restores_the_card_to_the_last_digit(tmp_path: Path) -> None:
    async with Room(tmp_path, replace(SECTION, fresh=1)) as room:
        await room.go_through("good")
        await room.settings(fresh=0)
        room.wait(days=4)
        cards = await room.cards()
        await room.go_through("hard")
        assert await room.cards() != cards
        assert (await room.study()).reviews == 1
        await room.undo()
        assert await room.cards() == cards
        assert (await room.study()).reviews == 0
        assert len(await room.attempts()) == 1
        await room.answer()
        first, again = await room.attempts()
        assert (first.first, again.first) == (True, False)


async def test_undo_after_a_new_round_began_puts_the_question_in_front_of_it(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.go_through("good", count=1)
        (graded,) = await room.cards()
        await room.say(StudyQuiz(count=2))
        new = (await room.study()).queue
        undone = await room.undo()
        assert (await room.study()).queue == (graded, *new)
        assert "Question 1 of 3" in text(undone)
        await room.answer()
        await room.say(Grade("good", graded))
        assert (await room.question()).id == new[0]


async def test_typed_answers_come_by_a_form_and_a_text_that_is_no_number_is_not_marked(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        study = await _at(room, "senate-two-thirds")
        card = await room.say(ShowQuestion())
        form = presses(card)["Answer"]
        assert form.form is not None
        assert [field.name for field in form.form.fields] == ["answer"]
        vague = await room.say(filled(form, answer="most of them"))
        assert vague.refused == "not_a_move"
        assert "takes a number, such as 67 or 0.5. Nothing was marked." in text(vague)
        opened_again = presses(vague)["Answer"].form
        assert opened_again is not None
        assert opened_again.initial == {"answer": "most of them"}, "what was typed is not lost"
        solution = await room.say(filled(form, answer=" 67 "))
        assert "Right." in text(solution)
        assert (await room.study()).queue == study


async def test_several_right_options_are_picked_as_a_set(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await _at(room, "enlarging-a-win-set")
        card = await room.say(ShowQuestion())
        form = presses(card)["Answer"]
        assert form.form is not None
        move = form.form.parse({"answer": "C and D"})
        assert "Right." in text(await room.say(filled(form, **move.values)))
        assert facts(await room.say(ShowQuestion()))["Your answer"].startswith("C. Ratification now needs half")


async def test_half_of_a_set_is_partly_unknown_and_comes_back_soon(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await _at(room, "enlarging-a-win-set")
        solution = await room.say(Answer("D, A", "enlarging-a-win-set"))
        assert facts(solution)["Your answer"].startswith("A. ")
        assert " and D. " in facts(solution)["Your answer"]
        assert buttons(solution) == ["Again", "Undo"]


async def test_a_question_that_left_the_bank_is_passed_over_by_a_new_round(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        await room.desk.put(replace(await room.study(), queue=("withdrawn",), answered="A"))
        assert "No question is open" in text(await room.say(Grade("good", "withdrawn")))
        assert "5 questions: 5 new" in text(await room.say(StudyQuiz()))


async def _at(room: Room, name: str) -> tuple[str, ...]:
    """Begin a round and put this question in its place."""
    await room.say(StudyQuiz())
    await room.desk.put(replace(await room.study(), queue=(name,)))
    assert wrong_answer(await room.question())
    return (name,)
