"""Text that remembers the line it came from, so that a fault can be named where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass


class ItemFault(ValueError):
    """One item cannot be read; the message says why and `line` where. The rest of the file goes on."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Located:
    """A stretch of a file: its text and the line (from 1) of its first character."""

    text: str
    line: int

    def strip(self) -> "Located":
        """Return the stretch without the white space around it."""
        body = self.text.lstrip()
        skipped = self.text[: len(self.text) - len(body)]
        return Located(body.rstrip(), self.line + skipped.count("\n"))

    def head(self, end: int) -> "Located":
        """Return what stands before offset `end`."""
        return Located(self.text[:end], self.line)

    def tail(self, start: int) -> "Located":
        """Return what stands from offset `start` on."""
        return Located(self.text[start:], self.line + self.text.count("\n", 0, start))

    def split(self, separator: str) -> Iterator["Located"]:
        """Yield the pieces between separators, none of them stripped, in one pass."""
        line = self.line
        for piece in self.text.split(separator):
            yield Located(piece, line)
            line += piece.count("\n")
