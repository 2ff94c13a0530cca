"""The one door. Authorise, decide (pure), write (one batch, one transaction), answer; reads go round the writer.

    command ─▶ reading request ─▶ a snapshot ─▶ show ─▶ reply
            └▶ writing request ─▶ writer ─▶ batch: decide each, in order; mark boards ─▶ COMMIT ─▶ reply, drawn anew

A batch is one transaction with a constant number of statements (`core.writer`). Nothing is answered before it is
stored.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from time import perf_counter
from typing import TypeVar

from core import handlers
from core.batch import Change, Decided, changed_sessions, decide_all, first_asked, keep_time, once_id
from core.catalogue import Catalogue
from core.clock import ClassClock, Ticks
from core.command import Command
from core.context import Context, Handlers, World, authorise, enter
from core.faults import contained, explain_fault
from core.ids import Ids
from core.kept import Kept
from core.kit.refusals import Refused
from core.ledger import Ledger
from core.observer import Observer
from core.outgoing.following import follow
from core.replies import Reply, Result, drawn, refusal
from core.requests.base import Request
from core.rows import Once
from core.store.store import Changes, Store
from core.store.trouble import StoreTrouble, Uncertain
from core.stored_results import load
from core.trail import NOWHERE, trail_of
from core.writer import Writer

T = TypeVar("T")


class Service:
    """Entente's core, running on one store. Use as an async context manager."""

    def __init__(
        self, store: Store, catalogue: Catalogue, clock: ClassClock, ids: Ids, observers: Sequence[Observer] = ()
    ) -> None:
        self._handlers: Handlers = handlers.every()
        self._store = store
        self._catalogue = catalogue
        self._clock = clock
        self._ids = ids
        self._observers = observers
        self._kept = Kept()
        self._listeners: list[asyncio.Queue[Change]] = []
        self._writer = Writer(self._store_all)

    @classmethod
    async def open(
        cls,
        url: str,
        catalogue: Catalogue,
        ticks: Ticks,
        ids: Callable[[ClassClock], Ids],
        observers: Sequence[Observer] = (),
    ) -> "Service":
        """Return a service on a database that is at this program's version; class time goes on from its mark."""
        store = Store(url, catalogue)
        clock = ClassClock(ticks, await store.mark())
        return cls(store, catalogue, clock, ids(clock), observers)

    async def __aenter__(self) -> "Service":
        self._writer.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.drain()
        await self._store.close()

    async def drain(self, within_s: float | None = None) -> None:
        """Store and answer all that was taken in; whoever asks for a change from now on is told that we stop.

        So is whoever waits longer than `within_s` seconds: nothing of theirs is stored.
        """
        await self._writer.stop(within_s)

    @property
    def clock(self) -> ClassClock:
        """Class time."""
        return self._clock

    @property
    def store(self) -> Store:
        """The store, for the clock loop, replay and export."""
        return self._store

    @property
    def kept(self) -> Kept:
        """What is dear to compute and never changes."""
        return self._kept

    @property
    def catalogue(self) -> Catalogue:
        """All games and scenarios."""
        return self._catalogue

    @property
    def waiting(self) -> int:
        """How many commands wait to be stored."""
        return self._writer.waiting

    async def handle(self, command: Command) -> Reply:
        """Answer a command. Never raises what a person did; what went wrong inside is logged under an id they get."""
        begun = perf_counter()
        reply = await self._handle(command)
        for observer in self._observers:
            with contained("an observer", (command,)):
                observer.answered(command, reply.refused, perf_counter() - begun)
        return reply

    async def decide(self, command: Command) -> Result:
        """Hand a writing command to the writer; return its result once it is stored."""
        return await self._writer.take_in(command)

    async def store_time(self) -> None:
        """Store the class time and nothing else: shows whether anything can be stored. Raises StoreTrouble."""
        await self._store.commit(lambda ledger: keep_time(self._world(), ledger))

    async def ask(self, look: Callable[[World, Ledger], T]) -> T:
        """Draw something that nobody asked for, such as a public board, over one snapshot."""
        return await self._store.view(lambda ledger: look(self._world(), ledger))

    async def change(self, plan: Callable[[World, Ledger], T]) -> T:
        """Store what a pure plan changes that concerns only ourselves, such as who is at a board; it draws no ids.

        Whoever listens to changes is not told: nothing that anybody sees has changed. The time is kept with it, as with
        everything that is stored: whatever is due later must not lie ahead of the clock of the next process.
        """

        def kept(ledger: Ledger) -> T:
            world = self._world()  # the time of this run: one that follows another batch is later than that batch
            result = plan(world, ledger)
            if ledger.changes():
                keep_time(world, ledger)
            return result

        result, _ = await self._store.commit(kept)
        return result

    async def read(self, command: Command, see: Callable[[Context], T]) -> T:
        """Return what a pure function reads as whoever makes this command, over one snapshot. Raises Refused."""
        return await self._store.view(lambda ledger: see(enter(self._world(), ledger, command)))

    async def answered(self, command: Command) -> Reply | None:
        """Return the answer stored under an earlier delivery, drawn anew; None if there is none (any more)."""
        stored = await self._store.view(lambda ledger: ledger.get(Once, once_id(command)))
        return await self._answer(command, load(stored.result)) if stored else None

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
        return World(self._catalogue, self._ids, self._clock.now(), self._clock.wall(), self._kept)

    async def _handle(self, command: Command) -> Reply:
        if not type(command.request).writes:
            return await self._look(command)
        result = await self.decide(command)
        return await self._answer(command, result)

    async def _look(self, command: Command) -> Reply:
        try:
            return await self._store.view(lambda ledger: self._show(ledger, command))
        except StoreTrouble as trouble:
            return drawn(Result(said=(str(trouble),), refused="trouble"))
        except Exception as fault:  # whatever breaks, the person gets a sentence and an id
            return drawn(await self._explain(fault, command))

    async def _explain(self, fault: Exception, command: Command) -> Result:
        """Log a defect with where the command leads; where that cannot be found out, without."""
        try:
            trail = await self.read(command, trail_of)
        except Exception:  # the defect itself must be logged, whatever else is broken
            trail = NOWHERE
        return explain_fault(fault, command, trail)

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

    async def _store_all(self, commands: Sequence[Command]) -> list[Result]:
        ids, kept = self._ids.fork(), self._kept

        def plan(ledger: Ledger) -> list[Decided]:
            nonlocal kept
            kept = self._kept.lent()
            # The time of this run: one that follows another process's batch is later than that batch.
            world = World(self._catalogue, ids(), self._clock.now(), self._clock.wall(), kept)
            decided = decide_all(world, ledger, commands, self._handlers)
            follow(world, ledger)
            if ledger.changes():
                keep_time(world, ledger)
            return decided

        begun = perf_counter()
        try:
            decided, changes = await self._store.commit(plan, first_asked(commands))
        except Uncertain as uncertain:
            self._wake(uncertain.changes)  # whoever decides these commands again finds nothing changed any more
            raise
        self._kept.take_back(kept)
        self._tell(commands, changes, perf_counter() - begun)
        return [
            await self._explain(one.fault, command) if one.fault else one.result
            for one, command in zip(decided, commands, strict=True)
        ]

    def _tell(self, commands: Sequence[Command], changes: Changes, seconds: float) -> None:
        """Let observers and listeners know of a batch. It is stored, and answered as stored, whatever breaks here."""
        for observer in self._observers:
            with contained("an observer", commands):
                observer.stored(commands, changes, seconds)
        self._wake(changes)

    def _wake(self, changes: Changes) -> None:
        """Let whoever shows a session know that it has changed."""
        with contained("telling what changed"):
            for change in changed_sessions(changes):
                for listener in self._listeners:
                    listener.put_nowait(change)


def _again(command: Command, request: Request) -> Command:
    return Command(command.who, command.where, "", request)
