"""Where every key of a TOML text stands. `tomllib` reads the values; this remembers the lines.

It reads tokens, not grammar: on a text that is not TOML it stops early and keeps what it found. One pass, linear.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType

Path = tuple[str | int, ...]
"""Keys and places in lists (from 0), from the top: ("params", "sides", 1, "share")."""

DEEPEST = 24
"""Tables and lists inside each other; deeper files only tire the reader, and some parsers never come back."""

_TOKEN = re.compile(
    r'''
      (?P<comment>\#[^\n]*+)
    | (?P<text> """(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)
              | \'\'\'(?:[^']|'(?!''))*+(?:'{3,5}|\Z)
              | "(?:[^"\\\n]|\\[^\n])*+"?
              | '[^'\n]*+'?)
    | (?P<bare>[^\s\[\]{}=,\#"']++)
    | (?P<sign>[\[\]{}=,])
    | (?P<newline>\n)
    ''',
    re.VERBOSE | re.DOTALL,
)


class TooDeep(ValueError):
    """Tables or lists lie deeper inside each other than `DEEPEST`; `line` says where."""

    def __init__(self, line: int) -> None:
        super().__init__(f"Tables and lists may lie at most {DEEPEST} deep inside each other.")
        self.line = line


@dataclass(frozen=True, slots=True)
class Lines:
    """The line (from 1) of every key and list entry, and of every key that was given a second time."""

    by_path: Mapping[Path, int]
    repeated: tuple[tuple[Path, int], ...]
    opened: int | None
    """Where a text over several lines was opened and never closed."""

    def of(self, path: Path) -> int:
        """Return the line of a path, or of the nearest table around it; 1 if there is none."""
        return next((self.by_path[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.by_path), 1)


def find_lines(text: str) -> Lines:
    """Return where every key of a TOML text stands; raise TooDeep where it nests without end."""
    tokens = tuple(_tokens(text))
    walk = _Walk(iter(tokens))
    with suppress(StopIteration):  # a text that ends inside a key or a value: tomllib says so better
        walk.document()
    opened = next((t.line for t in tokens[-1:] if t.open), None)
    return Lines(MappingProxyType(walk.lines), tuple(walk.repeated), opened)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int

    @property
    def open(self) -> bool:
        """Tell whether this is a text over several lines without its end."""
        fence = self.text[:3]
        return fence in {'"""', "'''"} and not (self.text.endswith(fence) and len(self.text) >= 6)


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "comment":
            yield _Token(kind, match.group(), line)
        line += match.group().count("\n")


@dataclass(slots=True)
class _Walk:
    tokens: Iterator[_Token]
    lines: dict[Path, int] = field(default_factory=dict)
    repeated: list[tuple[Path, int]] = field(default_factory=list)
    lengths: dict[Path, int] = field(default_factory=dict)
    """How many entries each list of tables has so far."""

    def document(self) -> None:
        table: Path = ()
        for token in self.tokens:
            if token.kind == "newline":
                continue
            if token.text == "[":
                table = self.header(token.line)
            else:
                self.pair(table, token)

    def header(self, line: int) -> Path:
        first = next(self.tokens)
        if first.text != "[":
            path = self.inside(self.key(first, "]"), line)
            self.declare(path, line)
            return path
        listed = self.inside(self.key(next(self.tokens), "]"), line)
        place = self.lengths.get(listed, 0)
        self.lengths[listed] = place + 1
        self.lines.setdefault(listed, line)
        self.lines[(*listed, place)] = line
        next(self.tokens)  # the second closing bracket
        return (*listed, place)

    def inside(self, key: tuple[str, ...], line: int) -> Path:
        """Return a header's path with the last entry of every list of tables on its way."""
        path: Path = ()
        for n, part in enumerate(key):
            path = (*path, part)
            if path in self.lengths and n < len(key) - 1:
                path = (*path, self.lengths[path] - 1)
            elif n < len(key) - 1:
                self.lines.setdefault(path, line)
        return path

    def pair(self, table: Path, token: _Token) -> None:
        key = self.key(token, "=")
        for n in range(1, len(key)):
            self.lines.setdefault(table + key[:n], token.line)
        path = table + key
        self.declare(path, token.line)
        self.value(path, next(self.tokens))

    def declare(self, path: Path, line: int) -> None:
        if path in self.lines:
            self.repeated.append((path, line))
        else:
            self.lines[path] = line

    def key(self, token: _Token, end: str) -> tuple[str, ...]:
        parts: list[str] = []
        while token.text != end:
            parts += [_unquoted(token.text)] if token.kind == "text" else _pieces(token)
            if len(parts) > DEEPEST:
                raise TooDeep(token.line)
            token = next(self.tokens)
        return tuple(parts)

    def value(self, path: Path, token: _Token) -> None:
        if len(path) > DEEPEST:
            raise TooDeep(token.line)
        if token.text == "[":
            self.entries(path)
        elif token.text == "{":
            self.inline(path)

    def entries(self, path: Path) -> None:
        place = 0
        while (token := next(self.tokens)).text != "]":
            if token.kind == "newline":
                continue
            if token.text == ",":
                place += 1
            else:
                self.lines.setdefault((*path, place), token.line)
                self.value((*path, place), token)

    def inline(self, path: Path) -> None:
        while (token := next(self.tokens)).text != "}":
            if token.text != "," and token.kind != "newline":
                self.pair(path, token)


def _pieces(token: _Token) -> Iterable[str]:
    return [part for part in token.text.split(".") if part] if token.kind == "bare" else []


def _unquoted(raw: str) -> str:
    try:
        return str(tomllib.loads(f"k = {raw}")["k"])
    except ValueError:
        return raw
