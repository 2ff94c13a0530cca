"""What a figure must have before it is drawn: words for those who cannot see it, and numbers that can be drawn."""

import math
from collections.abc import Iterator

from core.kit.figure import Axis, Bar, Dots, Figure, Line, Mark, Rule, Shade, Span


class Unreadable(ValueError):
    """A figure that cannot be shown to everybody; the text says what it lacks."""


def require_legible(figure: Figure) -> None:
    """Raise Unreadable unless the figure has a title, alt text, a twin as wide as its header, and finite numbers."""
    if fault := next(_faults(figure), ""):
        raise Unreadable(f'Figure "{figure.key}" {fault}')


def _faults(figure: Figure) -> Iterator[str]:
    header, rows = figure.twin
    if not figure.title.strip():
        yield "has no title. Say in a few words what it shows."
    if not figure.alt.strip():
        yield "has no alt text. Say what is shown, with its numbers."
    if not header or not rows:
        yield "has no plain-text twin. Give a header and the rows it is drawn from."
    if any(len(row) != len(header) for row in rows):
        yield "has a twin with a row that does not fit its header."
    yield from (fault for axis in (figure.x, figure.y) for fault in _axis_faults(axis))
    for mark in figure.marks:
        if not all(map(math.isfinite, _numbers(mark))):
            yield f'has a mark "{mark.label}" with a number that is not finite.'
        if isinstance(mark, Dots) and mark.values and len(mark.values) != len(mark.points):
            yield f'has {len(mark.values)} values for the {len(mark.points)} points of "{mark.label}".'


def _axis_faults(axis: Axis) -> Iterator[str]:
    if not (math.isfinite(axis.low) and math.isfinite(axis.high) and axis.low < axis.high):
        yield f'has an axis "{axis.label}" from {axis.low} to {axis.high}; it must go from a lower to a higher number.'


def _numbers(mark: Mark) -> tuple[float, ...]:
    match mark:
        case Dots() | Line():
            return tuple(number for point in mark.points for number in point)
        case Span():
            return (mark.at, mark.low, mark.high)
        case Bar():
            return (mark.at, mark.value)
        case Rule():
            return (mark.at,)
        case Shade():
            return (mark.low, mark.high)
