"""Help names every command that its reader may use now, and no other: each cell of the table is compared with it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.helping import KINDS, help_blocks
from core.blocks import Table, plain
from core.command import Command, Where
from core.requests import Request
from core.requests import section as s
from core.section import usable as rules
from core.section.usable import usable
from tests.memory import Memory
from tests.roles.states import ASKERS, STATES, State, begin
from tests.roles.table import answered, fitting

UNFIT: Mapping[str, frozenset[type[Request]]] = {"o": frozenset({s.JoinSection})}
"""What is refused for its values alone: the code that is tried is of another workspace."""


async def listed(at: State, letter: str) -> frozenset[str]:
    """Return the commands that somebody's help lists."""
    asked = Command(ASKERS[letter], Where(at.channel), "", s.Help())
    blocks = help_blocks(await at.lesson.service.read(asked, lambda ctx: usable(ctx, KINDS)))
    return frozenset(row[0] for block in blocks if isinstance(block, Table) for row in block.rows)


def differences(at: State, memory: Memory, letter: str, shown: frozenset[str]) -> Iterator[str]:
    """Yield the commands that may be used and are not listed, and those that are and may not."""
    for row in COMMANDS:
        memory.start_again()
        command = Command(ASKERS[letter], Where(at.channel), "try", fitting(at, row.request))
        granted = not answered(at, memory, command) or row.request in UNFIT.get(letter, ())
        if granted != (f"/{row.words}" in shown):
            yield f"/{row.words} for {letter}, {at.name}: {'not listed' if granted else 'listed'}"


@pytest.mark.parametrize("state", STATES)
async def test_help_lists_what_may_be_used_now_and_nothing_else(tmp_path: Path, state: str) -> None:
    at = await begin(tmp_path, state)
    async with at.lesson:
        memory = Memory(at.rows)
        found = [one for letter in ASKERS for one in differences(at, memory, letter, await listed(at, letter))]
        assert found == []


async def test_a_command_that_is_hidden_from_whoever_may_use_it_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted faults: help by role alone, as it once was; and a need that nobody meets."""
    at = await begin(tmp_path, "lobby")
    async with at.lesson:
        memory = Memory(at.rows)
        with monkeypatch.context() as patch:
            patch.setattr(rules, "_NEEDS", {})
            assert "/game start for i, lobby: listed" in [*differences(at, memory, "i", await listed(at, "i"))]
        monkeypatch.setattr(rules, "_NEEDS", {s.ShowSection: lambda _: False})
        assert "/class show for m, lobby: not listed" in [*differences(at, memory, "m", await listed(at, "m"))]


async def test_a_group_lists_the_same_and_one_command_is_explained_to_anybody(tmp_path: Path) -> None:
    at = await begin(tmp_path, "no session")
    async with at.lesson:
        asked = Command(ASKERS["m"], Where(at.channel), "", s.Help())
        may = await at.lesson.service.read(asked, lambda ctx: usable(ctx, KINDS))
        assert "/game pause" not in plain(help_blocks(may, "game"))
        assert "/game practice" in plain(help_blocks(may, "game"))
        assert "Stop all clocks." in plain(help_blocks(may, "game pause"))
