"""Every kind of figure, drawn in both themes and measured as a person in the last row would."""

import io
import math
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import cast

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from core.figures import Kind, Theme, Unreadable, render
from core.figures.draw import draw
from core.figures.geometry import Box
from core.figures.sheet import Sheet, our_settings
from core.figures.style import HEIGHT, LABEL, PALETTES, WIDTH, blend, contrast
from core.game import Axis, Dots, Figure
from tests.figures.samples import ALL, TWIN, cloud, coincide, histogram, made, one_point, putnam, tables

THEMES: tuple[Theme, ...] = ("dark", "light")
Sample = Callable[[], Figure]
every_sample = pytest.mark.parametrize("sample", ALL, ids=[sample.__name__ for sample in ALL])


def texts_of(sheet: Sheet) -> list[tuple[Text, Bbox]]:
    """Return the texts on a sheet with the boxes of their ink."""
    renderer = cast("FigureCanvasAgg", sheet.canvas.canvas).get_renderer()  # type: ignore[no-untyped-call]  # matplotlib's own
    written = cast("list[Text]", sheet.canvas.findobj(Text))
    return [(text, text.get_window_extent(renderer)) for text in written if text.get_text()]


def markers_of(sheet: Sheet) -> list[tuple[object, list[tuple[float, float]]]]:
    """Return the markers on a sheet, the legend's first, and where they stand."""
    lines = [line for line in sheet.canvas.findobj(Line2D) if line.get_linestyle() == "None"]
    return [(line.get_marker(), [(float(x), float(y)) for x, y in np.asarray(line.get_xydata())]) for line in lines]


def off_the_paper(sheet: Sheet) -> list[str]:
    return [t.get_text() for t, b in texts_of(sheet) if b.x0 < 0 or b.y0 < 0 or b.x1 > WIDTH or b.y1 > HEIGHT]


