"""The live quiz: what a class sees, what each student sees, and what an answer is worth."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from core.blocks import Picture, plain
from core.game import INSTRUCTOR, PUBLIC, History, Illegal, Move, Sealed, Seat, Whole, seen_by
from core.games.live_quiz import GAME, LiveQuizParams, LiveQuizState, Question
from core.games.live_quiz.points import best, live_points
from core.games.live_quiz.questions import MOST_QUESTIONS, Mode
from core.games.live_quiz.state import podium, ranks
from core.referee import Position, close, deal

CAPITALS = tuple("ABCD")


def a_quiz(count: int = 2, mode: Mode = "accuracy", tag: str = "win-set") -> LiveQuizParams:
    """Return a quiz whose right option is B throughout, with thirty seconds a question."""
    question = Question(
        prompt="Who ratifies?", options=("W", "X", "Y", "Z"), right=(1,), explanation="Why so.", tag=tag
    )
    return LiveQuizParams(questions=(question,) * count, mode=mode)


def start(params: LiveQuizParams, people: int) -> Position[LiveQuizState]:
    position: Position[LiveQuizState] = deal(GAME, params, GAME.seats(params, people), "seed").position
    return position


def answer(letter: str, elapsed_ms: int | None = None) -> Sealed:
    return Sealed(Move("answer", {"answer": letter} | ({} if elapsed_ms is None else {"elapsed_ms": elapsed_ms})))


def after(position: Position[LiveQuizState], **answers: Sealed) -> Position[LiveQuizState]:
    closed: Position[LiveQuizState] = close(GAME, position, answers, {}, "seed").position
    return closed


def played(params: LiveQuizParams, people: int, *questions: dict[str, Sealed]) -> Position[LiveQuizState]:
    """Return the end of a quiz in which these answers were given."""
    position = start(params, people)
    for answers in questions:
        position = after(after(position, **answers))
    return position


def said(position: Position[LiveQuizState], seat: str = "") -> str:
    return plain(GAME.view(position.state, seen_by(seat) if seat else PUBLIC))


def test_a_question_is_asked_answered_explained_and_only_the_student_learns_how_it_went() -> None:
    table = start(a_quiz(), 6)
    assert table.phase is not None
    assert (table.phase.key, table.phase.seconds, table.phase.closes) == ("q1", 30, "sealed")
    assert "Who ratifies?" in said(table)
    assert "B. X" in said(table)
    assert "Why so." not in said(table, "p1")

    revealed = after(table, p1=answer("B"), p2=answer("A"), p3=answer("B"), p4=answer("C"), p5=answer("B"))

    assert revealed.phase is not None
    assert revealed.phase.key == "q1.reveal"
    assert "Right: B. X" in said(revealed)
    assert "Why so." in said(revealed)
    assert "5 answers: A 1, B 3, C 1, D 0. Right: B." in said(revealed)
    assert "Player" not in said(revealed)
    assert "B. X: right" in said(revealed, "p1")
    assert "+1,000, 1,000 in all" in said(revealed, "p1")
    assert "Your rank: 1 of 6" in said(revealed, "p3")
    assert "A. W: not right this time" in said(revealed, "p2")
    assert "Your answer: none given" in said(revealed, "p6")
    assert "Your rank: 4 of 6" in said(revealed, "p6")


def test_four_answers_are_too_few_to_show_who_chose_what() -> None:
    revealed = after(start(a_quiz(), 6), p1=answer("B"), p2=answer("A"), p3=answer("B"), p4=answer("C"))
    shown = GAME.view(revealed.state, PUBLIC)
    assert not any(isinstance(block, Picture) for block in shown)
    assert "Fewer than 5 answers" in plain(shown)
    assert GAME.view(revealed.state, INSTRUCTOR) == shown


def test_a_right_answer_next_time_lifts_a_student_past_those_who_missed() -> None:
    first = after(start(a_quiz(), 3), p1=answer("B"), p2=answer("B"), p3=answer("A"))
    second = after(after(first), p1=answer("C"), p2=answer("B"), p3=answer("B"))
    assert "Your rank: 2 of 3, up 1 place" in said(second, "p3")
    assert "Your rank: 2 of 3, down 1 place" in said(second, "p1")
    assert "Your rank: 1 of 3\n" in said(second, "p2")


def test_two_seconds_of_thirty_bring_967_points_by_kahoots_published_rule() -> None:
    assert live_points("kahoot", 2_000, 30_000, 10) == 967


def test_the_last_moment_brings_500_and_half_a_second_the_full_1000_by_kahoots_published_rule() -> None:
    assert live_points("kahoot", 30_000, 30_000, 10) == 500
    assert live_points("kahoot", 499, 30_000, 10) == 1000
    assert live_points("kahoot", 500, 30_000, 10) == 992  # (1 - 0.5/60)·1000 = 991.67


def test_accuracy_gives_no_speed_bonus() -> None:
    assert {live_points("accuracy", t, 30_000, 10) for t in (0, 1, 15_000, 30_000)} == {1000}


@given(spent=st.integers(0, 240_000), time=st.integers(5_000, 240_000), count=st.integers(1, MOST_QUESTIONS))
def test_speed_points_follow_the_formulas_they_are_named_after(spent: int, time: int, count: int) -> None:
    spent = min(spent, time)
    assert live_points("kahoot", spent, time, count) == pytest.approx(
        1000 if spent < 500 else (1 - spent / time / 2) * 1000, abs=0.5001
    )
    exact = 499 / count * (1 - spent / time)
    assert exact - 1 - 1e-9 < live_points("accuracy_first", spent, time, count) - 1000 <= exact + 1e-9


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 8).flatmap(lambda n: st.tuples(*(st.lists(
    st.tuples(st.booleans(), st.integers(0, 30_000)), min_size=n, max_size=n) for _ in range(2)))))  # fmt: skip
def test_with_accuracy_first_more_right_answers_always_win(
    both: tuple[list[tuple[bool, int]], list[tuple[bool, int]]],
) -> None:
    quiz = a_quiz(len(both[0]), "accuracy_first")
    rounds = (
        {f"p{i + 1}": answer("B" if right else "A", ms) for i, (right, ms) in enumerate(pair)}
        for pair in zip(*both, strict=True)
    )
    points = played(quiz, 2, *rounds).state.seats.points
    hits = [sum(right for right, _ in line) for line in both]
    assert (hits[0] > hits[1]) <= (points[0] > points[1])
    assert (hits[1] > hits[0]) <= (points[1] > points[0])


def test_an_answer_that_nobody_timed_counts_as_given_at_the_last_moment() -> None:
    revealed = after(start(a_quiz(1, "kahoot"), 2), p1=answer("B"), p2=answer("B", 2_000))
    assert revealed.state.seats.gained == (500, 967)


def test_the_time_taken_is_asked_for_only_where_it_counts() -> None:
    untimed = GAME.moves(start(a_quiz(), 1).state, "p1")[0]
    timed = GAME.moves(start(a_quiz(1, "kahoot"), 1).state, "p1")[0]
    assert [field.name for field in untimed.fields] == ["answer"]
    assert [(f.name, f.optional, f.high) for f in timed.fields if isinstance(f, Whole)] == [
        ("elapsed_ms", True, 30_000)
    ]


def test_several_right_options_are_right_only_as_the_whole_set() -> None:
    question = Question(prompt="Which?", kind="multiple", options=("a", "b", "c", "d"), right=(0, 2))
    table = start(LiveQuizParams(questions=(question,)), 4)
    spec = GAME.moves(table.state, "p1")[0]
    assert spec.parse({"answer": "a and c"}).values == {"answer": "AC"}
    revealed = after(table, p1=answer("AC"), p2=answer("A"), p3=answer("ABC"), p4=answer("BD"))
    assert revealed.state.seats.points == (1000, 0, 0, 0)
    assert revealed.state.tallies[0].chosen == (3, 2, 2, 1)


def test_true_or_false_needs_no_options_of_its_own() -> None:
    question = Question(prompt="A pact binds?", kind="true_false", right=(0,))
    spec = GAME.moves(start(LiveQuizParams(questions=(question,)), 1).state, "p1")[0]
    assert spec.parse({"answer": "A. True"}).values == {"answer": "A"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"right": (4,)}, "not among its options"),
        ({"right": (1, 1), "kind": "multiple"}, "not among its options"),
        ({"right": (0, 1)}, "kind must be “multiple”"),
        ({"right": (0,), "options": tuple("abcde"), "kind": "multiple"}, "at most 4 options"),
    ],
)
def test_a_question_that_cannot_be_marked_is_refused_with_a_reason(wrong: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Question.model_validate({"prompt": "Which?", "options": CAPITALS, **wrong})


def test_equal_points_share_a_rank_and_the_next_rank_is_skipped() -> None:
    assert ranks((9, 7, 9)) == (1, 3, 1)
    assert ranks((0, 0, 5, 3)) == (3, 3, 1, 2)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30))
def test_a_rank_is_one_more_than_the_number_of_better_seats(points: list[int]) -> None:
    assert list(ranks(points)) == [1 + sum(other > mine for other in points) for mine in points]


def test_the_podium_names_five_of_twelve_by_their_points() -> None:
    places = podium(tuple(range(12)))
    assert [(p.rank, p.points, p.seats) for p in places] == [
        (1, 11, ("p12",)), (2, 10, ("p11",)), (3, 9, ("p10",)), (4, 8, ("p9",)), (5, 7, ("p8",)),
    ]  # fmt: skip


def test_a_crowd_on_the_podium_is_counted_instead_of_named() -> None:
    places = podium((3, 9, 9, 3, 3, 3, 3, 3, 0, 0))
    assert [(p.rank, p.seats, p.shared) for p in places] == [(1, ("p2", "p3"), 2), (3, (), 6)]


def test_the_podium_never_shows_the_lower_half_or_a_seat_without_points() -> None:
    assert [p.seats for p in podium((5, 4, 3))] == [("p1",), ("p2",)]
    assert podium((0, 0, 0)) == ()


def test_at_the_end_the_class_sees_the_podium_and_a_student_what_to_look_at_again() -> None:
    right, wrong = answer("B"), answer("A")
    everybody = {f"p{i}": right for i in range(1, 5)} | {f"p{i}": wrong for i in range(5, 11)}
    table = played(a_quiz(3), 11, everybody, everybody, {"p1": right, "p5": right, "p6": wrong})

    assert table.outcome is not None
    podium_lines = [line.split() for line in said(table).splitlines()]
    assert podium_lines[2:] == [
        ["1", "Player", "1", "3,000"], ["2", "Player", "2", "2,000"], ["2", "Player", "3", "2,000"],
        ["2", "Player", "4", "2,000"], ["5", "Player", "5", "1,000"],
    ]  # fmt: skip
    assert "You: 1 of 3 right, 3 answered" in said(table, "p5")
    assert "Question 1: B. X" in said(table, "p5")
    assert "Question 3: B. X" not in said(table, "p5")
    assert "does not count for you" in said(table, "p11")
    assert table.outcome.scores["p1"].points == 100
    assert table.outcome.scores["p1"].payoff == 3000
    assert table.outcome.scores["p5"].points == pytest.approx(100 / 3)
    assert "p11" not in table.outcome.counts
    assert "43 % of the answers were right" in table.outcome.headline  # 10 of 23


@pytest.mark.parametrize("mode", ["accuracy", "kahoot", "accuracy_first"])
def test_all_right_and_at_once_scores_one_hundred_in_every_mode(mode: Mode) -> None:
    time = {} if mode == "accuracy" else {"elapsed_ms": 0}
    perfect = {"p1": Sealed(Move("answer", {"answer": "B", **time}))}
    table = played(a_quiz(3, mode), 2, perfect, perfect, perfect)
    assert table.outcome is not None
    assert table.outcome.scores["p1"].points == 100
    assert table.outcome.scores["p2"].points == 0


def test_a_late_joiner_is_admitted_to_the_next_seat_and_answers_at_once() -> None:
    first = after(start(a_quiz(), 2), p1=answer("B"), p2=answer("A"))
    joined = GAME.admit(first.state, Seat("p3", "Player 3"))
    assert "You joined after this question" in plain(GAME.view(joined, seen_by("p3")))
    assert GAME.admit(joined, Seat("p3", "Player 3")) == joined
    asked = GAME.close(joined, {}, Random(0))
    assert "p3" in GAME.phase(asked).waits_for
    revealed = GAME.close(asked, {"p3": answer("B"), "p1": answer("B")}, Random(0))
    assert revealed.seats.points == (2000, 0, 1000)
    assert revealed.seats.rank == (1, 3, 2)


def test_nobody_is_admitted_out_of_turn_or_after_the_end() -> None:
    with pytest.raises(Illegal, match="next free seat is p3"):
        GAME.admit(start(a_quiz(), 2).state, Seat("p7", "Player 7"))
    with pytest.raises(Illegal, match="quiz is over"):
        GAME.admit(played(a_quiz(1), 2, {}).state, Seat("p3", "Player 3"))


def test_five_thousand_students_answer_one_question_at_the_same_instant() -> None:
    table = start(a_quiz(MOST_QUESTIONS, "kahoot"), 5000)
    rng = Random(1)
    answers = {f"p{i}": answer(rng.choice("ABCD"), rng.randrange(30_000)) for i in range(1, 5001)}
    revealed = after(table, **answers)
    seats = revealed.state.seats
    assert revealed.state.tallies[0].answered == 5000
    assert sum(points > 0 for points in seats.points) == revealed.state.tallies[0].right > 1000
    assert "5000 answers" in said(revealed)


def test_a_seat_costs_less_than_forty_bytes_even_at_the_end_of_the_longest_quiz() -> None:
    many, rng = 5000, Random(2)
    table, codec = start(a_quiz(MOST_QUESTIONS, "accuracy_first"), many), TypeAdapter(LiveQuizState)
    for _ in range(MOST_QUESTIONS):
        answers = {f"p{i}": answer(rng.choice("BBBD"), rng.randrange(30_000)) for i in range(1, many + 1)}
        table = after(after(table, **answers))
    lean = len(codec.dump_json(start(table.state.params, 1).state)) + MOST_QUESTIONS * 60
    assert (len(codec.dump_json(table.state)) - lean) / many < 40
    assert codec.validate_json(codec.dump_json(table.state)) == table.state


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 9), st.randoms(use_true_random=False), st.sampled_from(["accuracy", "kahoot"]))
def test_no_view_tells_what_others_answered_or_have(people: int, rng: Random, mode: Mode) -> None:
    table = start(a_quiz(3, mode), people)
    while table.outcome is None:
        _looks_the_same_to_everybody(table.state, rng)
        times = {} if mode == "accuracy" else {"elapsed_ms": rng.randrange(30_000)}
        given_now = {
            f"p{i}": Sealed(Move("answer", {"answer": rng.choice("ABBD"), **times}))
            for i in range(1, people + 1)
            if rng.random() < 0.8
        }
        table = after(table, **(given_now if table.state.stage == "question" else {}))
    _looks_the_same_to_everybody(table.state, rng)


def _looks_the_same_to_everybody(state: LiveQuizState, rng: Random) -> None:
    for seat in ("", *(f"p{i + 1}" for i in range(state.size))):
        viewer = seen_by(seat) if seat else PUBLIC
        assert GAME.view(GAME.redeal(state, seat, rng), viewer) == GAME.view(state, viewer)


def test_redealing_really_changes_what_is_secret() -> None:
    answers = {f"p{i}": answer("ABBB"[i % 4]) for i in range(1, 31)}
    state = after(start(a_quiz(3), 30), **answers).state
    other = GAME.redeal(state, "p1", Random(5))
    assert other.seats.points != state.seats.points
    assert other.seats.picked != state.seats.picked
    assert other.seats.row(0) == state.seats.row(0)
    assert other.params.questions[0] == state.params.questions[0]
    assert other.params.questions[2] != state.params.questions[2]
    fresh = start(a_quiz(1), 30).state
    keys = {GAME.redeal(fresh, "", Random(seed)).question.right for seed in range(20)}
    assert keys == {(0,), (1,), (2,), (3,)}


def test_the_debrief_gives_no_index_below_ten_answers() -> None:
    nine = played(a_quiz(1), 9, {f"p{i}": answer("B") for i in range(1, 10)})
    page = GAME.debrief(nine.state.params, [_history(nine)]).pages[0]
    assert "9        –         –" in plain(page.blocks)


def test_the_debrief_lays_the_hardest_question_open_and_names_its_concept() -> None:
    first = {f"p{i}": answer("B" if i <= 4 else "D") for i in range(1, 13)}
    second = {f"p{i}": answer("B" if i <= 8 else "A") for i in range(1, 13)}
    table = played(a_quiz(2, tag="audience costs"), 12, first, second)
    debrief = GAME.debrief(table.state.params, [_history(table)])
    items, hardest, next_hardest, review = debrief.pages
    # item–rest of both: 4 right twice, 4 right once, 4 never: phi = (4·4 − 0·4)/√(4·8·8·4) = .5
    assert "33 %      +0.50" in plain(items.blocks)
    assert "67 %      +0.50" in plain(items.blocks)
    assert (hardest.title, hardest.concept) == ("Question 1: among the hardest", "audience costs")
    assert "12 answers: A 0, B 4, C 0, D 8" in plain(hardest.blocks)
    assert next_hardest.title.startswith("Question 2")
    assert "audience costs: 50 % right" in plain(review.blocks)
    assert debrief.benchmark == {"guessing": 25.0, "most_points": 2000.0}


def test_the_debrief_adds_up_tables_and_counts_only_questions_that_were_closed() -> None:
    whole = played(a_quiz(2), 6, *({f"p{i}": answer("B") for i in range(1, 7)},) * 2)
    stopped = after(start(a_quiz(2), 6), **{f"p{i}": answer("A") for i in range(1, 7)})
    items = plain(GAME.debrief(whole.state.params, [_history(whole), _history(stopped)]).pages[0].blocks)
    assert "12       50 %" in items
    assert "6        –" in items


def _history(table: Position[LiveQuizState]) -> History[LiveQuizState]:
    return History(label="Table 1", state=table.state, outcome=table.outcome)


def test_guessing_among_the_sets_of_a_multiple_question_is_right_once_in_fifteen() -> None:
    question = Question(prompt="Which?", kind="multiple", options=CAPITALS, right=(0, 2))
    assert len(question.answers) == 15
    params = LiveQuizParams(questions=(question,))
    assert GAME.debrief(params, []).benchmark["guessing"] == 6.7
    assert best(params) == 1000
