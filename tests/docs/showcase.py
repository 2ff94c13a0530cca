"""What the README shows of the demo: its own transcript, abridged, and the picture that the class drew."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bot.app import running
from bot.terminal import demo
from bot.terminal.peek import look
from core.blocks import pictures
from core.clock import VirtualTicks
from core.context import Context
from core.figures import Theme
from core.kit.figure import Figure
from core.play.sessions import latest_session
from core.play.told import debrief_of
from core.store.engine import url_of
from tests.import_rules import ROOT

FOLDER = ROOT / "bot" / "terminal" / "showcase"
THEMES: tuple[Theme, Theme] = ("light", "dark")
_FIGURE = "putnam-win-sets"
_WIDTH = 80

EXCERPT = (
    ("The instructor ▸ /game start", "press [Join]"),
    ("Kim ▸ /game act offer", "╰──"),
    ("Kim ▸ /game act final", "Vote × "),
    ("The instructor ▸ [Next page]", "╰──"),
)
"""From the first line with these words to the next line with those; slices follow each other."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A demo as the README shows it."""

    transcript: str
    figure: Figure


async def play(folder: Path) -> Shown:
    """Play the demo as `make demo` does, in another folder, and return what the README shows of it."""
    plan = demo.Plan(scenario="ratify-or-revert", students=12, seed=1988, out=folder)
    page = io.StringIO()
    came = await demo.run(plan, Console(file=page, width=_WIDTH, highlight=False, color_system=None))
    async with running(url_of(Path(str(came["database"]))), ticks=VirtualTicks(demo.MONDAY)) as service:
        figure = await look(service, _figure)
    return Shown("\n".join(abridged(page.getvalue().splitlines())), figure)


def abridged(lines: Sequence[str]) -> Iterator[str]:
    """Yield the excerpt, a line of dots between its slices; LookupError when the demo no longer says those words."""
    at = 0
    for first, last in EXCERPT:
        begin = _line_with(lines, first, at)
        end = _line_with(lines, last, begin)
        if at:
            yield "  …"
        yield from (line.rstrip() for line in lines[begin : end + 1])
        at = end + 1


def file_of(theme: Theme) -> Path:
    """Return where the picture of a theme is kept."""
    return FOLDER / f"{_FIGURE}-{theme}.png"


def parts(shown: Shown) -> dict[str, str]:
    """Return the written parts of the README that come from a demo."""
    light, dark = (file_of(theme).relative_to(ROOT).as_posix() for theme in THEMES)
    picture = (
        f'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="{dark}">\n'
        f'  <img src="{light}" width="720" alt="{shown.figure.title}. {shown.figure.alt}">\n</picture>'
    )
    return {"picture": picture, "transcript": f"```text\n{shown.transcript}\n```"}


def _line_with(lines: Sequence[str], words: str, start: int) -> int:
    found = next((i for i in range(start, len(lines)) if words in lines[i]), None)
    if found is None:
        raise LookupError(f"The demo no longer says “{words}” where the README quotes it: change EXCERPT.")
    return found


def _figure(ctx: Context) -> Figure:
    pages = debrief_of(ctx, latest_session(ctx, "")).pages
    return next(figure for page in pages for figure in pictures(page.blocks) if figure.key == _FIGURE)
