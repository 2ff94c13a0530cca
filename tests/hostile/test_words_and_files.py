"""Hostile strings typed as commands, and put into scenario and question files."""

from collections.abc import Iterator

import pytest

from bot.commands import COMMANDS
from bot.typed import parse, words_of
from core.catalogue import load
from core.kit.refusals import Refused
from core.quiz.gift import read_gift
from core.quiz.model import as_json
from core.requests import Request
from core.scenario.check import read
from tests.hostile.attack import texts, unsafe
from tests.hostile.strings import giants, strings

GAMES = load().games
SCENARIO = """
key = "{key}"
title = "{title}"
game = "ratify-or-revert"
minutes = 15
story = "{story}"
sources = ["{source}"]
left_out = ["{left}"]
[params]
side_x = "{side}"
goods = {bare}
"""
GIFT = """$CATEGORY: {0}

// {0}
::{0}:: {0} {{~{0} =b #{0} ~%50%{0}}}

Next? {{={0} =%{0}%c}}

N {{#{0}}}

M {{={0} -> x ={0} -> y}}
"""
HOLES = ("key", "title", "story", "source", "left", "side", "bare")


def _typed(text: str) -> Iterator[str]:
    yield text
    for row in COMMANDS:
        first = row.parameters[0].field.name if row.parameters else "x"
        yield f"/{row.words} {text}"
        yield f'/{row.words} "{text}" {first}={text}'
        yield f"/{row.words} {text}=1"


def _wrong_with(words: str) -> list[str]:
    try:
        made: object = parse(words)
    except Refused as refused:
        said = refused.sentence, refused.suggestions
        return [wrong for text in texts(said) for wrong in unsafe(text)] + ["silent"] * (not refused.sentence)
    assert isinstance(made, Request)
    again = words_of(made)
    return [wrong for text in (*texts(made), again) for wrong in unsafe(text)]


def _check_words(every: int) -> int:
    tried = 0
    for place, text in enumerate(strings()):
        for turn, words in enumerate(_typed(text)):
            if (place + turn) % every == 0:
                assert _wrong_with(words) == [], ascii(words)
                tried += 1
    return tried


def test_typed_words_become_a_request_or_a_sentence() -> None:
    assert _check_words(12) > 3_000


@pytest.mark.slow
def test_all_hostile_words_become_a_request_or_a_sentence() -> None:
    assert _check_words(1) > 40_000


def test_ten_million_typed_characters_become_a_sentence() -> None:
    for text in giants():
        with pytest.raises(Refused, match="too long"):
            parse(f"/game note x {text}")


def _check_scenarios(every: int) -> int:
    good = dict(zip(HOLES, ("fair", "A fair game", "Two states.", "Putnam (1988)", "All.", "Oz", '"cod"'), strict=True))
    tried = 0
    for place, text in enumerate(strings()):
        for turn, hole in enumerate(HOLES):
            if (place + turn) % every:
                continue
            reading = read(SCENARIO.format(**{**good, hole: text}), GAMES)
            tried += 1
            assert reading.scenario or reading.problems
            said = [problem.message for problem in reading.problems]
            shown = texts(reading.scenario)
            assert [wrong for one in (*said, *shown) for wrong in unsafe(one)] == [], f"{hole}: {text!a}"
    return tried


def test_a_scenario_with_a_hostile_text_is_read_safely_or_its_line_is_named() -> None:
    assert _check_scenarios(7) > 500


@pytest.mark.slow
def test_every_hostile_text_in_every_place_of_a_scenario_is_read_safely_or_its_line_is_named() -> None:
    assert _check_scenarios(1) > 3_500


def test_a_question_file_with_hostile_texts_is_read_safely_or_its_line_is_named() -> None:
    for text in strings():
        for data in (text, GIFT.format(text)):
            result = read_gift(data.encode("utf-8", "surrogatepass"), "hostile.gift")
            found = [d.message for d in result.diagnostics]
            assert [wrong for one in (*texts(result.questions), *found) for wrong in unsafe(one)] == [], ascii(text)
            assert as_json(result)


def test_files_of_ten_million_characters_are_refused_with_a_sentence() -> None:
    for text in giants():
        data = text.encode("utf-8", "surrogatepass")
        assert read(data, GAMES).problems
        assert read_gift(data).diagnostics
