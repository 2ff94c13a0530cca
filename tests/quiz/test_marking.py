"""What answers earn: choices, typed words, typed numbers, pairs and orders."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quiz.gift import read_gift_text
from core.quiz.marking import Chosen, Mark, Matched, Ordered, Response, Rule, Typed, Unmarkable, mark
from core.quiz.model import Kind, Margin, NumberAnswer, Option, Pair, Question, TextAnswer
from core.quiz.number_text import bounds, read_number
from core.quiz.short_text import wildcard_match


def gift(text: str) -> Question:
    (question,) = read_gift_text(text).questions
    return question


def chosen(*places: int) -> Chosen:
    return Chosen(frozenset(places))


def typed(question: Question, text: str, typos: bool = False) -> float:
    return mark(question, Typed(text), typos=typos).fraction


def short(*answers: str, match_case: bool = False) -> Question:
    return Question(Kind.SHORT, "Who?", answers=tuple(map(TextAnswer, answers)), match_case=match_case)


def test_a_single_choice_earns_its_weight_and_hears_its_feedback() -> None:
    question = gift("Who stayed out?{~France#Fought. =Spain#Yes. ~%50%Italy#Until 1915.}")
    assert mark(question, chosen(1)) == Mark(1.0, "Yes.")
    assert mark(question, chosen(1)).right
    assert mark(question, chosen(2)) == Mark(0.5, "Until 1915.")
    assert not mark(question, chosen(2)).right


def test_true_is_the_first_button_and_false_the_second() -> None:
    question = gift("It ended in 1917.{F#In 1918.#Right.}")
    assert mark(question, chosen(0)) == Mark(0.0, "In 1918.")
    assert mark(question, chosen(1)) == Mark(1.0, "Right.")


@pytest.mark.parametrize(
    ("places", "all_or_nothing", "right_minus_wrong", "weights"),
    [
        ((0, 1), 1, 1, 1),
        ((0,), 0, 0.5, 0.5),
        ((0, 1, 2), 0, 2 / 3, 0.75),
        ((0, 1, 2, 3, 4), 0, 0, 0.25),
        ((2, 3, 4), 0, 0, 0),
        ((), 0, 0, 0),
    ],
)
def test_multiple_choices_are_marked_by_the_rule_the_class_chose(
    places: tuple[int, ...], all_or_nothing: float, right_minus_wrong: float, weights: float
) -> None:
    question = gift("Which?{~%50%a ~%50%b ~%-25%c ~%-25%d ~%-25%e}")
    expected = {
        Rule.ALL_OR_NOTHING: all_or_nothing,
        Rule.RIGHT_MINUS_WRONG: right_minus_wrong,
        Rule.WEIGHTS: weights,
    }
    for rule, fraction in expected.items():
        assert mark(question, chosen(*places), rule).fraction == pytest.approx(fraction)


def test_three_thirds_written_in_per_cent_are_full_marks() -> None:
    question = gift("Which?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}")
    assert mark(question, chosen(0, 1, 2), Rule.WEIGHTS).right


@pytest.mark.parametrize(
    "response",
    ["Putnam", "  putnam ", "PUTNAM.", "Putnam!", "Putnam …"],
)
def test_case_spaces_and_final_punctuation_do_not_matter(response: str) -> None:
    assert typed(short("Putnam"), response) == 1


@pytest.mark.parametrize(
    ("answer", "response"),
    [
        ("Café", "Cafe\u0301"),
        ("two level game", "two   level\tgame"),
        ('Wilson\'s "peace"', "wilson’s “peace”"),
        ("Art. 5", "art. 5"),
        ("U.S.", "u.s"),
        ("Straße", "STRASSE"),
        ("?", "?"),
    ],
)
def test_the_same_words_written_otherwise_are_the_same(answer: str, response: str) -> None:
    assert typed(short(answer), response) == 1


@pytest.mark.parametrize(
    ("answer", "response", "fits"),
    [
        ("*level*", "a two-level game", True),
        ("two*game", "two-level game.", True),
        ("two*game", "two-level games", False),
        ("a*b*c", "axxbyyc", True),
        ("aa*aa", "aaa", False),
        ("2 \\* 3", "2 * 3", True),
        ("2 \\* 3", "2 x 3", False),
        ("*", "", True),
        ("*.", "anything", False),
        ("put", "putnam", False),
    ],
)
def test_a_star_is_any_run_of_characters_and_the_whole_answer_has_to_fit(
    answer: str, response: str, fits: bool
) -> None:
    assert typed(short(answer), response) == fits


@given(st.text("ab*", max_size=8), st.text("ab", max_size=10))
def test_wildcards_mean_what_a_regular_expression_says_they_mean(pattern: str, text: str) -> None:
    reference = "".join(".*" if character == "*" else re.escape(character) for character in pattern)
    assert wildcard_match(pattern, text) == (re.fullmatch(reference, text, re.DOTALL) is not None)


def test_a_pattern_made_to_explode_a_regular_expression_is_answered_like_any_other() -> None:
    assert typed(short("*a" * 400 + "*b"), "a" * 1000) == 0
    assert typed(short("*"), "a" * 1_001) == 0


def test_the_first_answer_that_fits_sets_the_weight() -> None:
    question = gift("Who?{=Robert Putnam =%50%*Putnam#First name? =%0%*#Read the 1988 article.}")
    assert mark(question, Typed("robert putnam")).fraction == 1
    assert mark(question, Typed("R. Putnam")) == Mark(0.5, "First name?")
    assert mark(question, Typed("Snyder")) == Mark(0.0, "Read the 1988 article.")


def test_capitals_count_where_the_question_says_so() -> None:
    assert typed(short("NATO", match_case=True), "nato") == 0
    assert typed(short("NATO", match_case=True), "NATO") == 1


@pytest.mark.parametrize(
    ("answer", "response", "forgiven"),
    [
        ("Putnam", "Putnan", True),
        ("Putnam", "Puntam", True),
        ("Putnam", "Putman", False),  # two letters changed, not neighbours swapped
        ("abandonment", "abandonnmet", True),
        ("abandonment", "abandonnmeet", True),
        ("abandonment", "abondunmeet", False),
        ("NATO", "NAT0", False),
        ("Putna*", "Patnam", False),
    ],
)
def test_typing_slips_are_forgiven_only_if_asked_and_only_in_long_words(
    answer: str, response: str, forgiven: bool
) -> None:
    assert typed(short(answer), response) == 0
    assert typed(short(answer), response, typos=True) == forgiven


def test_a_slip_that_comes_as_near_to_a_wrong_answer_is_not_forgiven() -> None:
    question = gift("Which?{=Australia =%0%Austria}")
    assert typed(question, "Australa", typos=True) == 1
    assert typed(question, "Austrlia", typos=True) == 0
    assert typed(question, "Austria", typos=True) == 0


def test_a_catch_all_with_feedback_does_not_swallow_a_slip() -> None:
    question = gift("Who?{=Putnam =%0%*#No.}")
    assert typed(question, "Putnan", typos=True) == 1
    assert mark(question, Typed("Walt"), typos=True) == Mark(0.0, "No.")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.142E-4", 3.142e-4),
        ("3x10^8", 3e8),
        ("3 × 10 ^ -8", 3e-8),
        ("2*10**3", 2000),
        ("1,000.00", 1000),
        ("12,345,678", 12_345_678),
        ("1 000", 1000),
        ("1'000", 1000),
        (" −45 ", -45),
        ("+.5", 0.5),
        ("5.", 5),
        ("0,5", 0.5),
        ("0,125", 0.125),
        ("3,14", 3.14),
    ],
)
def test_numbers_are_read_as_students_write_them(text: str, number: float) -> None:
    assert read_number(text) == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize(
    "text", ["", "-", "five", "1 2", "1,00,000", "1.2.3", "5 km", "nan", "inf", "1e999", "e5", "1_000", "9" * 61, "٣"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_python_prints_is_read_back(number: float) -> None:
    assert read_number(repr(number)) == number


@pytest.mark.parametrize(
    ("answer", "low", "high"),
    [
        (NumberAnswer(10, 2), 8, 12),
        (NumberAnswer(-10, 0.1, margin=Margin.RELATIVE), -11, -9),
        (NumberAnswer(10, 0.25, margin=Margin.GEOMETRIC), 8, 12.5),
        (NumberAnswer(-10, 0.25, margin=Margin.GEOMETRIC), -12.5, -8),
    ],
)
def test_the_three_margins_of_moodle(answer: NumberAnswer, low: float, high: float) -> None:
    assert bounds(answer) == pytest.approx((low, high), rel=1e-12)


def test_binary_rounding_costs_nobody_a_mark() -> None:
    question = gift("How much?{#0.3:0.1 =%50%1..2#Nearly.}")
    assert typed(question, "0.2") == 1
    assert typed(question, "0.4") == 1
    assert typed(question, "0.41") == 0
    assert mark(question, Typed("2")) == Mark(0.5, "Nearly.")


def test_no_number_is_wrong_and_hears_what_the_rest_hears() -> None:
    assert mark(gift("When?{#1949 ~#In the spring of 1949.}"), Typed("in spring")) == Mark(
        0.0, "In the spring of 1949."
    )


def test_matching_earns_a_share_for_each_row() -> None:
    question = Question(
        Kind.MATCHING, "Match.", pairs=(Pair("France", "Paris"), Pair("Italy", "Rome"), Pair("", "Oslo"))
    )
    assert mark(question, Matched(("paris", "Rome"))).right
    assert mark(question, Matched(("Paris", "Oslo"))).fraction == 0.5


def test_ordering_earns_a_share_for_each_item_in_its_place() -> None:
    question = Question(Kind.ORDERING, "Order.", options=tuple(map(Option, "abcd")))
    assert mark(question, Ordered((0, 1, 2, 3))).right
    assert mark(question, Ordered((1, 0, 2, 3))).fraction == 0.5


@pytest.mark.parametrize(
    ("question", "response", "words"),
    [
        (Question(Kind.ESSAY, "Discuss."), Typed("Well"), "essay question cannot be marked"),
        (gift("So?{T}"), Typed("true"), "true/false question cannot be marked from typed input"),
        (gift("So?{T}"), chosen(2), "has 2 options"),
        (gift("So?{T}"), chosen(-1), "has 2 options"),
        (gift("Who?{~a =b}"), chosen(0, 1), "exactly one"),
        (gift("Match.{=a->b =c->d}"), Matched(("b",)), "2 rows"),
        (Question(Kind.ORDERING, "Order.", options=(Option("a"), Option("b"))), Ordered((0, 0)), "placed once"),
    ],
)
def test_a_response_that_does_not_belong_is_refused(question: Question, response: Response, words: str) -> None:
    with pytest.raises(Unmarkable, match=words):
        mark(question, response)


@given(st.text(max_size=80), st.text(max_size=80), st.booleans())
def test_whatever_is_accepted_and_whatever_is_typed_marking_gives_a_share(
    answer: str, response: str, typos: bool
) -> None:
    assert typed(short(answer), response, typos) in {0.0, 1.0}
    assert typed(gift("When?{#1949:1}"), response) in {0.0, 1.0}
