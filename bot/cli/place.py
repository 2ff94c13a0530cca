"""Which database a command means."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import config as configuration
from bot.cli.trouble import Failed
from core.store.address import address
from core.store.trouble import StoreTrouble


def database_url(named: str, config: Path | None) -> str:
    """Return the URL of the database named on the command line (a file or a URL), else of the configuration.

    Raises Failed or BadConfig.
    """
    try:
        return address(named or configuration.load(config).database.url)
    except StoreTrouble as trouble:
        raise Failed(str(trouble)) from None


@contextmanager
def private_files() -> Iterator[None]:
    """Let nobody but their owner read the files that are made meanwhile: they hold what a class says in confidence."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
