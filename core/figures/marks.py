"""The marks themselves. Shapes first, so that every text knows what it has to keep off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.figures.frame import Plot
from core.figures.geometry import Box, Places, Point, around, moved_apart, nearest_gap, outward, upward
from core.figures.sheet import Sheet
from core.figures.style import DOT, FAINT_DOT, HEIGHT, SMALL_DOT, WIDTH, blend
from core.figures.wrap import shortened
from core.kit.figure import Bar, Dots, Figure, Line, Rule, Shade, Span

_MANY_DOTS = 14
_TOO_MANY_TO_MOVE = 150
_PAPER = Box(8, 8, WIDTH - 8, HEIGHT - 8)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure on its way to paper: where its marks go, and what is taken already."""

    sheet: Sheet
    figure: Figure
    plot: Plot
    places: Places
    fills: list[tuple[Box, str]] = field(default_factory=list)
    """What is filled with which colour, in order: a text's halo takes the colour it stands on."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A text looking for a place, its candidates from best to worst.

    `spare` texts are left out where they would cover others: the shape remains, the twin has the number.
    """

    words: str
    candidates: tuple[Box, ...]
    spare: bool = False


def draw_marks(sheet: Sheet, figure: Figure, plot: Plot) -> None:
    """Draw all marks of a figure, then all their texts."""
    places = Places(Box(plot.box.left + 4, plot.box.bottom + 2, WIDTH - 8, plot.box.top + 2))
    drawing = Drawing(sheet, figure, plot, places)
    wishes = [*_shades_and_rules(drawing), *_spans(drawing), *_bars(drawing)]
    _lines(drawing)
    wishes += _dots(drawing)
    for wish in wishes:
        _write(drawing, wish)


def _write(drawing: Drawing, wish: Wish) -> None:
    best = drawing.places.best(wish.candidates).inside(_PAPER)
    if wish.spare and drawing.places.hidden(best) > 0.06 * best.area:
        return
    drawing.places.texts.append(best)
    around_it = (colour for box, colour in reversed(drawing.fills) if box.overlap(best) > 0.7 * best.area)
    halo = next(around_it, drawing.sheet.palette.paper)
    drawing.sheet.text(wish.words, (best.left, best.bottom), halo=halo)


def _shades_and_rules(drawing: Drawing) -> Iterator[Wish]:
    sheet, plot = drawing.sheet, drawing.plot
    tops = {id(mark): box for mark, _, box in plot.named}
    for mark in drawing.figure.marks:
        if isinstance(mark, Shade):
            colour = blend(sheet.palette.tones[mark.tone], sheet.palette.paper, 0.26)
            sheet.box(_band(plot, mark), colour, layer=1)
            drawing.fills.append((_band(plot, mark), colour))
        elif isinstance(mark, Rule):
            top = tops[id(mark)].bottom if id(mark) in tops else plot.box.top
            ends = _across(plot, mark, top)
            sheet.line(ends, sheet.palette.tones[mark.tone], 4, layer=5.5)
            drawing.places.things += _along(ends, 0.8)
        if isinstance(mark, Rule | Shade) and mark.axis == "y" and mark.label.strip():
            yield _named_level(drawing, mark)
    for _, words, box in plot.named:
        yield Wish(words, (box,))


def _band(plot: Plot, shade: Shade) -> Box:
    box = plot.box
    if shade.axis == "x":
        return Box(plot.x.at(shade.low), box.bottom, plot.x.at(shade.high), box.top)
    return Box(box.left, plot.y.at(shade.low), box.right, plot.y.at(shade.high))


def _across(plot: Plot, rule: Rule, top: float) -> tuple[Point, Point]:
    if rule.axis == "x":
        return (plot.x.at(rule.at), plot.box.bottom), (plot.x.at(rule.at), top)
    return (plot.box.left, plot.y.at(rule.at)), (plot.box.right, plot.y.at(rule.at))


def _named_level(drawing: Drawing, mark: Rule | Shade) -> Wish:
    """Wish for a name at the end of a level line, above or below it; in the middle of a band."""
    plot = drawing.plot
    words = shortened(drawing.sheet, mark.label, 560)
    width, height = drawing.sheet.size_of(words)
    level = plot.y.at(mark.at if isinstance(mark, Rule) else (mark.low + mark.high) / 2)
    away = height / 2 + 6 if isinstance(mark, Rule) else 0
    lefts = (plot.box.right - 12 - width, plot.box.left + 16, (plot.box.left + plot.box.right - width) / 2)
    boxes = (around((left + width / 2, level + up), width, height) for left in lefts for up in (away, -away))
    return Wish(words, tuple(boxes))


