"""GIFT files as teachers hand them in: what comes in, and what is said about the rest."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.quiz.gift import read_gift, read_gift_text
from core.quiz.gift_answers import MOST_ANSWERS
from core.quiz.model import (
    Kind,
    NumberAnswer,
    Option,
    Pair,
    Question,
    RangeAnswer,
    Severity,
    TextAnswer,
    as_json,
)
from core.quiz.textfile import MOST_BYTES, MOST_QUESTIONS


def only(text: str) -> Question:
    result = read_gift_text(text)
    assert result.errors == ()
    (question,) = result.questions
    return question


def complaint(text: str) -> tuple[int, str]:
    result = read_gift_text(text)
    assert result.questions == ()
    (found,) = result.diagnostics
    assert found.severity is Severity.ERROR
    return found.line, found.message


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who signed?{~Austria =Italy ~Spain}", Kind.SINGLE),
        ("Which two?{~%50%France ~%50%Russia ~%-100%Spain}", Kind.MULTIPLE),
        ("NATO is an alliance.{T}", Kind.TRUE_FALSE),
        ("NATO is an empire.{FALSE}", Kind.TRUE_FALSE),
        ("NATO has members.{true}", Kind.SHORT),
        ("Who wrote it?{=Putnam =Robert Putnam}", Kind.SHORT),
        ("Who wrote it?{Putnam}", Kind.SHORT),
        ("When?{#1949}", Kind.NUMERIC),
        ("When?{#=1949:0 =%50%1949:2}", Kind.NUMERIC),
        ("Match.{=France->Paris =Italy->Rome}", Kind.MATCHING),
        ("Discuss.{}", Kind.ESSAY),
        ("Discuss.{####Think of Snyder.}", Kind.ESSAY),
        ("Read this first.", Kind.DESCRIPTION),
        ("Choose ->{~a->b =c->d}", Kind.SINGLE),
    ],
)
def test_each_kind_is_told_apart_as_moodle_does(text: str, kind: Kind) -> None:
    assert only(text).kind is kind


def test_a_choice_keeps_weights_and_feedback_in_the_order_written() -> None:
    question = only("::Key:: Who stayed out in 1914? {~France#Fought. =Spain#Yes! ~%25%Italy #Until 1915. }")
    assert question.title == "Key"
    assert question.stem == "Who stayed out in 1914?"
    assert question.options == (
        Option("France", 0.0, "Fought."),
        Option("Spain", 1.0, "Yes!"),
        Option("Italy", 0.25, "Until 1915."),
    )
    assert question.key == (1, 2)


def test_text_after_the_braces_leaves_a_gap() -> None:
    assert only("NATO is {~a state =an alliance ~a court} of many members.").stem == ("NATO is _____ of many members.")


def test_true_false_gives_wrong_feedback_first_then_right() -> None:
    question = only("Belgium was neutral in 1914.{T#Look at 1839.#Yes, by the 1839 treaty.####General.}")
    assert question.truth is True
    assert [option.feedback for option in question.options] == ["Yes, by the 1839 treaty.", "Look at 1839."]
    assert question.feedback == "General."
    assert only("It ended in 1917.{F#No: 1918.}").options[0].feedback == "No: 1918."


def test_numeric_answers_have_tolerances_ranges_weights_and_a_word_for_the_rest() -> None:
    question = only("When was NATO founded?{#=1949:0#Exactly. =%50%1949:2#Near. =1..5 ~#Look it up.}")
    assert question.answers == (
        NumberAnswer(1949.0, 0.0, 1.0, "Exactly."),
        NumberAnswer(1949.0, 2.0, 0.5, "Near."),
        RangeAnswer(1.0, 5.0),
        TextAnswer("*", 0.0, "Look it up."),
    )
    assert only("Any?{#=*}").answers == (TextAnswer("*"),)
    assert only("Zero?{#0}").answers == (NumberAnswer(0.0),)
    assert only("Below?{#-5..-1.5e0}").answers == (RangeAnswer(-5.0, -1.5),)


def test_short_answers_keep_their_wildcards_and_weights() -> None:
    question = only("Who?{=Putnam =%50%Put*#Close. =\\\\*}")
    assert question.answers == (
        TextAnswer("Putnam"),
        TextAnswer("Put*", 0.5, "Close."),
        TextAnswer("\\*"),
    )


def test_a_pair_without_a_left_half_is_a_distractor() -> None:
    question = only("Match.{=France->Paris =Italy -> Rome =->Oslo}")
    assert question.pairs == (Pair("France", "Paris"), Pair("Italy", "Rome"), Pair("", "Oslo"))


def test_escaped_characters_are_text() -> None:
    question = only(r"::a\:\:b:: Is 2 \{x\} \~ 3\n\= or C\:\\temp \# ? {~a\=b =c\~d#1 \# 2 ~e\\f}")
    assert question.title == "a::b"
    assert question.stem == "Is 2 {x} ~ 3\n= or C:\\temp # ?"
    assert [option.text for option in question.options] == ["a=b", "c~d", "e\\f"]
    assert question.options[1].feedback == "1 # 2"


def test_a_comment_carries_id_and_tags_and_a_comment_alone_is_nothing() -> None:
    text = "// [id:lost]\n\n// by hand [id:q\\]1] [tag:apply] [tag:win-sets]\n// [tag:apply]\nTrue?\n// odd\n{T}"
    question = only(text)
    assert (question.id, question.tags) == ("q]1", ("apply", "win-sets"))
    assert question.stem == "True?"
    assert question.line == 5


def test_a_category_holds_until_the_next() -> None:
    result = read_gift_text("One.{T}\n\n$CATEGORY: top/Alliances\n\nTwo.{T}\n\n$CATEGORY: War\n\nThree.{F}")
    assert [question.category for question in result.questions] == ["", "top/Alliances", "War"]
    assert result.diagnostics == ()


def test_a_category_without_a_blank_line_after_it_does_not_swallow_the_question() -> None:
    result = read_gift_text("$CATEGORY: War\n::Q::One.{T}")
    assert [(each.category, each.stem) for each in result.questions] == [("War", "One.")]
    assert [each.severity for each in result.diagnostics] == [Severity.WARNING]


def test_html_becomes_text_that_a_chat_can_show() -> None:
    question = only(
        "[html]<p>Is <b>5 &lt; 6</b>?<script>alert(1)</script><!-- no --><br>Say"
        r'<ul><li>so</li></ul> <img src\="x" alt\="a map"> <a href\="https\://nato.int">here</a></p>'
        "{~<i>no</i>#<p>Look.</p> =[plain]<i>yes</i>}"
    )
    assert question.stem == "Is 5 < 6?\nSay\n• so\n[picture: a map] here (https://nato.int)"
    assert question.options == (Option("no", 0.0, "Look."), Option("<i>yes</i>", 1.0))


def test_untagged_text_loses_only_tags_that_it_knows() -> None:
    assert only("If 2<3 and 4>1, then <you> win.{T}").stem == "If 2<3 and 4>1, then <you> win."
    assert only("Is <b>NATO</b>\nan alliance?{T}").stem == "Is NATO\nan alliance?"


def test_reordering_and_control_characters_do_not_reach_the_chat() -> None:
    assert only("Right\u202eto\x07 left?{T}").stem == "Rightto left?"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n\nWho?\n{~a =b", 4, "no closing brace"),
        ("Who? ~a }", 1, "no opening brace"),
        ("Who? } {", 1, "no opening brace"),
        ("One?{T}\nTwo?{F}", 2, "second brace"),
        ("Who?{~a {b} =c}", 1, "second brace"),
        ("Who?{=only}\n{~}", 2, "second brace"),
        ("Who?{~alone}", 1, "two options"),
        ("Who?\n{\n~%150%a\n=b}", 3, "-100% to 100%"),
        ("When?{#}", 1, "needs a number"),
        ("When?\n{#\n=1949\n=nineteen}", 4, "“nineteen” is not a number"),
        ("When?{#1e999}", 1, "not a number"),
        ("When?{#5..1}", 1, "runs backwards"),
        ("When?{#5:-1}", 1, "below zero"),
        ("When?{#nan}", 1, "not a number"),
        ("When?{#1..}", 1, "A number is missing"),
        ("When?{#1..x}", 1, "“x” is not a number"),
        ("Match.{=a->b =c}", 1, "lacks the ->"),
        ("Match.{=a->b}", 1, "two pairs"),
        ("Match.{=a->b\n=c->}", 2, "Nothing stands after ->"),
        ("Who?{=}", 1, "at least one accepted text"),
        ("{T}", 1, "asks nothing"),
        ("Who?{" + "~a" * (MOST_ANSWERS + 1) + "}", 1, "at most 100 answers"),
    ],
)
def test_a_bad_item_is_named_with_its_line(text: str, line: int, words: str) -> None:
    found, message = complaint(text)
    assert found == line
    assert words in message


def test_a_bad_item_is_skipped_and_the_rest_comes_in() -> None:
    result = read_gift_text("One.{T}\n\nTwo {\n\nThree.{F}\n")
    assert [question.stem for question in result.questions] == ["One.", "Three."]
    assert [(each.line, each.severity) for each in result.diagnostics] == [(3, Severity.ERROR)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Which?{=a =b ~c}", "2 options earn full marks"),
        ("Which?{~a ~b}", "No option earns marks"),
        ("Which?{~a ~ =b}", "empty option"),
        ("Which?{=%100%a ~b}", "shown as text"),
        ("Is it?{true}", "TRUE or FALSE in capitals"),
        ("::Untitled Is it?{T}", "not closed"),
    ],
)
def test_a_doubtful_item_comes_in_with_a_warning(text: str, words: str) -> None:
    result = read_gift_text(text)
    assert len(result.questions) == 1
    (warning,) = result.diagnostics
    assert warning.severity is Severity.WARNING
    assert words in warning.message


def test_byte_order_marks_line_ends_and_old_encodings_are_read() -> None:
    assert only_bytes("\ufeffOne.{T}\r\n\r\nTwo.{F}".encode()) == ["One.", "Two."]
    assert only_bytes("Entente.{T}".encode("utf-16")) == ["Entente."]
    assert only_bytes(b"One.{T}\r\rTwo.{F}") == ["One.", "Two."]
    result = read_gift("Café “Entente”.{T}".encode("cp1252"), "old.gift")
    assert [question.stem for question in result.questions] == ["Café “Entente”."]
    assert result.errors == ()
    assert "Windows-1252" in result.diagnostics[0].message
    assert result.questions[0].source == "old.gift"


def only_bytes(data: bytes) -> list[str]:
    result = read_gift(data)
    assert result.diagnostics == ()
    return [question.stem for question in result.questions]


def test_a_file_too_large_is_refused_in_a_sentence() -> None:
    result = read_gift(b"x" * (MOST_BYTES + 1))
    assert result.questions == ()
    assert "larger than 2,000,000 bytes" in result.errors[0].message


def test_two_thousand_questions_come_in_and_the_next_is_named() -> None:
    result = read_gift_text("Q.{T}\n\n" * (MOST_QUESTIONS + 5))
    assert len(result.questions) == MOST_QUESTIONS
    assert [each.line for each in result.errors] == [2 * MOST_QUESTIONS + 1]


def test_a_file_that_is_nothing_but_faults_stops_early() -> None:
    result = read_gift_text("{\n\n" * 5_000)
    assert len(result.errors) == 501
    assert "is this a GIFT file?" in result.errors[-1].message


@pytest.mark.parametrize(
    "piece",
    ["\\", "{", "~", "=", "<a ", "<b>", "[html]<a b='", "//[tag:", "//[tag:x\\]", "<!--", "&a", "%5", "####", "::"],
)
def test_no_piece_of_markup_repeated_to_half_a_megabyte_hangs_or_breaks_the_reader(piece: str) -> None:
    result = read_gift((piece * (MOST_BYTES // 4 // len(piece))).encode())
    assert len(result.questions) + len(result.errors) <= 1


PIECES = (
    *("\\", "{", "}", "~", "=", "#", "####", "->", ":", "::", "//", "%", "%50%", "..", "T", "TRUE", "1949", "x"),
    *("[html]", "[id:", "[tag:", "]", "<", "</", "<a", ">", "&", "&lt;", "$CATEGORY:"),
    *("\n", "\n\n", "\r\n", " ", "\x00", "é", "\U000f0023"),
)
MARKUP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(MARKUP | st.text(max_size=200))
def test_whatever_is_typed_reading_never_raises_and_every_line_named_exists(text: str) -> None:
    result = read_gift(text.encode("utf-8", "surrogatepass"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= each.line <= lines and each.message for each in result.diagnostics)
    assert all(question.stem for question in result.questions)
    assert all(-1 <= option.weight <= 1 for question in result.questions for option in question.options)
    json.dumps(as_json(result), allow_nan=False)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_bytes_are_uploaded_reading_never_raises(data: bytes) -> None:
    result = read_gift(data)
    assert all(question.kind in Kind for question in result.questions)


@given(st.text(alphabet="abc :=#{}~\\", min_size=1).filter(lambda text: text.strip()))
def test_text_escaped_as_moodle_escapes_it_comes_back_unchanged(text: str) -> None:
    escaped = "".join("\\" + character if character in ":=#{}~\\" else character for character in text)
    question = only(f"x{escaped}x{{~x{escaped}x =y}}")
    expected = " ".join(f"x{text}x".split())
    assert question.stem == expected
    assert question.options[0].text == expected
