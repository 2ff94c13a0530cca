"""A page that grows downwards: text that wraps, boxes, pictures. Positions are pixels before doubling."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from core.figures import Theme
from tests.docs.chat.markdown import Kind, Line, Run
from tests.docs.chat.theme import CODE, COLOURS, HEADING, LINE, SCALE, SMALL, TEXT, Colours, Style, font

_TALLEST = 4_000
_SIZES: dict[Kind, int] = {"text": TEXT, "heading": HEADING, "quiet": SMALL, "bullet": TEXT, "code": CODE}
_BULLET = 14
_PAD = 8
_ABOVE_HEADING = 10
_TALLEST_PICTURE = 0.56
"""Of its width: a picture is as high as that at most."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its style and width; `glue`: no space stands before it."""

    text: str
    style: Style
    width: float
    chip: bool
    glue: bool


class Paper:
    """Where things are drawn, one below the other."""

    def __init__(self, theme: Theme, width: int) -> None:
        self.colours: Colours = COLOURS[theme]
        self.width = width
        self._image = Image.new("RGB", (width * SCALE, _TALLEST * SCALE), self.colours.paper)
        self._draw = ImageDraw.Draw(self._image)

    def cut(self, height: float) -> Image.Image:
        """Return what has been drawn down to a height."""
        return self._image.crop((0, 0, self.width * SCALE, round(height * SCALE)))

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, edge: str = "", round_by: int = 8
    ) -> None:
        """Draw a box with round corners."""
        corners = tuple(round(v * SCALE) for v in (x, y, x + width, y + height))
        self._draw.rounded_rectangle(corners, round_by * SCALE, fill=fill, outline=edge or None, width=SCALE)

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw a thin line."""
        ends = tuple(round(v * SCALE) for v in (x, y, x + width, y))
        self._draw.line(ends, fill=self.colours.edge, width=SCALE)

    def dot(self, x: float, y: float, size: float, fill: str) -> None:
        """Draw a disc by its upper left corner."""
        self._draw.ellipse(tuple(round(v * SCALE) for v in (x, y, x + size, y + size)), fill=fill)

    def say(self, x: float, y: float, text: str, fill: str, size: int = TEXT, style: Style = "plain") -> float:
        """Write a few words on one line; return their width."""
        self._draw.text((x * SCALE, y * SCALE), text, fill=fill, font=font(style, size))
        return width_of(text, style, size)

    def picture(self, x: float, y: float, width: float, picture: Image.Image) -> float:
        """Draw a picture as wide as that; return its height."""
        height = min(width * picture.height / picture.width, width * _TALLEST_PICTURE)
        wide = round(width * SCALE), round(height * SCALE)
        self._image.paste(
            picture.convert("RGB").resize(wide, Image.Resampling.LANCZOS), (round(x * SCALE), round(y * SCALE))
        )
        return height

    def text(self, x: float, y: float, width: float, lines: Sequence[Line]) -> float:
        """Write lines, wrapped; return how high they are."""
        top = y
        for kind, group in _grouped(lines):
            y += _ABOVE_HEADING if kind == "heading" and y > top else 0
            y += self._code(x, y, width, group) if kind == "code" else self._plain(x, y, width, group[0])
        return y - top

    def _plain(self, x: float, y: float, width: float, line: Line) -> float:
        size = _SIZES[line.kind]
        fill = {"heading": self.colours.heading, "quiet": self.colours.quiet}.get(line.kind, self.colours.ink)
        indent = _BULLET if line.kind == "bullet" else 0
        if indent:
            self.dot(x + 4, y + size * LINE / 2 - 2, 4, fill)
        height = size * LINE
        wrapped = list(_wrapped(line.runs, size, width - indent)) or [[]]
        for number, row in enumerate(wrapped):
            self._row(x + indent, y + number * height, row, size, fill)
        return len(wrapped) * height + (3 if line.kind == "heading" else 0)

    def _row(self, x: float, y: float, row: Sequence[Word], size: int, fill: str) -> None:
        space = width_of(" ", "plain", size)
        for n, word in enumerate(row):
            x += space if n and not word.glue else 0
            if word.chip:
                self.box(x - 2, y + 1, word.width + 4, size * LINE - 2, self.colours.chip, round_by=3)
            self.say(x, y + (2 if word.style == "code" else 0), word.text, fill, _smaller(word.style, size), word.style)
            x += word.width

    def _code(self, x: float, y: float, width: float, group: Sequence[Line]) -> float:
        height = len(group) * CODE * LINE + 2 * _PAD
        self.box(x, y + 3, width, height, self.colours.code, self.colours.edge, 4)
        for number, line in enumerate(group):
            text = "".join(run.text for run in line.runs)
            self.say(x + _PAD, y + 3 + _PAD + number * CODE * LINE, text, self.colours.ink, CODE, "code")
        return height + 8


def width_of(text: str, style: Style, size: int) -> float:
    """Return how wide some words are."""
    return font(style, size).getlength(text) / SCALE


def _smaller(style: Style, size: int) -> int:
    return size - 2 if style == "code" else size


def _grouped(lines: Sequence[Line]) -> Iterator[tuple[Kind, list[Line]]]:
    """Yield lines one by one, but those of one block of code together."""
    block: list[Line] = []
    for line in lines:
        if line.kind == "code":
            block.append(line)
            continue
        if block:
            yield "code", block
            block = []
        yield line.kind, [line]
    if block:
        yield "code", block


def _wrapped(runs: Sequence[Run], size: int, width: float) -> Iterator[list[Word]]:
    space = width_of(" ", "plain", size)
    row: list[Word] = []
    used = 0.0
    for word in _words(runs, size):
        gap = 0.0 if word.glue or not row else space
        if row and used + gap + word.width > width:
            yield row
            row, used, gap = [], 0.0, 0.0
        row.append(word)
        used += gap + word.width
    if row:
        yield row


def _words(runs: Sequence[Run], size: int) -> Iterator[Word]:
    spaced = False
    for run in runs:
        pieces = [run.text] if run.chip else run.text.split(" ")
        for number, piece in enumerate(pieces):
            spaced = spaced or number > 0
            if piece:
                yield Word(
                    piece, run.style, width_of(piece, run.style, _smaller(run.style, size)), run.chip, not spaced
                )
                spaced = False
