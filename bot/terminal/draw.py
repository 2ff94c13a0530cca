"""Blocks as rich draws them. Text stays text: nothing a person wrote is read as mark-up or as a control sequence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from pathlib import Path

from rich import box
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from bot.terminal.sketch import sketch
from bot.typed import words_of
from bot.wording import Moment
from core import blocks as b
from core.game import Figure, MoveSpec
from core.kit.fields import Field
from core.requests.game import Act, OpenForm

Find = Callable[[Figure], Path | None]
"""Where the file of a figure is, None if it has none."""


_SPACED = (b.Heading, b.Picture, b.Table, b.Choose, b.Fill)
"""Blocks that stand apart from what is above them."""


def nowhere(_: Figure) -> None:
    """Say that no figure has a file."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How to draw: the reader's now, where pictures are, and the number of the first button (0: no numbers)."""

    moment: Moment
    find: Find = nowhere
    first: int = 0


def draw(blocks: Sequence[b.Block], pen: Pen) -> RenderableType:
    """Return blocks one below the other, buttons numbered through if the pen says so."""
    drawn: list[RenderableType] = []
    first = pen.first
    for block in blocks:
        if drawn and isinstance(block, _SPACED):
            drawn.append(Line())
        drawn.append(_one(block, Pen(pen.moment, pen.find, first)))
        first += len(block.presses) if first and isinstance(block, b.Choose) else 0
    return Group(*drawn)


def presses(blocks: Iterable[b.Block]) -> tuple[b.Press, ...]:
    """Return all buttons in the order in which they are numbered."""
    return tuple(press for block in blocks if isinstance(block, b.Choose) for press in block.presses)


def typed(press: b.Press) -> str:
    """Return the words that do what a button does, with … where a value is to be filled in; "" if there are none."""
    request = press.request
    if isinstance(request, OpenForm):
        request = Act(move=request.move)
    words = words_of(request)
    return " ".join([words, *_blanks(press.form)]) if words else ""


def line(text: str, style: str = "") -> Line:
    """Return text as it stands, without what a terminal would obey."""
    return Line("".join(c for c in text if c in "\n\t" or c.isprintable()), style=style)


@singledispatch
def _one(block: b.Block, _: Pen) -> RenderableType:
    raise TypeError(f"The terminal cannot draw {type(block).__name__}.")


@_one.register
def _heading(block: b.Heading, _: Pen) -> RenderableType:
    return line(block.text, "bold")


@_one.register
def _text(block: b.Text, _: Pen) -> RenderableType:
    return line(block.text, "italic dim" if block.quiet else "")


@_one.register
def _facts(block: b.Facts, _: Pen) -> RenderableType:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(ratio=1)
    for name, value in block.pairs:
        grid.add_row(line(name), line(value))
    return grid


@_one.register
def _bullets(block: b.Bullets, _: Pen) -> RenderableType:
    grid = Grid.grid(padding=(0, 1))
    for item in block.items:
        grid.add_row(line("•", "cyan"), line(item))
    return grid


@_one.register
def _table(block: b.Table, _: Pen) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="cyan", show_edge=False, padding=(0, 1))
    for name in block.header:
        grid.add_column(line(name))
    for row in block.rows:
        grid.add_row(*(line(cell) for cell in row))
    return Group(grid, line(block.caption, "italic dim")) if block.caption else grid


@_one.register
def _picture(block: b.Picture, pen: Pen) -> RenderableType:
    figure, file = block.figure, pen.find(block.figure)
    parts: list[RenderableType] = [Line.assemble(("▣ ", "cyan"), line(figure.title, "bold"))]
    parts += sketch(figure) or []
    parts.append(line(figure.alt, "dim" if len(parts) > 1 else ""))
    if file is not None:
        parts.append(line(str(file), "cyan"))
    else:
        parts.append(_table(b.Table(*figure.twin, caption=figure.caption), pen))
    return Padding(Group(*parts), (0, 0, 0, 1))


@_one.register
def _until(block: b.Until, pen: Pen) -> RenderableType:
    return Line.assemble(("◷ ", "yellow"), line(block.label.rstrip(".")), ": ", (pen.moment.until(block.at), "yellow"))


@_one.register
def _choose(block: b.Choose, pen: Pen) -> RenderableType:
    buttons = [_button(press, pen.first + n if pen.first else 0) for n, press in enumerate(block.presses)]
    row = Columns(buttons, padding=(0, 3))
    return Group(line(block.prompt), row) if block.prompt else row


@_one.register
def _fill(block: b.Fill, _: Pen) -> RenderableType:
    grid = Grid.grid(padding=(0, 2))
    for field in block.spec.fields:
        grid.add_row(line(f"{field.name}=", "cyan"), line(_asks(field, block.spec)))
    problem = [line(block.problem, "yellow")] if block.problem else []
    words = " ".join([words_of(Act(move=block.spec.name)), *_blanks(block.spec)])
    return Group(*problem, line(block.spec.label, "bold"), grid, line(words, "dim"))


def _button(press: b.Press, number: int) -> Line:
    label = f"{number} {press.label}" if number else press.label
    style = "bold reverse cyan" if press.main else "reverse"
    words = typed(press)
    return Line.assemble((line(f" {label} ", style)), line(f" {words}" if words else "", "dim"))


def _blanks(spec: MoveSpec | None) -> list[str]:
    return [f"{field.name}=…" for field in spec.fields] if spec else []


def _asks(field: Field, spec: MoveSpec) -> str:
    shown = f" (now {field.show(spec.initial[field.name])})" if field.name in spec.initial else ""
    return f"{field.label}: {field.range_text()}{shown}"
