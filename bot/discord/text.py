"""What people and games wrote, made safe: never mark-up, never a mention, never longer than fits. The only place."""

import re

from bot.discord.limits import units

_MEANS_SOMETHING = re.compile(r"[\\*_~`|<>\[\]#@]")
_BEGINS_A_LIST = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)
_LINK = re.compile(r":(?=//)")
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_BACKTICK_LIKE = "\u02cb"


def safe(text: str) -> str:
    """Return text that Discord shows as it stands: mark-up, mentions, links, lists and timestamps are defused."""
    text = _MEANS_SOMETHING.sub(r"\\\g<0>", text)
    text = _BEGINS_A_LIST.sub(_defused, text)
    return _LINK.sub(r"\\:", text)


def unsafe(text: str) -> str:
    """Return what was written, from what `safe` made of it: what Discord shows."""
    return _ESCAPED.sub(r"\1", text)


def in_code(text: str) -> str:
    """Return text for a code block, which nothing in it can close."""
    return text.replace("`", _BACKTICK_LIKE)


def cut(text: str, most: int) -> str:
    """Return text of at most so many units; what is cut off leaves an ellipsis."""
    if units(text) <= most:
        return text
    kept = text[: max(0, most - 1)]
    while units(kept) > most - 1:
        kept = kept[:-1]
    kept = kept.rstrip()
    if (len(kept) - len(kept.rstrip("\\"))) % 2:  # half an escape would escape the ellipsis
        kept = kept[:-1]
    return f"{kept}…"


def one_line(text: str, most: int) -> str:
    """Return text for a label, which has one line and no mark-up; what is too long ends after a whole word."""
    line = " ".join(text.split())
    short = cut(line, most)
    whole = short == line or line[len(short) - 1 :].startswith(" ")
    words = short if whole else short.rpartition(" ")[0]
    return (short or "…") if whole or len(words) < most // 2 else f"{words.rstrip(',;:')}…"


def _defused(match: re.Match[str]) -> str:
    space, mark = match[1], match[2]
    return f"{space}\\{mark}" if not mark[0].isdigit() else f"{space}{mark}\\"
