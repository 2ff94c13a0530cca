"""What is said and shown: plain words, complete pictures, moves that fit every platform. Raises AssertionError."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from core.blocks import pictures
from core.game import Bar, Block, Debrief, Dots, Figure, Line, MoveSpec, Phase, Pick, Span
from core.kit.fields import Words

LONGEST_LABEL, LONGEST_TITLE, LONGEST_FIELD_LABEL, MOST_OPTIONS, MOST_SERIES = 75, 45, 45, 25, 3

MARKUP = re.compile(
    r"\*\*|__|~~|`|\|\||<[@#!:/a-z]|&(?:amp|lt|gt);|\[[^\]]*\]\(|(?<!\w):[a-z_]+:(?!\w)|^#{1,3} |^> "
    r"|(?<!\w)\*\w[^*\n]*\*(?!\w)|(?<!\w)_\w[^_\n]*_(?!\w)",
    re.MULTILINE,
)
_NOT_SAID = {"name", "key", "tone", "axis", "shape", "request"}
"""Attributes that are read by programs only."""


def shown_well(blocks: Sequence[Block]) -> None:
    """Plain words, and every picture complete."""
    said_plainly(texts(blocks))
    for figure in pictures(blocks):
        figure_is_complete(figure)


def figure_is_complete(figure: Figure) -> None:
    """Alt text with a number, a table with rows as wide as its header, at most three series, values to the dots."""
    header, rows = figure.twin
    assert re.search(r"\d", figure.alt), f"The alt text of “{figure.title}” gives no number."
    assert rows, f"The table of “{figure.title}” is empty."
    assert {len(row) for row in rows} == {len(header)}, f"The table of “{figure.title}” has rows of several widths."
    marks = [mark for mark in figure.marks if isinstance(mark, Dots | Line | Span | Bar)]
    series = {mark.label for mark in marks if mark.label and not (isinstance(mark, Dots) and mark.faint)}
    assert len(series) <= MOST_SERIES, f"“{figure.title}” shows {len(series)} series: {sorted(series)}"
    for mark in marks:
        if isinstance(mark, Dots):
            assert len(mark.values) in {0, len(mark.points)}, f"Some dots of “{figure.title}” have no value."
    for axis in (figure.x, figure.y):
        assert axis.low < axis.high, f"The axis “{axis.label}” of “{figure.title}” has no length."


def debrief_is_sound(debrief: Debrief) -> None:
    """Pages with a title, a concept and something to see; finite benchmarks."""
    assert debrief.pages, "The debrief has no page."
    for page in debrief.pages:
        assert page.title, "A page has no title."
        assert page.concept, f"The page “{page.title}” teaches no concept."
        assert page.blocks, f"The page “{page.title}” is empty."
        said_plainly([page.title, page.concept])
        shown_well(page.blocks)
    keys = [figure.key for page in debrief.pages for figure in pictures(page.blocks)]
    assert len(set(keys)) == len(keys), f"Two pictures have the same file name: {keys}"
    for name, value in debrief.benchmark.items():
        assert math.isfinite(value), f"The benchmark {name} is not finite."


def texts(value: object) -> Iterator[str]:
    """Yield all that is said in a value: its words, not its keys."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_SAID:
                yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)


def said_plainly(*many: Iterable[str]) -> None:
    """No text carries a platform's mark-up: it is escaped by whoever draws it."""
    for text in (text for texts_ in many for text in texts_):
        assert not (found := MARKUP.findall(text)), f"“{text}” carries mark-up: {found[0]}"


def phase_is_sound(phase: Phase, seats: set[str]) -> None:
    """Who may act is at the table, who is waited for may act, and all is said."""
    assert set(phase.actors) <= seats, "A stranger may act."
    assert set(phase.waits_for) <= set(phase.actors), "A phase waits for a seat that may not act."
    assert phase.seconds >= 0, "A phase lasts less than no time."
    assert all((phase.key, phase.title, phase.prompt, phase.silence)), "A phase leaves something unsaid."
    said_plainly([phase.title, phase.prompt, phase.silence])


def spec_fits(spec: MoveSpec) -> None:
    """Labels fit buttons and forms, no free text, and what is filled in is allowed."""
    assert len(spec.label) <= LONGEST_LABEL, f"“{spec.label}” is too long for a button."
    assert not spec.fields or len(spec.label) <= LONGEST_TITLE, f"“{spec.label}” is too long for a form's title."
    names = [field.name for field in spec.fields]
    assert len(set(names)) == len(names), f"Two fields of {spec.label} have the same name."
    assert set(spec.initial) <= set(names), f"{spec.label} fills in a field that it does not have."
    for field in spec.fields:
        assert not isinstance(field, Words), f"{spec.label} takes free text."
        assert len(field.label) <= LONGEST_FIELD_LABEL, f"“{field.label}” is too long for a form."
        if isinstance(field, Pick):
            _options_fit(field)
        if field.name in spec.initial:
            start = spec.initial[field.name]
            assert field.parse(start) == start, f"{spec.label} starts with {start} for {field.label}."
    said_plainly(texts(spec.fields), [spec.label, spec.help, spec.binds])


def _options_fit(field: Pick) -> None:
    labels = {option.label.casefold() for option in field.options}
    assert 1 <= len(field.options) <= MOST_OPTIONS, f"{field.label} offers {len(field.options)} options."
    assert len(labels) == len(field.options), f"Two options of {field.label} read the same."
    for option in field.options:
        assert 0 < len(option.label) <= LONGEST_LABEL, f"“{option.label}” is too long for a select."
        assert field.parse(option.key) == option.key, f"“{option.key}” is read as another option."
