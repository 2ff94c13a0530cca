"""Moving a whole database to another place: from a SQLite file to a server, when a school outgrows it, or back.

One snapshot is read and one transaction is written, some rows at a time, so that memory does not grow with the
database; what arrived is counted before it is kept. Column values go as they are: both places hold the same columns.
"""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rows import EVERY
from core.store import migrate
from core.store.address import without_password
from core.store.alone import alone_on
from core.store.engine import Engines, engines, is_file
from core.store.schema import METADATA, NAMES
from core.store.trouble import StoreTrouble, explained

_AT_A_TIME = 500  # rows in memory
_OTHERS = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'entente'"
    " AND pid <> pg_backend_pid()"
)


async def move(source: str, target: str) -> Mapping[str, int]:
    """Copy every row of one database to another, which is laid out for it and must be empty; return rows by table.

    All or nothing arrives, and the source stays as it is. No bot may be running on either. Raises StoreTrouble with a
    sentence.
    """
    with alone_on(source), alone_on(target):
        await migrate.check(source)
        await migrate.upgrade(target)
        origin, goal = engines(source), engines(target)
        try:
            with explained():
                await _must_be_unused(source, origin)
                await _must_be_unused(target, goal)
                return await _copied(origin, goal, target)
        finally:
            await origin.dispose()
            await goal.dispose()


async def _must_be_unused(url: str, at: Engines) -> None:
    """Raise when a bot is connected to a server's database; on a file its lock has told already."""
    if is_file(url):
        return
    async with at.read.connect() as conn:
        if await conn.scalar(_OTHERS):
            raise StoreTrouble(
                f"Entente is running on {without_password(url)}. Stop every bot, then copy; nothing was changed."
            )


async def _copied(origin: Engines, goal: Engines, target: str) -> dict[str, int]:
    counts = {}
    async with origin.read.connect() as reading, reading.begin(), goal.write.begin() as writing:
        for name in map(NAMES.__getitem__, EVERY):
            if await _count(writing, name):
                raise StoreTrouble(
                    f"{without_password(target)} is not empty: it has {name}. Nothing was changed; name an empty one."
                )
        for name in map(NAMES.__getitem__, EVERY):
            counts[name] = await _copy_table(reading, writing, name)
    return counts


async def _copy_table(reading: AsyncConnection, writing: AsyncConnection, name: str) -> int:
    table = METADATA.tables[name]
    expected = await _count(reading, name)
    async with reading.stream(sa.select(table).order_by(table.c.id)) as rows:
        async for some in rows.mappings().partitions(_AT_A_TIME):
            await writing.execute(sa.insert(table), [dict(row) for row in some])
    if await _count(writing, name) != expected:
        raise StoreTrouble(f"Not all rows of {name} arrived, so nothing was changed. Please report it.")
    return expected


async def _count(conn: AsyncConnection, name: str) -> int:
    found: int = await conn.scalar(sa.select(sa.func.count()).select_from(METADATA.tables[name])) or 0
    return found
