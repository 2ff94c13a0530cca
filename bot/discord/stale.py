"""Commands that Discord still has and we do not mean: one of an earlier version, or one left in a server.

Somebody's Discord may show a command for an hour after it has changed, and a server that was once named in
discord.development_guild keeps its own copy of each. Both come to light only when they are used.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from discord import AutoShardedClient, HTTPException, Interaction, InteractionType, Object
from discord.abc import Snowflake
from discord.app_commands import AppCommandError, CommandTree

from bot.discord.sync import tidy

_LOG = logging.getLogger(__name__)
Unknown = Callable[[Interaction[Any]], Awaitable[None]]
"""Tells somebody that their command is not known in this form."""


class Tree(CommandTree[Any]):
    """The library's tree, which would leave whoever uses such a command without an answer."""

    def __init__(self, client: AutoShardedClient, home: Snowflake | None, unknown: Unknown) -> None:
        super().__init__(client)
        self._home, self._unknown = home, unknown
        self._tidied: dict[int, asyncio.Task[None]] = {}

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Answer every command; one that a server has for itself is taken away, once: the other stands beside it."""
        data: Mapping[str, Any] = interaction.data or {}
        guild = int(data.get("guild_id") or 0)
        if guild and guild not in self._tidied and (self._home is None or guild != self._home.id):
            self._tidied[guild] = asyncio.create_task(self._tidy(guild), name=f"entente-tidies-{guild}")
        return True

    async def on_error(self, interaction: Interaction[Any], error: AppCommandError, /) -> None:
        """Tell whoever used it that a command is not known in this form; whoever is still typing needs no word."""
        _LOG.warning("a command that is not ours in this form: %s", error)
        if interaction.type is not InteractionType.autocomplete:
            await self._unknown(interaction)

    async def _tidy(self, guild: int) -> None:
        try:
            await tidy(self.client, Object(guild))
        except (HTTPException, OSError) as trouble:
            _LOG.warning("commands left behind in the server %s could not be taken away: %s", guild, trouble)