def _spans(drawing: Drawing) -> Iterator[Wish]:
    plot = drawing.plot
    spans = [mark for mark in drawing.figure.marks if isinstance(mark, Span)]
    thick = max(14.0, 0.74 * nearest_gap((plot.y.at(span.at) for span in spans), 84))
    for span in spans:
        yield from _span(drawing, span, thick)


def _span(drawing: Drawing, span: Span, thick: float) -> Iterator[Wish]:
    sheet, plot = drawing.sheet, drawing.plot
    colour = sheet.palette.tones[span.tone]
    fill = blend(colour, sheet.palette.paper, 0.34)
    level = plot.y.at(span.at)
    box = Box(plot.x.at(span.low), level - thick / 2, plot.x.at(span.high), level + thick / 2)
    sheet.box(box, fill, colour, rounded=8)
    drawing.fills.append((box, fill))
    corners = (box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)
    for ends in pairwise((*corners, corners[0])):
        drawing.places.things += _along(ends, 3.0, 1)
    if span.text:
        rooms = (box.width - 24, plot.box.right - box.right - 24, box.left - plot.box.left - 24)
        words = shortened(sheet, span.text, max(rooms))
        yield Wish(words, tuple(_on_or_beside(box, rooms, sheet.size_of(words))))


def _on_or_beside(box: Box, rooms: tuple[float, float, float], size: Point) -> Iterator[Box]:
    """Yield places for a text on a bar, in its middle and at its ends, and beside it, wherever there is room."""
    (x, y) = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    width, height = size
    inside = rooms[0] if height <= box.height or width > max(rooms[1:]) else 0.0
    starts = (x - width / 2, box.left + 12, box.right - 12 - width, box.right + 12, box.left - 12 - width)
    widest = max(inside, *rooms[1:])
    for start, room in zip(starts, (inside, inside, inside, *rooms[1:]), strict=True):
        if width <= room or room == widest:
            yield Box(start, y - height / 2, start + width, y + height / 2)


def _bars(drawing: Drawing) -> Iterator[Wish]:
    bars = [mark for mark in drawing.figure.marks if isinstance(mark, Bar)]
    for lying, scale, most in ((True, drawing.plot.y, 90), (False, drawing.plot.x, 190)):
        alike = [bar for bar in bars if bar.lying == lying]
        room = 0.78 * nearest_gap((scale.at(bar.at) for bar in alike), most)
        for bar in alike:
            abreast = [other for other in alike if other.at == bar.at]
            thick = room / len(abreast)
            place = next(n for n, other in enumerate(abreast) if other is bar) - (len(abreast) - 1) / 2
            shift = place * thick * (-1 if lying else 1)
            yield from _bar(drawing, bar, scale.at(bar.at) + shift, thick - (3 if len(abreast) > 1 else 0))


def _bar(drawing: Drawing, bar: Bar, at: float, thick: float) -> Iterator[Wish]:
    sheet, plot = drawing.sheet, drawing.plot
    along = (plot.x if bar.lying else plot.y).at
    low, high = sorted((along(0), along(bar.value)))
    box = (
        Box(low, at - thick / 2, high, at + thick / 2) if bar.lying else Box(at - thick / 2, low, at + thick / 2, high)
    )
    colour = sheet.palette.tones[bar.tone]
    sheet.box(box, colour, layer=3)
    if bar.text:
        words = shortened(sheet, bar.text, 400)
        yield Wish(words, tuple(_at_the_end(box, *sheet.size_of(words), bar)), spare=not bar.lying)


def _at_the_end(box: Box, width: float, height: float, bar: Bar) -> Iterator[Box]:
    """Yield places for a bar's value: beyond its end, aside of a rule that may cross it."""
    (x, y) = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    up = bar.value >= 0
    if bar.lying:
        yield around((box.right + 10 + width / 2 if up else box.left - 10 - width / 2, y), width, height)
        return
    level = box.top + 2 + height / 2 if up else box.bottom - 2 - height / 2
    for shift in (0, width / 2 + 8, -width / 2 - 8):
        yield around((x + shift, level), width, height)


def _lines(drawing: Drawing) -> None:
    for mark in drawing.figure.marks:
        if isinstance(mark, Line):
            points = [(drawing.plot.x.at(x), drawing.plot.y.at(y)) for x, y in mark.points]
            drawing.sheet.line(points, drawing.sheet.palette.tones[mark.tone], 4.5, mark.dashed)
            for ends in pairwise(points):
                drawing.places.things += _along(ends, 0.6)


