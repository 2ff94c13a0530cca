"""A chat that is counted: what goes through it, and how often the platform asks to wait."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.run.observe.metrics import Metrics
from core.outgoing.chat import Chat, ChatTrouble, Later
from core.replies import Reply
from core.room import Room


class CountedChat:
    """Posts through another chat and counts."""

    def __init__(self, chat: Chat, metrics: Metrics) -> None:
        self._chat = chat
        self._metrics = metrics

    @property
    def platform(self) -> str:
        """Return the chat's platform."""
        return self._chat.platform

    def serves(self, channel_or_account: str) -> bool:
        """Tell whether the chat serves it."""
        return self._chat.serves(channel_or_account)

    async def post(self, channel: str, reply: Reply, nonce: str) -> str:
        """Post, counted."""
        with self._counted("post"):
            return await self._chat.post(channel, reply, nonce)

    async def edit(self, channel: str, message: str, reply: Reply) -> None:
        """Edit, counted."""
        with self._counted("edit"):
            await self._chat.edit(channel, message, reply)

    async def tell(self, account: str, reply: Reply, nonce: str) -> str:
        """Send a letter, counted."""
        with self._counted("letter"):
            return await self._chat.tell(account, reply, nonce)

    async def arrange(self, channel: str, room: Room, known: str) -> str:
        """See to a table's room, counted."""
        with self._counted("room"):
            return await self._chat.arrange(channel, room, known)

    @contextmanager
    def _counted(self, what: str) -> Iterator[None]:
        outcome = "sent"
        try:
            yield
        except ChatTrouble as trouble:
            outcome = type(trouble).__name__.lower()
            if isinstance(trouble, Later):
                self._metrics.waited.labels(self.platform).inc()
            raise
        finally:
            self._metrics.sent.labels(self.platform, what, outcome).inc()
