"""What pressing a button, choosing an option or sending a form asks for: a value, whatever carries it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from core.requests import Request
from core.requests.codec import dump

Mode = Literal["do", "form", "confirm", "sent"]
"""Do it; open its form; ask first; or do it with what was filled into a form."""


@dataclass(frozen=True, slots=True)
class AnswerTo:
    """The stored answer to an earlier delivery: what it offered can be looked up under the delivery's own id."""

    once: str
    seal: str = ""
    """Says whose answer it is (`bot.discord.seal`): only they may look at it again."""


Source = AnswerTo | Request
"""Where a card came from: an answer that is stored, or a reading request that draws the card again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A request and how it is made."""

    request: Request
    mode: Mode = "do"
    place: str = ""
    """The server it belongs to, where the message itself lies in none: a direct message."""
    asks: tuple[str, ...] = ()
    """The inputs that its form asks for; empty: those that are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A request too long to be carried: where it was offered, and which of the things offered there it is."""

    source: Source
    digest: str
    mode: Mode = "do"
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Another page of a card too long for one message, counted from 0."""

    source: Source
    page: int
    place: str = ""


Carried = Touch | Recall | Turn


def digest_of(request: Request) -> str:
    """Return ten hexadecimal digits that tell a request from the others on its card."""
    return sha256(dump(request).encode("utf-8", "surrogatepass")).hexdigest()[:10]
