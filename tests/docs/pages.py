"""The documents as text: where they lie, and what stands in them."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.import_rules import ROOT

README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
SECURITY = ROOT / "SECURITY.md"
DOCUMENTS = tuple(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"))

_LINK = re.compile(r"""\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)\"""")
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"(<!-- written: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def text_of(document: Path) -> str:
    """Return a document's text."""
    return document.read_text(encoding="utf-8")


def links(text: str) -> Iterator[str]:
    """Yield the targets of links and pictures."""
    return (match[1] or match[2] for match in _LINK.finditer(text))


def fence_after(text: str, comment: str) -> str:
    """Return the block of code that follows a comment; LookupError if there is none."""
    _, found, rest = text.partition(f"<!-- {comment} -->\n")
    fence = _FENCE.match(rest)
    if not found or fence is None:
        raise LookupError(f"No block of code follows <!-- {comment} -->.")
    return fence[1]


def said(text: str) -> Iterator[str]:
    """Yield what a reader may type: code within lines, and the lines of blocks up to a wide gap; no written parts."""
    own = _PART.sub("", text)
    for fence in _FENCE.findall(own):
        yield from (re.split(r"\s{2,}", line.strip())[0] for line in fence.splitlines() if line.strip())
    yield from _SPAN.findall(_FENCE.sub("", own))


def parts(text: str) -> dict[str, str]:
    """Return the written parts of a document by name."""
    return {match["name"]: match[0] for match in _PART.finditer(text)}


def with_parts(text: str, written: dict[str, str]) -> str:
    """Return a document with its written parts replaced; KeyError for a part that nobody writes."""
    return _PART.sub(lambda match: f"{match[1]}{written[match['name']]}\n{match[3]}", text)
