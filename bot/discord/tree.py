"""The command table as Discord's slash commands: typed options with their bounds, choices and completion.

Every option may be left out: what a command cannot do without is then asked for in a form. No command carries default
permissions, since Discord knows them for whole groups only; roles are asked for in core, at each use.
"""

import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping
from itertools import groupby
from typing import Any, Optional

from discord import HTTPException, Interaction, app_commands

from bot.commands import COMMANDS, CommandRow, Parameter
from bot.discord.limits import CHOICE_NAME, CHOICE_VALUE, CHOICES, COMMAND_DESCRIPTION, OPTION_TEXT, units
from bot.discord.text import one_line
from core.completing import Completion, completed
from core.kit.fields import Field, Pick, Whole, Words, YesNo

_LOG = logging.getLogger(__name__)
Said = Callable[[Interaction, CommandRow, Mapping[str, Any]], Awaitable[None]]
"""A command as it came in: its row, and the values given by the names of their options."""
Completes = Callable[[Interaction, CommandRow, str, str, Mapping[str, str]], Awaitable[tuple[Completion, ...]]]
"""Asked while somebody types: the row, the option, the words so far, and the other options' values."""

_GROUPS: Mapping[str, str] = {
    "class": "Sections: make one, join, leave, see who is here.",
    "game": "Games: lobby, desk, moves, panel, debrief.",
    "quiz": "Quizzes: alone, or all together.",
    "board": "Standings.",
    "me": "Your own settings.",
    "admin": "For whoever runs this server.",
}
_OPEN = "Values by name, such as: {example}"
_EXAMPLES: Mapping[str, str] = {"values": "share=62", "options": "rounds=2"}


def plant(tree: app_commands.CommandTree[Any], said: Said, completes: Completes) -> None:
    """Add every row of the command table to a tree."""
    for name, rows in groupby(COMMANDS, key=lambda row: row.group):
        here = list(rows)
        if len(here) == 1 and here[0].words == name:
            tree.add_command(_command(here[0], said, completes))
            continue
        group = app_commands.Group(
            name=name, description=_GROUPS.get(name, f"/{name}"), allowed_contexts=_CONTEXTS, allowed_installs=_INSTALLS
        )
        for row in here:
            group.add_command(_command(row, said, completes))
        tree.add_command(group)


_CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
_INSTALLS = app_commands.AppInstallationType(guild=True, user=False)


def _command(row: CommandRow, said: Said, completes: Completes) -> app_commands.Command[Any, ..., None]:
    async def callback(interaction: Interaction, **values: Any) -> None:
        await said(interaction, row, {name: value for name, value in values.items() if value is not None})

    options = [_option(p) for p in row.parameters]
    described = {p.field.name: one_line(p.description, COMMAND_DESCRIPTION) for p in row.parameters}
    if row.open_values:
        options.append(_parameter(row.open_values, app_commands.Range[str, 0, OPTION_TEXT]))
        described[row.open_values] = _OPEN.format(example=_EXAMPLES.get(row.open_values, "name=value"))
    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Interaction)
    # The library reads a command's options from the signature of its function; here they come from the table.
    callback.__signature__ = inspect.Signature([first, *options])  # type: ignore[attr-defined]  # where the library reads options
    app_commands.describe(**described)(callback)
    app_commands.choices(**{p.field.name: _choices(p.field) for p in row.parameters if isinstance(p.field, Pick)})(
        callback
    )
    top = row.words == row.group
    made: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=row.words.split()[-1],
        description=one_line(row.help, COMMAND_DESCRIPTION),
        callback=callback,
        allowed_contexts=_CONTEXTS if top else None,
        allowed_installs=_INSTALLS if top else None,
    )
    for name in (*(p.field.name for p in row.parameters), row.open_values):
        if completed(row.request, name):
            made.autocomplete(name)(_completion(row, name, completes))
    return made


def _option(parameter: Parameter) -> inspect.Parameter:
    match parameter.field:
        case Whole(low=low, high=high):
            return _parameter(parameter.field.name, app_commands.Range[int, low, high])
        case YesNo():
            return _parameter(parameter.field.name, bool)
        case Words(limit=limit):
            return _parameter(parameter.field.name, app_commands.Range[str, 0, min(limit, OPTION_TEXT)])
        case _:
            return _parameter(parameter.field.name, str)


def _parameter(name: str, kind: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Optional[kind],  # noqa: UP045  the library's ranges know no "|"
    )


def _choices(field: Field) -> list[app_commands.Choice[str]]:
    options = field.options if isinstance(field, Pick) else ()
    return [_choice(o.label, o.key) for o in options[:CHOICES]]


def _completion(row: CommandRow, name: str, completes: Completes) -> Any:
    async def offer(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        given = {key: str(value) for key, value in interaction.namespace if key != name}
        found = await completes(interaction, row, name, current, given)
        fit = [one for one in found if 0 < units(one.value) <= CHOICE_VALUE]
        await _offered(interaction, [_choice(one.label, one.value) for one in fit[:CHOICES]])
        return []

    return offer


async def _offered(interaction: Interaction, choices: list[app_commands.Choice[str]]) -> None:
    """Send what may be typed; whoever has typed on meanwhile needs neither it nor a line in the log."""
    try:
        await interaction.response.autocomplete(choices)
    except (HTTPException, OSError) as trouble:
        _LOG.debug("a completion found nobody: %s", trouble)


def _choice(label: str, value: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=one_line(label, CHOICE_NAME), value=value)
