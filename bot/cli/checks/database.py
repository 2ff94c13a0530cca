"""The database: there, at this program's version, whole, writable, with room to grow."""

import asyncio
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.checks.place import Place
from core.finding import Finding
from core.store import migrate
from core.store.address import without_password
from core.store.backup import fault_of, in_words
from core.store.trouble import StoreTrouble

_LEAST_FREE = 200_000_000
_TIMES = 3
"""How often the database must fit onto the disk again: itself grown, a backup, an upgrade."""


async def database(place: Place) -> Sequence[Finding]:
    """Return whether the database can be used, and for a file whether it is whole and may grow."""
    shown = without_password(place.url)
    try:
        standing = await migrate.standing(place.url)
    except StoreTrouble as trouble:
        return (Finding("Database", well=False, found=shown, mend=str(trouble)),)
    if standing == "absent":
        return (Finding("Database", well=True, found=f"{shown}: not there yet; entente run makes it."),)
    if standing == "older":
        mend = "Back it up (entente db backup), then run: entente db upgrade"
        return (Finding("Database", well=False, found=f"{shown}: older than this program.", mend=mend),)
    found = Finding("Database", well=True, found=f"{shown}: at this program's version.")
    if place.database is None:
        return (found,)
    return (found, *await asyncio.to_thread(lambda: tuple(_of_file(place.database or Path()))))


def _of_file(file: Path) -> Iterator[Finding]:
    yield _whole(file)
    yield _writable(file)
    yield _room(file)


def _whole(file: Path) -> Finding:
    try:
        with in_words():
            fault = fault_of(file, "ro")
    except StoreTrouble as trouble:
        fault = str(trouble)
    if fault:
        mend = "Stop Entente and put the last good backup in its place: entente db restore FILE"
        return Finding("Integrity", well=False, found=f"Damaged: {fault}.", mend=mend)
    return Finding("Integrity", well=True, found="Every page, index and link fits.")


def _writable(file: Path) -> Finding:
    for place in (file, file.parent):
        if not os.access(place, os.W_OK):
            mend = f"Let the user whom Entente runs as own {place}, and write there."
            return Finding("Writing", well=False, found=f"{place} can only be read.", mend=mend)
    return Finding("Writing", well=True, found="The file and its folder can be written.")


def _room(file: Path) -> Finding:
    free, size = shutil.disk_usage(file.parent).free, file.stat().st_size
    found = f"{free // 1_000_000} MB free beside a database of {-(-size // 1_000_000)} MB."
    if free < max(_LEAST_FREE, _TIMES * size):
        mend = "Free some space, or keep fewer backups: backup.keep, backup.weeks, backup.folder."
        return Finding("Disk space", well=False, found=found, mend=mend)
    return Finding("Disk space", well=True, found=found)
