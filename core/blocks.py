"""What we can say, as intents. Adapters draw them their own way; each has a plain-text form.

Blocks carry no platform and no mark-up: text is plain and is escaped by whoever draws it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.kit.figure import Figure
from core.kit.moves import MoveSpec
from core.requests import Request


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows."""

    text: str

    def plain(self) -> list[str]:
        """Return the line."""
        return [self.text]


@dataclass(frozen=True, slots=True)
class Text:
    """A short paragraph. `quiet` text is an aside."""

    text: str
    quiet: bool = False

    def plain(self) -> list[str]:
        """Return the paragraph."""
        return [self.text]


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and a value: "Reversion point: 0"."""

    pairs: tuple[tuple[str, str], ...]

    def plain(self) -> list[str]:
        """Return a line a pair."""
        return [f"{name}: {value}" for name, value in self.pairs]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list."""

    items: tuple[str, ...]

    def plain(self) -> list[str]:
        """Return a dashed line an item."""
        return [f"- {item}" for item in self.items]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header, all text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def plain(self) -> list[str]:
        """Return the rows in columns."""
        lines = [self.header, *self.rows]
        widths = [max(len(row[i]) for row in lines) for i in range(len(self.header))]
        text = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in lines]
        return [*text, self.caption] if self.caption else text


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure; where pictures cannot be shown, its alt text and its table stand for it."""

    figure: Figure

    def plain(self) -> list[str]:
        """Return the alt text and the plain-text twin."""
        header, rows = self.figure.twin
        return [
            f"[Picture] {self.figure.title}. {self.figure.alt}",
            *Table(header, rows, self.figure.caption).plain(),
        ]


@dataclass(frozen=True, slots=True)
class Until:
    """When something closes: class time in milliseconds, drawn as "4 min left (10:42)"."""

    label: str
    at: int

    def plain(self) -> list[str]:
        """Return the label; only an adapter knows the reader's clock."""
        return [self.label]


@dataclass(frozen=True, slots=True)
class Press:
    """A button: what it says and the request it makes. `confirm` is asked first where it binds or destroys.

    With `form`, pressing opens the form of that move and the request is completed by its values.
    """

    label: str
    request: Request
    confirm: str = ""
    form: MoveSpec | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """Things that can be done from here, likeliest first."""

    presses: tuple[Press, ...]
    prompt: str = ""

    def plain(self) -> list[str]:
        """Return the buttons' names in brackets."""
        buttons = "  ".join(f"[{press.label}]" for press in self.presses)
        return [f"{self.prompt} {buttons}".strip()] if self.presses else []


@dataclass(frozen=True, slots=True)
class Fill:
    """A form opened at once, filled with what is known; `problem` says why an earlier try was refused."""

    spec: MoveSpec
    request: Request
    problem: str = ""

    def plain(self) -> list[str]:
        """Return what the form asks for."""
        asks = [f"  {f.label}: {f.range_text()}" for f in self.spec.fields]
        return [*([self.problem] if self.problem else []), f"{self.spec.label}:", *asks]


Block = Heading | Text | Facts | Bullets | Table | Picture | Until | Choose | Fill


def plain(blocks: Iterable[Block]) -> str:
    """Return blocks as plain text: what a screen reader, a log or the plain-text mode shows."""
    return "\n".join(line for block in blocks for line in block.plain())


def pictures(blocks: Sequence[Block]) -> list[Figure]:
    """Return the figures among the blocks, in order."""
    return [block.figure for block in blocks if isinstance(block, Picture)]
