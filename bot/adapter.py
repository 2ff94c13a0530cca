"""What the composition root asks of an adapter: a chat to post through, and people to listen to."""

import asyncio
from typing import Protocol

from core.outgoing.chat import Chat


class NoChat(Exception):
    """A chat cannot be served, or no longer. The text says why (a bad token), and how to go on."""


class Adapter(Protocol):
    """One platform's connection in this process."""

    @property
    def name(self) -> str:
        """Return the platform's name, as printed by `ready discord`."""
        ...

    @property
    def ready(self) -> asyncio.Event:
        """Return what is set once it is connected and its commands are in place."""
        ...

    @property
    def chat(self) -> Chat:
        """Return what posts on this platform."""
        ...

    async def serve(self) -> None:
        """Connect, listen, and answer until cancelled. Raises NoChat when the platform will not have us.

        When it is cancelled, all that the service took in has been stored and answered: what is left is to send those
        answers, for half a second at most, and to hang up.
        """
        ...
