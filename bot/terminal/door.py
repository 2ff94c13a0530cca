"""The terminal's way through the one door: every press and every typed line is a command with an id of its own."""

import asyncio
from collections.abc import Sequence

from bot.helping import KINDS
from bot.terminal.cast import CHANNEL
from core.command import Command, Where, Who
from core.replies import Reply
from core.requests import Request
from core.section.usable import usable
from core.service import Service


class Door:
    """Sends what people in this terminal ask, each delivery under a new id."""

    def __init__(self, service: Service, prefix: str) -> None:
        self._service, self._prefix, self._sent = service, prefix, 0

    @property
    def service(self) -> Service:
        """What is behind the door."""
        return self._service

    async def ask(self, who: Who, request: Request) -> Reply:
        """Return the answer to a request made in the class's channel."""
        self._sent += 1
        once = f"{self._prefix}:{self._sent}"
        return await self._service.handle(Command(who, Where(CHANNEL), once, request))

    async def usable(self, who: Who) -> frozenset[type[Request]]:
        """Return the kinds of request that somebody can type now."""
        return await self._service.read(Command(who, Where(CHANNEL), "", Request()), lambda ctx: usable(ctx, KINDS))

    async def ask_together(self, asked: Sequence[tuple[Who, Request]]) -> list[Reply]:
        """Return the answers to what several people ask at the same moment, in their order."""
        return await asyncio.gather(*(self.ask(who, request) for who, request in asked))
