"""The instructor backs the class up while it plays."""

import asyncio
import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.command import Who
from core.store import backup as copying
from core.store.backup import backup
from core.store.engine import url_of
from core.store.trouble import StoreTrouble
from tests.store_backup.evening import lesson_voters, look_into, red_line, talks
from tests.telling import Tell

_MOST_BACKUPS = 200


@dataclass(frozen=True)
class Evening:
    """What each voter was told is stored, in order; the backups, each with how many were stored when it began."""

    said: Mapping[str, Sequence[str]]
    taken: Sequence[tuple[Path, int]]
    rate: float
    """Moves stored a second."""


async def _evening(folder: Path, fewest: int) -> Evening:
    """Back a class up again and again while it plays on, until so many moves are stored."""
    async with talks(folder / "class") as (lesson, _):
        voters = await lesson_voters(lesson)
        said: dict[str, list[str]] = {voter.user: [] for voter in voters}
        stop = asyncio.Event()

        async def talk_on(voter: Who) -> None:
            while not stop.is_set():
                command = red_line(lesson, voter, len(said[voter.user]))
                assert not (await lesson.service.decide(command)).refused
                said[voter.user].append(command.once)

        talking = asyncio.gather(*map(talk_on, voters))
        taken: list[tuple[Path, int]] = []
        started = time.perf_counter()
        while (count := _all(said)) < fewest and len(taken) < _MOST_BACKUPS:
            target = folder / f"backup-{len(taken)}.sqlite"
            await backup(url_of(lesson.path), target)
            taken.append((target, count))
        rate = _all(said) / (time.perf_counter() - started)
        stop.set()
        await talking
    assert _all(said) >= fewest
    return Evening(said, taken, rate)


async def _fault(evening: Evening, target: Path, before: int) -> str:
    """Return what is wrong with a backup, empty if nothing."""
    try:
        found = await look_into(target)
    except (sqlite3.Error, StoreTrouble) as error:
        return f"unreadable: {error}"
    words = {voter: [once for once in told if once in found.answered] for voter, told in evening.said.items()}
    if (missing := before - _all(words)) > 0:
        return f"{missing} lost that had been acknowledged when it began"
    if any(evening.said[voter][: len(told)] != told for voter, told in words.items()):
        return "has a hole: it is no beginning"
    return "" if found.whole and found.replays else "does not fit together"


async def test_backups_taken_while_the_class_plays_on_hold_all_that_was_said_before_and_replay(
    tmp_path: Path, tell: Tell
) -> None:
    evening = await _evening(tmp_path, fewest=200)
    faults = [await _fault(evening, *one) for one in evening.taken]
    assert not any(faults)
    moves = f"{_all(evening.said)} moves stored meanwhile, {evening.rate:.0f}/s"
    tell(f"backup: {len(faults)} backups, {moves}, whole={len(faults)}, lost=0")


async def test_plain_copies_of_the_file_would_be_found_out(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy_the_file_alone(source: Path, target: Path, _given_up: object) -> None:
        shutil.copyfile(source, target)

    monkeypatch.setattr(copying, "copy", copy_the_file_alone)
    evening = await _evening(tmp_path, fewest=40)
    faults = [await _fault(evening, *one) for one in evening.taken]
    assert faults[-1], "moves had been acknowledged when the last was taken; they are in the write-ahead log alone"
    tell(
        f"backup, planted: of {len(faults)} plain copies {sum(map(bool, faults))} are found out; the last: {faults[-1]}"
    )


def _all(said: Mapping[str, Sequence[str]]) -> int:
    return sum(map(len, said.values()))


async def test_a_backup_that_comes_out_damaged_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copy_with_a_hole(source: Path, target: Path, _given_up: object) -> None:
        whole_copy(source, target)
        content = bytearray(target.read_bytes())
        content[4096:8192] = bytes(4096)
        target.write_bytes(content)

    whole_copy = copying.copy
    monkeypatch.setattr(copying, "copy", copy_with_a_hole)
    async with talks(tmp_path / "class") as (lesson, _):
        with pytest.raises(StoreTrouble, match=r"damaged .* no backup was made"):
            await backup(url_of(lesson.path), tmp_path / "kept" / "backup.sqlite")
    assert list((tmp_path / "kept").iterdir()) == []


async def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    async with talks(tmp_path / "class") as (lesson, _):
        with pytest.raises(StoreTrouble, match="No space left on device"):
            await backup(url_of(lesson.path), tmp_path / "kept" / "backup.sqlite")
    assert list((tmp_path / "kept").iterdir()) == []


async def test_an_earlier_backup_is_never_written_over(tmp_path: Path) -> None:
    async with talks(tmp_path / "class") as (lesson, _):
        target = tmp_path / "backup.sqlite"
        target.write_text("last year's")
        with pytest.raises(StoreTrouble, match="is there already"):
            await backup(url_of(lesson.path), target)
        with pytest.raises(StoreTrouble, match="is there already"):
            await backup(url_of(lesson.path), lesson.path)
    assert target.read_text() == "last year's"


async def test_only_the_owner_may_read_a_backup(tmp_path: Path) -> None:
    async with talks(tmp_path / "class") as (lesson, _):
        await backup(url_of(lesson.path), tmp_path / "backup.sqlite")
    assert (tmp_path / "backup.sqlite").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+asyncpg://school/entente", "pg_dump"),
        ("sqlite+aiosqlite:///:memory:", "in memory"),
        ("sqlite+aiosqlite:///nowhere.sqlite", "There is no database at"),
    ],
)
async def test_what_cannot_be_backed_up_is_said(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(StoreTrouble, match=said):
        await backup(url, tmp_path / "backup.sqlite")
