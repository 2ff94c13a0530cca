"""Databases that released schemas left behind: every row is still there after the upgrade, and the class plays on.

`released_0001.sql` was written by the first schema's own program: a class that has played Ratify or Revert and is in
the middle of Treaty Table, somebody who practises, somebody who studies, and another workspace with an open lobby.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.requests.game import JoinGame, OpenDesk, ShowPanel
from core.rows import Board, Session
from core.store import migrate
from core.store.engine import url_of
from core.store.schema import NAMES
from tests.desk import TEACHER, student, text
from tests.hall import Lesson

pytestmark = pytest.mark.sqlite("files that were released")

RELEASED = sorted(Path(__file__).parent.glob("released_*.sql"))
NEW_SINCE = {"0001": {"boards", "letters"}}


def lay_out(path: Path, released: Path) -> dict[str, int]:
    """Write the database as it was released; return how many rows each table has."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(released.read_text("utf-8"))
    return counts(path)


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def content(path: Path, name: str) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            str(sorted((k, v) for k, v in dict(row).items() if v is not None))
            for row in connection.execute(f'SELECT * FROM "{name}"')
        }


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
async def test_every_row_of_a_released_database_is_still_there_and_says_the_same(
    tmp_path: Path, released: Path
) -> None:
    path = tmp_path / "a.sqlite"
    before = lay_out(path, released)
    known = set(NAMES.values()) - NEW_SINCE[released.stem.partition("_")[2]]
    assert set(before) == known | {"alembic_version"}
    assert all(before.values()), "every table of the fixture has a row that could be lost"
    rows = {name: content(path, name) for name in known}
    await migrate.upgrade(url_of(path))
    assert {name: count for name, count in counts(path).items() if name in before} == before
    assert {name: content(path, name) for name in known} == rows
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert migrate.differences(connection) == []
    engine.dispose()


async def test_a_class_that_was_playing_plays_on_and_gets_its_boards(tmp_path: Path) -> None:
    path = tmp_path / "entente.sqlite"
    lay_out(path, RELEASED[0])
    await migrate.upgrade(url_of(path))
    lesson = Lesson(path, seed=2)
    await lesson.open()
    async with lesson:
        session = await lesson.session()
        assert (session.status, session.scenario) == ("running", "treaty-table")
        assert "The Straits Accord" in text(await lesson.say(TEACHER, ShowPanel()))
        assert (await lesson.say(student("Ana"), OpenDesk())).ok
        assert await lesson.rows(Board) == ()
        await lesson.play()
        (ended,) = await lesson.rows(Session, id=session.id)
        assert ended.status == "over"
        assert {board.session for board in await lesson.rows(Board)} == {session.id}
        assert await lesson.all_replays_agree()
        elsewhere = student("Bo", "guild-2")
        assert (await lesson.say(elsewhere, JoinGame(), channel="ir")).ok
