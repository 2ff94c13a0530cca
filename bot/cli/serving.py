"""`entente run`."""

import asyncio
import sys
from pathlib import Path

from bot import config as configuration
from bot.config import Config
from bot.run.chats import MakeAdapters, adapters, wanted
from bot.run.process import serve
from bot.run.stopping import told_to_stop


def run(*, config: Path | None) -> int:
    """Serve the chats of the configuration until the process is told to stop."""
    settings = configuration.load(config)
    wanted(settings)
    asyncio.run(until_told(settings, adapters))
    return 0


async def until_told(settings: Config, make: MakeAdapters) -> None:
    """Serve these adapters until the process is told to stop."""
    with told_to_stop() as stop:
        await serve(settings, make, sys.stdout, stop)
