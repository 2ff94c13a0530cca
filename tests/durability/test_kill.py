"""kill -9 in the middle of the lesson: whoever was told "done" finds it done, once."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.durability.killing import delivered_again, kill_often, killed, look
from tests.durability.looking import Acknowledged, Tally
from tests.durability.school import lay_out
from tests.telling import Tell


def test_two_kills_lose_nothing_tear_nothing_and_apply_nothing_twice(tmp_path: Path, tell: Tell) -> None:
    tally = kill_often(tmp_path, 2, seed=1)
    tell(f"kill -9: {tally}")
    _is_clean(tally, kills=2)


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_tear_nothing_and_apply_nothing_twice(tmp_path: Path, tell: Tell) -> None:
    tally = kill_often(tmp_path, 100, seed=2)
    tell(f"kill -9: {tally}")
    _is_clean(tally, kills=100)


def test_acknowledging_before_the_commit_would_be_caught(tmp_path: Path, tell: Tell) -> None:
    tally = kill_often(tmp_path, 12, seed=3, early=True)
    tell(f"kill -9, acknowledged before the commit (planted): {tally}")
    assert tally.lost > 0


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Acknowledged]]:
    """Return a file whose process was killed after many moves, and what it had acknowledged."""
    path = tmp_path_factory.mktemp("killed") / "class.sqlite"
    asyncio.run(lay_out(path))
    return path, killed(path, "spoiled:40")


_NO_LAST_CLOSE = """DELETE FROM journal WHERE id IN
    (SELECT max(id) FROM journal WHERE kind = 'close' GROUP BY "table")"""
"""A move may say what was said before and change nothing; the end of a phase always changes a state."""


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ("DELETE FROM once WHERE id LIKE '%:open-%'", "lost"),
        ("UPDATE once SET result = (SELECT result FROM once ORDER BY id LIMIT 1)", "lost"),
        ("DELETE FROM once WHERE id LIKE '%:open-%'", "twice"),
        ("UPDATE journal SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM journal)", "torn"),
        (_NO_LAST_CLOSE, "disagreeing"),
    ],
)
def test_a_file_that_is_not_what_was_acknowledged_would_be_caught(
    left_behind: tuple[Path, list[Acknowledged]], tmp_path: Path, fault: str, found: str
) -> None:
    path, told = _copied(left_behind, tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(fault)
    assert getattr(look(path, told), found) > 0


def test_a_second_delivery_that_is_not_known_again_would_be_caught(
    left_behind: tuple[Path, list[Acknowledged]], tmp_path: Path
) -> None:
    path, told = _copied(left_behind, tmp_path)
    assert asyncio.run(delivered_again(path, told)).clean
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM once")
    assert asyncio.run(delivered_again(path, told)).twice > 0


def _copied(left_behind: tuple[Path, list[Acknowledged]], folder: Path) -> tuple[Path, list[Acknowledged]]:
    path, told = left_behind
    for end in ("", "-wal"):
        if (part := Path(f"{path}{end}")).exists():
            shutil.copy(part, folder / part.name)
    return folder / path.name, told


def _is_clean(tally: Tally, kills: int) -> None:
    assert tally.clean
    assert tally.kills == kills
    assert tally.acknowledged > kills
    assert tally.tables_replayed > kills
