"""`entente db upgrade`."""

import asyncio
from pathlib import Path

import typer
from sqlalchemy.engine import make_url

from bot.cli.place import database_url
from core.store import migrate


def run(*, database: str, config: Path | None) -> int:
    """Create or upgrade the database; say which."""
    url = database_url(database, config)
    asyncio.run(migrate.upgrade(url))
    typer.echo(f"The database is at this program's version: {make_url(url).render_as_string(hide_password=True)}")
    return 0
