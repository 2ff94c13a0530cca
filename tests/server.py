"""A PostgreSQL server of the tests' own, on a Unix socket in a temporary folder: started in a second, gone at the end.

The binaries are the distribution's (`.ci/run` installs them where it can). PostgreSQL refuses to run as root, so root
lends it to another user.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

ABSENT = "PostgreSQL is not on this machine: tests on a server are left out (apt-get install postgresql brings them)"
_USER = "entente"
_LENT_TO = ("postgres", "nobody")
_QUICK = ("fsync=off", "full_page_writes=off")  # for suites: what a power cut would do to it, nobody asks
_CLEAN_UP = 'cat > /dev/null; "$1" stop -s -w -m immediate -D "$2/data" > /dev/null 2>&1; rm -rf "$2"'
_SMALL = ("listen_addresses=", "shared_buffers=64MB", "max_connections=100", "log_min_messages=fatal")


@cache
def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL's programs, None if there are none."""
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda place: int(place.parts[-3]))
    return places[-1].parent if places else None


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where its socket is, and where its programs are."""

    folder: Path
    programs: Path

    def url(self, database: str) -> str:
        """Return the URL of a database on it."""
        return f"postgresql+asyncpg://{_USER}@/{database}?host={self.folder}"

    def create(self, database: str, like: str = "template0") -> None:
        """Make a database as a copy of another one."""
        self.sql("postgres", f'CREATE DATABASE "{database}" TEMPLATE "{like}"')

    def sql(self, database: str, *statements: str) -> str:
        """Run statements on a database, each by itself; return what they print, without frames."""
        asked = [part for statement in statements for part in ("-c", statement)]
        return self._run("psql", "-qAtX", "-v", "ON_ERROR_STOP=1", *asked, database)

    def dump(self, database: str) -> tuple[str, ...]:
        """Return all rows of a database, as INSERT statements in order of their text."""
        told = self._run("pg_dump", "--data-only", "--inserts", database)
        return tuple(sorted(line for line in told.split(";\n") if line.lstrip().startswith("INSERT")))

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is as if it had crashed."""
        _run(self.programs / "pg_ctl", "stop", "-w", "-m", mode, "-D", str(self.folder / "data"))

    def start(self) -> None:
        """Start it, or start it again."""
        log = str(self.folder / "log")
        _run(self.programs / "pg_ctl", "start", "-w", "-s", "-l", log, "-D", str(self.folder / "data"))

    def _run(self, program: str, *args: str) -> str:
        return _run(self.programs / program, "-h", str(self.folder), "-U", _USER, *args)


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Run a server; a durable one waits for the disk at every commit, as in real life."""
    programs = binaries()
    if programs is None:
        raise FileNotFoundError(ABSENT)
    folder = Path(mkdtemp(prefix="entente-pg-", dir="/tmp"))  # short: the path of a socket has 107 characters
    if (lent_to := _lent_to()) is not None:
        shutil.chown(folder, lent_to)
    with _gone_afterwards(programs, folder):
        options = ("-U", _USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        _run(programs / "initdb", "-D", str(folder / "data"), *options)
        settings = (*_SMALL, f"unix_socket_directories={folder}", *(() if durable else _QUICK))
        with (folder / "data" / "postgresql.auto.conf").open("a") as kept:
            kept.writelines(f"{name} = '{value}'\n" for name, value in (line.split("=") for line in settings))
        server = Server(folder, programs)
        server.start()
        yield server


@contextmanager
def _gone_afterwards(programs: Path, folder: Path) -> Iterator[None]:
    """Stop the server and remove its folder at the end, also when this process is killed or interrupted.

    A process of its own sees to it, as soon as nobody holds the other end of its pipe.
    """
    told = [programs / "pg_ctl", folder]
    with subprocess.Popen(
        ["sh", "-c", _CLEAN_UP, "sh", *told], stdin=subprocess.PIPE, user=_lent_to(), cwd="/", start_new_session=True
    ) as cleaner:
        yield
        assert cleaner.stdin is not None
        cleaner.stdin.close()


def _lent_to() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _LENT_TO if name in names)


def _run(program: Path, *args: str) -> str:
    done = subprocess.run(
        [program, *args], user=_lent_to(), cwd="/", capture_output=True, text=True, check=False, env={"LC_ALL": "C"}
    )
    if done.returncode:
        raise RuntimeError(f"{program.name} {args[0]}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return done.stdout
