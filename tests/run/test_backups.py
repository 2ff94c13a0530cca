"""The school backs itself up at night, whatever happens to the clock, the disk and the process."""

import asyncio
import errno
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.run.backups import TRIED_AGAIN, Backups, expired, last_due, of_file
from bot.settings import Backup
from core.store import backup as copying
from core.store.backup import backup
from core.store.engine import url_of
from core.store.restore import restore
from tests.hall import Lesson
from tests.store_backup.evening import look_into, red_line, talks

pytestmark = pytest.mark.sqlite("files are backed up")

MONDAY = datetime(2026, 9, 7, 3, 30, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


class Night:
    """A folder, a wall clock that is set by hand, and backups that hold nothing."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.now = MONDAY
        self.made = 0
        self.outcomes: list[str] = []
        self.full = False
        self._settings = Backup.model_validate(settings)
        self.begin()

    def begin(self) -> None:
        """Start the process (again)."""
        live = self.folder / "class.sqlite"
        self.backups = Backups(live, self._settings, lambda: self.now, self._make, self.outcomes.append)

    async def _make(self, target: Path) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        _touch(target)
        self.made += 1

    async def at(self, moment: datetime) -> int:
        """Look at this moment; return how many backups have been made by then."""
        self.now = moment
        await self.backups.look()
        return self.made

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


def _touch(target: Path) -> None:
    target.touch(exist_ok=False)


async def test_one_a_night_however_often_the_clock_is_looked_at(tmp_path: Path) -> None:
    night = Night(tmp_path)
    assert await night.at(MONDAY - HOUR) == 1, "there was none at all"
    assert await night.at(MONDAY - timedelta(seconds=1)) == 1
    assert await night.at(MONDAY) == 2
    assert await night.at(MONDAY + HOUR) == 2
    assert await night.at(MONDAY + DAY) == 3
    assert night.outcomes == ["made"] * 3
    assert night.names()[-1] == "class-scheduled-20260908-033000.sqlite"


async def test_what_was_missed_while_nothing_ran_is_made_up_for_once(tmp_path: Path) -> None:
    night = Night(tmp_path)
    assert await night.at(MONDAY) == 1
    night.begin()
    assert await night.at(MONDAY + 5 * HOUR) == 1, "a restart in between makes nothing twice"
    night.begin()
    assert await night.at(MONDAY + 5 * DAY + HOUR) == 2
    assert await night.at(MONDAY + 5 * DAY + 2 * HOUR) == 2


async def test_a_clock_that_was_set_wrong_neither_stops_the_backups_nor_floods_the_disk(tmp_path: Path) -> None:
    night = Night(tmp_path)
    assert await night.at(MONDAY + 52 * WEEK) == 1, "somebody's clock is a year ahead"
    assert await night.at(MONDAY) == 2, "and is put right"
    assert await night.at(MONDAY + HOUR) == 2
    assert await night.at(MONDAY + DAY) == 3


async def test_backups_of_a_clock_that_was_ahead_neither_push_out_nor_delete_todays(tmp_path: Path) -> None:
    night = Night(tmp_path, keep=2, weeks=0)
    for day in range(4):
        await night.at(MONDAY + 52 * WEEK + day * DAY)
    ahead = night.names()
    assert len(ahead) == 2
    for day in range(4):
        assert await night.at(MONDAY + day * DAY) == 5 + day
        assert night.backups.last == MONDAY + day * DAY
        assert f"class-scheduled-{night.now:%Y%m%d}-033000.sqlite" in night.names(), "the one just made is there"
    assert len(set(night.names()) - set(ahead)) == 2
    await night.at(MONDAY + 53 * WEEK)
    assert len(night.names()) == 2, "and when their day has come, they go like others"


async def test_a_failure_under_a_clock_that_was_ahead_does_not_put_off_the_next_try(tmp_path: Path) -> None:
    night = Night(tmp_path)
    night.full = True
    assert await night.at(MONDAY + 52 * WEEK) == 0
    night.full = False
    assert await night.at(MONDAY) == 1


async def test_a_full_disk_is_told_tried_again_and_no_reason_to_stop(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    night = Night(tmp_path)
    night.full = True
    assert await night.at(MONDAY) == 0
    assert "No space left" in night.backups.trouble
    assert "the scheduled backup failed" in caplog.text
    assert await night.at(MONDAY + TRIED_AGAIN / 2) == 0
    assert night.outcomes == ["failed"], "not tried again every minute"
    night.full = False
    assert await night.at(MONDAY + TRIED_AGAIN) == 1
    assert night.backups.trouble == ""


async def test_only_files_that_it_named_itself_are_ever_deleted(tmp_path: Path) -> None:
    others = (
        "class-20260101-033000.sqlite", "class-scheduled-notes.sqlite", "other-scheduled-20260101-033000.sqlite",
        "class-scheduled-20260101-033000.sqlite.txt", "class-scheduled-20269999-033000.sqlite", "class.sqlite",
    )  # fmt: skip
    for name in others:
        (tmp_path / name).touch()
    night = Night(tmp_path, keep=1, weeks=0)
    for day in range(3):
        await night.at(MONDAY + day * DAY)
    assert night.names() == sorted([*others, "class-scheduled-20260909-033000.sqlite"])


async def test_two_weeks_of_nights_and_eight_of_mondays_are_kept(tmp_path: Path) -> None:
    night = Night(tmp_path, keep=14, weeks=8)
    for day in range(100):
        await night.at(MONDAY + day * DAY)
    kept = [name[16:24] for name in night.names()]
    last = MONDAY + 99 * DAY
    assert kept[-14:] == [f"{last - day * DAY:%Y%m%d}" for day in reversed(range(14))]
    weekly = [datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC) for day in kept[:-14]]
    assert {day.weekday() for day in weekly} == {0}
    assert len(weekly) == 6, "the two latest Mondays are among the nights"


MOMENTS = st.integers(0, 5_000_000).map(lambda minutes: MONDAY + timedelta(minutes=minutes))


@given(st.lists(MOMENTS, max_size=60), st.integers(1, 20), st.integers(0, 12))
def test_the_newest_always_stay_and_clearing_out_twice_clears_out_nothing_more(
    made: list[datetime], keep: int, weeks: int
) -> None:
    settings, now = Backup(keep=keep, weeks=weeks), MONDAY + timedelta(minutes=5_000_000)
    gone = expired(made, now, settings)
    left = set(made) - gone
    assert set(sorted(set(made))[-keep:]) <= left
    assert len(left) <= keep + weeks + 1
    assert expired(left, now, settings) == set()


@given(st.lists(MOMENTS, max_size=60), MOMENTS, st.integers(1, 20), st.integers(0, 12))
def test_whatever_lies_in_the_future_what_was_just_made_stays_and_only_the_past_is_cleared_out(
    others: list[datetime], now: datetime, keep: int, weeks: int
) -> None:
    settings = Backup(keep=keep, weeks=weeks)
    gone = expired([*others, now], now, settings)
    assert now not in gone
    assert all(moment < now for moment in gone)
    past = [moment for moment in others if moment <= now]
    assert gone == expired([*past, now], now, settings), "as if the future were not there"


@given(MOMENTS, st.integers(1, 200))
def test_what_is_due_lies_in_the_past_and_less_than_one_interval_ago(now: datetime, hours: int) -> None:
    due = last_due(now, Backup(every=hours, at="03:30"))
    assert due <= now < due + hours * HOUR
    assert due.minute == 30


async def test_the_drill_last_nights_backup_is_restored_and_the_class_plays_to_the_end(tmp_path: Path) -> None:
    async with talks(tmp_path / "class") as (lesson, voter):
        said = []
        for number in range(5):
            said.append((command := red_line(lesson, voter, number)).once)
            assert (await lesson.service.handle(command)).ok
        outcomes: list[str] = []
        url, settings = url_of(lesson.path), Backup(folder=str(tmp_path / "backups"))
        kept = of_file(url, lesson.path, settings, lesson.service.clock.wall, outcomes.append)
        await kept.look()
        assert outcomes == ["made"]
        assert (await lesson.service.handle(red_line(lesson, voter, 9))).ok
    (saved,) = (tmp_path / "backups").iterdir()
    assert saved.stat().st_mode & 0o777 == 0o600
    lesson.path.write_bytes(b"the disk ruined it")

    await restore(saved, url)

    found = await look_into(lesson.path)
    assert found.answered >= set(said)
    assert found.whole
    assert found.replays
    await _play_on(lesson)


async def _play_on(lesson: Lesson) -> None:
    await lesson.open()
    async with lesson:
        await lesson.play()
        assert {table.status for table in await lesson.tables()} == {"over"}
        assert await lesson.all_replays_agree()


async def test_a_bot_that_ends_does_not_wait_for_a_long_backup_and_none_is_left_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, loop = asyncio.Event(), asyncio.get_running_loop()
    whole_copy = copying.copy

    def copy_from_the_moment_it_is_given_up(source: Path, target: Path, given_up: threading.Event) -> None:
        loop.call_soon_threadsafe(begun.set)
        given_up.wait()
        whole_copy(source, target, given_up)

    async with talks(tmp_path / "class") as (lesson, _):
        monkeypatch.setattr(copying, "copy", copy_from_the_moment_it_is_given_up)
        task = asyncio.create_task(backup(url_of(lesson.path), tmp_path / "kept" / "backup.sqlite"))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await loop.shutdown_default_executor()
    assert list((tmp_path / "kept").iterdir()) == []
