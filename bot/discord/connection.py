"""Discord as the composition root knows it: made from the settings, served until cancelled."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any, Literal, Protocol

from aiohttp import ClientError
from discord import ConnectionClosed, DiscordException, Forbidden, LoginFailure, NotFound, RateLimited
from discord.app_commands import CommandSyncFailure
from discord.http import Route
from pydantic import SecretStr

from bot.adapter import NoChat
from bot.discord.asking import Asking
from bot.discord.chat import DiscordChat
from bot.discord.client import EntenteClient
from bot.discord.door import Door
from bot.discord.pace import Pace
from bot.discord.pictures import Pictures
from bot.discord.seal import Seal
from bot.discord.studio import Studio
from bot.discord.who import PLATFORM
from core.outgoing.chat import Chat
from core.section.taste import Taste
from core.service import Service

_LOG = logging.getLogger(__name__)
_LAST_ANSWERS = 0.5  # seconds for answers that are on their way when we stop
_REFUSED = (
    "Discord refuses the token. Copy the current one from the developer portal (Bot, Reset Token) into discord.token "
    "or ENTENTE_DISCORD__TOKEN."
)
_AWAY = (
    "Discord cannot be reached at {} ({}). Look at this machine's network, then start again; entente doctor tells more."
)
_NO_COMMANDS = "Discord does not take the commands {}. Start again later; what it has keeps working meanwhile."
_NO_SERVER = (
    "I may not make commands in the server {}, which discord.development_guild names. Invite me there with the link "
    "of entente init discord, or leave the setting out."
)
_CLOSED: Mapping[int, str] = MappingProxyType(
    {
        4004: _REFUSED,
        4010: "Discord knows no such shard: discord.shard_ids lie below discord.shards.",
        4011: "Discord asks for more shards for so many servers: raise discord.shards, or leave it at 0.",
        4013: "Discord knows no such intent: this version of the library is too old for it.",
        4014: "Discord refuses an intent that this bot does not even ask for: check the application's settings.",
    }
)


class Settings(Protocol):
    """How to connect."""

    @property
    def token(self) -> SecretStr:
        """Return the bot's token."""
        ...

    @property
    def api_url(self) -> str:
        """Return the address of the API, without a slash at its end."""
        ...

    @property
    def instructor_role(self) -> str:
        """Return the name or id of the role whose bearers may make sections; empty: only those who run the server."""
        ...

    @property
    def development_guild(self) -> int:
        """Return the server in which alone commands are known, 0 for everywhere."""
        ...

    @property
    def pictures(self) -> Literal["dark", "light"]:
        """Return whether the pictures that are posted for all are dark or light."""
        ...

    @property
    def shards(self) -> int:
        """Return how many shards there are over all processes, 0 for as many as Discord advises."""
        ...

    @property
    def shard_ids(self) -> tuple[int, ...]:
        """Return those that this process serves, () for all."""
        ...


class DiscordAdapter:
    """One connection to Discord."""

    def __init__(self, client: EntenteClient, door: Door, chat: Chat, pictures: Pictures, settings: Settings) -> None:
        self._client, self._door, self._chat = client, door, chat
        self._pictures, self._settings = pictures, settings

    @property
    def name(self) -> str:
        """Return "discord"."""
        return PLATFORM

    @property
    def ready(self) -> asyncio.Event:
        """Return what is set once it is connected and its commands are in place."""
        return self._client.up

    @property
    def chat(self) -> Chat:
        """Return what posts boards and letters."""
        return self._chat

    @property
    def client(self) -> EntenteClient:
        """Return the connection itself."""
        return self._client

    def drawing(self) -> AbstractContextManager[None]:
        """Return what keeps the folder of its pictures while it is entered."""
        return self._pictures.open()

    async def serve(self) -> None:
        """Connect, listen and answer until cancelled; answers on their way are sent before we hang up.

        Raises NoChat when Discord will not have us.
        """
        Route.BASE = self._settings.api_url  # the one place where the library can be pointed elsewhere
        with self.drawing():
            try:
                await self._client.start(self._settings.token.get_secret_value())
            except (DiscordException, ClientError, OSError) as trouble:
                _LOG.error("no connection to Discord: %r", trouble)
                raise NoChat(_why(trouble, self._settings)) from None
            finally:
                await self._door.finish(_LAST_ANSWERS)
                await self._client.close()


def _why(trouble: Exception, settings: Settings) -> str:
    """Return why there is no connection, and what to do."""
    match trouble:
        case LoginFailure():
            return _REFUSED
        case ConnectionClosed():
            return _CLOSED.get(trouble.code, f"Discord closed the connection ({trouble.code}).")
        case CommandSyncFailure():
            return _NO_COMMANDS.format("as malformed; the log tells which")
        case RateLimited():
            return _NO_COMMANDS.format(f"for another {trouble.retry_after:.0f} s")
        case Forbidden() | NotFound() if settings.development_guild:
            return _NO_SERVER.format(settings.development_guild)
        case _:
            return _AWAY.format(settings.api_url, type(trouble).__name__)


def adapter(settings: Settings, service: Service, pace: Pace | None = None, *, alone: bool = False) -> DiscordAdapter:
    """Join client, door, drawing and posting; nothing is connected yet. `alone`: no other process has the database."""
    pictures = Pictures()
    studio = Studio(pictures, service.clock)
    asking = Asking(service, Seal(settings.token.get_secret_value()))
    door = Door(studio, asking, settings.instructor_role, pace or Pace(), alone=alone)
    sharding: dict[str, Any] = {}
    if settings.shards:
        sharding["shard_count"] = settings.shards
    if settings.shard_ids:
        sharding["shard_ids"] = list(settings.shard_ids)
    client = EntenteClient(door, settings.development_guild, **sharding)
    chat = DiscordChat(client, studio, Taste(theme=settings.pictures))
    return DiscordAdapter(client, door, chat, pictures, settings)
