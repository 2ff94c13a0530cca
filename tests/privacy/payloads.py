"""What counts as a payload: one text, as an adapter gets it to send to one reader (or to the channel).

A cell of a table is one, a paragraph, a button's name, the request that a button carries as JSON, an alt text, a cell
of a picture's plain twin, a picture's file name, a suggestion while somebody types, an answer as it is stored, a line
of the log. The same text sent to two readers is two: each of them has to be allowed to see it.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.blocks import Block, Bullets, Choose, Facts, Fill, Heading, Picture, Press, Table, Text, Until
from core.completing import Completion
from core.figures.gallery import name_of
from core.game import Figure
from core.replies import Reply
from core.requests import codec
from tests.hostile.attack import texts

Payload = tuple[str, str]
"""Its kind and its text."""
KINDS = frozenset(
    {
        "text", "cell", "button", "carried request", "form", "alt text", "twin of a picture", "in a picture",
        "file name", "completion", "stored answer", "log line",
    }
)  # fmt: skip


def payloads(sent: object) -> Iterator[Payload]:
    """Yield every payload of what is sent: a reply, a suggestion, a line, a stored answer."""
    match sent:
        case Reply():
            for block in sent.blocks:
                yield from of_block(block)
        case Completion():
            yield "completion", sent.label
            yield "completion", sent.value
        case _:
            yield from (("text", text) for text in texts(sent))


def of_block(block: Block) -> Iterator[Payload]:
    """Yield the payloads of a block; a kind of block that is not known here yields every text in it."""
    match block:
        case Heading() | Text():
            yield "text", block.text
        case Facts():
            yield from (("text", text) for pair in block.pairs for text in pair)
        case Bullets():
            yield from (("text", item) for item in block.items)
        case Table():
            yield from (("cell", cell) for row in (block.header, *block.rows) for cell in row)
            yield "text", block.caption
        case Picture():
            yield from _of_figure(block.figure)
        case Until():
            yield "text", block.label
        case Choose():
            yield "text", block.prompt
            for press in block.presses:
                yield from _of_press(press)
        case Fill():
            yield from (("form", text) for text in texts(block.spec))
            yield "form", block.problem
            yield "carried request", codec.dump(block.request)
        case _:
            yield from (("text", text) for text in texts(block))


def _of_press(press: Press) -> Iterator[Payload]:
    yield "button", press.label
    yield "button", press.confirm
    yield "carried request", codec.dump(press.request)
    if press.form is not None:
        yield from (("form", text) for text in texts(press.form))


@lru_cache(4_096)
def _of_figure(figure: Figure) -> tuple[Payload, ...]:
    """Return the payloads of a picture: what is drawn in it, what stands for it, and the names of its files."""
    header, rows = figure.twin
    twin = [("twin of a picture", cell) for row in (header, *rows) for cell in row]
    drawn = [("in a picture", text) for text in texts(replace(figure, key="", alt="", twin=((), ())))]
    names = [("file name", name_of(figure, theme, "png")) for theme in ("dark", "light")]
    return ("alt text", figure.alt), *twin, *drawn, *names
