"""The two engines of a store: one that writes (BEGIN IMMEDIATE) and one that can only read.

SQLite's default transactions lose updates when a read is followed by a write, and a deferred BEGIN fails with
"database is locked" where BEGIN IMMEDIATE waits; one engine for both kinds would lock readers out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_MS = 5_000
"""How long to wait for another program's lock."""


@dataclass(frozen=True, slots=True)
class Engines:
    """What the store talks through."""

    write: AsyncEngine
    read: AsyncEngine

    async def dispose(self) -> None:
        """Close all connections."""
        await self.write.dispose()
        await self.read.dispose()


def url_of(path: Path) -> str:
    """Return the database URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


def path_of(url: str) -> Path:
    """Return the file of a SQLite URL."""
    return Path(make_url(url).database or "")


def engines(url: str, busy_ms: int = BUSY_MS) -> Engines:
    """Return the engines for a URL. Nothing is opened yet."""
    write = create_async_engine(url, pool_size=1, max_overflow=0)
    read = create_async_engine(url, pool_size=4, max_overflow=0)
    durable = {"busy_timeout": busy_ms, "journal_mode": "WAL", "synchronous": "FULL"}
    _prepare(write, begin="BEGIN IMMEDIATE", pragmas=durable)
    _prepare(read, begin="BEGIN", pragmas={"busy_timeout": busy_ms, "query_only": "ON"})
    return Engines(write, read)


def _prepare(engine: AsyncEngine, begin: str, pragmas: Mapping[str, object]) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        try:
            cursor = connection.cursor()
            for name, value in {"foreign_keys": "ON", **pragmas}.items():
                cursor.execute(f"PRAGMA {name}={value}")
            cursor.close()
        except Exception:
            connection.close()  # a damaged file is told here; the pool would leave the driver's thread behind
            raise

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)
