"""The driver that executes statements whole: one change of threads each, and otherwise as the library's own."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from core.store.driver import WholeConnection, connected
from core.store.engine import engines, url_of

ROWS = [(n, f"S{n}") for n in range(300)]


def changes_of_threads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows by one whenever the driver hands something to its thread."""
    made: list[object] = []
    plain: Callable[..., Any] = aiosqlite.Connection._execute

    async def counted(self: aiosqlite.Connection, run: Callable[..., Any], *args: Any, **options: Any) -> Any:
        made.append(run)
        return await plain(self, run, *args, **options)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    return made


async def lesson(write: AsyncEngine) -> list[tuple[int, str]]:
    """Store rows in one transaction and read them back in it: six statements and a COMMIT."""
    async with write.begin() as conn:
        await conn.exec_driver_sql("CREATE TABLE students (id INTEGER PRIMARY KEY, name TEXT)")
        await conn.exec_driver_sql("INSERT INTO students VALUES (?, ?)", ROWS)
        await conn.exec_driver_sql("UPDATE students SET name = 'Ana' WHERE id = 0")
        await conn.execute(sa.text("DELETE FROM students WHERE id = :id"), {"id": 1})
        found = await conn.execute(sa.text("SELECT id, name FROM students ORDER BY id"))
        return [(row.id, row.name) for row in found]


async def test_a_statement_is_one_change_of_threads_and_a_pool_is_come_back_to_without_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = changes_of_threads(monkeypatch)
    counts = {}
    for driver in (aiosqlite.connect, connected):
        both = engines(url_of(tmp_path / f"{driver.__name__}.sqlite"), driver=driver)
        async with both.write.connect() as conn:
            await conn.exec_driver_sql("SELECT 1")  # the first use of a connection sets it up
        made.clear()
        assert await lesson(both.write) == [(0, "Ana"), *ROWS[2:]]
        counts[driver] = len(made)
        await both.dispose()
    assert counts[connected] == len(("BEGIN", "CREATE", "INSERT", "UPDATE", "DELETE", "SELECT", "COMMIT"))
    assert counts[aiosqlite.connect] > 2 * counts[connected]


async def two_more(write: AsyncEngine) -> None:
    """Store a row that fits, and one that is there already, in one transaction."""
    async with write.begin() as conn:
        await conn.exec_driver_sql("INSERT INTO students VALUES (1000, 'Bo')")
        await conn.exec_driver_sql("INSERT INTO students VALUES (0, 'Cy')")


@pytest.mark.parametrize("driver", [aiosqlite.connect, connected])
async def test_what_a_statement_raises_is_the_same_and_leaves_nothing_behind(tmp_path: Path, driver: Any) -> None:
    both = engines(url_of(tmp_path / "class.sqlite"), driver=driver)
    await lesson(both.write)
    with pytest.raises(IntegrityError, match=r"UNIQUE constraint failed: students\.id"):
        await two_more(both.write)
    async with both.read.connect() as conn:
        assert await conn.scalar(sa.text("SELECT count(*) FROM students WHERE id = 1000")) == 0
    await both.dispose()


async def test_a_transaction_that_is_given_up_is_rolled_back(tmp_path: Path) -> None:
    connection = await connected(tmp_path / "class.sqlite", isolation_level=None)
    assert isinstance(connection, WholeConnection)
    await connection.cursor().execute("CREATE TABLE students (id INTEGER PRIMARY KEY)")
    await connection.cursor().execute("BEGIN IMMEDIATE")
    await connection.cursor().execute("INSERT INTO students VALUES (1)")
    await connection.rollback()
    cursor = await connection.cursor().execute("SELECT count(*) FROM students")
    assert await cursor.fetchall() == [(0,)]
    assert await cursor.fetchall() == [], "they have been taken"
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await connection.cursor().execute("SELECT * FROM nobody")
    await connection.close()
