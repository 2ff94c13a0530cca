"""A chat as the centre sees it: three ways to say something there, rooms for tables, and five ways to fail."""

from typing import Protocol

from core.replies import Reply
from core.room import Room


class Chat(Protocol):
    """Posts on one platform. Channels and accounts are named as our rows name them: `platform:place:…`.

    Every method raises one of the failures below and nothing else. `nonce` (at most 25 characters) names one message
    for good: a platform that can tell a repeated send by it posts nothing twice.
    """

    @property
    def platform(self) -> str:
        """Return the first part of the ids that this chat serves: "discord"."""
        ...

    def serves(self, channel_or_account: str) -> bool:
        """Tell whether this process is the one to post there: of several shards, only one holds a channel."""
        ...

    async def post(self, channel: str, reply: Reply, nonce: str) -> str:
        """Post a new message in a channel; return the platform's id of it."""
        ...

    async def edit(self, channel: str, message: str, reply: Reply) -> None:
        """Make a posted message say this instead."""
        ...

    async def tell(self, account: str, reply: Reply, nonce: str) -> str:
        """Send a direct message; return the platform's id of it."""
        ...

    async def arrange(self, channel: str, room: Room, known: str) -> str:
        """Make a table's private room beside a channel what it should be; return the platform's id of it, "" for none.

        `known` is the id of the room that is there already, "" if none is known: one that an attempt made whose end
        nobody heard is found again. Doing it twice does no harm.
        """
        ...


class ChatTrouble(Exception):
    """A message did not go out. The text says why, for people."""


class Gone(ChatTrouble):
    """The message that was to be edited has been deleted: post anew."""


class Closed(ChatTrouble):
    """Nothing can be said there: no permission, no channel, or direct messages switched off. Trying again is vain."""


class Later(ChatTrouble):
    """The platform asks to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The platform asks to wait {seconds:.0f} s.")
        self.seconds = seconds


class Unsure(ChatTrouble):
    """Nobody knows whether it arrived: the connection broke, or the answer came too late."""


class Unfit(ChatTrouble):
    """The platform refused what was said as malformed: a defect, to be logged, not repeated."""
