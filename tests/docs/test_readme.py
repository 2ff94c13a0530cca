"""The README, read by somebody who believes every word of it."""

import re
from pathlib import Path

import pytest
from typer.exceptions import TyperException

from core import catalogue
from core.game import Refused
from tests.docs import showcase
from tests.docs.pages import CONTRIBUTING, DOCUMENTS, README, fence_after, links, parts, said, text_of, with_parts
from tests.docs.tables import tables
from tests.docs.typed import all_moves, in_the_chat, make_targets, on_the_command_line
from tests.games.trial import Trial
from tests.import_rules import ROOT

TABLES = tables()
TYPED = tuple(dict.fromkeys(line for document in (README, CONTRIBUTING) for line in said(text_of(document))))
CHAT = [line for line in TYPED if line.startswith("/")]
SHELL = [line for line in TYPED if line.startswith("entente ")]
MAKE = [line for line in TYPED if re.match(r"make [a-z]+$", line)]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_the_program_goes_by(name: str) -> None:
    assert TABLES[name] in parts(text_of(README))[name], "Run `make docs`."


def test_every_part_that_the_program_writes_has_its_place() -> None:
    assert set(parts(text_of(README))) == {*TABLES, "picture", "transcript", "screens"}


def test_a_part_is_replaced_and_nothing_around_it() -> None:
    text = "a\n<!-- written: one -->\n<!-- end -->\nb\n<!-- written: two -->\nold\n<!-- end -->\nc\n"
    once = with_parts(text, {"one": "1", "two": "2\n3"})
    assert once == "a\n<!-- written: one -->\n1\n<!-- end -->\nb\n<!-- written: two -->\n2\n3\n<!-- end -->\nc\n"
    assert with_parts(once, {"one": "1", "two": "2\n3"}) == once


def test_every_scenario_is_listed() -> None:
    listed = parts(text_of(README))["scenarios"]
    assert re.findall(r"^\| `([^`]+)`", listed, re.MULTILINE) == list(catalogue.load().scenarios)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_within_the_project_leads_somewhere(document: Path) -> None:
    for target in links(text_of(document)):
        if not target.startswith("https://"):
            assert (document.parent / target.partition("#")[0]).exists(), f"{target} is not there."


def test_the_documents_send_readers_to_many_things() -> None:
    assert len(CHAT) > 15, "The commands of the lesson were not found in the text."
    assert len(SHELL) > 6, "The command lines were not found in the text."
    assert {"make demo", "make test"} <= set(MAKE)


@pytest.fixture(scope="module")
def lesson() -> Trial:
    """Return a play of the game that the README's lesson is about."""
    found = catalogue.load()
    scenario = found.scenario("ratify-or-revert")
    return Trial(found.game_of(scenario), scenario.params, 6)


@pytest.mark.parametrize("line", CHAT)
def test_every_command_can_be_typed_as_written(line: str, lesson: Trial) -> None:
    in_the_chat(line, all_moves(lesson))


@pytest.mark.parametrize("line", ["/game strat treaty-table", "/game act final shares=50", "/game act surrender"])
def test_a_command_that_is_none_would_be_noticed(line: str, lesson: Trial) -> None:
    with pytest.raises(Refused):
        in_the_chat(line, all_moves(lesson))


def test_the_moves_of_the_lesson_are_all_moves_of_its_game(lesson: Trial) -> None:
    moves = {move.name for line in CHAT if (move := in_the_chat(line, all_moves(lesson))) is not None}
    assert moves == {spec.name for spec in all_moves(lesson)} - {"straw"}, "The lesson leaves out straw votes alone."


@pytest.mark.parametrize("line", SHELL)
def test_every_command_line_can_be_typed_as_written(line: str) -> None:
    on_the_command_line(line)


@pytest.mark.parametrize("line", ["entente demmo", "entente demo --sed 7", "entente db downgrade", "entente replay"])
def test_a_command_line_that_is_none_would_be_noticed(line: str) -> None:
    with pytest.raises(TyperException):
        on_the_command_line(line)


@pytest.mark.parametrize("line", MAKE)
def test_every_make_target_exists(line: str) -> None:
    assert line.removeprefix("make ") in make_targets()


def test_the_folders_of_the_architecture_are_there() -> None:
    drawn = fence_after(text_of(README).replace("## How it is built\n\n", "<!-- tree -->\n"), "tree")
    room, named = ROOT, []
    for line in drawn.splitlines():
        names = re.split(r"\s{2,}", line.strip())[0].split()
        if not line.startswith(" "):
            room = ROOT / names.pop(0)
        named += [room / name for name in names] or [room]
    assert len(named) > 15
    assert [path for path in named if not path.exists()] == []


def test_every_file_that_a_document_names_is_there() -> None:
    named = [line for line in TYPED if re.match(r"(core|bot|tests|migrations)/[\w/*.]+$", line)]
    assert len(named) > 10
    missing = [name for name in named if not list(ROOT.glob(name.rstrip("/")))]
    assert missing == ["core/games/send_a_frigate.py"], "Only the reader's own game is not there yet."


@pytest.mark.parametrize("theme", showcase.THEMES)
def test_the_pictures_are_small_and_of_the_usual_size(theme: str) -> None:
    data = (showcase.FOLDER / f"putnam-win-sets-{theme}.png").read_bytes()
    assert len(data) <= 150_000
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1200, 640)
