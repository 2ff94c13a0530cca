"""`entente db copy`."""

import asyncio
from pathlib import Path

import typer

from bot.cli.place import database_url
from core.store.address import without_password
from core.store.moving import move


def run(*, source: str, target: str, config: Path | None) -> int:
    """Copy a whole database to another place; say how much it was, and what to do next."""
    here, there = database_url(source, config), database_url(target, config)
    counts = asyncio.run(move(here, there))
    typer.echo(f"{sum(counts.values()):,} rows are copied and counted: {without_password(here)}")
    typer.echo(f"are now in {without_password(there)} too. Put that address into the configuration and start Entente.")
    return 0
