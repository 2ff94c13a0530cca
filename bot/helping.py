"""Help, generated from the command table: for a person in their role, for one command, and for the README."""

from collections.abc import Collection, Sequence
from itertools import groupby

from bot.commands import COMMANDS, CommandRow, row_named
from bot.typed import find
from core.blocks import Block, Facts, Heading, Table, Text
from core.kit.fields import clean
from core.requests import Request

KINDS: frozenset[type[Request]] = frozenset(row.request for row in COMMANDS)
"""What can be typed at all."""
_MORE = "You can type these now; a lobby, a seat or a debrief brings others. About one: /help and its words."


def help_blocks(may: Collection[type[Request]], topic: str = "") -> tuple[Block, ...]:
    """Return what somebody may type now: all of it, one group ("game"), or any one command ("game start").

    `may` are the kinds of request that they can make (`core.section.usable`). Raises NotACommand or Ambiguous for a
    topic that is neither.
    """
    topic = clean(topic).removeprefix("/").casefold()
    rows = [row for row in COMMANDS if row.request in may]
    if not topic:
        return (Heading("Everything you can type"), _overview(rows))
    if row := row_named(topic):
        return _one(row)
    if chosen := [row for row in rows if row.group == topic]:
        return (Heading(f"/{topic}"), _overview(chosen))
    return _one(find(topic)[0])


def as_markdown() -> str:
    """Return the README's table of all commands."""
    lines = ["| command | who | does | touch instead of typing |", "|---|---|---|---|"]
    lines += [f"| `{row.usage}` | {row.who} | {row.help} | {row.touch} |" for row in COMMANDS]
    return "\n".join(lines)


def _overview(rows: Sequence[CommandRow]) -> Table:
    lines = [(f"/{row.words}", row.help) for _, group in groupby(rows, key=lambda row: row.group) for row in group]
    return Table(("Command", "What it does"), tuple(lines), _MORE)


def _one(row: CommandRow) -> tuple[Block, ...]:
    facts = Facts((("Type", row.usage), ("Or touch", row.touch), ("For", row.who)))
    if not row.parameters:
        return (Heading(f"/{row.words}"), Text(row.help), facts)
    lines = tuple((p.field.name, p.description, "" if p.required else "may be left out") for p in row.parameters)
    return (Heading(f"/{row.words}"), Text(row.help), facts, Table(("Value", "What it is", ""), lines))
