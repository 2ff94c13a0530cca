"""Commands are sent to Discord only when they have changed: it allows 200 creations a day and server.

What Discord has is fetched at the start and compared, so that nothing needs to be remembered: a new machine, a
restored backup and several processes at once all come to the same answer.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from discord import Client, app_commands
from discord.abc import Snowflake

_LOG = logging.getLogger(__name__)
_OPTION = ("name", "description", "min_value", "max_value", "min_length", "max_length")


async def sync(client: Client, tree: app_commands.CommandTree[Any], guild: Snowflake | None = None) -> bool:
    """Make the commands known, everywhere or in one server; return whether they had to be sent."""
    if guild is not None and await _fetched(client):
        await _take_away(client)
        _LOG.warning("the commands known everywhere were taken away: discord.development_guild has them for itself")
    wanted = [command.to_dict(tree) for command in tree.get_commands(guild=guild)]
    there = await _fetched(client, guild)
    if same(wanted, there):
        _LOG.info("%d commands are known already", len(wanted))
        return False
    await tree.sync(guild=guild)
    _LOG.info("%d commands were sent", len(wanted))
    return True


async def tidy(client: Client, guild: Snowflake) -> None:
    """Take away what an earlier discord.development_guild left in a server, where every command stands twice since."""
    await _take_away(client, guild)
    _LOG.info("commands left behind in the server %s were taken away", guild.id)


async def _take_away(client: Client, guild: Snowflake | None = None) -> None:
    if guild is None:
        await client.http.bulk_upsert_global_commands(_application(client), [])
    else:
        await client.http.bulk_upsert_guild_commands(_application(client), guild.id, [])


async def _fetched(client: Client, guild: Snowflake | None = None) -> Sequence[Mapping[str, Any]]:
    """Return the commands as Discord has them: the library's own reading of them loses where they may be used."""
    if guild is None:
        return await client.http.get_global_commands(_application(client))
    return await client.http.get_guild_commands(_application(client), guild.id)


def _application(client: Client) -> int:
    if client.application_id is None:
        raise RuntimeError("Commands can be compared only after logging in.")
    return client.application_id


def same(wanted: Sequence[Mapping[str, Any]], there: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether two lists of commands mean the same, whatever their order and what Discord adds of its own."""
    return sorted(map(_command, wanted), key=repr) == sorted(map(_command, there), key=repr)


def _command(command: Mapping[str, Any]) -> tuple[Any, ...]:
    contexts = command.get("contexts")
    return (
        command["name"],
        int(command.get("type") or 1),
        command.get("description", ""),
        tuple(sorted(contexts)) if contexts else (),
        tuple(map(_option, command.get("options") or ())),
    )


def _option(option: Mapping[str, Any]) -> tuple[Any, ...]:
    choices = tuple((choice["name"], choice["value"]) for choice in option.get("choices") or ())
    told = tuple(option.get(name) for name in _OPTION)
    flags = bool(option.get("required")), bool(option.get("autocomplete"))
    return (int(option["type"]), *told, *flags, choices, tuple(map(_option, option.get("options") or ())))
