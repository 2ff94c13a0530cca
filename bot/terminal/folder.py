"""Where a demo keeps what it made: one fresh database, and a folder of pictures."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.terminal.cast import PLACE, PLATFORM

DATABASE, PICTURES = "demo.sqlite", "pictures"
_TENANT = f"{PLATFORM}:{PLACE}"
_BESIDE = ("", "-wal", "-shm", "-journal")


class NotOurs(Exception):
    """The folder holds a database that no demo wrote; the text says what to do."""


def fresh_database(folder: Path) -> Path:
    """Return the place of a new database, making the folder; an earlier demo's is replaced, anything else stays.

    Raises NotOurs, or OSError when the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / DATABASE
    if file.exists():
        if not _is_demo(file):
            raise NotOurs(f"{file} was not written by a demo, so it stays as it is. Name another folder: --out FOLDER.")
        for ending in _BESIDE:
            file.with_name(file.name + ending).unlink(missing_ok=True)
    return file


def _is_demo(file: Path) -> bool:
    """Tell whether every section in a database was made in a terminal; a file without tables holds nothing to lose."""
    if file.stat().st_size == 0:
        return True
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
                return True
            return {row[0] for row in connection.execute("SELECT DISTINCT workspace FROM sections")} <= {_TENANT}
    except sqlite3.Error:
        return False
