"""Database addresses as people write them, and a look into a file before it is trusted."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from core.store.engine import path_of, url_of
from core.store.trouble import StoreTrouble


def address(named: str) -> str:
    """Return the URL of a database named by its file or its URL; StoreTrouble when it is neither."""
    if "://" not in named:
        return url_of(Path(named))
    try:
        make_url(named)
    except ArgumentError:
        raise StoreTrouble("That is no database URL. Write one like sqlite+aiosqlite:///entente.sqlite.") from None
    return named


def exists(url: str) -> bool:
    """Tell whether a SQLite file is there; a server is asked when it is used."""
    return make_url(url).get_backend_name() != "sqlite" or path_of(url).exists()


def plain_file(url: str) -> Path | None:
    """Return the file of a SQLite database that has a plain one; None for a server and for one in memory."""
    parsed = make_url(url)
    name = parsed.database or ""
    is_file = parsed.get_backend_name() == "sqlite" and name and not name.startswith((":memory:", "file:"))
    return Path(name) if is_file else None


def without_password(url: str) -> str:
    """Return a URL as it may be shown."""
    return make_url(url).difference_update_query(["password"]).render_as_string(hide_password=True)


def workspaces(file: Path) -> frozenset[str] | None:
    """Return whose sections a SQLite file holds, none if it is empty; None when it is no database of Entente's."""
    if file.stat().st_size == 0:
        return frozenset()
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
                return frozenset()
            return frozenset(row[0] for row in connection.execute("SELECT DISTINCT workspace FROM sections"))
    except sqlite3.Error:
        return None
