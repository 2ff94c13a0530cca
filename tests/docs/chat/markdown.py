"""The part of Discord's markdown that the bot writes, as lines of styled words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tests.docs.chat.theme import Style

Kind = Literal["text", "heading", "quiet", "bullet", "code"]

_INLINE = re.compile(
    r"\\(?P<escaped>.)|(?P<mark>\*\*|\*|_|~~|\|\|)|`(?P<code>[^`]+)`|<t:(?P<at>\d+)(?::(?P<how>\w))?>", re.DOTALL
)
_PREFIXES: tuple[tuple[str, Kind], ...] = (
    ("### ", "heading"), ("## ", "heading"), ("# ", "heading"), ("-# ", "quiet"), ("- ", "bullet"),
)  # fmt: skip

Clock = Callable[[int, str], str]
"""How a time reads: Unix seconds, and how Discord was asked to show it ("R": from now; "t": as a clock)."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one style. A `chip` has a background of its own, as times and code do."""

    text: str
    style: Style = "plain"
    chip: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was written, before wrapping."""

    kind: Kind
    runs: tuple[Run, ...]


def lines(text: str, clock: Clock) -> Iterator[Line]:
    """Yield the lines of a text."""
    fenced = False
    for raw in text.split("\n"):
        if raw.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield Line("code", (Run(raw, "code"),))
        else:
            yield _line(raw, clock)


def _line(raw: str, clock: Clock) -> Line:
    for prefix, kind in _PREFIXES:
        if raw.startswith(prefix):
            found = tuple(runs(raw.removeprefix(prefix), clock))
            bold = tuple(replace(run, style="bold") for run in found)
            return Line(kind, bold if kind == "heading" else found)
    return Line("text", tuple(runs(raw, clock)))


def runs(text: str, clock: Clock) -> Iterator[Run]:
    """Yield the words of one line in their styles."""
    style: Style = "plain"
    at, plain = 0, ""
    for match in _INLINE.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        if match["escaped"]:
            plain += match["escaped"]
            continue
        if plain:
            yield Run(plain, style)
            plain = ""
        if match["mark"]:
            style = _turned(style, match["mark"])
        elif match["code"]:
            yield Run(match["code"], "code", chip=True)
        else:
            yield Run(clock(int(match["at"]), match["how"] or "f"), style, chip=True)
    if rest := plain + text[at:]:
        yield Run(rest, style)


def _turned(style: Style, mark: str) -> Style:
    wanted: Style = {"**": "bold", "*": "italic", "_": "italic"}.get(mark, "plain")  # type: ignore[assignment]  # both are styles
    return "plain" if style == wanted else wanted
