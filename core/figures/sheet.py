"""The paper: matplotlib used as a canvas in pixels from the bottom left, with our own font. Nothing else imports it.

No pyplot, no axes: text, rectangles, lines and markers on one `Figure` of 72 dots an inch, where a point is a pixel
in PNG and SVG alike.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.transforms import IdentityTransform

from core.figures.geometry import Box, Point
from core.figures.png import encoded
from core.figures.style import HEIGHT, LABEL, PALETTES, WIDTH, Palette, Theme
from core.kit.figure import Shape

_FAMILY = "Entente Sans"
_BOLD = "Entente Sans Bold"
_FILES = MappingProxyType({_FAMILY: "SourceSansPro-Regular.ttf", _BOLD: "SourceSansPro-Semibold.ttf"})
_MARKERS: MappingProxyType[Shape, tuple[str, float]] = MappingProxyType(
    {
        "circle": ("o", 1.0),
        "square": ("s", 0.9),
        "diamond": ("D", 0.86),
        "triangle": ("^", 1.08),
        "star": ("*", 1.5),
        "cross": ("X", 1.1),
    }
)
_ONE_AT_A_TIME = Lock()  # matplotlib's settings belong to the process; they are ours only while we draw


@contextmanager
def our_settings() -> Iterator[None]:
    """Draw by our settings alone, whatever this machine's matplotlibrc says, and put the others back."""
    with _ONE_AT_A_TIME, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams["svg.hashsalt"] = "entente"
        mpl.rcParams["svg.fonttype"] = "path"
        mpl.rcParams["text.parse_math"] = False
        mpl.rcParams["text.hinting"] = "none"
        yield


class Sheet:
    """One picture being drawn. Use it inside `our_settings`."""

    def __init__(self, theme: Theme) -> None:
        self.palette: Palette = PALETTES[theme]
        self.canvas = Canvas(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor=self.palette.paper)
        FigureCanvasAgg(self.canvas)

    def text(
        self, words: str, at: Point, size: float = LABEL, colour: str = "", *, bold: bool = False, halo: str = ""
    ) -> None:
        """Write one line whose box begins, bottom left, at a point; see `size_of`. A halo keeps it off lines."""
        _, _, descent = _measured(drawable(words), size, bold)
        self.canvas.text(
            at[0],
            at[1] + descent,
            drawable(words),
            fontproperties=_font(size, bold),
            color=colour or self.palette.ink,
            transform=IdentityTransform(),
            va="baseline",
            ha="left",
            zorder=9,
            path_effects=[withStroke(linewidth=5, foreground=halo)] if halo else [],
        )

    def size_of(self, words: str, size: float = LABEL, bold: bool = False) -> Point:
        """Return width and height of one line."""
        width, height, _ = _measured(drawable(words), size, bold)
        return width, height

    def box(self, box: Box, fill: str, edge: str = "", rounded: float = 0, layer: float = 3) -> None:
        """Draw a filled rectangle."""
        look = {"facecolor": fill, "edgecolor": edge or fill, "linewidth": 3 if edge else 0, "zorder": layer}
        corner, size = (box.left, box.bottom), (box.width, box.height)
        radius = min(rounded, box.width / 2, box.height / 2)
        if radius > 0:
            shape = f"round,pad=0,rounding_size={radius:.2f}"
            patch = FancyBboxPatch(corner, *size, boxstyle=shape, transform=IdentityTransform(), **look)  # type: ignore[arg-type]  # one dict of strings and numbers
            self.canvas.add_artist(patch)
        else:
            self.canvas.add_artist(Rectangle(corner, *size, transform=IdentityTransform(), **look))  # type: ignore[arg-type]  # the same

    def line(
        self, points: Sequence[Point], colour: str, width: float = 4, dashed: bool = False, layer: float = 4
    ) -> None:
        """Draw a line through points."""
        self.canvas.add_artist(
            Line2D(
                [x for x, _ in points],
                [y for _, y in points],
                color=colour,
                linewidth=width,
                linestyle=(0, (3.2, 2.2)) if dashed else "-",
                solid_joinstyle="round",
                transform=IdentityTransform(),
                zorder=layer,
            )
        )

    def dots(self, points: Sequence[Point], shape: Shape, size: float, colour: str, layer: float = 6) -> None:
        """Draw markers of one shape; `size` is a circle's diameter, other shapes look as large."""
        marker, factor = _MARKERS[shape]
        self.canvas.add_artist(
            Line2D(
                [x for x, _ in points],
                [y for _, y in points],
                linestyle="none",
                marker=marker,
                markersize=size * factor,
                markerfacecolor=colour,
                markeredgecolor=self.palette.paper,
                markeredgewidth=2 if size > 10 else 0,
                transform=IdentityTransform(),
                zorder=layer,
            )
        )

    def png(self, title: str, alt: str) -> bytes:
        """Return the picture as PNG without transparency, its words in the metadata."""
        pixels = io.BytesIO()
        self.canvas.savefig(pixels, format="rgba")
        return encoded(pixels.getvalue(), WIDTH, {"Title": title, "Description": alt})

    def svg(self, title: str, alt: str) -> bytes:
        """Return the picture as SVG with `title` and `desc` for screen readers."""
        out = io.StringIO()
        nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
        self.canvas.savefig(out, format="svg", metadata=nothing)
        return _with_words(out.getvalue(), title, alt).encode()


def words_of(text: str) -> list[str]:
    """Return the words of a text; the thin space inside a number parts nothing."""
    return [word for word in re.split(r"[ \t\r\n]+", text) if word]


def drawable(words: str) -> str:
    """Return text on one line, a hollow square for what neither of our fonts can draw."""
    return "".join(c if _has_glyph(c) else "□" for c in " ".join(words_of(words)))


def _with_words(svg: str, title: str, alt: str) -> str:
    start = svg.index("<svg")
    head_end = svg.index(">", start)
    head = svg[start:head_end].replace(f'width="{WIDTH}pt" height="{HEIGHT}pt"', f'width="{WIDTH}" height="{HEIGHT}"')
    words = f"\n <title>{escape(title)}</title>\n <desc>{escape(alt)}</desc>"
    return f'{head} role="img" aria-label={quoteattr(title)}>{words}{svg[head_end + 1 :]}'


@cache
def _has_glyph(character: str) -> bool:
    return any(get_font(path).get_char_index(ord(character)) for path in _font_files())


@cache
def _font_files() -> tuple[str, ...]:
    """Make our fonts known to matplotlib under a name of our own, so that no installed copy takes their place."""
    paths = []
    for family, name in _FILES.items():
        with as_file(files("core.figures") / "fonts" / name) as file:
            fontManager.ttflist.append(FontEntry(fname=str(file), name=family, weight=400))
            paths.append(str(file))
    return (*paths, str(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"))


@cache
def _font(size: float, bold: bool) -> FontProperties:
    _font_files()
    return FontProperties(family=[_BOLD if bold else _FAMILY, "DejaVu Sans"], size=size, weight=400)


@lru_cache(maxsize=4096)
def _measured(words: str, size: float, bold: bool) -> tuple[float, float, float]:
    """Return width, height and depth below the baseline; height and depth are those of any line of this size."""
    regular, semibold, fallback = _font_files()
    pencil = get_font((semibold if bold else regular, fallback))
    pencil.set_size(size, 72)
    pencil.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return pencil.get_width_height()[0] / 64, 1.06 * size, 0.26 * size
