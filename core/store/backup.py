"""A copy of the live database that can be trusted, made while the class goes on.

VACUUM INTO copies one snapshot, however many commits go on meanwhile; a plain copy of the file misses what is still
in the write-ahead log, and SQLite's stepwise backup starts again with every commit. The copy grows under another
name and takes its own only when it has been checked and is safely on the disk.
"""

import asyncio
import os
import re
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from core.store.engine import path_of
from core.store.trouble import StoreTrouble, explain

if sys.platform == "darwin":
    import fcntl

COMPANIONS = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database."""
_PART = re.compile(rf"\.(.+)\.[a-z0-9_]{{8}}\.part(?:{'|'.join(COMPANIONS)})?")  # as `part_of` names them
_STEPS = 10_000  # of SQLite's machine between two looks whether a copy has been given up: about a millisecond


async def backup(url: str, target: Path) -> None:
    """Write a checked copy of a SQLite database, complete or not at all; commits may go on.

    It holds everything that was acknowledged before, and of what is acknowledged meanwhile a part that ends between
    two commits. Raises StoreTrouble with a sentence; an existing file is never written over. When it is cancelled,
    the copying stops at once and leaves nothing behind.
    """
    given_up = threading.Event()
    try:
        await asyncio.to_thread(_backup, file_of(url), target, given_up)
    finally:
        given_up.set()


def named_for(url: str, at: datetime) -> Path:
    """Return where a backup made at this moment goes: beside the database."""
    live = file_of(url)
    return live.with_name(f"{live.stem}-{at:%Y%m%d-%H%M%S}.sqlite")


def file_of(url: str) -> Path:
    """Return the file of a SQLite URL; StoreTrouble for a database that is no file."""
    if make_url(url).get_backend_name() != "sqlite":
        raise StoreTrouble("Only a SQLite file is backed up here. A server has its own tools, such as pg_dump.")
    file = path_of(url)
    if not file.name or file.name == ":memory:":
        raise StoreTrouble("A database in memory cannot be backed up. Name a file: --database FILE.")
    return file


def copy(source: Path, target: Path, given_up: threading.Event | None = None) -> None:
    """Copy one snapshot of a database into an empty file; sqlite3.OperationalError when it is given up."""
    with closing(opened(source, "ro", given_up=given_up)) as connection:
        _must_be_ours(connection, source)
        connection.execute("VACUUM INTO ?", (str(target),))


def fault_of(file: Path, mode: str = "rw", given_up: threading.Event | None = None) -> str:
    """Return what is wrong inside a database, empty if nothing: each page, each index and each link is looked at."""
    try:
        with closing(opened(file, mode, given_up=given_up)) as connection:
            found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return str(error)
        raise
    if found != "ok":
        return found.splitlines()[-1]
    return f"a row of {broken[0]} points to nothing in {broken[2]}" if broken else ""


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether SQLite could not make sense of the file."""
    return (error.sqlite_errorcode & 0xFF) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def opened(
    file: Path, mode: str, *, wait_s: float = 5.0, given_up: threading.Event | None = None
) -> sqlite3.Connection:
    """Return a connection to a file that exists, without transactions of the driver's own.

    Whatever it is doing when it is given up breaks off.
    """
    uri = f"{file.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=wait_s)
    if given_up is not None:
        connection.set_progress_handler(given_up.is_set, _STEPS)
    return connection


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """Give an empty file beside the target that only its owner may read; whatever is left of it goes at the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for end in ("", *COMPANIONS):
            Path(f"{name}{end}").unlink(missing_ok=True)


def parts_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield what lies unfinished in a folder, each with the name it was to have: grown now, or left by who was killed.

    Raises OSError when the folder cannot be listed.
    """
    for file in list(folder.iterdir()):
        if (match := _PART.fullmatch(file.name)) is not None:
            yield file, match[1]


def to_disk(place: Path) -> None:
    """Return when a file's content, or a folder's list of names, is on the disk."""
    if sys.platform == "win32" and place.is_dir():
        return  # a folder cannot be opened there; NTFS keeps names in a journal of its own
    handle = os.open(place, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)  # there only a writer may flush
    try:
        os.fsync(handle)
        if sys.platform == "darwin":
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # an fsync ends in the drive's cache there
    finally:
        os.close(handle)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the database or the disk refuses into a sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error) from error
    except OSError as error:
        raise StoreTrouble(f"{error.filename or 'The disk'}: {error.strerror}. Nothing was changed.") from error


def _backup(live: Path, target: Path, given_up: threading.Event) -> None:
    if not live.is_file():
        raise StoreTrouble(f"There is no database at {live}. Name its file: --database FILE.")
    if target.exists():
        raise StoreTrouble(f"{target} is there already, and a backup is never written over. Name another file.")
    with in_words(), part_of(target) as part:
        copy(live, part, given_up)
        if fault := fault_of(part, given_up=given_up):
            raise StoreTrouble(f"The database is damaged ({fault}); no backup was made. Restore the last good one.")
        if given_up.is_set():
            raise StoreTrouble("The backup was given up; none was made.")
        to_disk(part)
        part.replace(target)
        to_disk(target.parent)


def _must_be_ours(connection: sqlite3.Connection, file: Path) -> None:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        raise StoreTrouble(f"{file} is not a database of Entente's. Name another file.")
