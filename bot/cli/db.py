"""`entente db upgrade`."""

import asyncio
from pathlib import Path

import typer

from bot.cli.place import database_url, private_files
from core.store import migrate
from core.store.address import without_password
from core.store.alone import alone_on


def run(*, database: str, config: Path | None) -> int:
    """Create or upgrade the database; say which."""
    url = database_url(database, config)
    with private_files(), alone_on(url):
        asyncio.run(migrate.upgrade(url))
    typer.echo(f"The database is at this program's version: {without_password(url)}")
    return 0
