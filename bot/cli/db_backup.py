"""`entente db backup`."""

import asyncio
from pathlib import Path

import typer

from bot.cli.place import database_url
from core.clock import SystemTicks
from core.store.backup import backup, named_for


def run(*, to: Path | None, database: str, config: Path | None) -> int:
    """Write a checked copy of the database, also while the bot runs; say where it is."""
    url = database_url(database, config)
    named = named_for(url, SystemTicks().wall())
    target = to / named.name if to is not None and to.is_dir() else to or named
    asyncio.run(backup(url, target))
    typer.echo(f"The backup is whole, checked, and on the disk: {target}")
    return 0