def _along(ends: tuple[Point, Point], weight: float, pad: float = 6) -> list[tuple[Box, float]]:
    """Return boxes along a line: one if it is level or upright, else about one every twelve pixels."""
    (x0, y0), (x1, y1) = ends
    if x0 == x1 or y0 == y1:
        return [(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)).grown(pad), weight)]
    steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / 12))
    centres = ((x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps) for n in range(steps + 1))
    return [(around(centre, 12, 12), weight) for centre in centres]


def _dots(drawing: Drawing) -> list[Wish]:
    marks = [mark for mark in drawing.figure.marks if isinstance(mark, Dots)]
    for mark in marks:
        if mark.faint:
            points = [(drawing.plot.x.at(x), drawing.plot.y.at(y)) for x, y in mark.points]
            colour = blend(drawing.sheet.palette.tones[mark.tone], drawing.sheet.palette.paper, 0.6)
            drawing.sheet.dots(points, mark.shape, FAINT_DOT, colour, 3.5)
    clear = [mark for mark in marks if not mark.faint]
    size = DOT if sum(len(mark.points) for mark in clear) <= _MANY_DOTS else SMALL_DOT
    moved = _moved_apart(drawing, clear, size)
    for mark, points in zip(clear, moved, strict=True):
        drawing.sheet.dots(points, mark.shape, size, drawing.sheet.palette.tones[mark.tone])
        drawing.places.things += [(around(point, size, size), 4.0) for point in points]
    piling = _piling(drawing.figure)
    return [
        Wish(words, tuple(_near(point, size, drawing.sheet.size_of(words), piling)), spare=True)
        for mark, points in zip(clear, moved, strict=True)
        for value, point in zip(mark.values, points, strict=False)
        if (words := shortened(drawing.sheet, value, 400))
    ]


def _piling(figure: Figure) -> bool:
    """Tell whether a point's height says nothing: no numbers stand on the axis."""
    return bool(figure.y.ticks) or not figure.y.label


def _moved_apart(drawing: Drawing, marks: Sequence[Dots], size: float) -> list[list[Point]]:
    """Return where the points of each mark are drawn.

    Where the height says nothing, points pile up. Elsewhere a few that all but coincide stand around the place, the
    marks with fewest points (a solution) nearest to it.
    """
    at = [[(drawing.plot.x.at(x), drawing.plot.y.at(y)) for x, y in mark.points] for mark in marks]
    flat = [point for points in at for point in points]
    if len(flat) > _TOO_MANY_TO_MOVE:
        return at
    if _piling(drawing.figure):
        order = sorted(range(len(flat)), key=lambda n: flat[n])
        least, moves = 0.95 * size, upward(size, 2 * len(flat))
    else:
        crowd = [len(points) for points in at for _ in points]
        order = sorted(range(len(flat)), key=lambda n: crowd[n])
        least, moves = 0.6 * size, outward(0.95 * size, 3)
    apart = dict(zip(order, moved_apart([flat[n] for n in order], least, moves), strict=True))
    moved = [apart[n] for n in range(len(flat))]
    drawn = iter(_pressed(drawing, flat, moved) if _piling(drawing.figure) else moved)
    return [[next(drawn) for _ in points] for points in at]


def _pressed(drawing: Drawing, flat: Sequence[Point], moved: Sequence[Point]) -> list[Point]:
    """Return piles pressed together where they are higher than the room between the spans."""
    box = drawing.plot.box
    levels = {y for _, y in flat} | {drawing.plot.y.at(m.at) for m in drawing.figure.marks if isinstance(m, Span)}
    pressed = []
    for (x, y), (_, high) in zip(flat, moved, strict=True):
        room = min([box.top - y, y - box.bottom, *(0.55 * abs(y - level) for level in levels if level != y)]) - 6
        highest = max(abs(b - y) for (_, a), (_, b) in zip(flat, moved, strict=True) if a == y)
        pressed.append((x, y + (high - y) * min(1.0, max(room, 12.0) / highest) if highest else y))
    return pressed


def _near(point: Point, size: float, text: Point, piling: bool) -> Iterator[Box]:
    """Yield places for a value by its dot: beside and above, the corners, and one line further off.

    Where dots stand in rows, above and below come first.
    """
    (x, y), (width, height) = point, text
    beside, above, corner = size / 2 + 6 + width / 2, size / 2 + 2 + height / 2, 0.35 * size + width / 2
    sides = [(beside, 0.0), (-beside, 0.0), (0.0, above), (0.0, -above)]
    corners = [(corner, above), (-corner, above), (corner, -above), (-corner, -above)]
    further = [(0.0, 1.9 * above), (0.0, -1.9 * above)]
    for dx, dy in [*(sides[2:] + further + sides[:2] if piling else sides), *corners, *([] if piling else further)]:
        yield around((x + dx, y + dy), width, height)
