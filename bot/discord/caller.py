"""Somebody at the door: who they are, where they stand, and the platform's own id of what they did."""

from dataclasses import dataclass

from core.command import Command, Where, Who
from core.requests import Request


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever made an interaction. `place` is the server, where the message itself lies in none."""

    who: Who
    where: Where
    once: str
    place: str = ""

    def command(self, request: Request) -> Command:
        """Return the delivery of what this interaction asks for."""
        return Command(self.who, self.where, self.once, request)

    def look(self, request: Request, once: str = "") -> Command:
        """Return a command that only reads, or one that names an earlier delivery."""
        return Command(self.who, self.where, once, request)