def on_each_other(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield pairs of texts that share more than a twentieth of the smaller one."""
    for (one, a), (other, b) in combinations(texts_of(sheet), 2):
        shared = Box(a.x0, a.y0, a.x1, a.y1).overlap(Box(b.x0, b.y0, b.x1, b.y1))
        if shared > 0.05 * min(a.width * a.height, b.width * b.height):
            yield one.get_text(), other.get_text()


@every_sample
@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_is_1200_by_640_and_opaque(sample: Sample, theme: Theme) -> None:
    picture = Image.open(io.BytesIO(render(sample(), theme)))
    assert (picture.size, picture.mode, picture.format) == ((1200, 640), "RGB", "PNG")
    assert picture.getpixel((2, 2)) == tuple(bytes.fromhex(PALETTES[theme].paper[1:]))
    assert picture.info["Description"] == sample().alt


@every_sample
def test_all_text_is_on_the_paper_large_and_off_other_text(sample: Sample) -> None:
    with our_settings():
        sheet = draw(sample(), "dark")
        assert off_the_paper(sheet) == []
        assert list(on_each_other(sheet)) == []
        assert all(cast("float", text.get_fontsize()) >= LABEL for text, _ in texts_of(sheet))


def test_the_measures_see_a_text_that_leaves_the_paper_and_two_that_collide() -> None:
    with our_settings():
        sheet = draw(putnam(), "dark")
        sheet.text("half of this is lost", (WIDTH - 60, 300))
        sheet.text("on the title", (40, 585))
        assert off_the_paper(sheet) == ["half of this is lost"]
        assert ("A smaller win-set bargains better, until none is left", "on the title") in on_each_other(sheet)


@pytest.mark.parametrize("kind", ["png", "svg"])
@pytest.mark.parametrize("theme", THEMES)
def test_the_same_figure_gives_the_same_bytes(theme: Theme, kind: Kind) -> None:
    first = render(cloud(), theme, kind)
    render(putnam(), theme, kind)
    assert render(cloud(), theme, kind) == first
    assert render(putnam(), theme, kind) != first


def test_an_svg_says_what_it_shows_and_names_no_date_or_machine() -> None:
    svg = render(made("k", "Shares < halves & wholes", Axis("x", 0, 1), Axis("y", 0, 1)), "light", "svg").decode()
    assert "<svg " in svg
    assert 'width="1200" height="640" viewBox="0 0 1200 640"' in svg
    assert 'role="img" aria-label="Shares &lt; halves &amp; wholes"' in svg
    assert "<title>Shares &lt; halves &amp; wholes</title>" in svg
    assert "<desc>Shares &lt; halves &amp; wholes, with invented numbers.</desc>" in svg
    assert "date" not in svg.lower()
    assert "<text" not in svg, "letters are shapes: the picture looks the same without our font"


@pytest.mark.parametrize("theme", THEMES)
def test_colours_stand_out_from_the_paper_as_wcag_asks(theme: Theme) -> None:
    palette = PALETTES[theme]
    assert contrast("#000000", "#ffffff") == pytest.approx(21), "WCAG 2.2: black on white"
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01), "the well-known grey just below 4.5"
    assert contrast(palette.ink, palette.paper) >= 7
    assert contrast(palette.quiet, palette.paper) >= 7
    for colour in palette.tones.values():
        assert contrast(colour, palette.paper) >= 3
        assert contrast(palette.ink, blend(colour, palette.paper, 0.34)) >= 4.5, "text on a span"


def test_orange_on_white_would_be_refused_by_the_measure() -> None:
    assert contrast("#e69f00", PALETTES["light"].paper) < 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"alt": " "}, "has no alt text"),
        ({"twin": ((), ())}, "has no plain-text twin"),
        ({"twin": (("a", "b"), (("1",),))}, "a row that does not fit its header"),
        ({"title": ""}, "has no title"),
        ({"x": Axis("x", 3, 3)}, 'an axis "x" from 3 to 3'),
        ({"marks": (Dots(label="d", points=((float("nan"), 1),)),)}, "not finite"),
        ({"marks": (Dots(label="d", points=((0, 1),), values=("a", "b")),)}, '2 values for the 1 points of "d"'),
    ],
)
def test_a_figure_that_not_everybody_can_read_is_refused_in_a_sentence(change: dict[str, object], said: str) -> None:
    parts = {name: getattr(one_point(), name) for name in Figure.__slots__} | change
    with pytest.raises(Unreadable, match=r'^Figure "one" ') as refused:
        render(Figure(**parts))
    assert said in str(refused.value)


def test_words_that_no_font_knows_or_that_look_like_formulas_are_drawn_as_they_stand() -> None:
    figure = made("k", "価格 $5 bn_{now} 🦊 \x07", Axis("α ≥ β → γ", 0, 1), Axis("", 0, 1))
    with our_settings():
        written = {text.get_text() for text, _ in texts_of(draw(figure, "dark"))}
    assert {"□□ $5 bn_{now} □ □", "α ≥ β → γ"} <= written


def test_values_outside_an_axis_stand_at_its_edge() -> None:
    figure = Figure(
        key="k", title="t", alt="a", x=Axis("x", 0, 1), y=Axis("y", 0, 1), twin=TWIN,
        marks=(Dots(label="far", points=((1e12, -1e12),), values=("far away",)),),
    )  # fmt: skip
    with our_settings():
        sheet = draw(figure, "dark")
        assert off_the_paper(sheet) == []
        assert "far away" in {text.get_text() for text, _ in texts_of(sheet)}


def test_every_count_of_the_histogram_and_both_rules_are_written_on_it() -> None:
    with our_settings():
        written = [text.get_text() for text, _ in texts_of(draw(histogram(), "light"))]
    assert {"best reply: 62", "class mean: 55", "9", "5"} <= set(written)


def test_thirty_tables_on_one_line_pile_up_between_the_spans_without_moving_sideways() -> None:
    figure = tables()
    with our_settings():
        drawn = next(points for _, points in markers_of(draw(figure, "dark")) if len(points) == 30)
    agreed = next(mark for mark in figure.marks if isinstance(mark, Dots)).points
    by_share = sorted((share, x) for (share, _), (x, _) in zip(agreed, drawn, strict=True))
    assert [x for _, x in by_share] == sorted(x for x, _ in drawn), "left to right as they agreed"
    assert len({x for x, _ in drawn}) == len({share for share, _ in agreed}), "the same share, the same place across"
    assert len(set(drawn)) == 30, "nobody hides behind another"


def test_solutions_that_coincide_stand_around_the_place_with_the_first_of_them_on_it() -> None:
    with our_settings():
        (_, (star,)), (_, (triangle,)), (_, (square,)), _ = markers_of(draw(coincide(), "dark"))[-4:]
    assert 20 < math.dist(star, triangle) < 25
    assert 20 < math.dist(star, square) < 25
    assert math.dist(triangle, square) > 40, "on either side"


def test_drawing_leaves_the_settings_of_others_alone() -> None:
    before = dict(mpl.rcParams)
    render(one_point(), "light", "svg")
    assert dict(mpl.rcParams) == before
