"""From bytes to a TOML table and the lines of its keys, or the one sentence that says why not."""

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from core.kit.fields import clean
from core.scenario.lines import Lines, Path, TooDeep, find_lines
from core.scenario.sentences import Fault, Problem, name_of
from core.scenario.words import shown

BIGGEST = 256 * 1024
"""Bytes of the largest scenario file that is read."""

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")
_PLAINER = (
    ("Invalid value", "The value after the equals sign cannot be read. Text needs quotation marks around it."),
    ("Expected '=' after a key", "An equals sign is missing between a name and its value."),
    ("Expected newline or end", "Something stands after the value. Start a new line for it."),
    ("Illegal character '\\n'", "A text is not closed with a quotation mark before its line ends."),
    ("Unclosed array", "A list is not closed with ], or a comma is missing between two of its entries."),
    ("Unclosed inline table", "A table is not closed with }, or a comma is missing between two of its entries."),
    ("Unescaped '\\'", "A backslash in a text has to be written twice."),
    ("Invalid statement", "This is neither a comment nor a [table] nor name = value."),
    ("Invalid initial character for a key", "A name is missing here, or starts with a character names cannot have."),
    ("Expected ']'", "A closing bracket ] is missing."),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A TOML text that could be read: its values as tomllib gives them, and where each of them stands."""

    raw: dict[str, Any]
    lines: Lines


def parse(data: bytes) -> Source | Problem:
    """Return the values and lines of a file, or the problem that keeps it from being read at all."""
    if len(data) > BIGGEST:
        return _error(1, f"The file is larger than {BIGGEST // 1024} kB. A scenario is a page or two of text.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        lines = find_lines(text)
    except UnicodeDecodeError as fault:
        return _error(data.count(b"\n", 0, fault.start) + 1, "This line is not UTF-8 text. Save the file as UTF-8.")
    except TooDeep as fault:
        return _error(fault.line, str(fault))
    try:
        return Source(tomllib.loads(text), lines)
    except (ValueError, RecursionError) as fault:
        return _syntax_error(str(fault), text, lines)


def unreadable(value: object, path: Path = ()) -> Iterator[Fault]:
    """Yield a fault for what no game can use: dates, endless or huge numbers, texts with characters nobody sees."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from unreadable(inner, (*path, key))
        case list():
            for place, inner in enumerate(value):
                yield from unreadable(inner, (*path, place))
        case str() if hidden := sorted(c for c in set(value) if c not in "\n\t" and clean(f"|{c}|") == "||"):
            yield Fault(path, f"{name_of(path)}: a hidden character (U+{ord(hidden[0]):04X}) stands in it. Delete it.")
        case date() | time():
            yield Fault(path, f"{name_of(path)}: found {shown(value)}. Put quotation marks around it.")
        case float() if not math.isfinite(value):
            yield Fault(path, f"{name_of(path)}: found {value}, but it takes a finite number.")
        case int() if abs(value) >= 2**63:
            yield Fault(path, f"{name_of(path)}: this number is too large. Whole numbers have at most 18 digits.")


def _error(line: int, message: str) -> Problem:
    return Problem(line, "error", message)


def _syntax_error(said: str, text: str, lines: Lines) -> Problem:
    if said.startswith(_TWICE) and lines.repeated:
        path, line = lines.repeated[0]
        return _error(line, f"{name_of(path)} is given twice: here and on line {lines.of(path)}. Keep one of them.")
    if lines.opened is not None:
        return _error(
            lines.opened, "A text is opened with three quotation marks and never closed. Close it with three."
        )
    at = _AT.search(said)
    bare = said[: at.start()] if at else said
    plain = next((words for start, words in _PLAINER if said.startswith(start)), f"This is not TOML: {bare}.")
    if at and at[1]:
        return _error(int(at[1]), f"{plain} (column {at[2]})")
    return _error(text.rstrip().count("\n") + 1, plain)
