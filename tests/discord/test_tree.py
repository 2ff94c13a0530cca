"""The command table as Discord gets it: all of it, typed, within the limits, and sent only when it has changed."""

import copy
import re
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.commands import COMMANDS
from bot.discord import limits
from bot.discord.sync import same, sync
from bot.discord.tree import plant
from core.completing import completed
from core.kit.fields import Pick, Whole, YesNo
from tests.discord_wire.judge.bench import Bench
from tests.discord_wire.judge.seen import Seen

SYNC = "PUT /applications/{application_id}/commands"
TEXT, NUMBER, BOOLEAN = 3, 4, 5


async def nothing(*_: Any) -> Any:
    """Answer nothing."""


@pytest.fixture
async def tree() -> app_commands.CommandTree[Any]:
    client = discord.Client(intents=discord.Intents.none())
    planted: app_commands.CommandTree[Any] = app_commands.CommandTree(client)
    plant(planted, nothing, nothing)
    return planted


def payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    return [dict(command.to_dict(tree)) for command in tree.get_commands()]


def options(commands: list[dict[str, Any]], words: str) -> dict[str, dict[str, Any]]:
    first, _, second = words.partition(" ")
    command = next(c for c in commands if c["name"] == first)
    leaf = next(o for o in command["options"] if o["name"] == second) if second else command
    return {option["name"]: option for option in leaf.get("options", ())}


def test_every_row_is_a_command_with_all_its_values_typed(tree: app_commands.CommandTree[Any]) -> None:
    commands = payload(tree)
    for row in COMMANDS:
        found = options(commands, row.words)
        named = [p.field.name for p in row.parameters] + ([row.open_values] if row.open_values else [])
        assert list(found) == named, row.words
        for parameter in row.parameters:
            option = found[parameter.field.name]
            assert option["required"] is False, "what is missing is asked for in a form"
            match parameter.field:
                case Whole(low=low, high=high):
                    assert (option["type"], option["min_value"], option["max_value"]) == (NUMBER, low, high)
                case YesNo():
                    assert option["type"] == BOOLEAN
                case Pick(options=picks):
                    assert [c["value"] for c in option["choices"]] == [pick.key for pick in picks]
                case _:
                    assert option["type"] == TEXT
            assert option.get("autocomplete", False) == completed(row.request, parameter.field.name)


def test_the_judge_lets_all_of_it_pass(tree: app_commands.CommandTree[Any]) -> None:
    commands = payload(tree)
    assert Bench().judge(Seen(SYNC, commands)) == []
    assert len(commands) <= limits.COMMANDS
    for command in commands:
        assert re.fullmatch(limits.COMMAND_NAME, command["name"])
        assert command["contexts"] == [0], "in servers: a direct message belongs to none"
        assert len(command["options"]) <= limits.OPTIONS_IN_COMMAND
        assert sum(map(len, _words(command))) <= limits.COMMAND_CHARACTERS


def test_a_judge_that_would_let_a_long_description_pass_is_caught(tree: app_commands.CommandTree[Any]) -> None:
    """A planted fault."""
    commands = payload(tree)
    commands[0]["description"] = "x" * 101
    assert Bench().judge(Seen(SYNC, commands))


def test_only_a_difference_that_people_would_see_is_one(tree: app_commands.CommandTree[Any]) -> None:
    wanted = payload(tree)
    there = [_as_fetched(command) for command in reversed(copy.deepcopy(wanted))]
    assert same(wanted, there)
    for change in (_another_word, _another_bound, _one_less, _one_choice_less):
        changed = copy.deepcopy(there)
        change(changed)
        assert not same(wanted, changed), change.__name__


class Far:
    """A Discord that knows some commands, and counts how often it is sent others."""

    application_id = 2

    def __init__(self, tree: app_commands.CommandTree[Any]) -> None:
        self.tree, self.sent = tree, 0
        self._known: dict[int, list[dict[str, Any]]] = {}

    @property
    def http(self) -> "Far":
        return self

    def get_commands(self, guild: Any = None) -> list[Any]:
        return self.tree.get_commands()

    async def get_global_commands(self, _: int) -> list[dict[str, Any]]:
        return self._known.get(0, [])

    async def get_guild_commands(self, _: int, guild: int) -> list[dict[str, Any]]:
        return self._known.get(guild, [])

    async def bulk_upsert_global_commands(self, _: int, commands: list[dict[str, Any]]) -> None:
        self._known[0] = commands

    async def sync(self, guild: Any = None) -> None:
        self.sent += 1
        commands = [_as_fetched(dict(command.to_dict(self.tree))) for command in self.get_commands()]
        self._known[guild.id if guild else 0] = commands

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tree, name)


async def test_they_are_sent_once_and_again_only_after_a_change(tree: app_commands.CommandTree[Any]) -> None:
    far: Any = Far(tree)
    assert await sync(far, far) is True
    assert await sync(far, far) is False
    assert await sync(far, far) is False
    tree.remove_command("help")
    assert await sync(far, far) is True
    assert await sync(far, far, discord.Object(7)) is True, "in development, to one server"
    assert await far.get_global_commands(2) == [], "and nowhere else: they would stand there twice"
    assert await sync(far, far, discord.Object(7)) is False
    assert far.sent == 3


def _words(part: dict[str, Any]) -> list[str]:
    """Return all that counts towards the length of a command."""
    own = [str(part.get(name, "")) for name in ("name", "description", "value")]
    inner = [*part.get("options", ()), *part.get("choices", ())]
    return [*own, *(word for each in inner for word in _words(each))]


def _as_fetched(command: dict[str, Any]) -> dict[str, Any]:
    """Return a command as Discord gives it back: with ids, nulls, and without what is false."""
    back = {"id": "1", "application_id": "2", "version": "3", "name_localizations": None, "nsfw": False, **command}
    for option in back.get("options", ()):
        _lean(option)
    return back


def _lean(option: dict[str, Any]) -> None:
    for name in ("required", "autocomplete"):
        if not option.get(name):
            option.pop(name, None)
    if not option.get("choices"):
        option.pop("choices", None)
    for inner in option.get("options", ()):
        _lean(inner)


def _another_word(commands: list[dict[str, Any]]) -> None:
    commands[0]["description"] += "!"


def _another_bound(commands: list[dict[str, Any]]) -> None:
    options(commands, "quiz live")["seconds"]["max_value"] = 999


def _one_less(commands: list[dict[str, Any]]) -> None:
    commands.pop()


def _one_choice_less(commands: list[dict[str, Any]]) -> None:
    options(commands, "board show")["scope"]["choices"].pop()
