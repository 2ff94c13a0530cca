"""One evening's transactions as SQLite writes and syncs them: a file layer under apsw's SQLite takes notes.

The store's own statements, with their values and in their transactions, are taken down while the class plays through
the service; SQLite then runs them again over the noting layer. It has no shared memory, so SQLite keeps the index of
its log in its own memory (locking_mode=EXCLUSIVE); what it writes and syncs is the same.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import apsw

from core.command import Command
from core.replies import Result
from core.service import Service
from tests.bench.raw import recorded
from tests.durability.school import School, lay_out, service_on

Statement = tuple[str, Any, bool]
Synchronous = Literal["FULL", "NORMAL", "OFF"]

_SETTINGS: Mapping[int, Synchronous] = MappingProxyType({0: "OFF", 1: "NORMAL", 2: "FULL"})
_CHECKPOINT = 60  # pages in the log before it is written into the database: far sooner than the 1,000 of real life


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes handed to the operating system; an unsynced write is on the disk, or not, or in part."""

    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A new length."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """All that was written to the file before is on the disk."""

    file: str


@dataclass(frozen=True, slots=True)
class Done:
    """COMMIT has returned: the service acknowledges the whole batch."""


Step = Write | Truncate | Sync | Done


@dataclass(frozen=True, slots=True)
class Evening:
    """What the store wrote while a class played: the file as it was before, and each transaction's statements."""

    base: bytes
    commits: tuple[tuple[Statement, ...], ...]
    deliveries: tuple[int, ...]
    """How many deliveries each transaction answers."""
    synchronous: Synchronous
    """What the store's own connection was set to."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Every write, sync and acknowledgement in order; the content's digest before and after each transaction."""

    base: bytes
    steps: tuple[Step, ...]
    digests: tuple[str, ...]

    def count(self, kind: type[Step], ending: str = "") -> int:
        """Return how many steps of a kind there are, to files with this ending."""
        return sum(1 for step in self.steps if isinstance(step, kind) and getattr(step, "file", "").endswith(ending))


async def an_evening(folder: Path, answers: int) -> Evening:
    """Let a class play until so many deliveries are answered; take down what the store writes."""
    path = folder / "evening.sqlite"
    await lay_out(path)
    base = path.read_bytes()
    async with await service_on(path) as service:
        with recorded(service.store) as written:
            await School(service, "evening", _say_nothing, most=answers, at_once=1).play()
        setting = await _setting(service)
    commits = tuple(tuple(commit) for commit in written.commits if commit)
    return Evening(base, commits, tuple(sum(map(_answered, commit)) for commit in commits), setting)


def traced(evening: Evening, folder: Path, synchronous: Synchronous) -> Trace:
    """Return how SQLite stores the evening's transactions with this setting."""
    path, steps = folder / f"{synchronous.casefold()}.sqlite", list[Step]()
    path.write_bytes(evening.base)
    layer = NotingLayer(f"noting-{path}", steps.append)
    connection = apsw.Connection(str(path), vfs=layer.name)
    for pragma in ("locking_mode=EXCLUSIVE", f"synchronous={synchronous}", f"wal_autocheckpoint={_CHECKPOINT}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA foreign_keys=ON")
    digests = [digest(connection)]
    for commit in evening.commits:
        _store(connection, commit)
        steps.append(Done())
        digests.append(digest(connection))
    whole = tuple(steps)  # what closing writes comes after the evening
    connection.close()
    layer.unregister()
    return Trace(evening.base, whole, tuple(digests))


def digest(connection: apsw.Connection | sqlite3.Connection) -> str:
    """Return a digest of every row of every table."""
    names = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = hashlib.sha256()
    for name in sorted(names):
        for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1'):
            found.update(repr(row).encode())
    return found.hexdigest()


class NotingLayer(apsw.VFS):
    """The operating system's files, with a note of all that is written, cut and synced."""

    def __init__(self, name: str, note: Callable[[Step], None]) -> None:
        self.name = name
        self._note = note
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "NotingFile":
        return NotingFile(name, flags, self._note)


class NotingFile(apsw.VFSFile):
    """A file that tells what is done to it before it is done."""

    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], note: Callable[[Step], None]) -> None:
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._note = note
        super().__init__("", name, flags)

    def xWrite(self, data: Any, offset: int) -> None:
        self._note(Write(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._note(Truncate(self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._note(Sync(self._name))


def _store(connection: apsw.Connection, commit: Sequence[Statement]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, given, many in commit:
        if many:
            connection.executemany(statement, given)
        else:
            connection.execute(statement, given)
    connection.execute("COMMIT")


async def _setting(service: Service) -> Synchronous:
    """Return how the connection that writes waits for the disk."""
    async with service.store._engines.write.connect() as connection:
        return _SETTINGS[(await connection.exec_driver_sql("PRAGMA synchronous")).scalar_one()]


def _answered(statement: Statement) -> int:
    text, given, many = statement
    if not text.startswith("INSERT INTO once "):
        return 0
    return len(given) if many else 1


def _say_nothing(_command: Command, _result: Result) -> None:
    """Acknowledgements are counted by their transactions."""
