"""Pictures as data: a few kinds of mark on two axes, with alt text and a plain-text twin. Drawn by `core.figures`."""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["circle", "square", "diamond", "triangle", "star", "cross"]
Tone = Literal["first", "second", "third", "muted", "accent"]
"""A colour by its part in the picture; the drawing style maps it to an Okabe–Ito colour, dark or light."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high`; `ticks` are (value, label) and replace numbers when given.

    With neither label nor ticks it stays bare, and like one with ticks it says only that things are apart: dots that
    would cover each other then pile up along it.
    """

    label: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """Points with one shape; `values` are short texts set beside them (same length, or empty).

    A value that finds no free place is left to the twin.
    """

    label: str
    points: tuple[tuple[float, float], ...]
    shape: Shape = "circle"
    tone: Tone = "first"
    values: tuple[str, ...] = ()
    faint: bool = False
    """Background: a cloud of outcomes, drawn small and unlabelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points in order."""

    label: str
    points: tuple[tuple[float, float], ...]
    tone: Tone = "first"
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A horizontal bar from `low` to `high` at height `at`: a win-set, a range. `text` stands on it."""

    label: str
    at: float
    low: float
    high: float
    tone: Tone = "first"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar from zero to `value` at place `at`, along the axis that `lying` names; `text` is set at its end."""

    label: str
    at: float
    value: float
    tone: Tone = "first"
    text: str = ""
    lying: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line across the picture at one value of one axis, with a label."""

    label: str
    axis: Literal["x", "y"]
    at: float
    tone: Tone = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """A shaded band between two values of one axis, with a label: a bargaining range, a window."""

    label: str
    axis: Literal["x", "y"]
    low: float
    high: float
    tone: Tone = "muted"


Mark = Dots | Line | Span | Bar | Rule | Shade


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One picture. `alt` names what is shown with its numbers; `twin` is (header, rows), the same as a table."""

    key: str
    """File name without suffix; carries no secret."""
    title: str
    alt: str
    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    twin: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
    caption: str = ""
