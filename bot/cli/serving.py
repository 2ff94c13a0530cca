"""`entente run`."""

import asyncio
import logging
import sys
from pathlib import Path

from bot import config as configuration
from bot.cli.place import private_files
from bot.config import Config
from bot.run.chats import MakeAdapters, adapters, wanted
from bot.run.logs.redact import Redactor, secrets_of
from bot.run.logs.writing import logging_to
from bot.run.process import serve
from bot.run.stopping import told_to_stop

_LOG = logging.getLogger(__name__)


def run(*, config: Path | None) -> int:
    """Serve the chats of the configuration until the process is told to stop."""
    settings = configuration.load(config)
    wanted(settings)
    serve_logged(settings, adapters)
    return 0


def serve_logged(settings: Config, make: MakeAdapters) -> None:
    """Serve these adapters until the process is told to stop, with the log that the settings ask for."""
    with private_files(), logging_to(settings.log, Redactor(secrets_of(settings)), sys.stderr):
        try:
            asyncio.run(_until_told(settings, make))
        except Exception as trouble:  # told on standard error too; whoever reads the log alone must see why it ends
            _LOG.critical("the bot ends: %s", trouble)
            raise


async def _until_told(settings: Config, make: MakeAdapters) -> None:
    with told_to_stop() as stop:
        await serve(settings, make, sys.stdout, stop)
