"""One transaction as the laws look at it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from core.command import Command
from core.requests import Request
from core.rows import Chair, Entry, Once, Place, Row, Table
from core.stored_results import load
from tests.simulation.memory import Before, Changes, Memory

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Commit:
    """One transaction: what it put, how things stood before, and what had been asked under which name."""

    changes: Changes
    before: Before
    after: Memory
    asked: Mapping[str, Command]
    class_now: int

    def put(self, kind: type[R]) -> list[R]:
        """Return the rows of a kind that it put."""
        return [row for row in self.changes.get(kind, ()) if isinstance(row, kind)]

    @property
    def tables(self) -> list[Table]:
        """Return the tables that it touched in any way, as they are now."""
        ids = dict.fromkeys(table.id for table in self.put(Table))
        rows: list[Place | Chair | Entry] = [*self.put(Place), *self.put(Chair), *self.put(Entry)]
        ids |= dict.fromkeys(row.table for row in rows)
        return [table for table in (self.after.get(Table, row_id) for row_id in ids) if table is not None]

    @property
    def commands(self) -> list[Command]:
        """Return the people's commands that were decided in it, refused ones among them."""
        return [command for once in self.put(Once) if (command := self.asked.get(once.id)) is not None]

    def done(self, kind: type[Request]) -> list[tuple[Command, str]]:
        """Return the commands of a kind that were done in it, with what was said."""
        answers = ((self.asked.get(once.id), load(once.result)) for once in self.put(Once))
        return [
            (command, " ".join(result.said))
            for command, result in answers
            if command is not None and isinstance(command.request, kind) and not result.refused
        ]


Law = Callable[[Commit], Iterator[str]]
"""What must be true after every commit: yields what breaks it, in words."""
