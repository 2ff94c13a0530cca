"""`entente replay TABLE`."""

import asyncio
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import config as configuration
from bot.cli.place import database_url
from bot.cli.trouble import Failed
from bot.terminal.draw import line
from core import catalogue
from core.play.replay import Retold, retell
from core.store import migrate
from core.store.address import exists, without_password
from core.store.store import Store


def run(*, table: str, database: str, config: Path | None) -> int:
    """Print a table's journal; fail if it does not lead to what is stored."""
    url = database_url(database, config)
    if not exists(url):
        raise Failed(f"There is no database at {without_password(url)}. Name its file: --database FILE.")
    told = asyncio.run(_retold(url, configuration.load(config).scenarios.path, table))
    console = Console(highlight=False)
    console.print(_drawn(told))
    if not told.agrees:
        raise Failed("Played again, the journal leads elsewhere than the stored table. Restore the last backup.")
    console.print(
        line(f"{len(told.lines)} steps. Played again from the seed, they lead exactly to what is stored.", "green")
    )
    return 0


async def _retold(url: str, scenarios: Path | None, table: str) -> Retold:
    await migrate.check(url)
    games = catalogue.load(scenarios)
    store = Store(url, games)
    try:
        return await retell(store, games, table)
    finally:
        await store.close()


def _drawn(told: Retold) -> Table:
    grid = Table("Step", "After", "What happened", title=line(told.title, "bold"), title_justify="left", box=None)
    grid.columns[0].justify = grid.columns[1].justify = "right"
    for seq, milliseconds, what in told.lines:
        grid.add_row(str(seq), Text(_clock(milliseconds), "dim"), line(what))
    return grid


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02d}"
