"""The one door. Authorise, decide (pure), write (one batch, one transaction), answer; reads go round the writer.

    command ─▶ reading request ─▶ a snapshot ─▶ show ─▶ reply
            └▶ writing request ─▶ queue ─▶ batch: decide each, in order ─▶ COMMIT ─▶ reply, drawn anew

Whatever waits, up to 256 commands, becomes one transaction with a constant number of statements. A batch that the
database refuses is halved until the sick command stands alone. Nothing is answered before it is stored.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from core import handlers
from core.batch import Change, Decided, changed_sessions, decide_all, explain_fault, first_asked, keep_time
from core.catalogue import Catalogue
from core.clock import ClassClock, Ticks
from core.command import Command
from core.context import Handlers, World, authorise, enter
from core.ids import Ids
from core.kit.refusals import Refused
from core.ledger import Ledger
from core.replies import Reply, Result, drawn, refusal
from core.requests.base import Request
from core.store.store import SickBatch, Store
from core.store.trouble import StoreTrouble

LARGEST_BATCH = 256


@dataclass(frozen=True, slots=True)
class _Waiting:
    command: Command
    answer: "asyncio.Future[Result]"


class Service:
    """Entente's core, running on one store. Use as an async context manager."""

    def __init__(self, store: Store, catalogue: Catalogue, clock: ClassClock, ids: Ids) -> None:
        self._handlers: Handlers = handlers.every()
        self._store = store
        self._catalogue = catalogue
        self._clock = clock
        self._ids = ids
        self._queue: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._listeners: list[asyncio.Queue[Change]] = []
        self._writer: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, url: str, catalogue: Catalogue, ticks: Ticks, ids: Callable[[ClassClock], Ids]) -> "Service":
        """Return a service on a database that is at this program's version; class time goes on from its mark."""
        store = Store(url, catalogue)
        clock = ClassClock(ticks, await store.mark())
        return cls(store, catalogue, clock, ids(clock))

    async def __aenter__(self) -> "Service":
        self._writer = asyncio.create_task(self._write_for_ever(), name="entente-writer")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.cancel()
            await asyncio.gather(self._writer, return_exceptions=True)
        await self._store.close()

    @property
    def clock(self) -> ClassClock:
        """Class time."""
        return self._clock

    @property
    def store(self) -> Store:
        """The store, for the clock loop, replay and export."""
        return self._store

    @property
    def catalogue(self) -> Catalogue:
        """All games and scenarios."""
        return self._catalogue

    async def handle(self, command: Command) -> Reply:
        """Answer a command. Never raises what a person did; what went wrong inside is logged under an id they get."""
        if not type(command.request).writes:
            return await self._look(command)
        result = await self.decide(command)
        return await self._answer(command, result)

    async def decide(self, command: Command) -> Result:
        """Queue a writing command; return its result once it is stored."""
        waiting = _Waiting(command, asyncio.get_running_loop().create_future())
        self._queue.put_nowait(waiting)
        return await waiting.answer

    async def ask(self, look: Callable[[World, Ledger], Reply]) -> Reply:
        """Draw something that nobody asked for, such as a public board, over one snapshot."""
        return await self._store.view(lambda ledger: look(self._world(), ledger))

    async def changes(self) -> AsyncIterator[Change]:
        """Yield each session that changed, after it was stored; slow listeners see every session at least once more."""
        mine: asyncio.Queue[Change] = asyncio.Queue()
        self._listeners.append(mine)
        try:
            while True:
                yield await mine.get()
        finally:
            self._listeners.remove(mine)

    def _world(self) -> World:
        return World(self._catalogue, self._ids, self._clock.now(), self._clock.wall())

    async def _look(self, command: Command) -> Reply:
        try:
            return await self._store.view(lambda ledger: self._show(ledger, command))
        except StoreTrouble as trouble:
            return drawn(Result(said=(str(trouble),), refused="trouble"))
        except Exception as fault:  # whatever breaks, the person gets a sentence and an id
            return drawn(explain_fault(fault, command))

    def _show(self, ledger: Ledger, command: Command) -> Reply:
        try:
            context = enter(self._world(), ledger, command)
            request = authorise(context)
            return self._handlers.show[type(request)](context, request)
        except Refused as refused:
            return drawn(refusal(refused))

    async def _answer(self, command: Command, result: Result) -> Reply:
        if result.then is None:
            return drawn(result)
        below = await self._look(_again(command, result.then))
        return drawn(result, below.blocks)

    async def _write_for_ever(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while len(batch) < LARGEST_BATCH and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            await self._write(batch)

    async def _write(self, batch: Sequence[_Waiting]) -> None:
        """Store a batch and answer it; a refused batch is halved, so that only the sick part fails."""
        commands = [waiting.command for waiting in batch]
        try:
            decided = await self._store_all(commands)
        except SickBatch as sick:
            if len(batch) > 1:
                await self._write(batch[: len(batch) // 2])
                await self._write(batch[len(batch) // 2 :])
                return
            decided = [explain_fault(sick, commands[0])]
        except StoreTrouble as trouble:
            decided = [Result(said=(str(trouble),), refused="trouble")] * len(batch)
        except Exception as fault:  # the writer must outlive any fault
            decided = [explain_fault(fault, command) for command in commands]
        for waiting, result in zip(batch, decided, strict=True):
            if not waiting.answer.done():
                waiting.answer.set_result(result)

    async def _store_all(self, commands: Sequence[Command]) -> list[Result]:
        now, wall, ids = self._clock.now(), self._clock.wall(), self._ids.fork()

        def plan(ledger: Ledger) -> list[Decided]:
            world = World(self._catalogue, ids(), now, wall)
            keep_time(world, ledger)
            return decide_all(world, ledger, commands, self._handlers)

        decided, changes = await self._store.commit(plan, first_asked(commands))
        for change in changed_sessions(changes):
            for listener in self._listeners:
                listener.put_nowait(change)
        return [
            explain_fault(one.fault, command) if one.fault else one.result
            for one, command in zip(decided, commands, strict=True)
        ]


def _again(command: Command, request: Request) -> Command:
    return Command(command.who, command.where, "", request)
