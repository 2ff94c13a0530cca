"""A message of components as a person sees it, and a form."""

import io
from collections.abc import Callable, Mapping, Sequence

from PIL import Image

from core.figures import Theme
from tests.discord_wire import reading
from tests.discord_wire.values import Json, Message, Modal
from tests.docs.chat.markdown import Clock, Line, lines, runs
from tests.docs.chat.paper import Paper, width_of
from tests.docs.chat.theme import AVATAR, LINE, MARGIN, SMALL, TEXT, WIDTH

TEXTS, ROW, SEPARATOR, GALLERY, CONTAINER, LABELLED = 10, 1, 14, 12, 17, 18
BUTTON, TEXT_INPUT, RADIO = 2, 4, 21
_GAP = 10
_PADDING = 14
_BUTTON = 32
_FIELD = 38
_STYLES = {1: "primary", 2: "secondary", 3: "primary", 4: "danger"}

Draws = Callable[["_Pen", Json, float, float, float], float]
"""Draws a component at x, y in a width; returns its height."""


class _Pen:
    def __init__(self, paper: Paper, clock: Clock, pictures: Mapping[str, bytes]) -> None:
        self.paper, self.clock, self.pictures = paper, clock, pictures

    def all(self, components: Sequence[Json], x: float, y: float, width: float) -> float:
        """Draw components one below the other; return the height."""
        top = y
        for component in components:
            y += _DRAWS[component["type"]](self, component, x, y, width) + _GAP
        return y - top - _GAP


def draw_message(message: Message, theme: Theme, clock: Clock, sent: str, name: str = "Entente") -> Image.Image:
    """Return a message of components as its reader sees it; `sent` is the time beside the name."""
    paper = Paper(theme, WIDTH)
    pen = _Pen(paper, clock, {one.name: one.data for one in message.attachments})
    x, y, width = MARGIN + AVATAR + 12, float(MARGIN), WIDTH - 2 * MARGIN - AVATAR - 12
    paper.dot(MARGIN, MARGIN, AVATAR, "#0072b2")
    paper.say(MARGIN + 14, MARGIN + 7, name[0], "#ffffff", 20, "bold")
    at = x + paper.say(x, y, name, paper.colours.heading, TEXT, "bold") + 6
    paper.box(at, y + 3, 28, 15, paper.colours.primary, round_by=3)
    paper.say(at + 5, y + 3, "APP", "#ffffff", 10, "bold")
    paper.say(at + 36, y + 3, sent, paper.colours.quiet, SMALL)
    y += TEXT * LINE + 4
    y += pen.all(message.components, x, y, width)
    if message.only_for:
        hint = paper.say(x, y + 6, "Only you can see this  ·  ", paper.colours.quiet, SMALL)
        paper.say(x + hint, y + 6, "Dismiss message", paper.colours.link, SMALL)
        y += SMALL * LINE + 8
    return paper.cut(y + MARGIN)


def draw_form(form: Modal, theme: Theme, clock: Clock, filled: Mapping[str, str]) -> Image.Image:
    """Return a form with something filled in, by custom id."""
    paper = Paper(theme, WIDTH)
    pen = _Pen(paper, clock, {})
    width = WIDTH - 2 * MARGIN
    paper.say(MARGIN, MARGIN, form.title, paper.colours.heading, 20, "bold")
    y = MARGIN + 40.0
    for component in form.components:
        if component["type"] == TEXTS:
            y += paper.text(MARGIN, y, width, list(lines(component["content"], clock))) + _GAP
    for field in reading.fields(form):
        y += _field(pen, field, y, width, filled.get(field.key, "")) + 16
    send = width_of("Submit", "bold", TEXT) + 40
    paper.box(WIDTH - MARGIN - send, y, send, 36, paper.colours.primary)
    paper.say(WIDTH - MARGIN - send + 20, y + 7, "Submit", paper.colours.on_button, TEXT, "bold")
    cancel = width_of("Cancel", "plain", TEXT)
    paper.say(WIDTH - MARGIN - send - cancel - 24, y + 7, "Cancel", paper.colours.ink)
    return paper.cut(y + 36 + MARGIN)


def png(image: Image.Image) -> bytes:
    """Return a picture as a small PNG: 256 colours are enough for text on cards."""
    page = io.BytesIO()
    few = image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(page, "PNG", optimize=True)
    return page.getvalue()


