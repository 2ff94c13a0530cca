"""Blocks as Discord's markdown, in chunks that each fit anywhere; buttons and pictures are drawn elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from functools import singledispatch

from bot.discord.limits import units
from bot.discord.rows import is_list
from bot.discord.text import cut, in_code, safe
from bot.wording import Moment
from core import blocks as b
from core.kit.figure import Figure

LONGEST = 1_800
"""Units of one chunk: two of them and a heading fit a message."""
_PHONE = 34  # characters of a code block that a phone shows on one line


def said(block: b.Block, moment: Moment) -> list[str]:
    """Return a block's words as chunks of markdown; none for one that has no words of its own."""
    return _said(block, moment)


def of_figure(figure: Figure) -> list[str]:
    """Return a figure as words: its alt text, and the table that says the same."""
    return [
        *_chunks([f"**{safe(figure.title)}**", safe(figure.alt)]),
        *_table(b.Table(*figure.twin, caption=figure.caption)),
    ]


def at(moment: Moment, class_time: int) -> str:
    """Return a class time as a timestamp that counts down by itself: "in 4 minutes (10:42)", in each reader's zone."""
    if class_time <= moment.now:
        return "now"
    wall = moment.at(class_time)
    seconds = int((wall if wall.tzinfo else wall.replace(tzinfo=UTC)).timestamp())
    return f"<t:{seconds}:R> (<t:{seconds}:t>)"


@singledispatch
def _said(block: b.Block, _: Moment) -> list[str]:
    raise TypeError(f"Discord cannot be shown {type(block).__name__}.")


@_said.register
def _heading(block: b.Heading, _: Moment) -> list[str]:
    return [f"### {safe(' '.join(cut(block.text, 400).split()))}"]


@_said.register
def _text(block: b.Text, _: Moment) -> list[str]:
    lines = safe(block.text).split("\n")
    return _chunks([f"-# {line}" if block.quiet and line.strip() else line for line in lines])


@_said.register
def _facts(block: b.Facts, _: Moment) -> list[str]:
    return _chunks(f"**{safe(name)}:** {safe(value)}" for name, value in block.pairs)


@_said.register
def _bullets(block: b.Bullets, _: Moment) -> list[str]:
    return _chunks(f"- {safe(' '.join(item.split()))}" for item in block.items)


@_said.register
def _table_block(block: b.Table, _: Moment) -> list[str]:
    return _table(block)


@_said.register
def _picture(block: b.Picture, _: Moment) -> list[str]:
    return [f"-# {safe(block.figure.caption)}"] if block.figure.caption else []


@_said.register
def _until(block: b.Until, moment: Moment) -> list[str]:
    return [f"{safe(block.label.rstrip('.'))}: **{at(moment, block.at)}**"]


@_said.register
def _choose(block: b.Choose, _: Moment) -> list[str]:
    named_by_its_list = is_list(block)
    return [safe(block.prompt)] if block.prompt and block.presses and not named_by_its_list else []


@_said.register
def _fill(block: b.Fill, _: Moment) -> list[str]:
    initial = block.spec.initial
    shown = (
        f"**{safe(f.label)}:** {safe(f.show(initial[f.name])) if f.name in initial else f'*{safe(f.range_text())}*'}"
        for f in block.spec.fields
    )
    problem = [f"**{safe(block.problem)}**"] if block.problem else []
    about = [safe(block.spec.help)] if block.spec.help else []
    binds = [safe(block.spec.binds)] if block.spec.binds else []
    return _chunks([f"### {safe(block.spec.label)}", *problem, *about, *binds, *shown])


def _table(table: b.Table) -> list[str]:
    if not table.rows:
        lines: Iterable[str] = [" · ".join(f"**{safe(name)}**" for name in table.header)]
        chunks = _chunks(lines)
    elif _width(table) <= _PHONE and len(table.header) > 1:
        chunks = list(_as_code(table))
    else:
        chunks = _chunks(_as_lines(table))
    return [*chunks, *([f"-# {safe(table.caption)}"] if table.caption else [])]


def _width(table: b.Table) -> int:
    lines = (table.header, *table.rows)
    return sum(max(len(row[i]) for row in lines) + 2 for i in range(len(table.header))) - 2


def _as_code(table: b.Table) -> Iterator[str]:
    """Yield the rows in columns under their header; a long table in parts, each with the header."""
    head, *rows = b.Table(table.header, table.rows).plain()
    most = max(1, (LONGEST - units(head) - 10) // (max(map(units, rows)) + 1))
    for start in range(0, len(rows), most):
        lines = "\n".join(in_code(line) for line in (head, *rows[start : start + most]))
        yield f"```\n{lines}\n```"


def _as_lines(table: b.Table) -> Iterator[str]:
    """Yield a line a row, for tables too wide for a phone: the first cell bold, the others with their names.

    Of two columns the second needs no name: "**/game desk** · Your card", "**Table 1** · Phase: vote · Done: all".
    """
    first, *others = table.header
    named = [f"{safe(name)}: " if name and len(others) > 1 else "" for name in others]
    for cell, *rest in table.rows:
        told = f"{first} {cell}" if cell.isdigit() or cell in others else cell  # alone it would say too little
        cells = (f"{name}{safe(each)}" for name, each in zip(named, rest, strict=True) if each)
        yield f"- {' · '.join((f'**{safe(told)}**', *cells))}"


def _chunks(lines: Iterable[str]) -> list[str]:
    """Return lines joined into as few chunks as fit; a line that is too long alone is parted at a space."""
    out: list[str] = []
    for line in (part for whole in lines for part in _parted(whole)):
        if out and units(out[-1]) + units(line) < LONGEST:
            out[-1] = f"{out[-1]}\n{line}"
        else:
            out.append(line)
    return out


def _parted(line: str) -> Sequence[str]:
    parts = []
    while units(line) > LONGEST:
        at_space = line.rfind(" ", LONGEST // 4, LONGEST // 2)
        end = at_space if at_space > 0 else LONGEST // 2 - (line[LONGEST // 2 - 1] == "\\")
        parts.append(line[:end])
        line = line[end:].lstrip(" ")
    return [*parts, line]
