"""What the README shows of Discord: pictures of real payloads, laid out as a table."""

from collections.abc import Sequence

from core.figures import Theme
from tests.docs.chat.lesson import Seen
from tests.import_rules import ROOT

FOLDER = ROOT / "bot" / "discord" / "showcase"
_WIDTH = 400
_LEFT = ("lobby", "form", "debrief")
"""What stands one below the other, beside the long desk."""


def file_name(name: str, theme: Theme) -> str:
    """Return what a picture's file is called."""
    return f"{name}-{theme}.png"


def part(seen: Sequence[Seen]) -> str:
    """Return the pictures as the README shows them."""
    by_name = {one.name: one for one in seen}
    left = "\n".join(_cell(by_name[name]) for name in _LEFT)
    return f"<table><tr><td>\n{left}\n</td><td>\n{_cell(by_name['desk'])}\n</td></tr></table>"


def _cell(one: Seen) -> str:
    light, dark = ((FOLDER / file_name(one.name, theme)).relative_to(ROOT).as_posix() for theme in ("light", "dark"))
    return (
        f'<p>{one.about}</p>\n<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="{dark}">\n'
        f'  <img src="{light}" width="{_WIDTH}" alt="{one.alt}">\n</picture>'
    )
