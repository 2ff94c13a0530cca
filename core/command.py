"""A command: who asks for what, from where, under which delivery."""

from dataclasses import dataclass

from core.requests.base import Request


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a platform knows them. `place` is its workspace (guild, team); `may_teach` is the platform's word."""

    platform: str
    place: str
    user: str
    name: str
    may_teach: bool = False

    @property
    def account(self) -> str:
        """Return the id of their account row."""
        return f"{self.platform}:{self.place}:{self.user}"

    @property
    def workspace(self) -> str:
        """Return the tenant that sections made here belong to."""
        return f"{self.platform}:{self.place}"


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


CLOCK = Who("clock", "", "clock", "The clock")
"""The clock asks like everybody else, through the same door."""
