"""The past beside which moves are timed is whole: copies of a session that was really played."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bench import growth

COPIES = 4


async def test_every_copy_of_the_first_session_has_all_its_rows_and_every_key_holds(tmp_path: Path) -> None:
    path = tmp_path / "school.sqlite"
    await growth.first_session(path, people=12, players=8)
    with closing(sqlite3.connect(path)) as connection:
        lines = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
        before = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in growth.COPIED}
        journal, sessions, tables, _ = await asyncio.to_thread(growth.grown, path, COPIES * lines)
        assert (journal, sessions, tables) == (COPIES * lines, COPIES, COPIES * before["tables"])
        after = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in growth.COPIED}
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert after == {name: COPIES * rows for name, rows in before.items() if name != "once"} | {"once": after["once"]}
    assert after["once"] > before["once"]
