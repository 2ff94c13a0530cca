"""The command table, held against the requests there are and against what platforms take."""

import re
from typing import Any

import pytest

from bot.commands import BUTTON_ONLY, COMMANDS, LONGEST_HELP, CommandRow, row_of
from core.kit.fields import Pick
from core.requests import Request, inputs
from core.requests.codec import every

NAME = re.compile(r"[-_a-z0-9]{1,32}")
WORDS = {
    "class": {"create", "join", "leave", "show", "assistant", "settings"},
    "game": {
        "start", "join", "ready", "leave", "desk", "act", "note", "status", "practice", "panel", "pause", "resume",
        "extend", "advance", "substitute", "end", "debrief",
    },
    "quiz": {"me", "due", "progress", "undo", "live"},
    "board": {"show"},
    "me": {"settings"},
    "admin": {"doctor"},
    "help": set(),
}  # fmt: skip

rows = pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.words)


def unaccounted(kinds: set[type[Request]], listed: tuple[CommandRow, ...]) -> set[type[Request]]:
    """Return the requests that people may make and that have neither words nor a button, or have both."""
    asked = {kind for kind in kinds if kind.roles}
    spoken = {row.request for row in listed}
    return (asked - spoken - BUTTON_ONLY.keys()) | (spoken & BUTTON_ONLY.keys()) | (spoken - asked)


def own_requests() -> set[type[Request]]:
    return {kind for kind in every().values() if kind.__module__.startswith("core.")}


def test_the_words_are_exactly_those_of_this_program() -> None:
    spoken: dict[str, set[str]] = {}
    for row in COMMANDS:
        group, *verb = row.words.split()
        spoken.setdefault(group, set()).update(verb)
    assert spoken == WORDS


def test_every_request_that_people_make_has_one_row_or_a_declared_button() -> None:
    assert not unaccounted(own_requests(), COMMANDS)
    assert len({row.request for row in COMMANDS}) == len(COMMANDS)
    assert BUTTON_ONLY.keys() <= own_requests()


def test_a_request_without_words_or_button_would_be_noticed() -> None:
    missing = COMMANDS[3].request
    assert unaccounted(own_requests(), (*COMMANDS[:3], *COMMANDS[4:])) == {missing}


def test_only_the_clock_makes_requests_that_no_role_may_make() -> None:
    assert {kind.__name__ for kind in own_requests() if not kind.roles} == {"Remind", "Renew", "Strike"}


@rows
def test_names_and_descriptions_fit_every_platform(row: CommandRow) -> None:
    assert all(NAME.fullmatch(word) for word in row.words.split())
    assert len(row.words.split()) <= 2
    assert 0 < len(row.help) <= LONGEST_HELP
    assert row.help.endswith(".")
    assert row.touch
    assert len(row.parameters) <= 25
    for parameter in row.parameters:
        assert NAME.fullmatch(parameter.field.name)
        assert 0 < len(parameter.description) <= LONGEST_HELP


@rows
def test_a_row_has_the_inputs_of_its_request_and_nothing_else(row: CommandRow) -> None:
    kind: Any = row.request
    assert tuple(parameter.field for parameter in row.parameters) == inputs(kind)
    names = [parameter.field.name for parameter in row.parameters]
    assert len(set(names)) == len(names)


@rows
def test_required_values_come_first_and_only_optional_ones_have_defaults(row: CommandRow) -> None:
    required = [parameter.required for parameter in row.parameters]
    assert required == sorted(required, reverse=True)
    assert all(parameter.required != parameter.field.optional for parameter in row.parameters)


@rows
def test_a_default_is_a_value_that_could_have_been_typed_or_means_unsaid(row: CommandRow) -> None:
    for parameter in row.parameters:
        if parameter.required or parameter.default in ("", None) or isinstance(parameter.default, bool):
            continue
        assert parameter.field.parse(parameter.default) == parameter.default
    assert all(len(p.field.options) <= 25 for p in row.parameters if isinstance(p.field, Pick))


@rows
def test_who_may_use_a_command_is_read_from_its_request(row: CommandRow) -> None:
    word_of_the_platform = row.request.teaches or row.request.administers
    assert row.who in {"everyone", "student", "instructor or assistant", "instructor", "administrator"}
    assert ("student" in row.request.roles and not word_of_the_platform) == (row.who in {"everyone", "student"})


def test_only_start_and_act_take_values_by_names_of_their_own() -> None:
    assert {row.words: row.open_values for row in COMMANDS if row.open_values} == {
        "game start": "options",
        "game act": "values",
    }


def test_a_button_carries_what_is_never_typed() -> None:
    carried = {"table", "session", "phase", "section", "question", "note"}
    for row in COMMANDS:
        assert not carried & {parameter.attribute for parameter in row.parameters}
        assert row.open_values not in carried
    assert row_of(next(iter(BUTTON_ONLY))) is None
