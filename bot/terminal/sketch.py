"""Figures of bars, ranges and dots along one axis, drawn in a few lines of text; others are left to their files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rich.text import Text as Line

from core.game import Axis, Bar, Dots, Figure, Mark, Span
from core.kit.figure import Shape, Tone

WIDTH = 44
"""Characters along the axis."""
_MOST_ROWS, _LONGEST_NAME = 9, 24
_STYLES: Mapping[Tone, str] = MappingProxyType(
    {"first": "blue", "second": "yellow", "third": "green", "muted": "bright_black", "accent": "magenta"}
)
_SIGNS: Mapping[Shape, str] = MappingProxyType(
    {"circle": "●", "square": "■", "diamond": "◆", "triangle": "▲", "star": "★", "cross": "✕"}
)


@dataclass(slots=True)
class _Row:
    """One line of characters with a style each."""

    name: str
    cells: list[tuple[str, str]] = field(default_factory=lambda: [(" ", "")] * WIDTH)
    after: str = ""

    def put(self, at: int, text: str, style: str) -> None:
        """Write text from a column on; what does not fit is left out."""
        for column, sign in enumerate(text, start=at):
            if 0 <= column < WIDTH:
                self.cells[column] = (sign, style)

    def is_free(self, low: int, high: int) -> bool:
        """Tell whether columns from `low` to before `high` exist and carry no mark or text."""
        return low >= 0 and high <= WIDTH and all(sign in " ━█" for sign, _ in self.cells[low:high])


def sketch(figure: Figure) -> list[Line] | None:
    """Return a figure in lines, or None if it does not lie along one axis."""
    if not all(isinstance(mark, Span | Dots) or (isinstance(mark, Bar) and mark.lying) for mark in figure.marks):
        return None
    heights = sorted({height for mark in figure.marks for height in _heights(mark)}, reverse=True)
    if not 0 < len(heights) <= _MOST_ROWS:
        return None
    rows = {height: _Row(_name(figure.y, height)) for height in heights}
    for mark in sorted(figure.marks, key=lambda mark: isinstance(mark, Dots)):
        _draw(mark, figure.x, rows)
    margin = min(_LONGEST_NAME, max(len(row.name) for row in rows.values()))
    return [*(_line(row, margin) for row in rows.values()), _axis(figure.x, margin)]


def _heights(mark: Mark) -> Iterator[float]:
    match mark:
        case Span(at=at) | Bar(at=at):
            yield at
        case Dots(points=points):
            yield from (height for _, height in points)


def _name(axis: Axis, height: float) -> str:
    return next((label for value, label in axis.ticks if abs(value - height) < 1e-9), "")


def _draw(mark: Mark, axis: Axis, rows: Mapping[float, _Row]) -> None:
    match mark:
        case Span():
            _draw_span(mark, axis, rows[mark.at])
        case Bar():
            low, high = sorted((_column(axis, 0.0), _column(axis, mark.value)))
            rows[mark.at].put(low, "█" * max(1, high - low), _STYLES[mark.tone])
            rows[mark.at].after = mark.text
        case Dots():
            _draw_dots(mark, axis, rows)


def _draw_span(span: Span, axis: Axis, row: _Row) -> None:
    low, high = _column(axis, span.low), _column(axis, span.high)
    row.put(low, "━" * max(1, high - low + 1), _STYLES[span.tone])
    if len(span.text) + 4 <= high - low:
        row.put((low + high - len(span.text)) // 2, f" {span.text} ", _STYLES[span.tone])
    elif row.is_free(low - len(span.text) - 1, low):
        row.put(low - len(span.text) - 1, span.text, _STYLES[span.tone])
    else:
        row.after = span.text


def _draw_dots(dots: Dots, axis: Axis, rows: Mapping[float, _Row]) -> None:
    style = f"bold {_STYLES[dots.tone]}"
    for across, height in dots.points:
        rows[height].put(_column(axis, across), _SIGNS[dots.shape], style)
    for (across, height), value in zip(dots.points, dots.values, strict=False):
        at = _column(axis, across) + 1
        if value and rows[height].is_free(at, at + len(value) + 2):
            rows[height].put(at + 1, value, style)


def _column(axis: Axis, value: float) -> int:
    share = (value - axis.low) / (axis.high - axis.low)
    return max(0, min(WIDTH - 1, round(share * (WIDTH - 1))))


def _line(row: _Row, margin: int) -> Line:
    drawn = Line(f"{row.name[:margin]:>{margin}} ", style="dim", end="")
    line = Line.assemble(drawn, ("│", "dim"), *row.cells)
    line.append(f" {row.after}".rstrip())
    line.rstrip()
    line.no_wrap = True
    return line


def _axis(axis: Axis, margin: int) -> Line:
    low, high = f"{axis.low:g}", f"{axis.high:g}"
    label = axis.label[: WIDTH - len(low) - len(high) - 2]
    middle = f"{label:^{WIDTH - len(low) - len(high)}}"
    return Line(f"{'':>{margin}} └{low}{middle}{high}", style="dim", no_wrap=True)
