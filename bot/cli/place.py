"""Which database a command means."""

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
