"""What the two connections really are: durable, immediate, with foreign keys; and the other cannot write."""

import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from core.rows import Account
from core.store.engine import Engines, engine, engines, url_of
from core.store.store import SickBatch, Store
from core.store.trouble import StoreTrouble
from tests.desk import NOTHING_TO_PLAY
from tests.store.office import BUSY_MS, EMPTY

pytestmark = pytest.mark.sqlite("what its connections are")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.sqlite"
    file.write_bytes(EMPTY)
    return file


@pytest.fixture
async def opened(path: Path) -> AsyncIterator[Engines]:
    both = engines(url_of(path), BUSY_MS)
    yield both
    await both.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("busy_timeout", BUSY_MS),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
    ],
)
async def test_the_writing_connection_is_durable(opened: Engines, pragma: str, value: object) -> None:
    async with opened.write.connect() as conn:
        assert (await conn.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == value


async def test_the_reading_connection_cannot_write(opened: Engines) -> None:
    async with opened.read.connect() as conn:
        with pytest.raises(OperationalError, match="readonly"):
            await conn.exec_driver_sql("INSERT INTO marks VALUES ('clock', '', 1)")


async def test_a_writer_holds_the_lock_from_its_first_statement_on(opened: Engines, path: Path) -> None:
    async with opened.write.connect() as conn:
        await conn.exec_driver_sql("SELECT * FROM marks")  # a deferred transaction would hold nothing yet
        with closing(sqlite3.connect(path, timeout=0)) as other:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            assert other.execute("SELECT count(*) FROM marks").fetchone() == (0,)  # readers are not locked out


async def test_a_reader_sees_one_state_from_beginning_to_end(opened: Engines, path: Path) -> None:
    async with opened.read.connect() as conn, conn.begin():
        before = (await conn.exec_driver_sql("SELECT count(*) FROM marks")).scalar()
        with closing(sqlite3.connect(path)) as other:
            other.execute("INSERT INTO marks VALUES ('clock', '', 1)")
            other.commit()
        assert (await conn.exec_driver_sql("SELECT count(*) FROM marks")).scalar() == before == 0


async def test_a_file_in_another_journal_mode_is_written_ahead_from_the_first_write_on(tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(EMPTY)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    both = engines(url_of(copy), BUSY_MS)
    async with both.write.connect() as conn:
        assert (await conn.exec_driver_sql("PRAGMA journal_mode")).scalar() == "wal"
    await both.dispose()


async def test_a_row_that_points_nowhere_is_refused(path: Path) -> None:
    store = Store(url_of(path), NOTHING_TO_PLAY, BUSY_MS)
    with pytest.raises(SickBatch, match="FOREIGN KEY"):
        await store.commit(lambda ledger: ledger.put(Account(id="a", workspace="w", person="nobody", name="Ana")))
    await store.close()


@pytest.mark.parametrize(
    ("written", "driver"),
    [
        ("postgresql://bot@server/entente", "postgresql+asyncpg"),
        ("postgres://bot@server/entente", "postgresql+asyncpg"),
        ("sqlite:///class.sqlite", "sqlite+aiosqlite"),
    ],
)
def test_an_address_without_a_driver_is_taken_to_mean_ours(written: str, driver: str) -> None:
    assert engine(written).url.drivername == driver


def test_a_driver_that_is_not_installed_is_named_with_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(StoreTrouble, match="Install Entente with the extra “postgres”"):
        engine("postgresql://bot@server/entente")
