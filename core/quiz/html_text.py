"""HTML from a learning platform, as plain text that a chat can show."""

import re
from html.parser import HTMLParser

from core.kit.fields import clean

_BLOCK_TAGS = (
    "address|article|aside|blockquote|center|dd|div|dl|dt|fieldset|figure|footer|form|h1|h2|h3|h4|h5|h6|"
    "header|hr|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul"
)
_SILENT_TAGS = "script|style|head|title|template|noscript|iframe|object"
_BLOCKS = frozenset(_BLOCK_TAGS.split("|"))
_SILENT = frozenset(_SILENT_TAGS.split("|"))
_MARKS = {"sup": "^", "sub": "_", "td": " ", "th": " ", "br": "\n", "li": "\n• "}
_INLINE = "a|b|big|br|code|em|font|i|img|input|label|li|small|span|strike|strong|sub|sup|td|th|tt|u|video|audio"

# A "<" that opens no complete tag is a less-than sign. Deciding so in one pass also spares HTMLParser
# (of Python 3.11) the unfinished tags that make it take quadratic time.
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_KNOWN = re.compile(rf"</?(?:{_INLINE}|{_BLOCK_TAGS}|{_SILENT_TAGS})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});")

# Control characters, and the marks that reorder the text around them.
_UNSAFE = {
    code: None for code in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)) if code != 10
} | {9: " ", 0x2028: "\n", 0x2029: "\n"}


def looks_like_html(text: str) -> bool:
    """Tell whether the text has a tag that we know, or an entity."""
    return _KNOWN.search(text) is not None or _ENTITY.search(text) is not None


def html_to_text(text: str, keep_lines: bool = False) -> str:
    """Return what a reader of the HTML sees: no tags, no scripts, lists as bullets, pictures by name.

    `keep_lines` treats line ends as line breaks. Takes linear time, raises nothing, and leaves chat mark-up
    such as `*` or `@` alone: that is for whoever posts it to escape.
    """
    reader = _Reader(line_end="\n" if keep_lines else " ")
    reader.feed(_STRAY.sub("&lt;", _without_comments(text)))
    reader.close()
    return tidy("".join(reader.parts))


def tidy(text: str) -> str:
    """Return the text with single spaces, no blank lines, and no control, reordering or hidden characters."""
    lines = (" ".join(line.split()) for line in clean(text.translate(_UNSAFE)).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join(kept) + text[at:]


class _Reader(HTMLParser):
    """Collects what is visible."""

    def __init__(self, line_end: str) -> None:
        super().__init__(convert_charrefs=True)
        self.line_end = line_end
        self.parts: list[str] = []
        self.links: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.hidden += 1
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif tag == "img":
            self._say(_picture(dict(attrs).get("alt")))
        else:
            self._say("\n" if tag in _BLOCKS else _MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.hidden = max(0, self.hidden - 1)
        elif tag == "a" and self.links:
            self._link(self.links.pop())
        elif tag in _BLOCKS:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        self._say(data.replace("\n", self.line_end))

    def _link(self, address: str) -> None:
        if address.startswith(("https://", "http://")) and not (self.parts and self.parts[-1] == address):
            self._say(f" ({address})")

    def _say(self, text: str) -> None:
        if not self.hidden:
            self.parts.append(text)


def _picture(name: str | None) -> str:
    return f"[picture: {name.strip()}]" if name and name.strip() else "[picture]"
