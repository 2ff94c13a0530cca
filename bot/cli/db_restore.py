"""`entente db restore FILE`."""

import asyncio
from pathlib import Path

import typer

from bot.cli.place import database_url
from core.store.address import without_password
from core.store.restore import restore


def run(*, file: Path, database: str, config: Path | None) -> int:
    """Put a backup in the place of the database; say where the old one is kept."""
    url = database_url(database, config)
    before = asyncio.run(restore(file, url))
    typer.echo(f"{file} is restored to {without_password(url)}, at this program's version.")
    if before is not None:
        typer.echo(f"What was there before is kept in {before}")
    return 0
