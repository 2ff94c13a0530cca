"""Who may ask what, and when: SECURITY.md says it, and every cell of it is true."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.command import Command, Where
from core.requests.base import Role
from core.requests.game import Strike
from tests.docs.pages import SECURITY, parts, text_of
from tests.memory import Memory
from tests.privacy.swap import copied
from tests.roles.samples import KINDS
from tests.roles.states import ASKERS, STATES, begin
from tests.roles.table import Table, as_markdown, asked, refused, tried

ROLES: Mapping[str, Role] = {
    "o": "guest", "d": "guest", "g": "guest", "l": "guest", "m": "student", "s": "student", "a": "assistant",
    "i": "instructor",
}  # fmt: skip
"""The role behind each letter, in the section's channel and in any other."""


def beyond_their_roles(table: Table) -> list[str]:
    """Return the cells in which something was done for somebody for whose role it is not declared."""
    return [
        f"{name} for {letter}, {state}"
        for name, cells in table.items()
        for state, letters in cells.items()
        for letter in letters
        if ROLES[letter] not in KINDS[name].roles
    ]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """The whole table, as it comes out now."""
    return asyncio.run(tried(tmp_path_factory.mktemp("states")))


def test_security_says_of_every_request_who_may_ask_it_and_when(table: Table) -> None:
    assert as_markdown(table) in parts(text_of(SECURITY))["roles"], "Run `make docs`."


def test_nothing_is_done_for_a_role_it_is_not_declared_for_and_everything_for_somebody(table: Table) -> None:
    assert set(table) == set(KINDS)
    assert all(set(cells) == set(STATES) for cells in table.values())
    assert beyond_their_roles(table) == []
    nobodys = {name for name, cells in table.items() if not any(cells.values())}
    assert {KINDS[name].roles for name in nobodys} == {Strike.roles}, f"Never granted, so never tried: {nobodys}"


async def test_a_gate_that_stands_open_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.context._refuse_strangers", lambda *_: None)
    found = beyond_their_roles(await tried(tmp_path, ["running"]))
    assert {"Pause for s, running", "ShowPanel for m, running", "MakeAssistant for a, running"} <= set(found)


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
async def test_the_door_answers_as_the_table_says(tmp_path: Path, state: str) -> None:
    """Every kind again, by each asker in turn, through the service on a copy of the database, and stored."""
    at = await begin(tmp_path, state)
    async with at.lesson as lesson:
        memory = Memory(at.rows)
        for turn, (name, kind) in enumerate(KINDS.items(), start=STATES.index(state)):
            letter = tuple(ASKERS)[turn % len(ASKERS)]
            copy = await copied(lesson, tmp_path / f"copy-{turn}.sqlite")
            async with copy:
                answers = [
                    await copy.service.handle(Command(ASKERS[letter], Where(at.channel), f"try-{number}", ask))
                    for number, ask in enumerate(asked(at, kind))
                ]
            refusal = next((answer.refused for answer in answers if answer.refused), "")
            assert refusal == refused(at, memory, ASKERS[letter], kind), f"{name} by {letter}, {state}"
