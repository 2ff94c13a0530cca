"""A card laid out within the limits, as data: pages of words, pictures and rows; nothing is ever too long to send."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.discord.ids import write
from bot.discord.limits import ATTACHMENTS, COMPONENTS, TEXT, units
from bot.discord.press import Carrier
from bot.discord.rows import Button, Buttons, Controls, Row
from bot.discord.said import of_figure, said
from bot.discord.touch import Source, Turn
from bot.wording import Moment
from core import blocks as b
from core.kit.figure import Figure

_RESERVED = 4  # components: the frame, a line above the last row, the row that turns the page
_CLOSING = 120  # units of text that say that there is more
_PARAGRAPH = 80  # characters that take more than one line of a phone
_NO_MORE = "-# There is more than fits here: open your own card to see it."


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of markdown."""

    text: str
    cost: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture."""

    figure: Figure
    cost: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line between what is said and what can be done."""

    cost: int = 1


Piece = Words | Shown | Line | Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """How a card is drawn: the reader's now, where the card came from, and what the reader prefers."""

    moment: Moment
    source: Source | None = None
    place: str = ""
    plain: bool = False
    """Words instead of pictures."""
    below: str = ""
    """Markdown of ours, such as the mention of a channel, set below what is said."""


@dataclass(slots=True)
class _Page:
    pieces: list[Piece] = field(default_factory=list)
    cost: int = 0
    length: int = 0
    pictures: int = 0

    def fits(self, piece: Piece, components: int, text: int) -> bool:
        joined = isinstance(piece, Words) and bool(self.pieces) and isinstance(self.pieces[-1], Words)
        cost = self.cost + (0 if joined else piece.cost)
        length = self.length + (units(piece.text) + 1 if isinstance(piece, Words) else 0)
        pictures = self.pictures + isinstance(piece, Shown)
        return cost <= components and length <= text and pictures <= ATTACHMENTS

    def add(self, piece: Piece) -> None:
        last = self.pieces[-1] if self.pieces else None
        if piece == Words("") and not isinstance(last, Words):
            return
        if isinstance(piece, Words) and isinstance(last, Words):
            self.pieces[-1] = Words(f"{last.text}\n{piece.text}")
        else:
            self.pieces.append(piece)
            self.cost += piece.cost
        self.length += units(piece.text) + 1 if isinstance(piece, Words) else 0
        self.pictures += isinstance(piece, Shown)


def lay_out(blocks: Sequence[b.Block], pen: Pen, page: int = 0) -> tuple[Piece, ...]:
    """Return one page of a card, counted from 0 (the last, if there are fewer).

    What can be done at its end stands on every page; a card with a source can be turned.
    """
    controls = Controls(Carrier(pen.source, pen.place))
    *before, last = blocks or (b.Text("Done."),)
    ending = tuple(_pieces(last, pen, controls)) if isinstance(last, b.Choose) else ()
    body = list(_body(before if ending else (*before, last), pen, controls))
    body += [Words(pen.below)] if pen.below else []
    pages = list(_paged(body, ending))
    page = min(page, len(pages) - 1)
    turned = tuple(_turning(pen, page, len(pages)))
    above = (Line(),) if len(body) > 1 and ending else ()
    return tuple(_tidy((*pages[page], *above, *ending, *turned)))


def figures_of(pieces: Sequence[Piece]) -> tuple[Figure, ...]:
    """Return the pictures of a page, in order."""
    return tuple(piece.figure for piece in pieces if isinstance(piece, Shown))


def _body(blocks: Sequence[b.Block], pen: Pen, controls: Controls) -> Iterator[Piece]:
    """Yield the pieces of blocks; an empty line parts two paragraphs that would run together."""
    for above, block in zip((None, *blocks), blocks, strict=False):
        pieces = _pieces(block, pen, controls)
        if isinstance(above, b.Text) and isinstance(block, b.Text) and _long(above) and _long(block):
            yield Words("")
        yield from pieces


def _long(text: b.Text) -> bool:
    return len(text.text) > _PARAGRAPH and not text.quiet


def _pieces(block: b.Block, pen: Pen, controls: Controls) -> Iterator[Piece]:
    if isinstance(block, b.Picture) and not pen.plain:
        yield Shown(block.figure)
    chunks = of_figure(block.figure) if isinstance(block, b.Picture) and pen.plain else said(block, pen.moment)
    yield from map(Words, chunks)
    if isinstance(block, b.Choose | b.Fill):
        yield from controls.rows(block)


def _paged(body: Sequence[Piece], ending: Sequence[Piece]) -> Iterator[list[Piece]]:
    components = COMPONENTS - _RESERVED - sum(piece.cost for piece in ending)
    text = TEXT - _CLOSING - sum(units(piece.text) + 1 for piece in ending if isinstance(piece, Words))
    page = _Page()
    for piece in body:
        if page.pieces and not page.fits(piece, components, text):
            yield page.pieces
            page = _Page()
        page.add(piece)
    yield page.pieces


def _turning(pen: Pen, page: int, pages: int) -> Iterator[Piece]:
    if pages == 1:
        return
    if pen.source is None:
        yield Words(_NO_MORE)
        return
    following = (page + 1) % pages
    custom_id = write(Turn(source=pen.source, page=following, place=pen.place))
    if custom_id is None:
        yield Words(_NO_MORE)
        return
    label = f"More ({page + 2} of {pages})" if following else f"Back to the beginning (1 of {pages})"
    yield Buttons((Button(label, custom_id),))


def _tidy(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces with neighbouring words in one; a card without any piece says so."""
    page = _Page()
    for piece in pieces or (Words("Done."),):
        page.add(piece)
    yield from page.pieces
