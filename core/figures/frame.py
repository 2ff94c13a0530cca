"""Everything around the marks: title, legend, axes with their labels, and the head-room where rules are named."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.figures.geometry import Box, Places, Point, Scale, around
from core.figures.sheet import Sheet, words_of
from core.figures.style import DOT, HEIGHT, LABEL, MARGIN, TITLE, WIDTH
from core.figures.wrap import shortened, wrapped
from core.kit.figure import Axis, Bar, Dots, Figure, Line, Mark, Rule, Shade, Span

ROW = 40
"""Height of a line of labels."""
_WIDEST_TICK = 330
_ENOUGH = 150
"""A label cut off at this width still says what it is; narrower ones are thinned out."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the marks go: the plot's box, its scales, and the names of rules and shades in the head-room."""

    box: Box
    x: Scale
    y: Scale
    named: tuple[tuple[Rule | Shade, str, Box], ...]


def frame(sheet: Sheet, figure: Figure) -> Plot:
    """Draw the frame of a figure and return where its marks go."""
    top = _legend(sheet, figure, _title(sheet, figure.title))
    rows = [(value, wrapped(sheet, words, _WIDEST_TICK, 2)) for value, words in ticks_of(figure.y, 5)]
    left = MARGIN + max((_width(sheet, lines) + 16 for _, lines in rows), default=0)
    right = WIDTH - MARGIN - _beside_bars(sheet, figure, below_zero=False)
    start = left + 12 + _beside_bars(sheet, figure, below_zero=True)
    x = Scale(figure.x.low, figure.x.high, start, right - 12)
    columns = _columns(sheet, figure.x, x)
    bottom = 14 + (ROW if figure.x.label else 0) + ROW * max((len(lines) for _, lines in columns), default=0) + 6
    named = tuple(_head_room(sheet, figure, x))
    head = max((box.top for _, _, box in named), default=0.0)
    top = _name_y(sheet, figure.y.label, top, [box for _, _, box in named])
    y = Scale(figure.y.low, figure.y.high, bottom + _below_bars(figure), top - head - _above_bars(figure))
    plot = Plot(
        Box(left, bottom, WIDTH - MARGIN, top - head),
        x,
        y,
        tuple((mark, words, _lifted(box, top - head)) for mark, words, box in named),
    )
    _grid(sheet, figure, plot)
    _write_rows(sheet, rows, plot)
    _write_columns(sheet, columns, plot)
    _centred(sheet, figure.x.label, ((left + right) / 2, 14 + ROW / 2))
    return plot


def ticks_of(axis: Axis, about: int) -> tuple[tuple[float, str], ...]:
    """Return the ticks of an axis: its own, else about so many round numbers; none where it has no label either."""
    if axis.ticks:
        return tuple((at, words) for at, words in axis.ticks if words and axis.low <= at <= axis.high)
    if not axis.label:
        return ()
    step = _round_step((axis.high - axis.low) / about)
    first, last = math.ceil(axis.low / step - 1e-9), math.floor(axis.high / step + 1e-9)
    return tuple((n * step, _number(n * step, step)) for n in range(first, last + 1))


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)


def _number(value: float, step: float) -> str:
    places = max(
        0, -math.floor(math.log10(step) + 1e-9) + (1 if f"{step:e}"[2] == "5" and f"{step:e}"[0] == "2" else 0)
    )
    return f"{value:,.{places}f}".replace(",", "\u2009").replace("-", "−")


def _title(sheet: Sheet, words: str) -> float:
    top = HEIGHT - 16.0
    for line in wrapped(sheet, words, WIDTH - 2 * MARGIN, 2, TITLE, bold=True):
        top -= TITLE * 1.16
        sheet.text(line, (MARGIN, top), TITLE, bold=True)
    return top - 6


def legend_of(figure: Figure) -> tuple[Mark, ...]:
    """Return one mark for each thing a legend has to explain: what is not named on an axis, in place, or already."""
    told = {words for axis in (figure.x, figure.y) for _, words in axis.ticks}
    found: dict[tuple[object, ...], Mark] = {}
    for mark in figure.marks:
        if isinstance(mark, Rule | Shade) or not mark.label.strip() or mark.label in told:
            continue
        if isinstance(mark, Span | Bar) and mark.text == mark.label:
            continue
        look = (mark.shape, mark.faint) if isinstance(mark, Dots) else mark.dashed if isinstance(mark, Line) else None
        found.setdefault((type(mark), mark.label, mark.tone, look), mark)
    return tuple(found.values())


