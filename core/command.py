"""A command: who asks for what, from where, under which delivery."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from core.requests.base import Request

_LONGEST = 200  # characters of a platform's id; the longest that a chat is known to send has 150
_DIGESTED = 10_000  # characters: megabytes are not looked at, since they would hold up everybody else


def as_id(text: str) -> str:
    """Return a platform's word for something as we store it: one too long, or with anything hidden, as its digest."""
    if len(text) <= _LONGEST and text.isprintable():
        return text
    told = f"{len(text)}:{text[:_DIGESTED]}"
    return f"~{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"


@dataclass(frozen=True)
class Who:
    """A person as a platform knows them. `place` is its workspace (guild, team)."""

    platform: str
    place: str
    user: str
    name: str
    may_teach: bool = False
    """Whether the platform says that they may make sections there."""
    may_administer: bool = False
    """Whether it says that they run the place."""
    teachers: str = ""
    """Who may make sections there, in words: whoever may not is told whom to ask."""

    @cached_property
    def account(self) -> str:
        """Return the id of their account row."""
        return f"{self.workspace}:{as_id(self.user)}"

    @cached_property
    def workspace(self) -> str:
        """Return the tenant that sections made here belong to."""
        return f"{as_id(self.platform)}:{as_id(self.place)}"


@dataclass(frozen=True, slots=True)
class Where:
    """The channel a command came from; empty for a direct message."""

    channel: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """One delivery. `once` is the platform's own id of it: the same delivery twice has one effect."""

    who: Who
    where: Where
    once: str
    request: Request

    @property
    def binding(self) -> str:
        """Return the id of the row that links this channel to a section."""
        return f"{self.who.workspace}:{as_id(self.where.channel)}"


CLOCK = Who("clock", "", "clock", "The clock")
"""The clock asks like everybody else, through the same door."""
