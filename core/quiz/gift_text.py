"""The small print of GIFT: escapes, format tags, weights, and what a comment carries."""

import re

from core.quiz.html_text import html_to_text, looks_like_html, tidy

FORMATS = frozenset({"html", "markdown", "moodle", "plain"})

# Escaped characters hide in a private plane while control characters are looked for.
_PLANE = 0xF0000
_HIDDEN = {character: chr(_PLANE + ord(character)) for character in ":#={}~\n"}
_SHOWN = {_PLANE + ord(character): character for character in _HIDDEN}
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_WEIGHT = re.compile(r"%(-?[0-9]{1,2}\.?[0-9]*)%")


def hide_escapes(text: str) -> str:
    r"""Return the text with `\~ \= \# \{ \} \: \n \\` replaced by characters that mean nothing in GIFT."""
    clean = text.translate(dict.fromkeys(_SHOWN, "\ufffd"))
    return _ESCAPE.sub(_hidden, clean)


def _hidden(match: re.Match[str]) -> str:
    escaped = match.group(1)
    return "\\" if escaped == "\\" else _HIDDEN["\n" if escaped == "n" else escaped]


def show_escapes(text: str) -> str:
    """Return the text with hidden characters as what they stand for."""
    return text.translate(_SHOWN)


def format_of(text: str, default: str) -> tuple[str, str]:
    """Return (format, text without its `[html]`, `[plain]`, `[markdown]` or `[moodle]` tag)."""
    if text.startswith("["):
        name, bracket, rest = text[1:12].partition("]")
        if bracket and name in FORMATS:
            return name, rest + text[12:]
    return default, text


def chat_text(text: str, default: str) -> str:
    """Return a piece of GIFT (escapes hidden, perhaps a format tag) as safe text for a chat."""
    form, body = format_of(text.strip(), default)
    shown = show_escapes(body)
    if form == "html":
        return html_to_text(shown)
    if form == "moodle" and looks_like_html(shown):
        return html_to_text(shown, keep_lines=True)
    return tidy(shown)


def weight_of(text: str) -> tuple[float | None, str]:
    """Return (weight, rest) of an answer that opens with `%n%`, weight 1 being all; (None, text) if none."""
    match = _WEIGHT.match(text)
    if match is None:
        return None, text
    return round(float(match.group(1)) / 100, 7), text[match.end() :]


def carried(comment: str) -> tuple[str, tuple[str, ...]]:
    r"""Return (id, tags) that a comment carries as `[id:x] [tag:y]`; `\]` is a bracket within them."""
    ids = _bracketed(comment, "[id:")
    return (ids[0] if ids else ""), tuple(dict.fromkeys(_bracketed(comment, "[tag:")))


def _bracketed(text: str, opening: str) -> list[str]:
    found, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        end = _closing(text, start + len(opening))
        if end < 0:
            break
        found.append(text[start + len(opening) : end].replace("\\]", "]").strip())
        at = end + 1
    return [each for each in found if each and "\n" not in each]


def _closing(text: str, at: int) -> int:
    end = text.find("]", at)
    while end > at and text[end - 1] == "\\":
        end = text.find("]", end + 1)
    return end
