"""The connection to Discord: no intent but guilds, nobody pinged, every interaction handed to the door."""

import asyncio
import logging
from typing import Any

import discord
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.discord.door import Door
from bot.discord.stale import Tree
from bot.discord.sync import sync
from bot.discord.tree import plant

_LOG = logging.getLogger(__name__)
_LONGEST_WAIT = 15.0
"""Seconds that the library waits by itself when Discord asks it to; half the lease of a board, so that whoever waits
still has it in hand."""
_TOUCHES = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})


class EntenteClient(discord.AutoShardedClient):
    """Listens. Buttons and forms are read from their custom ids alone, so they outlive every restart.

    The library's own views are not used for that: it forgets them at a restart, and those of private messages after
    fifteen minutes.
    """

    def __init__(self, door: Door, development_guild: int = 0, **options: Any) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # a class does not meet by voice
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **options,
        )
        self.http.max_ratelimit_timeout = _LONGEST_WAIT  # asked for as an option, it would be thirty at least
        self._door = door
        self._home = discord.Object(development_guild) if development_guild else None
        self.up = asyncio.Event()
        """Set while the class can be heard: all shards of this process are connected."""
        self._lost: set[int] = set()
        self.tree = Tree(self, self._home, unknown=door.unknown)
        plant(self.tree, door.command, door.complete)

    async def setup_hook(self) -> None:
        """Make the commands known, if Discord does not know them already."""
        if self.http_is_elsewhere:
            _, gateway, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
        if self._home is not None:
            self.tree.copy_global_to(guild=self._home)
        await sync(self, self.tree, self._home)

    @property
    def http_is_elsewhere(self) -> bool:
        """Whether the library has been pointed to another address than Discord's own."""
        return not discord.http.Route.BASE.startswith("https://discord.com/")

    async def on_ready(self) -> None:
        """Say that the class can begin."""
        _LOG.info("connected as %s, servers: %d", self.user, len(self.guilds))
        self._up_again()

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Note that a shard's connection is lost; the library connects it again by itself."""
        self._lost.add(shard_id)
        self.up.clear()

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Note that a shard goes on where it was."""
        self._lost.discard(shard_id)
        self._up_again()

    async def on_shard_ready(self, shard_id: int) -> None:
        """Note that a shard begins anew."""
        self._lost.discard(shard_id)
        self._up_again()

    def _up_again(self) -> None:
        if not self._lost and self.is_ready():
            self.up.set()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer whatever is touched; commands come through the tree."""
        if interaction.type in _TOUCHES:
            await self._door.touched(interaction)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what broke, and go on."""
        _LOG.exception("%s broke", event_method)
