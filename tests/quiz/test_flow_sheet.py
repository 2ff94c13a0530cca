"""The answer sheet: letters, typed answers, and keys in words, for every kind of question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit.refusals import NotAMove
from core.quiz.flow import sheet
from core.quiz.flow.shelf import study_bank
from core.quiz.model import Kind, NumberAnswer, Option, Pair, Question, RangeAnswer, TextAnswer

WARS = Question(
    Kind.ORDERING, "From the earliest to the latest", tuple(map(Option, ("1815", "1871", "1914", "1939"))), id="wars"
)
BLOCS = Question(
    Kind.MATCHING, "Who sided with whom?", id="blocs",
    pairs=(Pair("France", "Entente"), Pair("Austria", "Central Powers"), Pair("Russia", "Entente"), Pair("", "Axis")),
)  # fmt: skip
SHARE = Question(Kind.NUMERIC, "What share?", answers=(NumberAnswer(0.5, 0.01), RangeAnswer(2, 3, 0.5)), id="share")
WORD = Question(Kind.SHORT, "Which word?", answers=(TextAnswer("allianc*", 0.5), TextAnswer("pact")), id="word")
MANY = (*study_bank().questions, WARS, BLOCS, SHARE, WORD)


@pytest.mark.parametrize("question", [q for q in MANY if q.kind not in sheet.TYPED], ids=lambda q: q.id)
def test_the_key_of_every_lettered_question_is_marked_right(question: Question) -> None:
    letters = [part.strip()[0] for part in _parts(question)]
    answer = sheet.tidy(question, ", ".join(letters))
    assert sheet.mark(question, answer).right
    assert sheet.in_words(question, answer) == sheet.key_in_words(question)


def _parts(question: Question) -> list[str]:
    """The right answer's parts, each beginning with its letter; options of the bank are short enough to tell apart."""
    texts = dict(zip(sheet.lettered(question), sheet.LETTERS, strict=False))
    match question.kind:
        case Kind.MATCHING:
            return [texts[pair.right] for pair in question.pairs if pair.left]
        case Kind.ORDERING:
            return [texts[option.text] for option in question.options]
    return [texts[option.text] for option in question.options if option.weight > 0]


@given(question=st.sampled_from(MANY), text=st.text(max_size=12) | st.text("ABCD, and1234567890.", max_size=8))
def test_whatever_is_written_is_marked_or_sent_back_with_what_it_takes(question: Question, text: str) -> None:
    answer, sentence = _tidied(question, text)
    if answer is None:
        assert sentence.startswith("This question takes")
    else:
        assert -1 <= sheet.mark(question, answer).fraction <= 1
        assert sheet.in_words(question, answer) or question.kind is Kind.SHORT


def _tidied(question: Question, text: str) -> tuple[str | None, str]:
    try:
        return sheet.tidy(question, text), ""
    except NotAMove as refused:
        return None, refused.sentence


def test_an_order_is_shuffled_for_the_card_and_the_same_each_time() -> None:
    assert sheet.lettered(WARS) == sheet.lettered(WARS) != tuple(option.text for option in WARS.options)
    assert sheet.key_in_words(WARS).count(", then ") == 3
    assert not sheet.mark(WARS, "ABCD").right
    with pytest.raises(NotAMove, match="each letter from A to D once"):
        sheet.tidy(WARS, "AABC")


def test_matching_takes_a_letter_a_row_and_the_same_letter_may_come_twice() -> None:
    entente, central, axis = (
        sheet.LETTERS[sheet.lettered(BLOCS).index(name)] for name in ("Entente", "Central Powers", "Axis")
    )
    assert sheet.mark(BLOCS, sheet.tidy(BLOCS, f"{entente} {central} {entente}")).right
    assert sheet.mark(BLOCS, f"{entente}{axis}{entente}").fraction == pytest.approx(2 / 3)
    assert f"Austria: {axis}. Axis" in sheet.in_words(BLOCS, f"{entente}{axis}{entente}")


def test_keys_of_typed_questions_are_the_answer_with_the_greatest_weight() -> None:
    assert sheet.key_in_words(SHARE) == "0.5 (± 0.01)"
    assert sheet.key_in_words(WORD) == "pact"


def test_the_text_of_an_option_is_as_good_as_its_letter() -> None:
    claim = next(question for question in study_bank().questions if question.kind is Kind.TRUE_FALSE)
    assert [sheet.tidy(claim, text) for text in ("true", "False", "b", " A. ")] == ["A", "B", "B", "A"]
