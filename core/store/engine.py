"""The engines of a store: one that writes, and two that can only read.

SQLite's default transactions lose updates when a read is followed by a write, and a deferred BEGIN fails with
"database is locked" where BEGIN IMMEDIATE waits; one engine for both kinds would lock readers out.

PostgreSQL writes in READ COMMITTED: every statement sees what was committed before it, so rows that are read once
their locks are held are the newest there are (`core.store.locking`); REPEATABLE READ would show them as they were
before the wait. Reads are REPEATABLE READ and read-only: a view is one snapshot and waits for nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from core.store.trouble import StoreTrouble

BUSY_MS = 5_000
"""How long to wait for another program's lock."""
_DRIVERS: Mapping[str, str] = MappingProxyType(
    {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
)
_PAST_THE_DRIVES_CACHE: Mapping[str, str] = MappingProxyType({"fullfsync": "ON", "checkpoint_fullfsync": "ON"})
"""On macOS, where an fsync ends in the drive's cache; elsewhere it does not, and these change nothing."""
Connect = Callable[..., aiosqlite.Connection]
_IDLE_MS = 60_000  # a process that stands still in the middle of a transaction (a frozen machine) gives up its locks
_ANSWER_S = 30  # a server that has not answered by then is in trouble
_CALL_S = 10  # one that cannot be reached by then is not there


@dataclass(frozen=True, slots=True)
class Engines:
    """What the store talks through."""

    write: AsyncEngine
    read: AsyncEngine
    glance: AsyncEngine
    """For looks of one statement each, which SQLite takes as a snapshot without a BEGIN; on a server it is `read`."""

    async def dispose(self) -> None:
        """Close all connections."""
        for one in (self.write, self.read, self.glance):
            await one.dispose()


def url_of(path: Path) -> str:
    """Return the database URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


def path_of(url: str) -> Path:
    """Return the file of a SQLite URL."""
    return Path(make_url(url).database or "")


def is_file(url: str) -> bool:
    """Tell whether a URL names a SQLite database, not a server."""
    return make_url(url).get_backend_name() == "sqlite"


def engines(url: str, busy_ms: int = BUSY_MS, driver: Connect = aiosqlite.connect) -> Engines:
    """Return the engines for a URL; a file is opened by `driver`. Nothing is opened yet."""
    if not is_file(url):
        return _on_server(url, busy_ms)
    write = engine(url, driver=driver, pool_size=1, max_overflow=0)
    read = engine(url, driver=driver, pool_size=4, max_overflow=0)
    durable = {"busy_timeout": busy_ms, "journal_mode": "WAL", "synchronous": "FULL", **_PAST_THE_DRIVES_CACHE}
    glance = engine(url, driver=driver, pool_size=1, max_overflow=0)
    looks = {"busy_timeout": busy_ms, "query_only": "ON"}
    _prepare(write, begin="BEGIN IMMEDIATE", pragmas=durable)
    _prepare(read, begin="BEGIN", pragmas=looks)
    _prepare(glance, begin="", pragmas=looks)
    return Engines(write, read, glance)


def engine(
    url: str,
    *,
    driver: Connect = aiosqlite.connect,
    settings: Mapping[str, str] | None = None,
    answer_s: float | None = None,
    **options: Any,
) -> AsyncEngine:
    """Return one engine for a URL, with a server's settings for each connection; StoreTrouble without its driver.

    A file is opened by `driver`.
    A server may take `answer_s` seconds for a statement; None: as long as it likes, as upgrades and copies may.
    """
    try:
        connect = _connecting(url, driver, settings or {}, answer_s)
        return create_async_engine(
            _with_driver(url), connect_args=connect, hide_parameters=True, **options
        )  # they may be notes
    except ModuleNotFoundError as missing:
        raise StoreTrouble(
            f"{missing.name} is not installed, and this database needs it. Install Entente with the extra “postgres”."
        ) from None


def _with_driver(url: str) -> URL:
    """Return a URL with the driver that Entente talks through, where people wrote none."""
    parsed = make_url(url)
    return parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))


def _connecting(url: str, driver: Connect, settings: Mapping[str, str], answer_s: float | None) -> dict[str, Any]:
    if is_file(url):
        return {"async_creator_fn": partial(_opened, driver)}
    named = {"application_name": "entente", "jit": "off", **settings}
    return {"server_settings": named, "timeout": _CALL_S, "command_timeout": answer_s}


async def _opened(connect: Connect, *args: Any, **options: Any) -> aiosqlite.Connection:
    """Open a file; when that fails, the driver's thread is gone before anybody hears of it.

    The driver alone only tells its thread to end, and the thread may do so when the event loop is closed already.
    """
    connection = connect(*args, **options)
    thread = connection._thread  # noqa: SLF001 (the driver has no public way to wait for it)
    thread.daemon = True
    try:
        return await connection
    except BaseException:
        thread.join()
        raise


def _on_server(url: str, busy_ms: int) -> Engines:
    waits = {"lock_timeout": str(busy_ms), "idle_in_transaction_session_timeout": str(_IDLE_MS)}
    durable = {
        **waits,
        "synchronous_commit": "on",
    }  # whatever the server's default: nothing is answered before it is safe
    write = engine(
        url, settings=durable, isolation_level="READ COMMITTED", pool_size=1, max_overflow=0, answer_s=_ANSWER_S
    )
    looks: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    read = engine(url, settings=waits, execution_options=looks, pool_size=4, max_overflow=0, answer_s=_ANSWER_S)
    _leave_closed_ones(write)
    _leave_closed_ones(read)
    return Engines(write, read, read)


def _leave_closed_ones(engine: AsyncEngine) -> None:
    """Open another connection in the place of one that the server has closed, as it does when it is started anew.

    The driver knows without asking; the pool's own test would cost three messages before every transaction.
    """

    @event.listens_for(engine.sync_engine, "checkout")
    def _checkout(connection: Any, _record: object, _proxy: object) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError


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

    if begin:

        @event.listens_for(engine.sync_engine, "begin")
        def _begin(connection: Any) -> None:
            connection.exec_driver_sql(begin)
