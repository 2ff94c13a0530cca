"""Which database a command means."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot import config as configuration
from bot.cli.trouble import Failed
from core.store.engine import path_of, url_of


def database_url(named: str, config: Path | None) -> str:
    """Return the URL of the database named on the command line (a file or a URL), else of the configuration.

    Raises Failed or BadConfig.
    """
    url = named or configuration.load(config).database.url
    if "://" not in url:
        return url_of(Path(url))
    try:
        make_url(url)
    except ArgumentError:
        raise Failed("That is no database URL. Write one like sqlite+aiosqlite:///entente.sqlite.") from None
    return url


def exists(url: str) -> bool:
    """Tell whether a SQLite file is there; a server is asked when it is used."""
    return make_url(url).get_backend_name() != "sqlite" or path_of(url).exists()


def shown(url: str) -> str:
    """Return a URL as it may be shown: without its password."""
    return make_url(url).render_as_string(hide_password=True)
