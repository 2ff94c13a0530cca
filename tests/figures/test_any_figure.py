"""Whatever a game puts into a figure, it can be drawn, and no text leaves the paper."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.figures import render
from core.figures.draw import draw
from core.figures.sheet import our_settings
from core.game import Axis, Bar, Dots, Figure, Line, Mark, Rule, Shade, Span
from core.kit.figure import Shape, Tone
from tests.figures.samples import TWIN
from tests.figures.test_pictures import off_the_paper

number = st.floats(-150, 250, allow_nan=False).map(lambda value: round(value, 2)) | st.sampled_from([0.0, 50.0, 100.0])
words = st.text(max_size=12) | st.sampled_from(["Nash", "the reversion point of the other side", "12", ""])
tone: st.SearchStrategy[Tone] = st.sampled_from(["first", "second", "third", "muted", "accent"])
shape: st.SearchStrategy[Shape] = st.sampled_from(["circle", "square", "diamond", "triangle", "star", "cross"])
axis = st.sampled_from(["x", "y"])
points = st.lists(st.tuples(number, number), max_size=12).map(tuple)


@st.composite
def dots(draw_: st.DrawFn) -> Dots:
    places = draw_(points)
    values = draw_(st.just(()) | st.lists(words, min_size=len(places), max_size=len(places)).map(tuple))
    return Dots(label=draw_(words), points=places, shape=draw_(shape), tone=draw_(tone), values=values)


marks: st.SearchStrategy[Mark] = st.one_of(
    dots(),
    st.builds(Line, label=words, points=points, tone=tone, dashed=st.booleans()),
    st.builds(Span, label=words, at=number, low=number, high=number, tone=tone, text=words),
    st.builds(Bar, label=words, at=number, value=number, tone=tone, text=words, lying=st.booleans()),
    st.builds(Rule, label=words, axis=axis, at=number, tone=tone),
    st.builds(Shade, label=words, axis=axis, low=number, high=number, tone=tone),
)
axes = st.builds(
    Axis, words, st.floats(-100, 0), st.floats(1e-3, 2e5), st.lists(st.tuples(number, words), max_size=6).map(tuple)
)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(axes, axes, st.lists(marks, max_size=8), st.sampled_from(["dark", "light"]))
def test_any_figure_is_drawn_with_all_its_words_on_the_paper(x: Axis, y: Axis, some: list[Mark], theme: str) -> None:
    figure = Figure(key="any", title="Anything at all", alt="Anything.", x=x, y=y, marks=tuple(some), twin=TWIN)
    with our_settings():
        sheet = draw(figure, "dark" if theme == "dark" else "light")
        assert off_the_paper(sheet) == []


def test_bars_too_thin_for_their_names_are_still_drawn_with_them() -> None:
    lanes = tuple(Span(label="", at=at / 10, low=0, high=100, text="Everybody ratifies anything") for at in range(12))
    figure = Figure(
        key="thin", title="Thin", alt="12 bars from 0 to 100.", x=Axis("Share", 0, 100), y=Axis("", -0.2, 1.3),
        marks=lanes, twin=(("Bar", "Range"), (("1", "0 to 100"),)),
    )  # fmt: skip
    assert render(figure, "dark", "png")
