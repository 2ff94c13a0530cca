"""What Discord refuses, in the centre's words: gone, closed, later, unsure, unfit; and what an instructor can do."""

from collections.abc import Mapping
from types import MappingProxyType

import aiohttp
import discord

from bot.discord.needs import ROOMS, in_words
from core.outgoing.chat import ChatTrouble, Closed, Gone, Later, Unfit, Unsure

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
NO_ACCESS, NOT_TO_THIS_USER, NO_PERMISSION = 50001, 50007, 50013

_CHANNEL = (
    "I may not write in the class's channel. In the channel's settings, under Permissions, allow my role: "
    f"{in_words()}."
)
NO_THREADS = (
    "If you want them, allow my role in this channel's settings, under Permissions: "
    f"{in_words(ROOMS)}. Then press Try again. Every game works without."
)
_GONE_CHANNEL = (
    "The class's channel is gone. Make another one and link it: type /class join there, with the section's code."
)
_NO_LETTERS = "Their direct messages are closed to me. Everything is on their desk: /game desk."
_CLOSED: Mapping[int, str] = MappingProxyType(
    {
        UNKNOWN_CHANNEL: _GONE_CHANNEL,
        10004: "I am no longer on this server. Invite me again to go on.",
        NO_ACCESS: _CHANNEL,
        NO_PERMISSION: _CHANNEL,
        NOT_TO_THIS_USER: _NO_LETTERS,
        50278: _NO_LETTERS,  # no server in common
        40007: _NO_LETTERS,  # banned
        50024: "That is no channel that can be written in. Link a text channel: type /class join there.",
        50083: "The thread is archived. Open it again, or link another channel: /class join and the code.",
        160005: "The thread is locked. Unlock it, or link another channel: /class join and the code.",
        160006: "There are too many threads on this server.",
        20028: "This channel's limit of messages is reached. It opens again by itself.",
    }
)
_OUTAGE_S = 5.0
_UNAUTHORISED = "Discord refuses my token. Whoever runs me puts in the current one, from the developer portal."


def as_ours(trouble: Exception) -> ChatTrouble:
    """Return a failure as the centre knows it."""
    match trouble:
        case discord.RateLimited(retry_after=seconds):
            return Later(seconds)
        case discord.DiscordServerError():
            return Unsure(f"Discord has trouble of its own ({trouble.status}).")
        case discord.HTTPException():
            return _refused(trouble)
        case aiohttp.ClientConnectorError():  # nothing has been sent: an outage of the network wears out no try
            return Later(_OUTAGE_S)
        case aiohttp.ClientError() | TimeoutError() | OSError():
            return Unsure("The connection to Discord broke.")
        case _:
            return Unfit(f"It could not be drawn: {trouble!r}")


def _refused(refused: discord.HTTPException) -> ChatTrouble:
    if refused.code == UNKNOWN_MESSAGE:
        return Gone("The message has been deleted.")
    if refused.status == 429:
        return Later(float(refused.response.headers.get("Retry-After", 5)))
    if refused.code in _CLOSED:
        return Closed(_CLOSED[refused.code])
    if refused.status == 401:
        return Closed(_UNAUTHORISED)
    if refused.status in {403, 404}:
        return Closed(_CHANNEL if refused.status == 403 else _GONE_CHANNEL)
    return Unfit(f"Discord refused it as malformed ({refused.code}): {refused.text}")
