"""Titles and labels of every form that a command, a scenario or a card of settings opens: whole, plain, one line."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.beside import with_settings
from bot.discord.forms import Form, of_inputs
from bot.discord.limits import FIELDS_IN_FORM, MODAL_TITLE, units
from bot.discord.starting import fields_of, form_of
from bot.discord.text import one_line
from core.catalogue import Catalogue
from core.replies import Reply
from core.requests import Request, inputs
from core.requests.game import StartGame
from core.requests.section import ChangeMe, ChangeSection, JoinSection
from tests.discord.judging import faults_of_form, forms_in
from tests.discord.requests import KINDS
from tests.discord_wire.judge.bench import Bench
from tests.hall import everything_to_play

SCENARIOS = everything_to_play().scenarios
TITLE = "The treaty that everybody wanted and that nobody in the end could bring home"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if inputs(kind)])
def test_the_form_of_every_command_has_a_whole_title_and_whole_labels(kind: type[Request]) -> None:
    for names in _handfuls([field.name for field in inputs(kind)]):
        assert faults_of_form(Bench(), of_inputs(_bare(kind), names)) == []


@pytest.mark.parametrize("key", SCENARIOS)
def test_so_has_the_form_of_every_scenario_whatever_is_changed_in_it(key: str) -> None:
    catalogue = everything_to_play()
    for names in _handfuls([field.name for field in fields_of(StartGame(key), catalogue)]):
        form = form_of(StartGame(key), catalogue, names)
        assert isinstance(form, Form)
        assert {field.name for field in form.fields} >= set(names)
        assert faults_of_form(Bench(), form) == []


def test_a_scenario_with_a_longer_title_than_a_form_shows_has_a_form_all_the_same() -> None:
    catalogue = everything_to_play()
    long = replace(catalogue.scenarios["ratify-or-revert"], title=TITLE)
    form = form_of(StartGame(long.key), Catalogue(catalogue.games, {long.key: long}))
    assert isinstance(form, Form)
    assert faults_of_form(Bench(), form) == []


@pytest.mark.parametrize("request_", [ChangeMe(), ChangeSection()])
def test_so_have_the_forms_of_settings(request_: Request) -> None:
    found = forms_in(with_settings(Reply(), request_).blocks)
    assert found
    for form in found:
        assert faults_of_form(Bench(), form) == []


@pytest.mark.parametrize("title", [TITLE, "**Join** a section", "Join :wave:", "Join &amp; see", "Join\na section", ""])
def test_a_title_that_nobody_could_read_whole_is_noticed(title: str) -> None:
    """Planted faults."""
    form = replace(of_inputs(JoinSection("")), title=title)
    assert faults_of_form(Bench(), form)


@given(st.lists(st.text("abcdefghi", min_size=1, max_size=12), min_size=8, max_size=20))
def test_what_is_too_long_for_a_line_ends_after_a_whole_word(words: list[str]) -> None:
    line = " ".join(words)
    shown = one_line(line, MODAL_TITLE)
    assert units(shown) <= MODAL_TITLE
    assert shown == line or shown.removesuffix("…").split(" ") == words[: shown.count(" ") + 1]


def _handfuls(names: list[str]) -> Iterator[list[str]]:
    """Yield as many names as a form holds, until all have been in one."""
    for start in range(0, len(names), FIELDS_IN_FORM):
        yield names[start : start + FIELDS_IN_FORM]


def _bare(kind: Any) -> Any:
    """Return a request of which nothing is said that has to be."""
    needed = {part.name: "" for part in fields(kind) if part.default is MISSING and part.default_factory is MISSING}
    return kind(**needed)
