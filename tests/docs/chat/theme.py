"""Sizes in pixels before doubling, and colours: close to Discord's own, so that a reader knows where they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import matplotlib as mpl
from PIL import ImageFont

import core.figures
from core.figures import Theme

SCALE = 2
"""Pictures are drawn at twice their size, for screens that show it."""
WIDTH = 520
MARGIN = 16
AVATAR = 40
TEXT, SMALL, HEADING, CODE = 15, 12, 18, 13
LINE = 1.35
"""Height of a line, as a multiple of its font's size."""

Style = Literal["plain", "bold", "italic", "code"]


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme, as #rrggbb."""

    paper: str
    card: str
    edge: str
    ink: str
    quiet: str
    heading: str
    code: str
    chip: str
    """Behind a time or a piece of code."""
    field: str
    link: str
    primary: str = "#5865f2"
    secondary: str = "#4e5058"
    danger: str = "#da373c"
    on_button: str = "#ffffff"
    on_secondary: str = "#ffffff"


COLOURS: Mapping[Theme, Colours] = MappingProxyType(
    {
        "dark": Colours(
            paper="#313338", card="#2b2d31", edge="#3f4147", ink="#dbdee1", quiet="#a3a8b0", heading="#f2f3f5",
            code="#1e1f22", chip="#3b3d44", field="#1e1f22", link="#00a8fc",
        ),
        "light": Colours(
            paper="#ffffff", card="#f7f8f9", edge="#d9dbdf", ink="#2e3035", quiet="#5c5e66", heading="#060607",
            code="#ebedef", chip="#e3e5e8", field="#ebedef", link="#0067e0", secondary="#dfe1e5",
            on_secondary="#2e3035",
        ),
    }
)  # fmt: skip


@cache
def font(style: Style, size: int) -> ImageFont.FreeTypeFont:
    """Return a font, at twice its size."""
    own = Path(core.figures.__file__).parent / "fonts"
    files: Mapping[Style, Path] = {
        "plain": own / "SourceSansPro-Regular.ttf",
        "bold": own / "SourceSansPro-Semibold.ttf",
        "italic": own / "SourceSansPro-Regular.ttf",
        "code": Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSansMono.ttf",
    }
    return ImageFont.truetype(files[style], size * SCALE)
