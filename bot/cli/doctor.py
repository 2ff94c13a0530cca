"""`entente doctor`: what is there, what is wrong, and how to mend it."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import typer

from bot import config as configuration
from bot.cli.checks.backed_up import backups
from bot.cli.checks.chat import discord
from bot.cli.checks.clock import clock
from bot.cli.checks.database import database
from bot.cli.checks.files import files
from bot.cli.checks.place import Check, Place
from bot.cli.checks.scenarios import scenarios
from bot.cli.trouble import Failed
from bot.config import BadConfig
from bot.versions import versions
from core.clock import SystemTicks
from core.finding import Finding
from core.store.address import address
from core.store.alone import alone_on
from core.store.clock_repair import set_back
from core.store.trouble import StoreTrouble

CHECKS: tuple[Check, ...] = (files, database, clock, scenarios, backups, discord)
"""In the order in which they are told."""


def run(*, config: Path | None, as_json: bool, repair: bool) -> int:
    """Print all findings; 1 if anything is wrong. With `repair`, set a clock back first that is ahead."""
    if repair:
        typer.echo(asyncio.run(_repaired(_place(config))), err=as_json)
    findings = asyncio.run(examine(config))
    if as_json:
        told = [{"about": f.about, "well": f.well, "found": f.found, "mend": f.mend} for f in findings]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(finding.line for finding in findings))
    return 0 if all(finding.well for finding in findings) else 1


async def examine(config: Path | None) -> Sequence[Finding]:
    """Return what every check found; a configuration that cannot be read is the only finding besides the versions."""
    first = Finding("Versions", well=True, found=versions())
    try:
        place = _place(config)
    except (BadConfig, StoreTrouble) as bad:
        return (first, Finding("Configuration", well=False, found="It cannot be used.", mend=str(bad)))
    named = f"{place.file}" if place.file else "No file; the defaults and the environment hold."
    found = [first, Finding("Configuration", well=True, found=named)]
    for check in CHECKS:
        found += await check(place)
    return found


def _place(config: Path | None) -> Place:
    settings = configuration.load(config)
    return Place(settings, configuration.file_of(config), address(settings.database.url), SystemTicks().wall())


async def _repaired(place: Place) -> str:
    if place.database is not None and not place.database.exists():
        raise Failed("There is no database yet, so there is nothing to repair.")
    with alone_on(place.url):
        ahead = await set_back(place.url, place.milliseconds)
    if not ahead:
        return "Class time is not ahead of the machine's clock; nothing was changed."
    return (
        f"Class time was set back by {ahead // 1000} s, with everything that lay ahead; every phase has as long left."
    )
