"""Putting a backup in the place of the live database, when it has proved good and nobody uses the old one."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from core.store import migrate
from core.store.backup import COMPANIONS, copy, fault_of, file_of, in_words, is_damage, opened, part_of, to_disk
from core.store.engine import url_of
from core.store.trouble import StoreTrouble

_WAIT_S = 1.0  # a bot holds its file for as long as it runs: waiting longer would not help


async def restore(source: Path, url: str) -> Path | None:
    """Replace the live database by a checked copy of a backup, at this program's version.

    The copy is made, checked and upgraded beside the live file, which is only then locked, kept under another name
    and replaced in one step; after any failure it is there as before. Returns where the old file is kept, None if
    there was none. Raises StoreTrouble with a sentence.
    """
    live = file_of(url)
    with in_words(), part_of(live) as part:
        await asyncio.to_thread(_checked_copy, source, live, part)
        await migrate.upgrade(url_of(part))
        return await asyncio.to_thread(_put_in_place, part, live)


def _checked_copy(source: Path, live: Path, part: Path) -> None:
    if not source.is_file():
        raise StoreTrouble(f"There is no backup at {source}. Name the file that entente db backup wrote.")
    if live.exists() and source.samefile(live):
        raise StoreTrouble(f"{source} is the live database itself. Name a backup.")
    if fault := fault_of(source, "ro"):
        raise StoreTrouble(f"{source} is damaged ({fault}). Nothing was changed; restore another backup.")
    copy(source, part)


def _put_in_place(part: Path, live: Path) -> Path | None:
    if fault := fault_of(part):
        raise StoreTrouble(f"The copy of the backup is damaged ({fault}). Nothing was changed; check the disk.")
    to_disk(part)
    if not live.exists():
        part.replace(live)
        to_disk(live.parent)
        return None
    _same_owner(live, part)
    with _alone_with(live):
        before = _free_name(live)
        _keep(live, before)
        part.replace(live)
        to_disk(live.parent)
    return before


@contextmanager
def _alone_with(live: Path) -> Iterator[None]:
    """Hold a database so that nobody else can open it, its log written into it; StoreTrouble while somebody has it.

    Leaving WAL mode is what SQLite grants only to the last connection: even an idle bot is noticed. A file too
    damaged to be locked is too damaged to be used, and may be replaced.
    """
    with closing(opened(live, "rw", wait_s=_WAIT_S)) as connection:
        try:
            for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=DELETE", "journal_mode=MEMORY"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if (error.sqlite_errorcode & 0xFF) == sqlite3.SQLITE_BUSY:
                raise StoreTrouble(
                    "The database is in use. Stop Entente, then restore; nothing was changed."
                ) from error
            if not is_damage(error):
                raise
        yield


def _same_owner(live: Path, part: Path) -> None:
    """Let the bot read the new file as it could read the old one."""
    old = live.stat()
    part.chmod(old.st_mode & 0o777)
    if sys.platform != "win32":  # where a new file belongs to whom its folder says
        os.chown(part, old.st_uid, old.st_gid)


def _free_name(live: Path) -> Path:
    names = (live.with_name(f"{live.name}.before-restore{f'-{n}' if n > 1 else ''}") for n in count(1))
    return next(name for name in names if not name.exists())


def _keep(live: Path, before: Path) -> None:
    """Give the old file its second name, with a log that could not be written into it; the first stays until replaced.

    Nothing that belongs to the old file may lie beside the new one: SQLite would take it for the new one's.
    """
    for end in COMPANIONS:
        beside = Path(f"{live}{end}")
        if end == "-shm":
            beside.unlink(missing_ok=True)
        elif beside.exists():
            beside.replace(f"{before}{end}")
    try:
        before.hardlink_to(live)
    except OSError:  # a disk without second names: for a moment there is no live file, and the old one is whole
        live.replace(before)
