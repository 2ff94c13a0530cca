"""What a disk may hold after a power cut, and what SQLite makes of it when it opens the files again.

What was synced is there. Of everything else each write by itself may be there, be missing, or be there up to or from
some sector on, in any combination: disks keep no order among writes that were not synced.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.durability.trace import Done, Evening, Step, Sync, Trace, Truncate, Write, digest

_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Cuts:
    """How many cuts were made at which of a trace's steps, and what was wrong after them."""

    cuts: int
    steps: int
    syncs: int
    commits: int
    lost: int
    """Cuts after which something acknowledged was missing."""
    lost_deliveries: int
    """The most deliveries that one cut lost."""
    torn: int
    """Cuts after which the file was damaged, or held what it held after no transaction."""

    def __str__(self) -> str:
        names = ("cuts", "steps", "syncs", "commits", "lost", "lost_deliveries", "torn")
        return ", ".join(f"{name}={getattr(self, name)}" for name in names)


@dataclass(slots=True)
class _OnDisk:
    """A file: what is safe, and what was written since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Write | Truncate] = field(default_factory=list)

    def sync(self) -> None:
        for step in self.since:
            _apply(self.safe, step)
        self.since.clear()

    def after_a_cut(self, chance: Random) -> bytes:
        content, kept, torn = bytearray(self.safe), *chance.choice(((0.0, 0.0), (1.0, 0.0), (0.5, 0.0), (0.5, 0.5)))
        for step in self.since:
            if chance.random() < kept:
                _apply(content, _torn(step, chance) if chance.random() < torn else step)
        return bytes(content)


def cut_often(evening: Evening, trace: Trace, folder: Path, cuts: int, seed: int) -> Cuts:
    """Cut the power at so many different steps of a trace; open what is left each time."""
    chance = Random(seed)
    moments = frozenset(chance.sample(range(1, len(trace.steps)), cuts))
    missing = [_missing(trace, done, _opened(files, folder)) for done, files in _images(trace, moments, chance)]
    lost = [(done, there) for done, there in missing if there is not None and there < done]
    return Cuts(
        cuts=len(missing),
        steps=len(trace.steps),
        syncs=trace.count(Sync),
        commits=trace.count(Done),
        lost=len(lost),
        lost_deliveries=max((sum(evening.deliveries[there:done]) for done, there in lost), default=0),
        torn=sum(1 for _, there in missing if there is None),
    )


def _images(trace: Trace, moments: frozenset[int], chance: Random) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """Yield, for each moment, how many transactions were acknowledged and what the database and its log hold."""
    base, log, done = _OnDisk(bytearray(trace.base)), _OnDisk(), 0
    for number, step in enumerate(trace.steps):
        if number in moments:
            yield done, (base.after_a_cut(chance), log.after_a_cut(chance))
        match step:
            case Done():
                done += 1
            case Sync(file):
                (log if file.endswith("-wal") else base).sync()
            case Write(file) | Truncate(file):
                (log if file.endswith("-wal") else base).since.append(step)


def _opened(files: tuple[bytes, bytes], folder: Path) -> str:
    """Return the digest of what SQLite finds in the files, empty if it finds them damaged."""
    path = folder / "cut.sqlite"
    Path(f"{path}-shm").unlink(missing_ok=True)
    path.write_bytes(files[0])
    Path(f"{path}-wal").write_bytes(files[1])
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous=OFF")  # nothing of this copy needs to last
            whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return digest(connection) if whole else ""
    except sqlite3.DatabaseError:
        return ""


def _missing(trace: Trace, done: int, found: str) -> tuple[int, int | None]:
    """Return how many transactions were acknowledged and how many are there; None if it is no beginning of them.

    One more than was acknowledged may be there: its COMMIT was under way.
    """
    there = [number for number, digest in enumerate(trace.digests[: done + 2]) if digest == found]
    return done, there[-1] if there else None


def _apply(content: bytearray, step: Step) -> None:
    if isinstance(step, Truncate):
        del content[step.size :]
        content.extend(bytes(step.size - len(content)))
    elif isinstance(step, Write):
        content.extend(bytes(max(0, step.offset - len(content))))
        content[step.offset : step.offset + len(step.data)] = step.data


def _torn(step: Write | Truncate, chance: Random) -> Write | Truncate:
    """Return the part of a write that reached the disk: its first sectors, or its last ones."""
    sectors = -(-len(step.data) // _SECTOR) if isinstance(step, Write) else 0
    if not isinstance(step, Write) or sectors < 2:
        return step
    at = chance.randrange(1, sectors) * _SECTOR
    if chance.random() < 0.5:
        return Write(step.file, step.offset, step.data[:at])
    return Write(step.file, step.offset + at, step.data[at:])
