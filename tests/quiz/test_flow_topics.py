"""Topics and progress: quizzing oneself on what is weakest."""

from pathlib import Path

import pytest

from core.blocks import pictures
from core.figures.legible import require_legible
from core.quiz.flow.shelf import find_topic, study_bank, topic_of, topics
from core.quiz.schedule import retrievability
from core.requests.quiz import ShowProgress, StudyQuiz
from tests.desk import presses, text
from tests.quiz.room import Room, buttons, question


async def test_a_topic_with_a_slip_of_the_keyboard_asks_which_was_meant_and_runs_it(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        unclear = await room.say(StudyQuiz("wnsets", 3))
        assert unclear.refused == "ambiguous"
        assert 'There is no topic called "wnsets".' in text(unclear)
        begun = await room.say(presses(unclear)["Win-sets"].request)
        assert "3 questions on Win-sets: 3 new." in text(begun)
        assert {topic_of(question(name)) for name in (await room.study()).queue} == {"Win-sets"}


async def test_a_word_like_no_topic_lists_them_all(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        said = await room.say(StudyQuiz("quantum chromodynamics"))
        assert said.refused == "not_a_move"
        assert all(name in text(said) for name in topics(study_bank()))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("nato", "NATO"), ("WIN SETS", "Win-sets"), ("two_level", "two-level"), ("hard", "hard"), ("", None)],
)
def test_topics_are_found_in_any_case_and_with_any_hyphen(typed: str, found: str | None) -> None:
    assert find_topic(study_bank(), typed) == found


async def test_another_topic_puts_an_unanswered_round_away_but_waits_for_a_grade(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz())
        assert "5 questions on Win-sets: 5 new." in text(await room.say(StudyQuiz("win-sets")))
        await room.answer()
        waits = await room.say(StudyQuiz("anarchy"))
        assert "Say how well you knew this one first" in text(waits)
        assert buttons(waits)[-1] == "Anarchy"
        assert topic_of(await room.question()) == "Win-sets"


async def test_a_topic_that_is_done_for_today_says_so_by_name(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.go_through("good")
        said = await room.say(StudyQuiz("nato"))
        assert "Nothing on NATO is due now. New questions come tomorrow." in text(said)


async def test_progress_before_the_first_question_is_an_invitation(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        said = await room.say(ShowProgress())
        assert "You have not met any question yet." in text(said)
        assert buttons(said) == ["Quiz me"]


async def test_progress_tells_by_topic_what_was_met_known_and_is_likely_recalled(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.say(StudyQuiz("treaties", 2))
        await _finish(room, [True, False])
        await room.say(StudyQuiz("anarchy", 2))
        await _finish(room, [True, True])
        room.wait(days=2)
        said = await room.say(ShowProgress())
        assert said.audience == "person"
        assert (
            f"You have met 4 of {len(study_bank().questions)} questions and were right first time in 75 % of them."
            in text(said)
        )
        cards = await room.cards()
        now = room.desk.world().wall
        treaties = [retrievability(card, now) for name, card in cards.items() if topic_of(question(name)) == "Treaties"]
        line = next(line for line in text(said).splitlines() if line.startswith("Treaties"))
        assert line.split()[1:] == ["2", "of", "5", "50", "%", f"{50 * sum(treaties):.0f}", "%"]
        assert "Quiz me on Treaties" in buttons(said)


async def test_the_picture_of_progress_has_a_bar_a_topic_its_numbers_in_words_and_can_be_read(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        for topic in ("treaties", "anarchy"):
            await room.say(StudyQuiz(topic, 2))
            await _finish(room, [topic == "treaties"] * 2)
        room.wait(days=1)
        (figure,) = pictures((await room.say(ShowProgress())).blocks)
        require_legible(figure)
        _, rows = figure.twin
        assert [name for name, _ in rows] == ["Anarchy", "Treaties"]
        assert all(f"{name} {value.removesuffix(' %')}" in figure.alt for name, value in rows)


async def _finish(room: Room, rights: list[bool]) -> None:
    for right in rights:
        solution = await room.answer(right=right)
        await room.say(presses(solution)["Good" if right else "Again"].request)
