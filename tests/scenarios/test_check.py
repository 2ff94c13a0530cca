"""A professor writes a scenario by hand, gets it wrong in every way there is, and reads on which line."""

import re
from pathlib import Path

import pytest

from core.scenario import BIGGEST, Problem, check, load
from tests.scenarios.toy import GAMES, GOOD, with_lines


def only(text: str | bytes) -> Problem:
    problems = check(text, GAMES)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_good_file_has_nothing_to_be_said_about_it() -> None:
    assert check(GOOD, GAMES) == ()
    assert check(GOOD.replace("\n", "\r\n").encode("utf-8-sig"), GAMES) == (), "as Windows saves it"


@pytest.mark.parametrize(
    ("line", "written", "said"),
    [
        (2, 'titel = "Two friends"', '"titel" is not known here. Did you mean "title"?'),
        (3, 'game = "toyy"', 'there is no game called "toyy". Did you mean "toy"? There are: toy.'),
        (1, 'key = "Two Friends"', 'found "Two Friends", but it takes small letters, digits and single hyphens'),
        (2, "title = 7", '"title": found 7, but it takes text in quotation marks'),
        (2, 'title = ""', "found an empty text"),
        (2, 'title = "T"\nminutes = "15"', '"minutes": found "15", but it takes a whole number from 3 to 180'),
        (2, "title = 1979-05-27", "found a date or time (1979-05-27)"),
        (7, 'sources = "Olson"', '"sources": found "Olson", but it takes a list'),
        (7, 'sources = ["Olson", 1966]', 'entry 2 of "sources": found 1966, but it takes text'),
        (15, "rounds = 7", '"rounds": found 7, but it takes a whole number from 1 to 5'),
        (15, "rounds = 3.0", '"rounds": found 3.0, but it takes a whole number from 1 to 5'),
        (15, "rounds = true", '"rounds": found true, but it takes a whole number from 1 to 5'),
        (15, 'rule = "nahs"', 'found "nahs", but it takes one of "nash", "equal-gain"'),
        (15, 'secret = "yes"', 'found "yes", but it takes true or false'),
        (15, "weight = -2", '"weight": found -2, but it takes a number above 0 or "auto"'),
        (15, "weight = inf", "found inf, but it takes a finite number"),
        (15, "seed = 0xffffffffffffffffffff", "this number is too large"),
        (15, "round = 3", '"round" is not known here. Did you mean "rounds"?'),
        (15, "minutes = 20", '"minutes" is not known here.'),
        (15, "minutes = 20", 'It belongs above the line "[params]".'),
        (17, "  [0, true],", 'entry 2 of entry 1 of "grid": found true, but it takes a number'),
        (18, "  [0.5],", 'entry 2 of "grid": found a list of 1, but it takes a list of exactly 2'),
        (23, "share = 140", '"share" in entry 1 of "sides": found 140, but it takes a whole number from 0 to 100'),
        (27, "shares = 40", 'Did you mean "share"?'),
    ],
)
def test_each_fault_is_named_at_its_line(line: int, written: str, said: str) -> None:
    problems = check(with_lines({line: written}), GAMES)
    here = line + written.count("\n")
    messages = [p.message for p in problems if p.line == here]
    assert any(said in message for message in messages), problems
    assert all(p.severity == "error" for p in problems)


def test_what_is_missing_is_named_at_the_table_that_lacks_it() -> None:
    problem = only(with_lines({27: "# no share"}))
    assert problem.line == 25
    assert problem.message == (
        '"share" in entry 2 of "sides" is missing. It takes a whole number from 0 to 100. '
        "It means: what this side pays, in per cent."
    )
    top = only(with_lines({2: "# no title"}))
    assert top.line == 1
    assert '"title" is missing' in top.message


def test_a_list_too_short_is_named_where_it_begins() -> None:
    problem = only(with_lines({25: "", 26: "", 27: ""}))
    assert (problem.line, problem.message) == (21, '"sides": found a list of 1, but it takes a list of 2 to 3.')


def test_a_rule_of_the_game_speaks_in_its_own_words_at_the_params() -> None:
    problem = only(with_lines({23: "share = 80"}))
    assert problem.line == 14
    assert problem.message == "The shares of all sides come to 120, but they may come to 103 at most."


def test_a_story_of_sixty_words_fits_and_one_more_does_not() -> None:
    told = 'key="k"\ntitle="T"\ngame="toy"\n\nstory = "{}"\n[params]\nsides=[{{name="A",share=1}},{{name="B",share=2}}]'
    assert check(told.format("word " * 60), GAMES) == ()
    problem = only(told.format("word " * 61))
    assert (problem.line, problem.message) == (5, '"story": it has 61 words where 60 fit. Cut 1.')


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a = 1\nb =\n", 2, "cannot be read"),
        ("a = 1\nb = two\n", 2, "Text needs quotation marks"),
        ("a = 1\nb 2\n", 2, "equals sign is missing"),
        ("a = 1\n\nb = 2 3\n", 3, "Start a new line"),
        ('a = "one\nb = 2\n', 1, "not closed with a quotation mark"),
        ('a = 1\nb = """one\n\nc = 3\n', 2, "never closed"),
        ("a = 1\nb = '''one'\n\nc = 3\n", 2, "never closed"),
        ("a = 1\n[b\nc = 3\n", 2, "closing bracket"),
        ("a = 1\nb = 2\na = 3\n", 3, '"a" is given twice: here and on line 1'),
        ('a = 1\nb = 2\na = """\nthree\n"""\n', 3, '"a" is given twice: here and on line 1'),
        ("[a]\nx = 1\n[b]\n[a]\n", 4, '"a" is given twice: here and on line 1'),
        ('a = "C:\\dir"\n', 1, "backslash"),
        ("a = {b = 1\n", 1, "not closed with }"),
        ("a = [1,\n 2\nb = 3\n", 3, "a comma is missing"),
    ],
)
def test_what_is_not_toml_is_named_at_its_line(text: str, line: int, said: str) -> None:
    problem = only(text)
    assert (problem.line, problem.severity) == (line, "error")
    assert said in problem.message


def test_bytes_that_are_no_text_are_named_at_their_line() -> None:
    assert only(b"title = 'a'\nstory = 'caf\xe9'\n").line == 2


def test_a_file_too_large_too_deep_or_absent_is_refused_at_once(tmp_path: Path) -> None:
    assert f"larger than {BIGGEST // 1024} kB" in only("# " + "x" * BIGGEST).message
    assert "24 deep" in only("a" + ".a" * 100_000 + " = 1").message
    assert "24 deep" in only("\n\na = " + "[" * 100_000).message
    assert only("\n\na = " + "[" * 100_000).line == 3
    (absent,) = check(tmp_path / "absent.toml", GAMES)
    assert "cannot be opened: No such file" in absent.message


def test_history_without_sources_can_be_played_but_is_doubted(tmp_path: Path) -> None:
    file = tmp_path / "doubt.toml"
    file.write_text(with_lines({7: ""}))
    (problem,) = check(file, GAMES)
    assert (problem.line, problem.severity) == (8, "warning")
    assert load(file, GAMES).title == "Two friends"


def test_no_sentence_speaks_pydantic() -> None:
    everything_wrong = re.sub(r"= .*", "= [{}]", GOOD.replace('"""', '"'))
    said = " ".join(p.message for p in check(everything_wrong, GAMES)) + only("a = 1 2").message
    assert not re.search(r"Input should|valid_|type=|https?:|Extra inputs|_type", said)
