"""Posts of our own accord: boards in channels, letters to one person; with the bot's own token, which never ages."""

from collections.abc import Awaitable
from typing import TypeVar

from discord import AllowedMentions, Client, Object

from bot.discord.draw import LETTER
from bot.discord.limits import NONCE
from bot.discord.studio import Studio
from bot.discord.thread import arrange
from bot.discord.trouble import NO_THREADS, as_ours
from bot.discord.who import PLATFORM
from core.outgoing.chat import ChatTrouble, Closed, Unfit
from core.replies import Reply
from core.room import Room
from core.section.taste import Taste

T = TypeVar("T")
_PUBLIC = frozenset({"section", "table"})


class DiscordChat:
    """Discord as the centre posts there."""

    def __init__(self, client: Client, studio: Studio, taste: Taste) -> None:
        """Post through a client; `taste` is how boards are drawn, which have one look for all their readers."""
        self._client, self._studio, self._taste = client, studio, taste

    @property
    def platform(self) -> str:
        """Return "discord"."""
        return PLATFORM

    def serves(self, channel_or_account: str) -> bool:
        """Tell whether this process holds the shard of the server that a channel or an account belongs to."""
        shards, mine = self._client.shard_count, getattr(self._client, "shard_ids", None)
        if shards is None or mine is None:
            return True
        return (_place(channel_or_account) >> 22) % shards in mine

    async def post(self, channel: str, reply: Reply, nonce: str) -> str:
        """Post a new message in a channel; return Discord's id of it."""
        _must_be_public(reply)
        message = await self._studio.message(reply, self._taste)
        target = self._client.get_partial_messageable(_last(channel), guild_id=_place(channel))
        sent = await _told(target.send(view=message.view, files=message.files, nonce=nonce[:NONCE]))
        return str(sent.id)

    async def edit(self, channel: str, message: str, reply: Reply) -> None:
        """Make a posted message say this instead."""
        _must_be_public(reply)
        drawn = await self._studio.message(reply, self._taste)
        target = self._client.get_partial_messageable(_last(channel), guild_id=_place(channel))
        posted = target.get_partial_message(int(message))
        await _told(posted.edit(view=drawn.view, attachments=drawn.files, allowed_mentions=AllowedMentions.none()))

    async def tell(self, account: str, reply: Reply, nonce: str) -> str:
        """Send a direct message; its buttons carry the server, since the message lies in none."""
        place = str(_place(account))
        message = await self._studio.message(reply, Taste(), place=place, colour=LETTER)
        target = await _told(self._client.create_dm(Object(_last(account))))
        sent = await _told(target.send(view=message.view, files=message.files, nonce=nonce[:NONCE]))
        return str(sent.id)

    async def arrange(self, channel: str, room: Room, known: str) -> str:
        """Make a table's private thread what it should be; return Discord's id of it, "" for none."""
        try:
            return await _told(arrange(self._client, _last(channel), room, known))
        except Closed:  # whatever keeps the board out as well is told of the board
            raise Closed(NO_THREADS) from None


def _must_be_public(reply: Reply) -> None:
    """Refuse to show everybody what is meant for one person: a defect, whoever asked for it."""
    if reply.audience not in _PUBLIC:
        raise Unfit(f"What is meant for {reply.audience} is never posted in a channel.")


async def _told(call: Awaitable[T]) -> T:
    try:
        return await call
    except ChatTrouble:
        raise
    except Exception as trouble:
        raise as_ours(trouble) from trouble


def _place(row_id: str) -> int:
    return int(row_id.split(":")[1])


def _last(row_id: str) -> int:
    return int(row_id.split(":")[2])
