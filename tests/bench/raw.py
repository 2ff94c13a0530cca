"""The raw limit: what the service wrote, written again by bare sqlite3 in the same groups, with nothing around it."""

import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event

from core.store.store import Store


@dataclass(slots=True)
class Written:
    """Every statement that was written with its parameters, one list a transaction."""

    commits: list[list[tuple[str, Any, bool]]] = field(default_factory=list)
    _open: list[tuple[str, Any, bool]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of all text and numbers written (eight a number)."""
        rows = (row for commit in self.commits for _, given, many in commit for row in (given if many else [given]))
        return sum(len(value.encode()) if isinstance(value, str) else 8 for row in rows for value in row)

    def note(self, statement: str, given: Any, *, many: bool) -> None:
        """Take down one statement if it writes."""
        if statement.startswith(("INSERT", "DELETE")):
            self._open.append((statement, given, many))

    def commit(self) -> None:
        """End a transaction."""
        self.commits.append(self._open)
        self._open = []


@contextmanager
def recorded(store: Store) -> Iterator[Written]:
    """Take down all that the store writes meanwhile."""
    written, engine = Written(), store._engines.write.sync_engine

    def note(_conn: object, _cursor: object, statement: str, given: Any, _context: object, many: bool) -> None:
        written.note(statement, given, many=many)

    def commit(_conn: object) -> None:
        written.commit()

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", commit)
    try:
        yield written
    finally:
        event.remove(engine, "before_cursor_execute", note)
        event.remove(engine, "commit", commit)


def seconds(path: Path, commits: Sequence[Sequence[tuple[str, Any, bool]]]) -> float:
    """Return how long bare sqlite3 takes for the same transactions on a copy of this file, synchronous=FULL."""
    copy = path.with_suffix(".copy")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        started = time.perf_counter()
        for commit in commits:
            connection.execute("BEGIN IMMEDIATE")
            for statement, given, many in commit:
                (connection.executemany if many else connection.execute)(statement, given)
            connection.execute("COMMIT")
        return time.perf_counter() - started
