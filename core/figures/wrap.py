"""Text cut to the width there is: whole words on up to so many lines, an ellipsis where even that is too little."""

from core.figures.sheet import Sheet, words_of
from core.figures.style import LABEL


def shortened(sheet: Sheet, words: str, width: float, size: float = LABEL, bold: bool = False) -> str:
    """Return text that fits a width, its end cut off for an ellipsis if it must."""
    words = " ".join(words_of(words))
    if sheet.size_of(words, size, bold)[0] <= width:
        return words
    fits, too_long = 0, len(words)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if sheet.size_of(words[:middle].rstrip() + "…", size, bold)[0] <= width:
            fits = middle
        else:
            too_long = middle
    return words[:fits].rstrip() + "…"


def wrapped(sheet: Sheet, words: str, width: float, most: int, size: float = LABEL, *, bold: bool = False) -> list[str]:
    """Return text on at most so many lines of a width; at least one line."""
    rest, lines = words_of(words), list[str]()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and sheet.size_of(" ".join(rest[: taken + 1]), size, bold)[0] <= width:
            taken += 1
        lines.append(shortened(sheet, " ".join(rest[:taken]), width, size, bold))
        rest = rest[taken:]
    return [*lines, shortened(sheet, " ".join(rest), width, size, bold)] if rest or not lines else lines
