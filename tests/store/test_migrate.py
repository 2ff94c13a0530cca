"""Bringing a database to this program's version: from nothing, twice, from before, and never back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from core.store import migrate
from core.store.engine import url_of
from core.store.schema import NAMES
from core.store.trouble import StoreTrouble
from tests.store.office import EMPTY, delivery, office, together

pytestmark = pytest.mark.sqlite("what an upgrade does to a file")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.sqlite"
    file.write_bytes(EMPTY)
    return file


@pytest.fixture
def connection(path: Path) -> Iterator[sa.Connection]:
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables(path)}


def run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


async def test_an_empty_place_becomes_a_database_folder_and_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.sqlite"
    await migrate.upgrade(url_of(path))
    assert tables(path) == {*NAMES.values(), "alembic_version"}
    await migrate.check(url_of(path))


async def test_an_upgrade_that_is_not_needed_changes_nothing_and_keeps_all_rows(path: Path) -> None:
    async with office(path) as service:
        await together(service, [delivery(f"n-{n}") for n in range(10)])
    before = counts(path)
    await migrate.upgrade(url_of(path))
    assert counts(path) == before
    assert before["people"] == 10


def test_the_migrations_lead_to_the_very_schema_of_the_rows(connection: sa.Connection) -> None:
    assert migrate.differences(connection) == []


def test_a_change_without_a_migration_is_noticed(path: Path, connection: sa.Connection) -> None:
    run(path, "ALTER TABLE people ADD COLUMN shoe_size INTEGER")
    assert len(migrate.differences(connection)) == 1


async def test_a_missing_database_is_not_made_by_looking_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with pytest.raises(StoreTrouble, match=r"There is no database at .* yet\. Make it with: entente db upgrade"):
        await migrate.check(url_of(path))
    assert not path.exists()


async def test_an_older_database_says_how_to_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    run(path, "CREATE TABLE alembic_version (version_num TEXT)")
    with pytest.raises(StoreTrouble, match=r"older than this program\. Back it up, then run: entente db upgrade"):
        await migrate.check(url_of(path))


async def test_somebody_elses_database_is_not_taken_for_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "recipes.sqlite"
    run(path, "CREATE TABLE recipes (id TEXT)")
    with pytest.raises(StoreTrouble, match="not one of Entente's"):
        await migrate.check(url_of(path))


async def test_a_newer_database_is_neither_used_nor_upgraded(path: Path) -> None:
    run(path, "UPDATE alembic_version SET version_num = '9999'")
    for work in (migrate.check, migrate.upgrade):
        with pytest.raises(StoreTrouble, match="written by a newer Entente"):
            await work(url_of(path))


async def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreTrouble, match="The folder of the database cannot be made"):
        await migrate.upgrade(url_of(tmp_path / "file" / "a.sqlite"))


def test_a_downgrade_is_refused_with_what_to_do_instead(connection: sa.Connection) -> None:
    with pytest.raises(RuntimeError, match="restore the backup made before the upgrade"):
        command.downgrade(migrate._config(connection), "base")


LOSSES = {
    "rows of a child": "DELETE FROM accounts",
    "broken links": "UPDATE accounts SET person = 'nobody'",
}


@pytest.mark.parametrize("planted", LOSSES.values(), ids=list(LOSSES))
async def test_an_upgrade_that_would_lose_something_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    async with office(path) as service:
        await together(service, [delivery(f"n-{n}") for n in range(3)])
    before = counts(path)

    def sloppy(config: Any, _to: str) -> None:
        config.attributes["connection"].exec_driver_sql("CREATE TABLE more (id TEXT)")
        config.attributes["connection"].exec_driver_sql(planted)

    monkeypatch.setattr(command, "upgrade", sloppy)
    with pytest.raises(StoreTrouble, match=r"would lose rows \((accounts|broken links)\), so nothing was changed"):
        await migrate.upgrade(url_of(path))
    assert counts(path) == before


async def test_while_tables_are_rebuilt_foreign_keys_are_off_so_that_no_child_is_deleted_with_its_parent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(config: Any, _to: str) -> None:
        connection = config.attributes["connection"]
        seen.append(connection.exec_driver_sql("PRAGMA foreign_keys").scalar())
        seen.append(connection.in_transaction())

    monkeypatch.setattr(command, "upgrade", look)
    await migrate.upgrade(url_of(path))
    assert seen == [0, True]
