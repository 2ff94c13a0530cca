"""Typing commands: what is understood, what is asked back, and that words and requests are each other's inverse."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import COMMANDS, CommandRow, Parameter
from bot.typed import LONGEST, NotACommand, parse, words_of
from core.kit.fields import Field, Pick, Whole, Words, YesNo, clean
from core.kit.refusals import Ambiguous, NotAMove, Refused
from core.requests import Request
from core.requests.game import Act, Extend, JoinGame, SendNote, StartGame, TurnPage
from core.requests.quiz import StudyQuiz
from core.requests.section import ChangeSection, CreateSection, Help, JoinSection


@pytest.mark.parametrize(
    ("typed", "request_"),
    [
        ("/class join K7M2QX", JoinSection("K7M2QX")),
        ("class join code=K7M2QX", JoinSection("K7M2QX")),
        ("  /CLASS Join K7M2QX ", JoinSection("K7M2QX")),
        ("/class create POL 210, Monday group", CreateSection("POL 210, Monday group")),
        ("/game start prespa-2018", StartGame("prespa-2018")),
        ("/game start prespa-2018 20 naive", StartGame("prespa-2018", minutes=20, bots="naive")),
        ("/game start minutes=20 prespa-2018", StartGame("prespa-2018", minutes=20)),
        ("/game start prespa-2018 rounds=3", StartGame("prespa-2018", options={"rounds": "3"})),
        ("/game act offer 54", Act("offer", values={"1": "54"})),
        ("/game act offer share=54 standing=yes", Act("offer", standing=True, values={"share": "54"})),
        ('/game act draft 2 "long text"', Act("draft", values={"1": "2", "2": "long text"})),
        ("/game act", Act()),
        ("/game note “Yavoria’s voter 1” Hold out", SendNote("Yavoria’s voter 1", "Hold out")),
        ("/game note Chief is x=3 fine?", SendNote("Chief", "is x=3 fine?")),
        ("/game extend", Extend()),
        ("/game extend 3 table=1", None),
        ("/quiz me alliances 10", StudyQuiz("alliances", 10)),
        ("/class settings board=no reviews=0", ChangeSection(board=False, reviews=0)),
        ("/help game start", Help("game start")),
        ("/game join", JoinGame()),
    ],
)
def test_a_command_is_read_as_people_type_it(typed: str, request_: Request | None) -> None:
    if request_ is None:
        with pytest.raises(NotAMove):
            parse(typed)
    else:
        assert parse(typed) == request_


@pytest.mark.parametrize(
    ("typed", "kind", "suggestion"),
    [
        ("/gme strt prespa-2018", NotACommand, "/game start prespa-2018"),
        ("/desk", NotACommand, "/game desk"),
        ("/quizz me", NotACommand, "/quiz me"),
        ("/dance", NotACommand, None),
        ("", NotACommand, None),
        ("/", NotACommand, None),
        ("/join K7M2QX", Ambiguous, "/class join"),
        ("/game s", Ambiguous, "/game start"),
        ("/quiz", Ambiguous, "/quiz live"),
        ("/class join", NotAMove, None),
        ("/class join cod=K7M2QX", NotAMove, "code"),
        ("/game extend soon", NotAMove, None),
        ("/game extend 0", NotAMove, None),
        ("/game extend 99999999999999999999999", NotAMove, None),
        ("/game start prespa-2018 bots=clever", NotAMove, None),
        ("/game pause now", NotAMove, None),
        ("/game extend minutes=2 minutes=3", NotAMove, None),
        ('/game note "Chief Hold out', NotAMove, None),
        ("/game note Chief " + "so " * 200, NotAMove, None),
        ("x" * (LONGEST + 1), NotAMove, None),
    ],
)
def test_not_a_command_a_wrong_value_and_which_one_are_kept_apart(
    typed: str, kind: type[Refused], suggestion: str | None
) -> None:
    with pytest.raises(Refused) as refused:
        parse(typed)
    assert type(refused.value) is kind
    assert refused.value.sentence
    assert suggestion is None or suggestion in refused.value.suggestions


def answer(typed: str) -> Request | str:
    try:
        return parse(typed)
    except Refused as refused:
        return refused.sentence


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_the_answer_is_a_request_or_a_sentence(typed: str) -> None:
    assert isinstance(answer(typed), Request | str)


@settings(deadline=None)
@given(st.sampled_from(COMMANDS), st.text(max_size=100))
def test_whatever_follows_a_command_the_answer_is_a_request_or_a_sentence(row: CommandRow, rest: str) -> None:
    found = answer(f"/{row.words} {rest}")
    assert type(found) is row.request or (isinstance(found, str) and found)


def texts(limit: int) -> st.SearchStrategy[str]:
    return st.text(max_size=limit).map(clean).filter(lambda text: 0 < len(text) <= limit)


def values_of(field: Field) -> st.SearchStrategy[Any]:
    match field:
        case Whole():
            return st.integers(field.low, field.high)
        case Pick():
            return st.sampled_from([option.key for option in field.options])
        case YesNo():
            return st.booleans()
        case Words():
            return texts(min(field.limit, 60))
    raise TypeError(field)


def said(parameter: Parameter) -> st.SearchStrategy[Any]:
    return values_of(parameter.field) if parameter.required else values_of(parameter.field) | st.just(parameter.default)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    row = draw(st.sampled_from(COMMANDS))
    values = {parameter.attribute: draw(said(parameter)) for parameter in row.parameters}
    if row.open_values:
        taken = {parameter.field.name for parameter in row.parameters}
        names = st.from_regex(r"[a-z0-9][-_a-z0-9]{0,9}", fullmatch=True).filter(lambda name: name not in taken)
        values[row.open_values] = draw(st.dictionaries(names, texts(30) | st.just(""), max_size=4))
    return row.request(**values)


@settings(deadline=None)
@given(requests())
def test_the_words_of_a_request_make_that_request(request: Request) -> None:
    assert parse(words_of(request)) == request


def test_what_a_button_carries_besides_is_no_part_of_the_words() -> None:
    pressed = Act("offer", values={"share": "54"}, table="01J", phase="r1.talk")
    assert words_of(pressed) == "/game act offer share=54"
    assert words_of(TurnPage(session="01J", page=2)) == ""
    assert {part.name for part in fields(Act)} > {"table", "phase"}
