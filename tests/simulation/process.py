"""One life of the program: the real service and the real clock loop on the surviving file, until stopped or killed."""

import asyncio
from collections.abc import Callable, Iterable
from contextvars import copy_context
from random import Random
from typing import TypeVar

from core.command import Command
from core.game import Debrief
from core.ids import Ids
from core.known import Query
from core.ledger import Ledger
from core.outgoing.serve import serve_out
from core.renewal import renew_outdated
from core.replies import Result
from core.rows import Mark
from core.service import Service
from core.store.store import Changes, Store
from core.store.trouble import StoreTrouble
from core.striker import strike_for_ever
from tests.simulation.chatroom import Chatroom, Posting
from tests.simulation.driver import MACHINE, url_of
from tests.simulation.loop import OWNER
from tests.simulation.machine import PLAN, Machine
from tests.simulation.memory import Plan
from tests.simulation.stage import BootTicks, Stage

T = TypeVar("T")
Tell = Callable[[Result], None]
_LOOKS = 0.1  # of what an answer shows below itself is drawn
_LOOK_MS = 1_000  # a real process looks four times as often, which takes a tenth of a run to see nothing
_ALONE = 0.5  # of the processes know that none before them is alive; the others wait for its leases to run out


class Process:
    """A process: `live` is its main task. It serves while it is `up`; all it does is done by tasks that it owns."""

    def __init__(self, stage: Stage, number: int, room: Chatroom, stored: Callable[[Plan | None], None]) -> None:
        self.up = False
        self._room = room
        self.machine = Machine(stage, number, stored)
        self.stop = asyncio.Event()
        self.ended = asyncio.Event()
        self._stage = stage
        self._rng = stage.rng(f"process:{number}")
        self._serving: dict[asyncio.Task[None], None] = {}
        self._context = copy_context()
        self._context.run(OWNER.set, self)
        self._context.run(MACHINE.set, self.machine)

    def start(self) -> None:
        """Begin to live."""
        self._stage.loop.create_task(self._live(), name="process", context=self._context.copy())

    def kill(self) -> None:
        """Die, with every task at the await where it is; what they still do on their way out reaches nobody."""
        self.up = False
        self.machine.kill()
        self._stage.loop.cancel(self._stage.loop.owned_by(self))

    async def bury(self) -> None:
        """Return when nothing is left of a process that was killed."""
        while left := self._stage.loop.owned_by(self):
            self._stage.loop.cancel(left)  # again: a task may have caught it while it was waiting for another to end
            await asyncio.sleep(0.001)
        self.ended.set()

    def take(self, command: Command, tell: Tell) -> None:
        """Serve a delivery, in a task of its own; one that comes while nobody serves is lost."""
        if not self.up:
            return
        task = self._stage.loop.create_task(self._serve(command, tell), context=self._context.copy())
        self._serving[task] = None
        task.add_done_callback(self._serving.pop)

    async def _live(self) -> None:
        ticks = BootTicks(self._stage, self._rng.randrange(10**9))
        try:
            service = await Service.open(
                url_of(self._stage.file), self._stage.catalogue, ticks,
                lambda clock: Ids(Random(self._rng.getrandbits(64)), clock.now),
            )  # fmt: skip
        except StoreTrouble as trouble:
            self._stage.note("did not start", str(trouble))
            self.ended.set()
            return
        self._check_clock(service)
        _shadow(service.store, ticks)
        try:
            async with service:
                await renew_outdated(service)
                await self._run(service)
        except StoreTrouble as trouble:
            self._stage.note("did not start", str(trouble))
        self.ended.set()

    async def _run(self, service: Service) -> None:
        self._service = service
        loops = [asyncio.create_task(strike_for_ever(service, _LOOK_MS), name="striker")]
        if self._stage.shape.outgoing:
            alone = self._rng.random() < _ALONE
            posting = serve_out(service, [Posting(self._room)], apart=_inline, alone=alone)
            loops.append(asyncio.create_task(posting, name="outgoing"))
        for loop in loops:
            loop.add_done_callback(self._must_not_break)
        self.up = True
        await self.stop.wait()
        self.up = False
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*self._serving, *loops, return_exceptions=True)

    def _must_not_break(self, loop: "asyncio.Task[None]") -> None:
        if not loop.cancelled() and (error := loop.exception()) is not None:
            self._stage.wrong(f"the loop {loop.get_name()} broke: {error!r}")

    async def _serve(self, command: Command, tell: Tell) -> None:
        if not command.request.writes:
            await self._read(command)
            return
        result = await self._service.decide(command)
        if self.machine.alive:
            tell(result)
        if result.then is not None and self._rng.random() < _LOOKS:
            await self._read(Command(command.who, command.where, "", result.then))

    async def _read(self, command: Command) -> None:
        reply = await self._service.handle(command)
        self._stage.note("read", f"{type(command.request).__name__} {reply.refused}")
        if reply.refused == "fault":
            self._stage.wrong(f"{command.request} could not be shown")

    def _check_clock(self, service: Service) -> None:
        stage = self._stage
        mark = stage.memory.get(Mark, "clock")
        stage.class_begins(mark.time if mark else 0)
        if service.clock.now() != stage.class_now():
            stage.wrong(f"class time goes on at {service.clock.now()}, not at {stage.class_now()}")


async def _inline(tell: Callable[[], Debrief]) -> Debrief:
    """Do here what a process does in a thread."""
    return tell()


def _shadow(store: Store, ticks: BootTicks) -> None:
    """Let whoever commits say what for, so that the memory can do the same, as of the same moment, at the COMMIT."""
    real = store.commit

    async def commit(plan: Callable[[Ledger], T], first: Iterable[Query] = ()) -> tuple[T, Changes]:
        moment = ticks.moment()

        def noted(ledger: Ledger) -> T:
            nonlocal moment
            moment = ticks.moment()  # of the last run, whose changes are stored
            return plan(ledger)

        def again(ledger: Ledger) -> T:
            with ticks.held(moment):
                return plan(ledger)

        token = PLAN.set(again)
        try:
            return await real(noted, first)
        finally:
            PLAN.reset(token)

    setattr(store, "commit", commit)  # noqa: B010 (a method is wrapped)
