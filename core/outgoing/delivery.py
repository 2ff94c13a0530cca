"""Delivery: whatever is owed is taken, drawn, said and recorded, a little at a time.

One look is one transaction, however much ends and begins in it: it records what has ended since the last one and
takes what is due and may be said now. What was taken is then drawn over one snapshot, after its tokens have been got:
whatever happened meanwhile is in it, and bursts skip stale frames. The attempts run beside each other.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.outgoing.bucket import Budget, Rate
from core.outgoing.chat import Chat, Later, Unsure
from core.outgoing.drawing import draw
from core.outgoing.due import Due
from core.outgoing.ends import LEASE_MS, End
from core.outgoing.preparing import Apart, prepare
from core.outgoing.sending import Job, attempt
from core.outgoing.taking import Ended, Owed, let_go, record_and_take
from core.service import Service
from core.store.trouble import StoreTrouble

AT_ONCE = 8
"""Attempts under way at the same time."""
EACH, WHOLE = Rate(per_second=1, burst=2), Rate(per_second=20, burst=20)
"""What may be said in one channel or to one person, and on one platform: Discord allows fifty a second in all, Slack
about one a second and channel. Where a platform allows less, it asks to wait, and is left alone for that long."""
_IDLE_MS = 1_000
_GOODBYE_S = 0.7  # a stop waits that long for what is on its way


@dataclass(frozen=True, slots=True)
class Look:
    """What a look came to: attempts begun or found needless, and in how many milliseconds to look again."""

    begun: int
    wait_ms: int


class Delivery:
    """Says what the service owes on some chats. Several processes may do so on one database."""

    def __init__(
        self,
        service: Service,
        chats: Sequence[Chat],
        budget: Budget | None = None,
        apart: Apart = asyncio.to_thread,
    ) -> None:
        self._service, self._apart = service, apart
        self._chats = chats
        self._platforms = tuple({chat.platform: None for chat in chats})
        self._budget = budget or Budget(EACH, WHOLE)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._ended: list[Ended] = []
        self._looking: asyncio.Task[Look] | None = None
        self._stopping = False
        self.woken = asyncio.Event()
        """Set when there is a reason to look: an attempt has ended."""

    async def take_over(self) -> None:
        """Let go of what a dead process has in hand; only for whoever has the database alone. Raises StoreTrouble."""
        within = self._service.clock.now() + LEASE_MS
        due = await self._service.store.owed(self._platforms, within)
        await self._service.change(lambda world, ledger: let_go(world, ledger, due))

    async def look(self) -> Look:
        """Record what has ended, take what is due and may be said, and begin to say it. Raises StoreTrouble.

        A look that is cancelled is finished all the same: what it has taken would be held until its lease runs out.
        """
        self._looking = asyncio.create_task(self._look(), name="entente-outgoing-looks")
        return await asyncio.shield(self._looking)

    async def _look(self) -> Look:
        due, wait = await self._due()
        ended, self._ended = self._ended, []
        if not ended and not due:
            return Look(0, wait)
        try:
            taken = await self._service.change(
                lambda world, ledger: record_and_take(world, ledger, ended, [one for one, _ in due])
            )
        except BaseException:
            self._ended = [*ended, *self._ended]
            raise
        chats = {one.id: chat for one, chat in due}
        for job in await self._jobs([(row, chats[row.id]) for row in taken]):
            self._begin(job)
        return Look(len(taken), wait)

    async def tend(self) -> int:
        """Say all that is due and may be said now, and record it; return how many attempts were begun."""
        begun = 0
        while True:
            records = bool(self._ended)  # what this look records may be due again at once: a deleted board, say
            look = await self.look()
            begun += look.begun
            if self._under_way:
                await asyncio.wait(self._under_way.values())
            if not (look.begun or records or self._ended):
                return begun

    async def stop(self) -> None:
        """Let what is on its way arrive, if it takes no more than a moment, and record how it ended."""
        self._stopping = True
        if self._looking is not None:
            await asyncio.wait([self._looking], timeout=_GOODBYE_S)
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=_GOODBYE_S)
        for task in [*self._under_way.values()]:
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        ended, self._ended = self._ended, []
        if ended:
            await self._service.change(lambda world, ledger: record_and_take(world, ledger, ended, ()))

    async def _due(self) -> tuple[list[tuple[Due, Chat]], int]:
        """Return what may be taken now, with its token taken; and in how many milliseconds more may be."""
        now, wait = self._service.clock.now(), _IDLE_MS
        found: list[tuple[Due, Chat]] = []
        self._budget.forget(now)
        for due, chat in self._ours(await self._service.store.owed(self._platforms, now)):
            if len(found) + len(self._under_way) >= AT_ONCE:
                break
            if (pause := self._budget.wait(due.platform, due.lane, now)) > 0:
                wait = min(wait, pause)
                continue
            self._budget.take(due.platform, due.lane, now)
            found.append((due, chat))
        return found, wait

    def _ours(self, rows: Sequence[Due]) -> Iterator[tuple[Due, Chat]]:
        for due in rows:
            chat = next((c for c in self._chats if c.platform == due.platform and c.serves(due.address)), None)
            if chat is not None and due.id not in self._under_way:
                yield due, chat

    async def _jobs(self, taken: Sequence[tuple[Owed, Chat]]) -> list[Job]:
        """Draw what was taken over one snapshot; if that fails, it is given back."""
        try:
            await prepare(self._service, [row for row, _ in taken], self._apart)
            drawn = await self._service.ask(
                lambda world, ledger: ledger.each(taken, lambda pair: draw(world, ledger, pair[0]))
            )
        except StoreTrouble:
            self._ended += [Ended(row, End(trouble=Later(1.0))) for row, _ in taken]
            return []
        return [Job(row, one, chat) for (row, chat), one in zip(taken, drawn, strict=True)]

    def _begin(self, job: Job) -> None:
        if self._stopping:
            self._ended.append(Ended(job.row, End(trouble=Later(0.0))))
        elif (end := job.needless) is not None:
            self._ended.append(Ended(job.row, end))
            self.woken.set()
        else:
            task = asyncio.create_task(self._say(job), name=f"entente-say-{job.row.id}")
            self._under_way[job.row.id] = task

    async def _say(self, job: Job) -> None:
        end = job.end("", Unsure("Entente was stopped before the chat answered."))
        try:
            end = await attempt(job)
        finally:
            self._ended.append(Ended(job.row, end))
            self._under_way.pop(job.row.id, None)
            self.woken.set()
