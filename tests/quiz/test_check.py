"""What `entente quiz check FILE --json` prints."""

from pathlib import Path

from core.quiz.check import as_json, check_bytes, check_file


def test_the_json_of_a_file_has_every_question_and_diagnostic(tmp_path: Path) -> None:
    file = tmp_path / "week3.gift"
    file.write_text(
        "// [id:a] [tag:x]\n::T:: Who?{~no#Not so. =yes####Since 1949.}\n\nWhen?{#=1949:1 =2..3}\n\n"
        "Name?{=%50%Put*}\n\nPair?{=a->b =c->d}\n\nSo?{F}\n\nOpen {\n",
        encoding="utf-8",
    )
    shape = as_json(check_file(file))
    assert shape["diagnostics"] == [
        {
            "line": 12,
            "severity": "error",
            "message": "An opening brace { has no closing brace } before the blank line.",
        }
    ]
    questions = shape["questions"]
    assert isinstance(questions, list)
    assert questions[0] == {
        "kind": "single",
        "stem": "Who?",
        "options": [
            {"text": "no", "weight": 0.0, "feedback": "Not so."},
            {"text": "yes", "weight": 1.0, "feedback": ""},
        ],
        "answers": [],
        "pairs": [],
        "answer": None,
        "title": "T",
        "id": "a",
        "category": "",
        "tags": ["x"],
        "feedback": "Since 1949.",
        "points": 1.0,
    }
    assert questions[1]["answers"] == [
        {"value": 1949.0, "tolerance": 1.0, "weight": 1.0},
        {"low": 2.0, "high": 3.0},
    ]
    assert questions[2]["answers"] == [{"text": "Put*", "weight": 0.5}]
    assert questions[3]["pairs"] == [{"left": "a", "right": "b"}, {"left": "c", "right": "d"}]
    assert questions[4]["answer"] is False


def test_a_text_file_is_read_as_gift_and_its_ending_in_capitals_too() -> None:
    assert len(check_bytes(b"Q.{T}", "WEEK.TXT").questions) == 1


def test_an_unknown_ending_is_refused_with_the_endings_that_are_read() -> None:
    (found,) = check_bytes(b"Q.{T}", "week3.docx").diagnostics
    assert found.severity == "error"
    assert ".gift, .txt" in found.message


def test_a_file_that_is_not_there_gives_one_sentence(tmp_path: Path) -> None:
    (found,) = check_file(tmp_path / "gone.gift").diagnostics
    assert found.message.startswith("gone.gift cannot be opened")


def test_a_file_beyond_two_megabytes_is_not_even_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "big.gift"
    file.write_bytes(b"x" * 3_000_000)
    assert "larger than 2,000,000 bytes" in check_file(file).diagnostics[0].message
