"""The demo's folder: its own database is replaced, anybody else's stays."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.terminal.folder import DATABASE, NotOurs, fresh_database
from core.command import Who
from core.store import migrate
from core.store.engine import url_of


def _database(folder: Path, workspace: str) -> Path:
    file = folder / DATABASE
    asyncio.run(migrate.upgrade(url_of(file)))
    with closing(sqlite3.connect(file)) as connection:
        columns = "id, workspace, name, code, board, notes, quiet_from, quiet_to, zone, reviews, fresh, at"
        row = ("s1", workspace, "POL 210", "K7M2QX", 1, 1, 0, 0, "UTC", 20, 5, "2026-03-02 10:00:00")
        connection.execute(f"INSERT INTO sections ({columns}) VALUES ({', '.join('?' * len(row))})", row)
        connection.commit()
    return file


def test_a_database_that_a_demo_wrote_is_replaced(tmp_path: Path) -> None:
    file = _database(tmp_path, Who("terminal", "local", "ana", "Ana").workspace)
    assert fresh_database(tmp_path) == file
    assert not list(tmp_path.glob(f"{DATABASE}*"))


def test_a_real_classs_database_is_never_touched(tmp_path: Path) -> None:
    file = _database(tmp_path, "discord:4711")
    before = file.read_bytes()
    with pytest.raises(NotOurs, match="--out FOLDER"):
        fresh_database(tmp_path)
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("my notes")
    with pytest.raises(NotOurs):
        fresh_database(tmp_path)
    assert (tmp_path / DATABASE).read_text() == "my notes"


def test_an_empty_file_and_an_empty_folder_are_taken(tmp_path: Path) -> None:
    assert fresh_database(tmp_path / "new" / "folder") == tmp_path / "new" / "folder" / DATABASE
    (tmp_path / DATABASE).touch()
    assert not fresh_database(tmp_path).exists()
