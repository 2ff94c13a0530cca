"""Bringing a database to this program's version, and refusing one that is older or newer."""

from collections.abc import Callable
from importlib.resources import files
from typing import Literal, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.pool import NullPool

from core.store.address import plain_file
from core.store.engine import engine as engine_of
from core.store.schema import METADATA
from core.store.trouble import StoreTrouble, explained

T = TypeVar("T")
_ONE_AT_A_TIME = sa.text("SELECT pg_advisory_xact_lock(hashtextextended('entente db upgrade', 0))")
Standing = Literal["absent", "older", "current"]
OLDER = "The database is older than this program. Back it up, then run: entente db upgrade"


async def upgrade(url: str) -> None:
    """Create the database or bring it to this program's version; nothing happens if it is there already.

    One transaction; the number of rows of every table that stays is compared before it is committed. SQLite's foreign
    keys are off while tables change and are checked afterwards. Raises StoreTrouble with a sentence.
    """
    _make_folder(url)
    await _run(url, _upgrade)


async def check(url: str) -> None:
    """Raise StoreTrouble if the database is missing, older or newer than this program."""
    found = await standing(url)
    if found == "absent" and (path := plain_file(url)) is not None and not path.exists():
        raise StoreTrouble(f"There is no database at {path} yet. Make it with: entente db upgrade")
    if found != "current":
        raise StoreTrouble(OLDER)


async def standing(url: str) -> Standing:
    """Return where a database stands beside this program; StoreTrouble if it is newer, or somebody else's."""
    if (path := plain_file(url)) is not None and not path.exists():
        return "absent"
    return await _run(url, _standing)


def _standing(connection: sa.Connection) -> Standing:
    heads = MigrationContext.configure(connection).get_current_heads()
    _refuse_unknown(heads)
    if heads and set(heads) == set(_scripts().get_heads()):
        return "current"
    tables = sa.inspect(connection).get_table_names()
    if not tables:
        return "absent"
    if "alembic_version" not in tables:
        raise StoreTrouble("This database is not one of Entente's. Name another one in the configuration.")
    return "older"


def differences(connection: sa.Connection) -> list[object]:
    """Return how the database differs from the schema; empty when a migration has been written for every change."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - needed by one test only, and slow to load

    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA))


def _upgrade(connection: sa.Connection) -> None:
    _refuse_unknown(MigrationContext.configure(connection).get_current_heads())
    connection.commit()
    if connection.dialect.name == "sqlite":
        for pragma in ("busy_timeout=5000", "journal_mode=WAL", "foreign_keys=OFF"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        connection.commit()
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver would commit each change of a table by itself
    else:
        connection.execute(_ONE_AT_A_TIME)  # whoever comes second finds all done
    _upgrade_whole(connection)
    connection.commit()


def _upgrade_whole(connection: sa.Connection) -> None:
    """Upgrade in one transaction, which is given up when a row or a link would be lost."""
    before = _counts(connection)
    command.upgrade(_config(connection), "head")
    after = _counts(connection)
    lost = [name for name, count in before.items() if name in after and after[name] != count]
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        lost.append("broken links")
    if lost:
        raise StoreTrouble(
            f"The upgrade would lose rows ({', '.join(lost)}), so nothing was changed. Please report it."
        )


def _counts(connection: sa.Connection) -> dict[str, int]:
    names = sorted(set(sa.inspect(connection).get_table_names()) - {"alembic_version"})
    return {name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0 for name in names}


def _refuse_unknown(heads: tuple[str, ...]) -> None:
    scripts = _scripts()
    for head in heads:
        try:
            scripts.get_revision(head)
        except CommandError:
            raise StoreTrouble(
                "The database was written by a newer Entente. Install that version, or name another database."
            ) from None


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


async def _run(url: str, work: Callable[[sa.Connection], T]) -> T:
    engine = engine_of(url, poolclass=NullPool)
    try:
        with explained():
            async with engine.connect() as connection:
                return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _make_folder(url: str) -> None:
    try:
        if (path := plain_file(url)) is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble(f"The folder of the database cannot be made: {error.strerror}.") from error
