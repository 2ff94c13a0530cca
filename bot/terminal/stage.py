"""The stage of a transcript: chapters, what people type, what everybody sees, what one person alone sees."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text as Line

from bot.terminal.cast import CHANNEL
from bot.terminal.draw import Pen, draw, line
from bot.typed import words_of
from bot.wording import Moment
from core.blocks import Block, pictures
from core.clock import ClassClock
from core.command import Who
from core.figures import Gallery
from core.game import Figure
from core.requests import Request

WIDEST = 100


class Stage:
    """Prints to a console, in class time; pictures are drawn as files before they are mentioned."""

    def __init__(self, console: Console, clock: ClassClock, gallery: Gallery) -> None:
        self._console, self._clock, self._gallery = console, clock, gallery
        self._files: dict[Figure, Path] = {}

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files of all pictures drawn so far, in order."""
        return tuple(dict.fromkeys(self._files.values()))

    @property
    def is_quiet(self) -> bool:
        """Whether nobody is watching."""
        return self._console.quiet

    def busy(self, says: str) -> AbstractContextManager[object]:
        """Show that something is being done, where a person watches."""
        watched = self._console.is_terminal and not self._console.quiet
        return self._console.status(line(says)) if watched else nullcontext()

    def chapter(self, title: str, says: str) -> None:
        """Begin a chapter."""
        self._console.print()
        self._console.print(Rule(line(f" {title} ", "bold yellow"), style="yellow", align="left"))
        self.tell(says)

    def tell(self, says: str) -> None:
        """Say something to the reader; nobody in the class hears it."""
        self._console.print(Padding(line(says, "dim"), (0, 0, 1, 2)))

    def typed(self, who: Who, request: Request, answer: str = "") -> None:
        """Show what somebody types or presses, and the sentence they get for it."""
        self.done(who, words_of(request), answer)

    def done(self, who: Who, what: str, answer: str = "") -> None:
        """Show what somebody does in other words than a command: "[Next page]"."""
        said = Line.assemble((self.time(), "dim"), "  ", line(who.name, "bold"), (" ▸ ", "dim"), line(what, "green"))
        if answer:
            said.append_text(line(f"  {answer}", "magenta"))
        self._console.print(Padding(said, (0, 0, 0, 2)))

    def phase(self, title: str, prompt: str) -> None:
        """Say that a new phase has opened."""
        said = Line.assemble((self.time(), "dim"), "  ", line(title, "bold cyan"), "  ", line(prompt, "dim"))
        self._console.print(Padding(said, (1, 0, 0, 2)))

    def event(self, says: str) -> None:
        """Show something that happened, with its time."""
        self._console.print(Padding(Line.assemble((self.time(), "dim"), "  ", line(says)), (0, 0, 0, 2)))

    async def public(self, blocks: Sequence[Block]) -> None:
        """Show what the channel shows."""
        await self._card(blocks, f"#{CHANNEL} · everybody sees this", "blue")

    async def private(self, who: Who, blocks: Sequence[Block]) -> None:
        """Show what one person alone sees."""
        await self._card(blocks, f"only {who.name} sees this", "magenta")

    def show(self, what: RenderableType) -> None:
        """Show something made elsewhere."""
        self._console.print(what)

    def time(self) -> str:
        """Return the class's clock: "10:04:30"."""
        return f"{self._clock.wall():%H:%M:%S}"

    async def _card(self, blocks: Sequence[Block], title: str, colour: str) -> None:
        for figure in pictures(blocks):
            self._files[figure] = await self._gallery.path(figure)
        pen = Pen(Moment(self._clock.now(), self._clock.wall()), self._files.get)
        card = Panel(
            draw(blocks, pen), title=line(title, f"bold {colour}"), title_align="left", border_style=colour,
            box=box.ROUNDED, padding=(0, 2),
        )  # fmt: skip
        self._console.print(Padding(card, (1, 0, 1, 0)))
