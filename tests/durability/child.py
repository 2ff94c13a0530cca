"""The process that is killed: `python -m tests.durability.child FILE RUN PIPE [early]`.

It writes a line to the pipe after each acknowledgement and never ends by itself. With `early` it has the fault that
the proof must catch: it acknowledges what it has decided, and stores it afterwards.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from core.command import Command
from core.known import Query
from core.ledger import Ledger
from core.replies import Result
from core.requests import codec
from core.store.store import Changes, Store
from core.stored_results import dump
from tests.durability.school import School, service_on

T = TypeVar("T")


def line(command: Command, result: Result) -> str:
    """Return what the parent needs to send the same delivery again and compare the answer."""
    return json.dumps([command.once, command.who.user, codec.dump(command.request), dump(result)]) + "\n"


class Hasty:
    """The planted fault: a commit that returns before it has been stored."""

    def __init__(self, store: Store) -> None:
        self._view = store.view
        self._commit = store.commit
        self._later: set[asyncio.Task[object]] = set()

    async def commit(self, plan: Callable[[Ledger], T], first: Iterable[Query] = ()) -> tuple[T, Changes]:
        """Decide, promise, and store when there is time."""
        decided = await self._view(plan)
        task: asyncio.Task[object] = asyncio.create_task(self._commit(plan, first))
        self._later.add(task)
        task.add_done_callback(self._later.discard)
        return decided, {}


async def _play(path: Path, run: str, pipe: int, *, early: bool) -> None:
    def acknowledge(command: Command, result: Result) -> None:
        os.write(pipe, line(command, result).encode())

    async with await service_on(path) as service:
        if early:
            setattr(service.store, "commit", Hasty(service.store).commit)  # noqa: B010 (a method is replaced)
        await School(service, run, acknowledge).play()


if __name__ == "__main__":
    file, name, handle, *fault = sys.argv[1:]
    asyncio.run(_play(Path(file), name, int(handle), early=fault == ["early"]))
