"""The pages are asked most when something is wrong: then they answer, in time, with what is known."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Config
from bot.run.backups import TOO_LONG, TRIED_AGAIN, Backups
from bot.run.loops import Loops
from bot.run.observe.metrics import Metrics
from bot.run.observe.probe import Probe, Unanswered
from bot.run.watching import watch
from bot.settings import Backup, Database, Observe
from core.store.engine import url_of
from tests.hall import Lesson
from tests.run.asking import asked, number
from tests.run.port import free_port
from tests.run.test_backups import HOUR, MONDAY, Night

pytestmark = pytest.mark.sqlite("files are locked, ruined and listed")


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[tuple[Lesson, Loops, int]]:
    """Give a class that is watched, its loops, and the port of its pages."""
    async with await Lesson.begin(folder) as lesson:
        loops, port = Loops(), await free_port()
        config = Config(
            database=Database(url=url_of(lesson.path)),
            observe=Observe(port=port),
            backup=Backup(folder=str(folder / "backups")),
        )
        async with watch(config, lesson.service, [], loops, Metrics()):
            try:
                yield lesson, loops, port
            finally:
                await loops.stop()


def _without_its_tables(file: Path) -> None:
    """Change the database under the bot, as who restores a wrong file with other tools does."""
    with closing(sqlite3.connect(file)) as other, other:
        for name in ("letters", "marks"):
            other.execute(f"DROP TABLE {name}")


def _overwritten(file: Path) -> None:
    """Let a disk, or a program that mistook the file, write over every page but the first."""
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (id TEXT)")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with file.open("r+b") as raw:
        size = raw.seek(0, 2)
        raw.seek(4096)
        raw.write(b"jam " * ((size - 4096) // 4))


@pytest.mark.parametrize("spoil", [_without_its_tables, _overwritten])
async def test_a_ruined_database_shows_on_both_pages(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    async with watched(tmp_path) as (lesson, _, port):
        _, text = await asked(port, "/metrics")
        assert number(text, "entente_database_unread") == 0
        assert number(text, "entente_tables_live") == 0
        spoil(lesson.path)
        status, text = await asked(port, "/metrics")
        assert (status, number(text, "entente_database_unread")) == (200, 1)
        assert number(text, "entente_loops_broken") == 0, "what is known is told all the same"
        assert "entente_tables_live NaN" in text
        status, told = await asked(port, "/healthz")
        database = json.loads(told)["database"]
        assert (status, database["well"]) == (503, False)
        assert database["found"]


async def test_a_store_that_another_program_holds_is_told_while_it_is_held(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path) as lesson:
        tries = 0

        async def stores() -> None:
            nonlocal tries
            tries += 1
            await lesson.service.store_time()

        async with Probe(stores, within_s=0.02) as probe:
            await _answered(probe)
            before = tries
            with closing(sqlite3.connect(lesson.path, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                for _ in range(3):
                    with pytest.raises(Unanswered, match=r"did not answer within 0\.02 s"):
                        await probe.answer()
                assert tries == before + 1, "whoever asks again waits for the same try"
                other.execute("ROLLBACK")
            await _answered(probe)


async def _answered(probe: Probe[None]) -> None:
    """Ask until there is an answer."""
    while True:
        try:
            return await probe.answer()
        except Unanswered:
            continue


async def test_what_nobody_foresaw_is_logged_and_told_by_its_error_id(caplog: pytest.LogCaptureFixture) -> None:
    async def breaks() -> None:
        raise ZeroDivisionError

    async with Probe(breaks) as probe:
        with pytest.raises(Unanswered, match=r"broke: error \w+\. The log has its details\.") as told:
            await probe.answer()
    (record,) = caplog.records
    assert record.__dict__["error"] in str(told.value)


def _a_file(folder: Path) -> None:
    folder.write_text("a file where a folder should be")


def _in_a_circle(folder: Path) -> None:
    folder.symlink_to(folder)


@pytest.mark.parametrize("spoil", [_a_file, _in_a_circle])
async def test_a_folder_that_cannot_be_read_is_told_and_what_was_last_made_is_remembered(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    (tmp_path / "backups").mkdir()
    night = Night(tmp_path / "backups")
    assert await night.at(MONDAY) == 1
    away = night.folder.rename(tmp_path / "away")
    spoil(night.folder)
    assert await night.at(MONDAY + HOUR) == 1
    assert str(night.folder) in night.backups.trouble
    assert night.backups.last == MONDAY
    night.folder.unlink()
    away.rename(night.folder)
    assert await night.at(MONDAY + HOUR + TRIED_AGAIN) == 1, "nothing is made twice"
    assert (night.backups.trouble, night.outcomes) == ("", ["made", "failed"])


@pytest.mark.parametrize("spoil", [_a_file, _in_a_circle])
async def test_a_folder_that_cannot_be_read_breaks_neither_page_nor_loop(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(tmp_path / "backups")
    async with watched(tmp_path) as (_, loops, port):
        told = await _told_of_trouble(port)
        assert str(tmp_path / "backups") in told
        assert not loops.broken
        status, text = await asked(port, "/metrics")
        assert (status, number(text, 'entente_backups_total{outcome="failed"}')) == (200, 1)


async def _told_of_trouble(port: int) -> str:
    """Return what the health page says of backups, once it says that they are not well."""
    while True:
        status, told = await asked(port, "/healthz")
        backup = json.loads(told)["backup"]
        assert status == (200 if backup["well"] else 503)
        if not backup["well"]:
            return str(backup["found"])


async def test_a_folder_that_never_answers_is_told_and_holds_nobody_up(tmp_path: Path) -> None:
    begun, now = asyncio.Event(), MONDAY

    async def hang(_target: Path) -> None:
        begun.set()
        await asyncio.Event().wait()

    backups = Backups(tmp_path / "class.sqlite", Backup(), lambda: now, hang)
    looking = asyncio.create_task(backups.look())
    await begun.wait()
    assert backups.trouble == ""
    now = MONDAY + TOO_LONG + timedelta(minutes=1)
    assert "has not answered since 03:30 UTC" in backups.trouble
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    assert backups.trouble == ""


async def test_a_folder_is_listed_in_a_thread(tmp_path: Path) -> None:
    night = Night(tmp_path)
    assert await night.at(MONDAY) == 1
    night.begin()
    finding = asyncio.ensure_future(night.backups.find())
    await asyncio.sleep(0)
    assert night.backups.last is None, "the event loop went on meanwhile"
    assert await finding == MONDAY
