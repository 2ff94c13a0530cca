"""The instructor backs the class up while it plays."""

import asyncio
import errno
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from core.command import Who
from core.store import backup as copying
from core.store.backup import backup
from core.store.engine import url_of
from core.store.trouble import StoreTrouble
from tests.store_backup.evening import lesson_voters, look_into, red_line, talks

_FEWEST_MEANWHILE = 200
_MOST_BACKUPS = 200


async def test_backups_taken_while_the_class_plays_on_hold_all_that_was_said_before_and_replay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with talks(tmp_path / "class") as (lesson, _):
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
        while (count := _all(said)) < _FEWEST_MEANWHILE and len(taken) < _MOST_BACKUPS:
            target = tmp_path / f"backup-{len(taken)}.sqlite"
            await backup(url_of(lesson.path), target)
            taken.append((target, count))
        rate = _all(said) / (time.perf_counter() - started)
        stop.set()
        await talking
    assert _all(said) >= _FEWEST_MEANWHILE
    for target, before in taken:
        found = await look_into(target)
        assert found.whole
        assert found.replays
        words = {voter: [once for once in told if once in found.answered] for voter, told in said.items()}
        assert _all(words) >= before, "what had been acknowledged when it began is in it"
        assert all(said[voter][: len(told)] == told for voter, told in words.items()), "no hole: it is a beginning"
    with capsys.disabled():
        moves = f"{_all(said)} moves stored meanwhile, {rate:.0f}/s"
        sys.stdout.write(f"\nbackup: {len(taken)} backups, {moves}, whole={len(taken)}, lost=0\n")


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