def _legend(sheet: Sheet, figure: Figure, top: float) -> float:
    marks = legend_of(figure)
    if not marks:
        return top
    most = WIDTH - 2 * MARGIN - 46
    words = [shortened(sheet, mark.label, most) for mark in marks]
    x, y = float(MARGIN), top - ROW
    for mark, label in zip(marks, words, strict=True):
        width = 44 + sheet.size_of(label)[0]
        if x > MARGIN and x + width > WIDTH - MARGIN:
            x, y = float(MARGIN), y - ROW
        _key(sheet, mark, (x + 16, y + ROW / 2))
        _beside(sheet, label, (x + 42, y + ROW / 2))
        x += width + 34
    return y - 4


def _key(sheet: Sheet, mark: Mark, at: Point) -> None:
    colour = sheet.palette.tones[mark.tone]
    match mark:
        case Dots(faint=True):
            cloud = [(at[0] + dx, at[1] + dy) for dx, dy in ((-8, -5), (1, 6), (9, -3), (-3, -9), (-10, 7))]
            sheet.dots(cloud, mark.shape, 8, colour)
        case Dots():
            sheet.dots([at], mark.shape, DOT, colour)
        case Line():
            sheet.line([(at[0] - 16, at[1]), (at[0] + 18, at[1])], colour, 5, mark.dashed)
        case _:
            sheet.box(around(at, 30, 22), colour, rounded=4)


def _name_y(sheet: Sheet, words: str, top: float, head: Sequence[Box]) -> float:
    """Write the name of the y axis above the plot, in the lowest row of the head-room if it is free there."""
    if not words:
        return top - 8
    words = shortened(sheet, words, WIDTH - 2 * MARGIN)
    lowest = [box.left for box in head if box.bottom == 0]
    shared = bool(lowest) and MARGIN + sheet.size_of(words)[0] + 24 < min(lowest)
    level = top - 8 - max(box.top for box in head) + LABEL / 2 + 8 if shared else top - ROW / 2
    _beside(sheet, words, (MARGIN, level), sheet.palette.quiet)
    return top - 8 if shared else top - ROW - 8


def _beside_bars(sheet: Sheet, figure: Figure, *, below_zero: bool) -> float:
    """Return the room that values need at the ends of lying bars, on the one side or the other."""
    bars = (m for m in figure.marks if isinstance(m, Bar) and m.lying and m.text and (m.value < 0) == below_zero)
    return max((sheet.size_of(bar.text)[0] + 12 for bar in bars), default=0)


def _above_bars(figure: Figure) -> float:
    """Return the room that values need above standing bars."""
    return ROW if any(isinstance(m, Bar) and not m.lying and m.text for m in figure.marks) else 12


def _below_bars(figure: Figure) -> float:
    """Return the room that values need under standing bars below zero."""
    return ROW if any(isinstance(m, Bar) and not m.lying and m.text and m.value < 0 for m in figure.marks) else 0


def _columns(sheet: Sheet, axis: Axis, x: Scale) -> list[tuple[float, list[str]]]:
    """Return the ticks of the x axis with their lines; thinned out evenly where even two lines do not fit."""
    ticks = ticks_of(axis, 6)
    for every in range(1, len(ticks) + 1):
        kept = ticks[::every]
        room = _room([x.at(at) for at, _ in kept])
        lines = [wrapped(sheet, words, room, 2 if axis.ticks else 1) for _, words in kept]
        whole = all(" ".join(part) == " ".join(words_of(words)) for (_, words), part in zip(kept, lines, strict=True))
        if whole or room >= _ENOUGH:
            return [(at, part) for (at, _), part in zip(kept, lines, strict=True)]
    return []


def _room(places: Sequence[float]) -> float:
    """Return how wide the labels at these places may be."""
    between = min((b - a for a, b in pairwise(sorted(places))), default=float(WIDTH))
    edges = (2 * min(place, WIDTH - place) + 40 for place in places)
    return max(40.0, min([between - 16, *edges]))


