"""The restore drill: the class's file is lost or wrong, and yesterday's backup takes its place."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.store import restore as restoring
from core.store.backup import backup
from core.store.engine import url_of
from core.store.restore import restore
from core.store.trouble import StoreTrouble
from tests.hall import Lesson
from tests.store_backup.evening import look_into, red_line, talks
from tests.telling import Tell

_RUINED_LOG = b"a log that belongs to the ruined file"


async def _saved(folder: Path, after: int = 0) -> tuple[Lesson, Path, list[str]]:
    """Return a class that was backed up, made some more moves and went home; with the deliveries before the backup."""
    async with talks(folder / "class") as (lesson, voter):
        said = []
        for number in range(5):
            said.append((command := red_line(lesson, voter, number)).once)
            assert (await lesson.service.handle(command)).ok
        await backup(url_of(lesson.path), folder / "backup.sqlite")
        for number in range(after):
            assert (await lesson.service.handle(red_line(lesson, voter, number))).ok
    return lesson, folder / "backup.sqlite", said


async def test_the_drill_the_disk_ruins_the_file_the_backup_takes_its_place_and_the_class_plays_to_the_end(
    tmp_path: Path, tell: Tell
) -> None:
    lesson, saved, said = await _saved(tmp_path, after=3)
    ruined = _ruin(lesson.path)

    kept = await restore(saved, url_of(lesson.path))

    assert kept is not None
    assert kept.name == "entente.sqlite.before-restore"
    assert kept.read_bytes() == ruined
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == _RUINED_LOG
    assert _names(lesson.path.parent) == ["entente.sqlite", kept.name, f"{kept.name}-wal"]
    found = await look_into(lesson.path)
    assert found.answered >= set(said)
    assert found.whole
    assert found.replays
    await lesson.open()
    async with lesson:
        await lesson.play()
        assert {table.status for table in await lesson.tables()} == {"over"}
        assert await lesson.all_replays_agree()
    lines = (await look_into(lesson.path)).lines
    tell(f"restore drill: {found.lines} journal lines back, lost=0; played on to {lines}")


async def test_a_file_that_a_bot_has_open_even_an_idle_one_is_not_replaced(tmp_path: Path) -> None:
    lesson, saved, _ = await _saved(tmp_path, after=3)
    there = (await look_into(lesson.path)).answered
    await lesson.open()
    async with lesson:
        with pytest.raises(StoreTrouble, match="Stop Entente"):
            await restore(saved, url_of(lesson.path))
        assert (await look_into(lesson.path)).answered == there
        assert _names(lesson.path.parent) == ["entente.sqlite", "entente.sqlite-shm", "entente.sqlite-wal"]
    assert await restore(saved, url_of(lesson.path)) is not None
    assert len((await look_into(lesson.path)).answered) == len(there) - 3


async def test_a_bot_that_nobody_noticed_would_write_on_into_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson, saved, _ = await _saved(tmp_path)
    monkeypatch.setattr(restoring, "_alone_with", lambda _live: closing(sqlite3.connect(":memory:")))
    await lesson.open()
    async with lesson:
        voter = next(iter((await lesson.seats(1)).values()))
        await lesson.service.handle(red_line(lesson, voter, 1))
        kept = await restore(saved, url_of(lesson.path))
        lost = red_line(lesson, voter, 2)
        assert (await lesson.service.handle(lost)).refused != "trouble"
    assert kept is not None
    assert lost.once in (await look_into(kept)).answered - (await look_into(lesson.path)).answered


async def test_what_a_killed_bot_left_in_its_log_is_kept_with_the_old_file(tmp_path: Path) -> None:
    async with talks(tmp_path / "class") as (lesson, voter):
        await backup(url_of(lesson.path), tmp_path / "backup.sqlite")
        command = red_line(lesson, voter, 1)
        assert (await lesson.service.handle(command)).ok
        killed = tmp_path / "killed.sqlite"
        for end in ("", "-wal"):
            shutil.copy(f"{lesson.path}{end}", f"{killed}{end}")
    kept = await restore(tmp_path / "backup.sqlite", url_of(killed))
    assert kept is not None
    assert command.once in (await look_into(kept)).answered
    assert command.once not in (await look_into(killed)).answered


async def test_a_restore_can_be_taken_back_and_no_kept_file_is_ever_written_over(tmp_path: Path) -> None:
    lesson, saved, _ = await _saved(tmp_path, after=3)
    there = (await look_into(lesson.path)).answered
    first = await restore(saved, url_of(lesson.path))
    assert first is not None
    second = await restore(first, url_of(lesson.path))
    assert (await look_into(lesson.path)).answered == there
    assert second is not None
    assert (first.name, second.name) == ("entente.sqlite.before-restore", "entente.sqlite.before-restore-2")


async def test_on_a_new_machine_the_backup_becomes_the_database(tmp_path: Path) -> None:
    _, saved, said = await _saved(tmp_path)
    live = tmp_path / "new" / "entente.sqlite"
    assert await restore(saved, url_of(live)) is None
    assert (await look_into(live)).answered >= set(said)


def _cut_short(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])


def _with_a_hole(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[8192:12288] = bytes(4096)
    saved.write_bytes(content)


def _without_its_parents(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as connection, connection:
        connection.execute("DELETE FROM tables")


def _newer(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _somebody_elses(saved: Path) -> None:
    saved.unlink()
    with closing(sqlite3.connect(saved)) as connection, connection:
        connection.execute("CREATE TABLE recipes (id TEXT)")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_cut_short, "is damaged"),
        (_with_a_hole, "is damaged"),
        (_without_its_parents, "points to nothing in tables"),
        (_newer, "newer Entente"),
        (_somebody_elses, "not a database of Entente's"),
        (lambda saved: saved.write_bytes(b""), "not a database of Entente's"),
        (lambda saved: saved.write_text("minutes of the last meeting, " * 40), "is damaged"),
        (lambda saved: saved.unlink(), "There is no backup"),
    ],
)
async def test_a_backup_that_is_not_good_changes_nothing(tmp_path: Path, spoil: object, said: str) -> None:
    lesson, saved, _ = await _saved(tmp_path)
    there = lesson.path.read_bytes()
    assert callable(spoil)
    spoil(saved)
    with pytest.raises(StoreTrouble, match=said):
        await restore(saved, url_of(lesson.path))
    assert lesson.path.read_bytes() == there
    assert _names(lesson.path.parent) == ["entente.sqlite"]


async def test_the_live_file_itself_is_no_backup(tmp_path: Path) -> None:
    lesson, _, _ = await _saved(tmp_path)
    with pytest.raises(StoreTrouble, match="the live database itself"):
        await restore(lesson.path, url_of(lesson.path))


async def test_where_a_file_cannot_have_two_names_it_is_moved_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    lesson, saved, said = await _saved(tmp_path, after=3)
    there = (await look_into(lesson.path)).answered
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    kept = await restore(saved, url_of(lesson.path))
    assert kept is not None
    assert (await look_into(kept)).answered == there
    assert set(said) <= (await look_into(lesson.path)).answered


async def test_the_new_file_may_be_read_by_whoever_could_read_the_old_one(tmp_path: Path) -> None:
    lesson, saved, _ = await _saved(tmp_path)
    lesson.path.chmod(0o640)
    await restore(saved, url_of(lesson.path))
    assert lesson.path.stat().st_mode & 0o777 == 0o640


def _ruin(live: Path) -> bytes:
    """Let the disk lose a file's first page; a log of it is still there."""
    ruined = bytes(4096) + live.read_bytes()[4096:]
    live.write_bytes(ruined)
    Path(f"{live}-wal").write_bytes(_RUINED_LOG)
    Path(f"{live}-shm").write_bytes(b"and its index")
    return ruined


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*entente*"))
