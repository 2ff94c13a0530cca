"""Killed right after an acknowledgement: what was acknowledged is stored, once and whole."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.rows import Once
from tests.desk import student
from tests.import_rules import ROOT
from tests.store.office import delivery, office

pytestmark = pytest.mark.sqlite("the killed file is opened by itself")


def acknowledged_until_killed(path: Path, lines: int, *options: str) -> set[str]:
    """Return what a process acknowledged before it was killed, right after this many lines."""
    command = [sys.executable, "-m", "tests.store.doomed", str(path), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(lines)]
        process.kill()  # SIGKILL
        heard += process.stdout.read().splitlines(keepends=True)
    return {line.decode().strip() for line in heard if line.endswith(b"\n")}


def stored(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT id FROM once").fetchall()
        assert connection.execute("SELECT count(*) FROM accounts").fetchone() == (len(rows),)  # no half of a command
    return {row_id.rsplit(":", 1)[-1] for (row_id,) in rows}


async def test_nothing_acknowledged_is_lost_when_the_process_is_killed_and_a_second_delivery_changes_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.sqlite"
    acknowledged = acknowledged_until_killed(path, 200)
    assert len(acknowledged) >= 200
    before = stored(path)
    assert acknowledged <= before
    async with office(path, chance=2) as service:
        assert not any([(await service.decide(delivery(once))).refused for once in sorted(acknowledged)[:20]])
        kept = await service.store.view(lambda ledger: ledger.find(Once, workspace=student("Ana").workspace))
    assert len(kept) == len(before) == len(stored(path))


def test_the_check_notices_who_acknowledges_before_the_commit(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    assert acknowledged_until_killed(path, 200, "early") - stored(path)