def _field(pen: _Pen, field: reading.Field, y: float, width: float, typed: str) -> float:
    paper, top = pen.paper, y
    wide = paper.say(MARGIN, y, field.label, paper.colours.heading, TEXT, "bold")
    if field.component.get("required", True):
        paper.say(MARGIN + wide + 4, y, "*", paper.colours.danger, TEXT, "bold")
    y += TEXT * LINE
    if field.about:
        y += paper.text(MARGIN, y, width, [Line("quiet", tuple(runs(field.about, pen.clock)))]) + 4
    if field.component["type"] == RADIO:
        return y + _radios(pen, field, y, width, typed) - top
    hint = str(field.component.get("placeholder") or "")
    paper.box(MARGIN, y, width, _FIELD, paper.colours.field, paper.colours.edge)
    shown = typed or str(field.filled or "")
    ink = paper.colours.ink if shown else paper.colours.quiet
    paper.say(MARGIN + 12, y + 8, shown or hint, ink)
    return y + _FIELD - top


def _radios(pen: _Pen, field: reading.Field, y: float, width: float, typed: str) -> float:
    top = y
    for option in field.options:
        chosen = str(option["value"]) == typed or (not typed and bool(option.get("default")))
        pen.paper.box(MARGIN, y, width, 34, pen.paper.colours.field, pen.paper.colours.edge)
        pen.paper.dot(MARGIN + 12, y + 9, 16, pen.paper.colours.primary if chosen else pen.paper.colours.edge)
        pen.paper.dot(MARGIN + 16, y + 13, 8, pen.paper.colours.on_button if chosen else pen.paper.colours.field)
        pen.paper.say(MARGIN + 38, y + 6, option["label"], pen.paper.colours.ink)
        y += 38
    return y - top


def _container(pen: _Pen, part: Json, x: float, y: float, width: float) -> float:
    """Draw a frame, with the colour of its kind at the left: first to learn its height, then in earnest."""
    inner = width - 2 * _PADDING - 4
    blank = _Pen(Paper("light", pen.paper.width), pen.clock, pen.pictures)
    height = blank.all(part["components"], x, 0, inner) + 2 * _PADDING
    pen.paper.box(x, y, width, height, f"#{part.get('accent_color') or 0:06x}")
    pen.paper.box(x + 4, y, width - 4, height, pen.paper.colours.card, pen.paper.colours.edge)
    pen.all(part["components"], x + 4 + _PADDING, y + _PADDING, inner)
    return height


def _text(pen: _Pen, part: Json, x: float, y: float, width: float) -> float:
    return pen.paper.text(x, y, width, list(lines(part["content"], pen.clock)))


def _separator(pen: _Pen, part: Json, x: float, y: float, width: float) -> float:
    if part.get("divider", True):
        pen.paper.rule(x, y + 2, width)
    return 4


def _gallery(pen: _Pen, part: Json, x: float, y: float, width: float) -> float:
    top = y
    for item in part["items"]:
        name = item["media"]["url"].removeprefix("attachment://")
        y += pen.paper.picture(x, y, width, Image.open(io.BytesIO(pen.pictures[name]))) + 6
    return y - top - 6


def _row(pen: _Pen, part: Json, x: float, y: float, width: float) -> float:
    first = part["components"][0]
    if first["type"] != BUTTON:
        pen.paper.box(x, y, width, _FIELD, pen.paper.colours.field, pen.paper.colours.edge)
        pen.paper.say(x + 12, y + 8, str(first.get("placeholder") or ""), pen.paper.colours.quiet)
        pen.paper.say(x + width - 24, y + 6, "\u02c5", pen.paper.colours.quiet)
        return _FIELD
    return _buttons(pen, part["components"], x, y, width)


def _buttons(pen: _Pen, buttons: Sequence[Json], x: float, y: float, width: float) -> float:
    left, top = x, y
    for button in buttons:
        style = _STYLES.get(button["style"], "secondary")
        wide = width_of(button["label"], "bold", 14) + 32
        if x > left and x + wide > left + width:
            x, y = left, y + _BUTTON + 8
        pen.paper.box(x, y, wide, _BUTTON, getattr(pen.paper.colours, style))
        ink = pen.paper.colours.on_secondary if style == "secondary" else pen.paper.colours.on_button
        pen.paper.say(x + 16, y + 6, button["label"], ink, 14, "bold")
        x += wide + 8
    return y + _BUTTON - top


_DRAWS: Mapping[int, Draws] = {
    TEXTS: _text, ROW: _row, SEPARATOR: _separator, GALLERY: _gallery, CONTAINER: _container,
}  # fmt: skip
