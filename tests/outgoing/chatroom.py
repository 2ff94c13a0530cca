"""A chat that keeps what was said in it, and that loses, repeats, delays and refuses when it is told to."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from core.blocks import plain
from core.outgoing.chat import ChatTrouble, Gone, Unsure
from core.replies import Reply
from core.room import Room

BEFORE, AFTER = "lost on the way there", "lost on the way back"


@dataclass
class Message:
    """A message as the people in its channel see it, and all that it has said."""

    address: str
    nonce: str
    said: list[Reply] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says now."""
        return plain(self.said[-1].blocks)


class Chatroom:
    """A platform. `troubles` are what happens to the next sends, in order; None: nothing does."""

    def __init__(self, platform: str = "discord", *, tells_repeats: bool = False) -> None:
        self.name = platform
        self.messages: dict[str, Message] = {}
        self.troubles: deque[ChatTrouble | str | None] = deque()
        self.always: ChatTrouble | None = None
        """What happens whenever nothing else does."""
        self.rooms: dict[str, Room] = {}
        """By their ids: what each private room was last made to be."""
        self.no_rooms: ChatTrouble | None = None
        """What happens whenever a room is to be seen to."""
        self.half_done: ChatTrouble | None = None
        """What happens whenever a room has been seen to, so that nobody hears of it."""
        self.arranged = 0
        self.sends = 0
        self.heard = asyncio.Event()
        """Set by every send."""
        self.hold: Callable[[], Awaitable[object]] | None = None
        """What a send waits for before it is answered."""
        self.mine: Callable[[str], bool] = lambda _: True
        self._tells_repeats = tells_repeats

    @property
    def platform(self) -> str:
        return self.name

    def serves(self, channel_or_account: str) -> bool:
        return self.mine(channel_or_account)

    async def post(self, channel: str, reply: Reply, nonce: str) -> str:
        assert reply.audience == "section"
        return await self._new(channel, reply, nonce)

    async def tell(self, account: str, reply: Reply, nonce: str) -> str:
        assert reply.audience == "person"
        return await self._new(account, reply, nonce)

    async def edit(self, channel: str, message: str, reply: Reply) -> None:
        lost = self._trouble()
        await self._held()
        if message not in self.messages:
            raise Gone("That message has been deleted.")
        assert self.messages[message].address == channel
        if lost != BEFORE:
            self.messages[message].said.append(reply)
        if lost:
            raise Unsure("The connection broke.")

    async def arrange(self, channel: str, room: Room, known: str) -> str:
        if self.no_rooms is not None:
            raise self.no_rooms
        self.arranged += 1
        if not known and not room.needed:
            return ""
        made = known or f"room-{len(self.rooms) + 1}"
        self.rooms[made] = room
        if self.half_done is not None:
            raise self.half_done
        return made

    def at(self, address: str) -> list[Message]:
        """Return the messages in a channel, or to a person, as they are now."""
        return [message for message in self.messages.values() if message.address == address]

    def delete_all(self) -> None:
        """Let a moderator clean up."""
        self.messages.clear()

    async def _new(self, address: str, reply: Reply, nonce: str) -> str:
        assert 0 < len(nonce) <= 25
        lost, number = self._trouble(), self.sends
        await self._held()
        known = next((i for i, m in self.messages.items() if self._tells_repeats and m.nonce == nonce), None)
        message = known or f"message-{number}"
        if lost != BEFORE and known is None:
            self.messages[message] = Message(address, nonce, [reply])
        if lost:
            raise Unsure("The connection broke.")
        return message

    def _trouble(self) -> str:
        """Raise what is to happen to this send before it arrives; return where the connection is to break."""
        self.sends += 1
        self.heard.set()
        trouble = self.troubles.popleft() if self.troubles else self.always
        if isinstance(trouble, ChatTrouble):
            raise trouble
        return trouble or ""

    async def _held(self) -> None:
        if self.hold is not None:
            await self.hold()
