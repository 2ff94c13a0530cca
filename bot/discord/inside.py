"""What /admin doctor finds of Discord from where it is asked: token, clock, intents, permissions here, the connection.

Nothing is asked of Discord for it: the interaction and the connection tell all of it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from discord import Interaction
from discord.utils import utcnow

from bot.discord import teaching
from bot.discord.needs import missing
from bot.discord.vitals import clock, intents
from bot.versions import versions
from core.blocks import Table, Text
from core.finding import Finding, as_table
from core.replies import Reply
from core.requests import Request
from core.requests.game import StartGame
from core.requests.quiz import StartQuiz
from core.requests.section import CreateSection

_PUBLIC = (CreateSection, StartGame, StartQuiz)
_WARNING = (
    "In this channel I lack {}, so the class sees no boards here. In its settings, under Permissions, allow that to my "
    "role; everything else works meanwhile."
)
_SLOW_S = 1.0
_CLOCK_OFF_S = 5
"""How far the clock may be off: an interaction's id tells when it was made, which is at most three seconds ago."""


def with_discord(reply: Reply, interaction: Interaction[Any], instructor_role: str) -> Reply:
    """Return the core's findings with ours in the same table."""
    ours = as_table(tuple(_findings(interaction, instructor_role)))
    blocks = tuple(
        replace(block, rows=(*block.rows, *ours.rows)) if isinstance(block, Table) else block for block in reply.blocks
    )
    return replace(reply, blocks=blocks)


def with_warning(reply: Reply, request: Request, interaction: Interaction[Any]) -> Reply:
    """Return the answer to what begins something public with a warning, where the bot may not show it in public."""
    lacking = missing(interaction.app_permissions)
    if not reply.ok or not lacking or not isinstance(request, _PUBLIC):
        return reply
    return replace(reply, blocks=(*reply.blocks, Text(_WARNING.format(", ".join(lacking)))))


def _findings(interaction: Interaction[Any], instructor_role: str) -> Iterator[Finding]:
    yield Finding("Discord token", well=True, found=f"It is {interaction.client.user}'s, and in use.")
    yield clock(utcnow(), interaction.created_at, _CLOCK_OFF_S)
    yield intents(interaction.client.application_flags.value)
    lacking = missing(interaction.app_permissions)
    yield Finding(
        "Permissions here",
        well=not lacking,
        found=f"I lack {', '.join(lacking)}." if lacking else "All that is needed.",
        mend="In this channel's settings, under Permissions, allow them to my role." if lacking else "",
    )
    roles = [(str(role.id), role.name) for role in interaction.guild.roles] if interaction.guild else []
    yield teaching.finding(instructor_role, {"this server": roles})
    latency = interaction.client.latency
    slow = not latency < _SLOW_S  # not a number before the first heartbeat
    yield Finding(
        "Connection",
        well=not slow,
        found=f"Discord answers after {latency * 1000:.0f} ms." if latency == latency else "Just connected.",  # noqa: PLR0124 (not a number)
        mend="Look at the machine's network, or at discordstatus.com." if slow else "",
    )
    yield Finding("Versions", well=True, found=versions())
