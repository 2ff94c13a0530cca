"""Bringing a database to this program's version, and refusing one that is older or newer."""

from importlib.resources import files
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from core.store.schema import METADATA
from core.store.trouble import StoreTrouble, explain


async def upgrade(url: str) -> None:
    """Create the database or bring it to this program's version; nothing happens if it is there already.

    Foreign keys are off while tables change and are checked afterwards, with the number of rows of every table that
    stays. Raises StoreTrouble with a sentence.
    """
    _make_folder(url)
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_upgrade)
    except DBAPIError as error:
        raise explain(error) from error
    finally:
        await engine.dispose()


async def check(url: str) -> None:
    """Raise StoreTrouble if the database is missing, older or newer than this program."""
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            heads = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_heads())
    except DBAPIError as error:
        raise explain(error) from error
    finally:
        await engine.dispose()
    _refuse_unknown(heads)
    if set(heads) != set(_scripts().get_heads()):
        raise StoreTrouble("The database is older than this program. Back it up, then run: entente db upgrade")


def differences(connection: sa.Connection) -> list[object]:
    """Return how the database differs from the schema; empty when a migration has been written for every change."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - needed by one test only, and slow to load

    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA))


def _upgrade(connection: sa.Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        connection.exec_driver_sql("PRAGMA busy_timeout=5000")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
    _refuse_unknown(MigrationContext.configure(connection).get_current_heads())
    before = _counts(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if is_sqlite:
        _check_sqlite(connection, before)
    connection.commit()


def _check_sqlite(connection: sa.Connection, before: dict[str, int]) -> None:
    after = _counts(connection)
    lost = sorted(name for name, count in before.items() if name in after and after[name] != count)
    if lost or connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreTrouble(
            f"The upgrade would have lost rows ({', '.join(lost) or 'broken links'}). Restore the backup."
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


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _make_folder(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return
    try:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble(f"The folder of the database cannot be made: {error.strerror}.") from error
