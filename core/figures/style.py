"""How pictures look: sizes in pixels and colours, as values. Read from the back row, on a phone, and by everybody.

Colours are those of Okabe and Ito (2008, "Color Universal Design"), which people of every colour vision tell apart;
each theme takes the ones that stand out from its paper (at least 3 : 1, WCAG 2.2, 1.4.11).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from core.kit.figure import Tone

Theme = Literal["dark", "light"]
Kind = Literal["png", "svg"]

VERSION = 1
"""Raised whenever pictures look different, so that old ones are not shown again."""

WIDTH, HEIGHT = 1200, 640
TITLE, LABEL = 40, 30
"""Font sizes in pixels; nothing is set smaller than LABEL."""
MARGIN = 30
DOT, SMALL_DOT, FAINT_DOT = 24, 17, 8
"""Diameters of markers: a few, many, a background cloud."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as #rrggbb."""

    paper: str
    ink: str
    quiet: str
    """Ink of axes and their labels."""
    grid: str
    tones: Mapping[Tone, str]


PALETTES: Mapping[Theme, Palette] = MappingProxyType(
    {
        "dark": Palette(
            paper="#12161d",
            ink="#f4f6f8",
            quiet="#c3cad3",
            grid="#2c333d",
            tones=MappingProxyType(
                {"first": "#56b4e9", "second": "#e69f00", "third": "#009e73", "muted": "#8d97a5", "accent": "#f0e442"}
            ),
        ),
        "light": Palette(
            paper="#ffffff",
            ink="#14181f",
            quiet="#454d59",
            grid="#e3e6ea",
            tones=MappingProxyType(
                {"first": "#0072b2", "second": "#d55e00", "third": "#009e73", "muted": "#757e8a", "accent": "#000000"}
            ),
        ),
    }
)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(colour: str, paper: str, alpha: float) -> str:
    """Return what a colour looks like on a paper at an opacity of `alpha`, 0 to 1: flat, so that SVG and PNG agree."""
    mixed = (
        round(alpha * int(colour[at : at + 2], 16) + (1 - alpha) * int(paper[at : at + 2], 16)) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def readable_on(fill: str) -> str:
    """Return the ink, black or white, that reads best on a fill."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, fill))
