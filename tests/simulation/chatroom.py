"""The chat that boards and letters go to: it keeps what was said, outlives every process, and answers when it likes.

What a process has sent arrives, or is lost, whether or not the process lives to hear of it.
"""

import asyncio
from collections.abc import Callable

from core.blocks import plain
from core.outgoing.chat import ChatTrouble, Closed, Gone, Later, Unsure
from core.replies import Reply
from core.room import Room
from tests.outgoing.chatroom import Message
from tests.simulation.person import NOTE
from tests.simulation.stage import Stage

PLATFORM = "discord"
_SLOWEST = 1.2  # seconds that a send is under way, there and back


class Chatroom:
    """A platform with all its channels and people."""

    def __init__(self, stage: Stage) -> None:
        self.messages: dict[str, Message] = {}
        self.deleted: set[str] = set()
        self.rooms: dict[str, Room] = {}
        """By table: what each private room was last made to be."""
        self._stage = stage
        self._rng = stage.rng("chatroom")
        self.knows_repeats = self._rng.random() < 0.5
        self._closed: set[str] = set()
        self._most = 1 if stage.shape.peaceful else 2
        """Messages under one name: a second one only where somebody may have died, or not have heard, in between."""

    def misbehave(self) -> None:
        """Let a moderator delete a message, or a channel be closed for a while."""
        if self.messages and self._rng.random() < 0.5:
            message = self._rng.choice(list(self.messages))
            self._stage.note("messages deleted", message)
            del self.messages[message]
            self.deleted.add(message)
        elif self.messages:
            self._closed ^= {self._rng.choice([message.address for message in self.messages.values()])}

    def must_be_public(self, reply: Reply) -> None:
        """See that what goes to a channel is for everybody, and tells nobody's notes before the debrief."""
        told = plain(reply.blocks)
        if reply.audience != "section" or (NOTE in told and not told.startswith("Debrief")):
            self._stage.wrong(f"this was said in public: {told}")

    def must_be_private(self, reply: Reply) -> None:
        """See that what goes to a person is for one person."""
        if reply.audience != "person":
            self._stage.wrong(f"this was sent to one person, for {reply.audience}")

    def send(self, address: str, reply: Reply, nonce: str) -> "asyncio.Future[str]":
        """Post something new; the future is the sender's only word of it."""
        return self._under_way(address, lambda: self._new(address, reply, nonce))

    def change(self, address: str, message: str, reply: Reply) -> "asyncio.Future[str]":
        """Edit a message."""
        return self._under_way(address, lambda: self._edited(message, reply))

    def _new(self, address: str, reply: Reply, nonce: str) -> str:
        known = [i for i, message in self.messages.items() if message.nonce == nonce]
        if known and self.knows_repeats:
            return known[0]
        before = len(known) + sum(message.startswith(nonce) for message in self.deleted)
        if before >= self._most:
            self._stage.wrong(f"{nonce} is said for the {before + 1}th time at {address}")
        message = f"{nonce}-{len(self.messages) + len(self.deleted)}"
        self.messages[message] = Message(address, nonce, [reply])
        self._stage.note("messages", f"{message} {address}: {plain(reply.blocks)[:60]!r}")
        return message

    def _edited(self, message: str, reply: Reply) -> str:
        if message not in self.messages:
            raise Gone("That message has been deleted.")
        self.messages[message].said.append(reply)
        self._stage.note("edits", f"{message}: {plain(reply.blocks)[:60]!r}")
        return message

    def _under_way(self, address: str, do: Callable[[], str]) -> "asyncio.Future[str]":
        """Let it arrive in a while, and the answer come back in another; either may be lost."""
        answer: asyncio.Future[str] = self._stage.loop.create_future()
        there, back = self._rng.random() * _SLOWEST / 2, self._rng.random() * _SLOWEST / 2
        fails = self._stage.shape.chat_fails
        lost, unheard, later = self._chance(fails), self._chance(fails), self._chance(fails / 4)

        def outcome() -> str | ChatTrouble:
            if address in self._closed and not self._stage.calm:
                return Closed("Nobody may write there.")
            if later:
                return Later(1.5)
            if lost:
                return Unsure("The connection broke.")
            try:
                done = do()
            except ChatTrouble as trouble:
                return trouble
            return Unsure("The connection broke.") if unheard else done

        def arrive() -> None:
            self._stage.loop.call_later(back, _hear, answer, outcome())

        self._stage.loop.call_later(there, arrive)
        return answer

    def _chance(self, chance: float) -> bool:
        return self._rng.random() < chance and not self._stage.calm


def _hear(answer: "asyncio.Future[str]", what: str | ChatTrouble) -> None:
    """Give the answer to whoever still waits for it."""
    if not answer.done():
        answer.set_result(what) if isinstance(what, str) else answer.set_exception(what)


class Posting:
    """The chat as a process has it."""

    def __init__(self, room: Chatroom) -> None:
        self._room = room

    @property
    def platform(self) -> str:
        return PLATFORM

    def serves(self, _address: str) -> bool:
        return True

    async def post(self, channel: str, reply: Reply, nonce: str) -> str:
        self._room.must_be_public(reply)
        return await self._room.send(channel, reply, nonce)

    async def tell(self, account: str, reply: Reply, nonce: str) -> str:
        self._room.must_be_private(reply)
        return await self._room.send(account, reply, nonce)

    async def edit(self, channel: str, message: str, reply: Reply) -> None:
        self._room.must_be_public(reply)
        await self._room.change(channel, message, reply)

    async def arrange(self, channel: str, room: Room, known: str) -> str:
        if known or room.needed or room.table in self._room.rooms:  # one that was made and not noted is found again
            self._room.rooms[room.table] = room
            return f"room of {room.table}"
        return ""
