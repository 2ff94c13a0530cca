"""Help, generated from the command table: for a person in their role, for one command, and for the README."""

from collections.abc import Sequence
from itertools import groupby

from bot.commands import COMMANDS, CommandRow, row_named
from bot.typed import find
from core.blocks import Block, Facts, Heading, Table, Text
from core.kit.fields import clean
from core.requests import Role


def help_blocks(role: Role, topic: str = "") -> tuple[Block, ...]:
    """Return what this role may type: all of it, one group ("game"), or one command ("game start").

    Raises NotACommand or Ambiguous for a topic that is neither.
    """
    topic = clean(topic).removeprefix("/").casefold()
    rows = [row for row in COMMANDS if row.allows(role)]
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
    return Table(("Command", "What it does"), tuple(lines), "More about one: /help and its words.")


def _one(row: CommandRow) -> tuple[Block, ...]:
    facts = Facts((("Type", row.usage), ("Or touch", row.touch), ("For", row.who)))
    if not row.parameters:
        return (Heading(f"/{row.words}"), Text(row.help), facts)
    lines = tuple((p.field.name, p.description, "" if p.required else "may be left out") for p in row.parameters)
    return (Heading(f"/{row.words}"), Text(row.help), facts, Table(("Value", "What it is", ""), lines))
