"""Typed text made one line."""


def one_line(text: str) -> str:
    """Return text with every run of blanks and line breaks made one space."""
    return " ".join(text.split())