def _width(sheet: Sheet, lines: Sequence[str]) -> float:
    return max(sheet.size_of(line)[0] for line in lines)


def _head_room(sheet: Sheet, figure: Figure, x: Scale) -> Iterator[tuple[Rule | Shade, str, Box]]:
    """Yield the names of rules and shades of the x axis, staggered in rows above the plot (from 0 up)."""
    marks = [m for m in figure.marks if isinstance(m, Rule | Shade) and m.axis == "x" and m.label.strip()]
    places = Places(Box(12, 0, WIDTH - 12, 10 * ROW))
    lines = [
        (x.at(mark.at), Box(x.at(mark.at) - 3, 0, x.at(mark.at) + 3, 10 * ROW))
        for mark in marks
        if isinstance(mark, Rule)
    ]
    for mark in sorted(marks, key=lambda m: m.at if isinstance(m, Rule) else (m.low + m.high) / 2):
        words = shortened(sheet, mark.label, 560)
        width, _ = sheet.size_of(words)
        at = x.at(mark.at) if isinstance(mark, Rule) else (x.at(mark.low) + x.at(mark.high)) / 2
        places.things[:] = [(box, 4.0) for place, box in lines if place != at]
        boxes = [
            Box(at + shift - width / 2, row * ROW, at + shift + width / 2, row * ROW + LABEL + 4).inside(places.paper)
            for row in range(4)
            for shift in (0, -width / 2 - 10, width / 2 + 10)
        ]
        best = places.best(boxes)
        places.texts.append(best.grown(6))
        yield mark, words, best


def _lifted(box: Box, by: float) -> Box:
    return Box(box.left, box.bottom + by, box.right, box.top + by)


def _grid(sheet: Sheet, figure: Figure, plot: Plot) -> None:
    box, palette = plot.box, sheet.palette
    if not figure.y.ticks:
        for value, _ in ticks_of(figure.y, 5):
            sheet.line([(box.left, plot.y.at(value)), (box.right, plot.y.at(value))], palette.grid, 2, layer=2)
    elif not figure.x.ticks:
        for value, _ in ticks_of(figure.x, 6):
            sheet.line([(plot.x.at(value), box.bottom), (plot.x.at(value), box.top)], palette.grid, 2, layer=2)
    if any(isinstance(mark, Bar) and mark.lying for mark in figure.marks):
        sheet.line([(plot.x.at(0), box.bottom), (plot.x.at(0), box.top)], palette.quiet, 2.5, layer=5)
    if figure.x.label or figure.x.ticks:
        sheet.line([(box.left, box.bottom), (box.right, box.bottom)], palette.quiet, 2.5, layer=5)


def _write_rows(sheet: Sheet, rows: Sequence[tuple[float, list[str]]], plot: Plot) -> None:
    for value, lines in rows:
        half = len(lines) * LABEL * 0.54
        middle = max(plot.y.at(value), 8 + half) + half - LABEL * 0.54
        for n, line in enumerate(lines):
            width, height = sheet.size_of(line)
            at = (plot.box.left - 16 - width, middle - n * LABEL * 1.08 - height / 2)
            sheet.text(line, at, colour=sheet.palette.quiet)


def _write_columns(sheet: Sheet, columns: Sequence[tuple[float, list[str]]], plot: Plot) -> None:
    for value, lines in columns:
        for n, line in enumerate(lines):
            _centred(sheet, line, (plot.x.at(value), plot.box.bottom - 6 - ROW * (n + 0.5)))


def _centred(sheet: Sheet, words: str, at: Point) -> None:
    if words:
        words = shortened(sheet, words, WIDTH - 2 * MARGIN)
        width, height = sheet.size_of(words)
        left = min(max(at[0] - width / 2, 8), WIDTH - 8 - width)
        sheet.text(words, (left, at[1] - height / 2), colour=sheet.palette.quiet)


def _beside(sheet: Sheet, words: str, at: Point, colour: str = "") -> None:
    sheet.text(words, (at[0], at[1] - sheet.size_of(words)[1] / 2), colour=colour)
