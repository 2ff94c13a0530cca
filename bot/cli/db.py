"""`entente db upgrade`."""

import asyncio
from pathlib import Path

import typer

from bot.cli.place import database_url, shown
from core.store import migrate


def run(*, database: str, config: Path | None) -> int:
    """Create or upgrade the database; say which."""
    url = database_url(database, config)
    asyncio.run(migrate.upgrade(url))
    typer.echo(f"The database is at this program's version: {shown(url)}")
    return 0
