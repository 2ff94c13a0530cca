"""Self-quiz: one person's cards from the first answer to the exam."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quiz.model import Kind, Question
from core.quiz.plan import is_due, plan_day
from core.quiz.schedule import Card, Policy, Rating, State, as_values, from_values, rating_of, retrievability, review

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
STEADY = Policy(fuzz=False)
AGAIN, HARD, GOOD, EASY = Rating
MINUTES = Policy(fuzz=False, learning_steps=(timedelta(minutes=1), timedelta(minutes=10)))


def card(name: str = "ada:win-set", due: datetime = MONDAY) -> Card:
    return Card(name, name.partition(":")[2], due)


def after(ratings: list[Rating], policy: Policy = STEADY) -> list[Card]:
    """Ada's card after each rating, every review made when it was due."""
    cards = [card()]
    for rating in ratings:
        cards.append(review(cards[-1], rating, cards[-1].due, policy))
    return cards[1:]


def days(cards: list[Card]) -> list[int]:
    return [(each.due - each.last_review).days for each in cards if each.last_review]


def test_with_learning_steps_the_intervals_are_those_of_the_fsrs_6_reference() -> None:
    ratings = [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5
    assert days(after(ratings, MINUTES)) == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_without_learning_steps_a_first_good_answer_waits_days_at_once() -> None:
    assert days(after([GOOD, GOOD, GOOD])) == [2, 11, 46]
    assert days(after([EASY])) == [8]
    assert days(after([AGAIN])) == [1]


def test_a_lapse_comes_back_in_ten_minutes_and_is_counted() -> None:
    *_, known, lapsed, back = after([GOOD, GOOD, AGAIN, GOOD])
    assert (known.state, lapsed.state, back.state) == (State.REVIEW, State.RELEARNING, State.REVIEW)
    assert lapsed.due - known.due == timedelta(minutes=10)
    assert (lapsed.lapses, lapsed.reps, back.lapses) == (1, 3, 1)


@pytest.mark.parametrize(
    ("right", "felt", "guessed", "rating"),
    [
        (False, EASY, False, AGAIN),
        (False, GOOD, True, AGAIN),
        (True, GOOD, False, GOOD),
        (True, EASY, True, HARD),
        (True, GOOD, True, HARD),
        (True, AGAIN, True, AGAIN),
    ],
)
def test_a_wrong_answer_is_again_and_a_guess_hard_at_most(
    right: bool, felt: Rating, guessed: bool, rating: Rating
) -> None:
    assert rating_of(right, felt, guessed) is rating


def test_nothing_is_put_off_beyond_the_exam_until_the_exam_is_over() -> None:
    exam = MONDAY + timedelta(days=9)
    policy = replace(STEADY, exam=exam)
    cards = after([GOOD, GOOD], policy)
    assert cards[0].due == MONDAY + timedelta(days=2)
    assert cards[1].due == exam
    assert review(cards[1], GOOD, exam, policy).due > exam


def test_fuzz_spreads_cards_learned_together_but_the_same_card_always_alike() -> None:
    def third(name: str, policy: Policy) -> datetime:
        each = card(name)
        for _ in range(3):
            each = review(each, GOOD, each.due, policy)
        return each.due

    names = [f"ada:q{number}" for number in range(30)]
    dues = [third(name, Policy()) for name in names]
    assert dues == [third(name, Policy()) for name in names]
    assert len(set(dues)) > 5
    steady = third("ada:q0", STEADY)
    assert all(abs((due - steady).days) <= 12 for due in dues)


def test_to_undo_a_review_is_to_keep_the_card_from_before_it() -> None:
    before = card()
    review(before, AGAIN, MONDAY)
    assert before == card()


def test_retrievability_starts_at_one_and_falls_to_nine_tenths_when_due() -> None:
    (known,) = after([EASY])
    assert retrievability(card(), MONDAY) == 0
    assert retrievability(known, MONDAY) == 1
    assert retrievability(known, known.due) == pytest.approx(0.9, abs=0.005)


def test_a_clock_set_back_does_not_unsettle_a_card() -> None:
    (known,) = after([GOOD])
    again = review(known, GOOD, MONDAY - timedelta(days=3), STEADY)
    assert again.last_review == MONDAY
    assert again.due > MONDAY


def test_a_time_without_a_zone_is_refused() -> None:
    naive = MONDAY.replace(tzinfo=None)
    with pytest.raises(ValueError, match="no time zone"):
        card(due=naive)
    with pytest.raises(ValueError, match="no time zone"):
        review(card(), GOOD, naive)


@given(
    st.lists(st.tuples(st.sampled_from(Rating), st.timedeltas(timedelta(0), timedelta(days=400))), max_size=12),
    st.booleans(),
)
def test_any_history_gives_a_card_that_survives_storage_and_is_due_later(
    history: list[tuple[Rating, timedelta]], fuzz: bool
) -> None:
    each, now = card(), MONDAY
    for rating, pause in history:
        now += pause
        each = review(each, rating, now, Policy(fuzz=fuzz))
        assert each.due > now
        assert each.difficulty is not None
        assert 1 <= each.difficulty <= 10
        assert 0 < retrievability(each, now) <= 1
    assert from_values(json.loads(json.dumps(as_values(each)))) == each
    assert each.reps == len(history)


def bank(count: int) -> list[Question]:
    return [Question(Kind.SINGLE, f"{n}?", id=f"q{n}", tags=("nato" if n % 2 else "win-sets",)) for n in range(count)]


def learned(count: int, ago: int = 10) -> list[Card]:
    """Cards first answered `ago` days before Monday or earlier, the higher the longer ago."""
    seen = [MONDAY - timedelta(days=ago + number) for number in range(count)]
    return [review(card(f"ada:q{number}", when), GOOD, when, STEADY) for number, when in enumerate(seen)]


def test_on_her_first_day_a_student_meets_five_new_questions() -> None:
    plan = plan_day([], bank(30), MONDAY)
    assert [each.id for each in plan.new] == ["q0", "q1", "q2", "q3", "q4"]
    assert plan.reviews == plan.waiting == ()


def test_twenty_reviews_a_day_weakest_first_and_the_rest_can_wait() -> None:
    plan = plan_day(learned(45), bank(60), MONDAY)
    chances = [retrievability(each, MONDAY) for each in plan.reviews]
    assert len(plan.reviews) == 20
    assert all(first <= second for first, second in pairwise(chances))
    assert plan.reviews[0].id == "ada:q44"
    assert len(plan.waiting) == 25
    assert max(chances) <= min(retrievability(each, MONDAY) for each in plan.waiting)


def test_what_was_done_today_counts_against_the_day() -> None:
    cards = learned(30)
    done = [review(each, GOOD, MONDAY, STEADY) for each in cards[:15]]
    new = [review(card(f"ada:q{number}"), GOOD, MONDAY, STEADY) for number in (40, 41, 42)]
    plan = plan_day([*done, *cards[15:], *new], bank(60), MONDAY + timedelta(hours=3))
    assert len(plan.reviews) == 5
    assert len(plan.new) == 2
    assert not {each.id for each in plan.new} & {"q40", "q41", "q42"}


def test_a_topic_is_a_tag_in_any_case_and_filters_reviews_and_new_questions() -> None:
    plan = plan_day(learned(10), bank(30), MONDAY, topic="NATO")
    assert {each.question for each in plan.reviews} == {"q1", "q3", "q5", "q7", "q9"}
    assert all(each.tags == ("nato",) for each in plan.new)
    assert plan_day(learned(10), bank(30), MONDAY, topic="cooking").new == ()


def test_a_card_due_tonight_is_asked_this_morning_by_the_students_own_calendar() -> None:
    tokyo = timezone(timedelta(hours=9))
    known = replace(learned(1)[0], due=datetime(2026, 3, 2, 16, tzinfo=UTC))
    assert is_due(known, datetime(2026, 3, 2, 8, tzinfo=UTC))
    assert not is_due(known, datetime(2026, 3, 2, 23, tzinfo=tokyo))
    assert is_due(known, datetime(2026, 3, 3, 7, tzinfo=tokyo))


def test_a_lapsed_card_is_waited_for_not_thrust_back_at_once() -> None:
    lapsed = review(learned(1)[0], AGAIN, MONDAY, STEADY)
    assert not is_due(lapsed, MONDAY + timedelta(minutes=9))
    assert is_due(lapsed, MONDAY + timedelta(minutes=10))


def test_questions_that_cannot_be_marked_and_cards_without_a_question_are_left_out() -> None:
    essay = Question(Kind.ESSAY, "Discuss.", id="e")
    assert plan_day(learned(3), [essay], MONDAY) == plan_day([], [], MONDAY)


def test_a_card_made_but_never_answered_is_still_new() -> None:
    plan = plan_day([card("ada:q0")], bank(1), MONDAY)
    assert [each.id for each in plan.new] == ["q0"]
    assert plan.reviews == ()
