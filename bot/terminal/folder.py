"""Where a demo keeps what it made: one fresh database, and a folder of pictures."""

from pathlib import Path

from bot.terminal.cast import PLACE, PLATFORM
from core.store.address import workspaces

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
        found = workspaces(file)
        if found is None or not found <= {_TENANT}:
            raise NotOurs(f"{file} was not written by a demo, so it stays as it is. Name another folder: --out FOLDER.")
        for ending in _BESIDE:
            file.with_name(file.name + ending).unlink(missing_ok=True)
    return file
