"""Where a test keeps its class: a SQLite file in its folder, or a database of its own on a server.

`pytest --database postgres` tells the same stories on a real PostgreSQL server, started for the session. A test names
its place by a path either way; on the server the path stands for a database, made as a copy of one that was laid out.
"""

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from core.store import migrate
from core.store.engine import url_of
from tests.server import Server, binaries

ON_SERVER = "ENTENTE_TESTS_ON_SERVER"
"""The environment variable that names the folder of the server's socket; not set: SQLite files."""

Kept = bytes | str
"""A database as it was at some moment: a file's content, or the name of a copy on the server."""


def server() -> Server | None:
    """Return the session's server, None where tests are on SQLite files."""
    folder, programs = os.environ.get(ON_SERVER), binaries()
    return Server(Path(folder), programs) if folder and programs else None


def url_for(path: Path) -> str:
    """Return the URL of the database that a path stands for."""
    return url_of(path) if (on := server()) is None else on.url(_name(path))


def lay_out(path: Path, like: Kept | None = None) -> str:
    """Make a database as it was kept, or with nothing in it, unless it is there already; return its URL."""
    if not path.exists():
        on = server()
        kept = like or (empty_file() if on is None else _empty_on(on))
        if isinstance(kept, bytes):
            path.write_bytes(kept)
        elif on is not None:
            on.create(_name(path), like=kept)
            path.touch()  # says that it is there
    return url_for(path)


def keep(path: Path) -> Kept:
    """Return a database as it is now; nobody may be using it."""
    if (on := server()) is None:
        return path.read_bytes()
    on.create(kept := f"kept_{_name(path)}", like=_name(path))
    return kept


def drop_all(folder: Path) -> None:
    """Drop the databases that paths in a folder stand for; files go with their folder."""
    if (on := server()) is not None and (names := [_name(path) for path in folder.rglob("*.sqlite")]):
        on.sql("postgres", *(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in names))


def dump(path: Path, leave: Sequence[str] = ()) -> tuple[str, ...]:
    """Return every row that is stored, as SQL, but for those of some tables."""
    if (on := server()) is not None:
        return tuple(line for line in on.dump(_name(path)) if not any(f"INTO public.{name} " in line for name in leave))
    with closing(sqlite3.connect(path)) as connection:
        left = tuple(f'INSERT INTO "{name}"' for name in leave)
        return tuple(line for line in connection.iterdump() if not line.startswith(left))


@cache
def empty_file() -> bytes:
    """Return a SQLite file at this program's version in which nothing has happened; the migrations run but once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.sqlite"
        _without_a_loop(url_of(path))
        return path.read_bytes()


@cache
def _empty_on(on: Server) -> str:
    on.create(name := "empty")
    _without_a_loop(on.url(name))
    return name


def _without_a_loop(url: str) -> None:
    """Lay a database out, also where an event loop is running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, migrate.upgrade(url)).result()


def _name(path: Path) -> str:
    return f"e{sha256(str(path).encode()).hexdigest()[:20]}"
