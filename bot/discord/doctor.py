"""What `entente doctor` asks Discord, and what the answers mean. Nothing is changed there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from discord import Permissions

from bot.discord import teaching
from bot.discord.connection import Settings
from bot.discord.needs import invitation, missing
from bot.discord.vitals import PORTAL, clock, intents
from core.finding import Finding

_WAIT_S = 10.0
_CLOCK_OFF_S = 30
_FEW_STARTS = 10
_SHOWN = 20


class Unreachable(Exception):
    """Discord did not answer, or not as it should; the text says what happened."""


class Refused(Exception):
    """Discord does not know the token."""


@dataclass(frozen=True, slots=True)
class Told:
    """What Discord told."""

    me: Mapping[str, Any]
    application: Mapping[str, Any]
    servers: Sequence[Mapping[str, Any]]
    gateway: Mapping[str, Any]
    at: datetime | None
    """Discord's clock."""
    roles: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """The roles of the servers, each an id and a name, by the servers' names."""


async def findings(settings: Settings, wall: datetime) -> tuple[Finding, ...]:
    """Return what Discord says of the token, the application and the servers."""
    try:
        told = await ask(settings)
    except Refused:
        mend = f"Make a new one at {PORTAL}, under Bot, Reset Token, and put it in its place."
        return (Finding("Discord token", well=False, found="Discord does not know it.", mend=mend),)
    except Unreachable as trouble:
        mend = f"Look whether this machine reaches {settings.api_url}; discordstatus.com tells when Discord is down."
        return (Finding("Discord", well=False, found=str(trouble), mend=mend),)
    return tuple(judged(told, settings, wall))


async def ask(settings: Settings) -> Told:
    """Ask Discord all there is to know. Raises Refused or Unreachable."""
    headers = {"Authorization": f"Bot {settings.token.get_secret_value()}", "User-Agent": "DiscordBot (entente, 0)"}
    wait = aiohttp.ClientTimeout(total=_WAIT_S)
    async with aiohttp.ClientSession(headers=headers, timeout=wait) as session:
        me, at = await _get(session, f"{settings.api_url}/users/@me")
        application, _ = await _get(session, f"{settings.api_url}/applications/@me")
        servers, _ = await _get(session, f"{settings.api_url}/users/@me/guilds")
        gateway, _ = await _get(session, f"{settings.api_url}/gateway/bot")
        roles = {}
        for each in servers[:_SHOWN]:
            with suppress(Unreachable):  # the bot may just have been taken off it
                roles[_called(each)] = await _roles(session, settings, each)
    return Told(me, application, servers, gateway, at, roles)


def judged(told: Told, settings: Settings, wall: datetime) -> Iterator[Finding]:
    """Yield what the answers mean."""
    name = told.me.get("username", "?")
    yield Finding("Discord token", well=True, found=f"It is {name}'s.")
    if told.at is not None:
        yield clock(wall, told.at, _CLOCK_OFF_S)
    yield intents(int(told.application.get("flags") or 0))
    yield from _elsewhere(told)
    yield _starts(told)
    yield from _shards(told, settings)
    yield from _servers(told, settings)
    if told.roles:
        yield teaching.finding(settings.instructor_role, told.roles)


def _elsewhere(told: Told) -> Iterator[Finding]:
    """Yield what keeps every command from us: an address that they are sent to instead of our connection."""
    if url := told.application.get("interactions_endpoint_url"):
        found = f"Discord sends every command to {url}, and none to the bot."
        mend = f"Empty Interactions Endpoint URL at {PORTAL}, under General Information."
        yield Finding("Discord commands", well=False, found=found, mend=mend)


def _starts(told: Told) -> Finding:
    limit = told.gateway.get("session_start_limit", {})
    left, hours = int(limit.get("remaining", 0)), int(limit.get("reset_after", 0)) // 3_600_000
    if left >= _FEW_STARTS:
        return Finding("Discord connections", well=True, found=f"{left} are left today.")
    mend = f"Something starts Entente again and again: its log says why. The count begins anew in {hours + 1} h."
    return Finding("Discord connections", well=False, found=f"Only {left} are left today.", mend=mend)


def _shards(told: Told, settings: Settings) -> Iterator[Finding]:
    advised = int(told.gateway.get("shards", 1))
    if settings.shards and settings.shards < advised:
        mend = f"Set discord.shards = {advised}, or 0."
        yield Finding("Discord shards", well=False, found=f"{settings.shards}; Discord advises {advised}.", mend=mend)


def _servers(told: Told, settings: Settings) -> Iterator[Finding]:
    invite = f"Whoever runs the server opens: {invitation(str(told.application.get('id', '')))}"
    if not told.servers:
        yield Finding("Discord servers", well=False, found="The bot is on none.", mend=invite)
    home = settings.development_guild
    if home and str(home) not in {str(server["id"]) for server in told.servers}:
        yield Finding("Development server", well=False, found=f"The bot is not on {home}.", mend=invite)
    for server in told.servers[:_SHOWN]:
        lacking = missing(Permissions(int(server.get("permissions", 0))))
        about = f"Server {_called(server)}"
        if lacking:
            mend = (
                f"Under Server Settings, Roles, allow my role: {', '.join(lacking)}. A channel may still forbid them."
            )
            yield Finding(about, well=False, found=f"I lack {', '.join(lacking)}.", mend=mend)
        else:
            yield Finding(about, well=True, found="All that is needed is allowed.")


def _called(server: Mapping[str, Any]) -> str:
    return str(server.get("name", server["id"]))


async def _roles(
    session: aiohttp.ClientSession, settings: Settings, server: Mapping[str, Any]
) -> Sequence[tuple[str, str]]:
    roles, _ = await _get(session, f"{settings.api_url}/guilds/{server['id']}/roles")
    return [(str(role["id"]), str(role["name"])) for role in roles]


async def _get(session: aiohttp.ClientSession, url: str) -> tuple[Any, datetime | None]:
    try:
        async with session.get(url) as answer:
            if answer.status == 401:
                raise Refused
            if answer.status != 200:
                raise Unreachable(f"Discord answered {answer.status} to {answer.url.path}.")
            return await answer.json(), _date(answer.headers.get("Date", ""))
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as trouble:
        raise Unreachable(f"Discord cannot be reached: {type(trouble).__name__}.") from None


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
