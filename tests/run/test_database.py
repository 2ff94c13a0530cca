"""What a bot does about its database before it answers anybody."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.run.database import prepare
from core.store import migrate
from core.store.engine import url_of
from core.store.trouble import StoreTrouble

pytestmark = pytest.mark.sqlite("files that are there, absent, older or somebody else's")

NOW = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
RELEASED = Path(__file__).parents[1] / "store" / "released_0001.sql"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A database as the first schema's own program left it."""
    file = tmp_path / "class.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(RELEASED.read_text("utf-8"))
    return file


def version(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        found: str = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        return found


async def test_an_absent_database_is_made_with_its_folder(tmp_path: Path) -> None:
    url = url_of(tmp_path / "school" / "class.sqlite")
    assert (await prepare(url, NOW, upgrade=False)).startswith("A new database was made: ")
    assert await prepare(url, NOW, upgrade=False) == ""
    await migrate.check(url)


async def test_an_older_database_is_left_alone_and_the_sentence_says_both_ways_on(older: Path) -> None:
    with pytest.raises(StoreTrouble, match=r"entente db upgrade \(or set database\.upgrade = true\)"):
        await prepare(url_of(older), NOW, upgrade=False)
    assert version(older) == "0001"


async def test_an_older_database_is_backed_up_and_upgraded_where_that_is_wanted(older: Path) -> None:
    said = await prepare(url_of(older), NOW, upgrade=True)
    kept = older.with_name("class-20260907-080000.sqlite")
    assert str(kept) in said
    assert version(kept) == "0001"
    await migrate.check(url_of(older))


async def test_an_upgrade_whose_backup_cannot_be_made_does_not_begin(older: Path) -> None:
    older.with_name("class-20260907-080000.sqlite").write_text("somebody's")
    with pytest.raises(StoreTrouble, match="is there already"):
        await prepare(url_of(older), NOW, upgrade=True)
    assert version(older) == "0001"
