"""Whole files as Moodle exports them, as its manual shows them, and as no editor should have left them."""

from pathlib import Path
from typing import Any

import pytest

from core.quiz.check import as_json, check_bytes, check_file

EXPORT = r"""// question: 0  name: Switch category to $course$/top/POL 210/Week 3
$CATEGORY: $course$/top/POL 210/Week 3


// question: 12  name: Alliance
// [id:w3-1] [tag:alliances]
::Alliance::[html]<p>What is an <b>alliance</b>?<br></p>{
	=<p>An institution</p>#<p>Yes</p>
	~<p>A court</p>#<p>No\: see <a href\="https\://nato.int/cps?a\=1\#x">NATO</a></p>
	####<p>Leeds (2003).</p>
}


// question: 13  name: Year
::Year::[html]<p>When was NATO founded?</p>{#
	=%100%1949:0#<p>Exactly.</p>
	=%50%1949:1#
	~#<p>Look it up.</p>
}


// question: 14  name: Honoured
::Honoured::[html]<p>Most alliances are honoured.</p>{TRUE#<p>Leeds says so.</p>#<p>Right.</p>}


// question: 15  name: Capitals
::Capitals::Match these.{
	=France -> Paris
	= -> Oslo
	=Italy -> Rome
}


// question: 16  name: Thirds
::Thirds::[html]Which three?{
	~%33.33333%<p>France</p>
	~%33.33333%<p>Russia</p>
	~%33.33333%<p>Britain</p>
	~%-100%<p>Spain</p>
}


// question: 17  name: Essay
::Essay::[html]<p>Discuss.</p>{}


// question: 18  name: Map
::Map::[html]<p>Look at <img src\="@@PLUGINFILE@@/map.png" alt\="the map"> first.</p>

"""


def read(text: str) -> dict[str, Any]:
    """Return what `entente quiz check --json` prints of a file with this text."""
    return as_json(check_bytes(text.encode(), "week3.gift"))


def said(data: bytes) -> str:
    """Return the one thing that is said of a file of which nothing comes in."""
    result = check_bytes(data, "week3.gift")
    (found,) = result.diagnostics
    assert result.questions == ()
    assert (found.line, found.severity) == (1, "error")
    return found.message


def test_an_export_comes_in_whole_and_without_a_remark() -> None:
    shape = read(EXPORT)
    assert shape["diagnostics"] == []
    kinds = [each["kind"] for each in shape["questions"]]
    assert kinds == ["single", "numeric", "true_false", "matching", "multiple", "essay", "description"]
    assert {each["category"] for each in shape["questions"]} == {"$course$/top/POL 210/Week 3"}


def test_an_exported_choice_has_its_address_its_feedback_and_its_tags() -> None:
    choice = read(EXPORT)["questions"][0]
    assert choice == {
        "kind": "single",
        "stem": "What is an alliance?",
        "options": [
            {"text": "An institution", "weight": 1.0, "feedback": "Yes"},
            {"text": "A court", "weight": 0.0, "feedback": "No: see NATO (https://nato.int/cps?a=1#x)"},
        ],
        "answers": [],
        "pairs": [],
        "answer": None,
        "title": "Alliance",
        "id": "w3-1",
        "category": "$course$/top/POL 210/Week 3",
        "tags": ["alliances"],
        "feedback": "Leeds (2003).",
        "points": 1.0,
    }


def test_the_other_kinds_of_an_export_have_their_answers() -> None:
    _, year, honoured, capitals, thirds, essay, described = read(EXPORT)["questions"]
    assert year["answers"] == [
        {"value": 1949.0, "tolerance": 0.0, "weight": 1.0, "feedback": "Exactly."},
        {"value": 1949.0, "tolerance": 1.0, "weight": 0.5},
        {"text": "*", "weight": 0.0, "feedback": "Look it up."},
    ]
    assert honoured["answer"] is True
    assert [each["feedback"] for each in honoured["options"]] == ["Right.", "Leeds says so."]
    assert capitals["pairs"] == [
        {"left": "France", "right": "Paris"},
        {"left": "", "right": "Oslo"},
        {"left": "Italy", "right": "Rome"},
    ]
    assert [each["weight"] for each in thirds["options"]] == [0.3333333, 0.3333333, 0.3333333, -1.0]
    assert (essay["answers"], essay["options"], essay["points"]) == ([], [], 1.0)
    assert (described["stem"], described["points"]) == ("Look at [picture: the map] first.", 0.0)


