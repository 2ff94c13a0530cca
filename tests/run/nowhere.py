"""Adapters that go wrong, and a chat in which nothing can be said."""

import asyncio
from collections.abc import Awaitable, Callable

from core.outgoing.chat import Chat, Closed
from core.replies import Reply
from core.room import Room


class Nowhere:
    """A chat that serves no channel."""

    platform = "nowhere"

    def serves(self, channel_or_account: str) -> bool:
        return False

    async def post(self, channel: str, reply: Reply, nonce: str) -> str:
        raise Closed("There is nobody here.")

    async def edit(self, channel: str, message: str, reply: Reply) -> None:
        raise Closed("There is nobody here.")

    async def tell(self, account: str, reply: Reply, nonce: str) -> str:
        raise Closed("There is nobody here.")

    async def arrange(self, channel: str, room: Room, known: str) -> str:
        raise Closed("There is nobody here.")


NOWHERE: Chat = Nowhere()


class Told:
    """An adapter that does what it is told to."""

    name = "told"

    def __init__(self, do: Callable[[], Awaitable[None]], *, at_once: bool = True) -> None:
        self.ready = asyncio.Event()
        if at_once:
            self.ready.set()
        self._do = do

    @property
    def chat(self) -> Chat:
        return NOWHERE

    async def serve(self) -> None:
        await self._do()