def test_an_export_reads_the_same_with_the_line_ends_and_the_mark_of_windows() -> None:
    windows = b"\xef\xbb\xbf" + EXPORT.replace("\n", "\r\n").encode()
    assert as_json(check_bytes(windows, "week3.gift")) == read(EXPORT)


@pytest.mark.parametrize(
    ("text", "kind", "field", "value"),
    [
        ("Grant was buried in a tomb.{FALSE#No one is#Right}", "true_false", "answer", False),
        ("Two plus two equals {=four =4}", "short", "answers", [("four", 1.0), ("4", 1.0)]),
        (
            "Jesus' hometown?{=Nazareth =%75%Nazereth =%25%Bethlehem}",
            "short",
            "answers",
            [("Nazareth", 1.0), ("Nazereth", 0.75), ("Bethlehem", 0.25)],
        ),
        ("What is pi (to 3 places)? {#3.141..3.142}.", "numeric", "answers", [{"low": 3.141, "high": 3.142}]),
        ("Pi? {#3.1415:0.0005}", "numeric", "answers", [{"value": 3.1415, "tolerance": 0.0005, "weight": 1.0}]),
        (
            "When was Grant born? {#\n=1822:0\n=%50%1822:2}",
            "numeric",
            "answers",
            [{"value": 1822.0, "tolerance": 0.0, "weight": 1.0}, {"value": 1822.0, "tolerance": 2.0, "weight": 0.5}],
        ),
        (
            "Costs {~an arm ~a leg =5 \\= 2 + 3} at http://x.org//y.",
            "single",
            "stem",
            "Costs _____ at http://x.org//y.",
        ),
        ("A reader // not a remark {T}", "true_false", "stem", "A reader // not a remark"),
        ("Is it http\\://x.org?{=y ~n}", "single", "stem", "Is it http://x.org?"),
    ],
)
def test_the_examples_of_moodles_manual_are_read_as_it_says(text: str, kind: str, field: str, value: object) -> None:
    shape = read(text)
    (question,) = shape["questions"]
    found = question[field]
    texts = isinstance(found, list) and "text" in found[0]
    assert shape["diagnostics"] == []
    assert question["kind"] == kind
    assert ([(each["text"], each["weight"]) for each in found] if texts else found) == value


def test_categories_one_below_the_other_leave_the_last_and_one_remark() -> None:
    shape = read("$CATEGORY: a\n// by hand [id:q]\n$CATEGORY: a/b/c\nQ.{T}\n\nR.{T}")
    assert [(each["id"], each["category"]) for each in shape["questions"]] == [("q", "a/b/c"), ("", "a/b/c")]
    assert [(each["line"], each["severity"]) for each in shape["diagnostics"]] == [(1, "warning")]


def test_a_hundred_thousand_categories_are_read_in_one_pass() -> None:
    shape = read("$CATEGORY: a\n" * 100_000 + "Q.{T}{")
    assert [each["line"] for each in shape["diagnostics"]] == [1, 100_001]


@pytest.mark.parametrize("nothing", [b"", b"\n \r\n\t", b"\xef\xbb\xbf", b"// only a remark\n", b"$CATEGORY: a\n"])
def test_a_file_without_a_question_says_so(nothing: bytes) -> None:
    assert said(nothing) == "There is no question in this file."


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", rb"{\rtf1"])
def test_a_word_processors_file_is_told_from_text(start: bytes) -> None:
    assert "Save it as plain text" in said(start + bytes(range(256)) * 9)


def test_one_endless_line_is_one_question_or_one_sentence() -> None:
    (question,) = check_bytes(b"x" * 1_900_000 + b"{T}", "week3.gift").questions
    assert len(question.stem) == 1_900_000
    assert "no closing brace" in said(b"x" * 1_900_000 + b"{T")


def test_2001_questions_bring_2000_and_a_line_for_the_next(tmp_path: Path) -> None:
    file = tmp_path / "many.gift"
    file.write_text("Q.{T}\n\n" * 2_001, encoding="utf-8")
    result = check_file(file)
    assert len(result.questions) == 2_000
    assert [(each.line, each.severity) for each in result.diagnostics] == [(4_001, "error")]


def test_a_file_of_2_1_megabytes_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "large.gift"
    file.write_bytes(b"Q.{T}\n\n" * 300_000)
    assert "larger than 2,000,000 bytes, the most that is read. Split it in two." in said(file.read_bytes())
    assert check_file(file) == check_bytes(file.read_bytes(), file.name)
