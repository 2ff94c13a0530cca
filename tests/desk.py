"""A desk to sit at in stories: say something to the real core on a real database, and read what comes back."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self, TypeVar

from core.batch import Decided, decide_all
from core.blocks import Choose, Facts, Press, plain
from core.catalogue import Catalogue
from core.clock import ClassClock, VirtualTicks
from core.command import Command, Where, Who
from core.context import Handlers, World, authorise, enter
from core.ids import Ids
from core.kit.refusals import Refused
from core.ledger import Ledger
from core.replies import Reply, Result, drawn, refusal
from core.requests import Request
from core.rows import Row
from core.store.store import Store
from tests.database import Kept, dump, lay_out

R = TypeVar("R", bound=Row)

MONDAY = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
NOTHING_TO_PLAY = Catalogue({}, {})
CHANNEL = "pol-210"

TEACHER = Who("discord", "guild-1", "petrova", "Dr. Petrova", may_teach=True)


def student(name: str, place: str = "guild-1") -> Who:
    """Return somebody as Discord knows them."""
    return Who("discord", place, name.casefold().replace(" ", "-"), name)


class Desk:
    """A store in a new database, a clock that stands still, and a seeded source of ids. A defect is raised, not hidden.

    `file` is what another desk left behind (give this one another seed: ids are drawn from it); a database that is
    there already is gone on with.
    """

    def __init__(
        self,
        folder: Path,
        handlers: Handlers,
        catalogue: Catalogue = NOTHING_TO_PLAY,
        seed: int = 1,
        file: Kept | None = None,
    ) -> None:
        self.path = folder / "entente.sqlite"
        self.ticks = VirtualTicks(MONDAY)
        self.store = Store(lay_out(self.path, file), catalogue)
        self._clock = ClassClock(self.ticks, 0)
        self._catalogue = catalogue
        self._handlers = handlers
        self._chance = Random(seed)
        self._deliveries = f"delivery-{seed}"
        self._delivered = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, what: object, trace: TracebackType | None) -> None:
        await self.store.close()

    async def say(self, who: Who, request: Request, channel: str = CHANNEL, once: str = "") -> Reply:
        """Make a request in a channel ("" for a direct message) and return the reply, once it is stored."""
        command = self.command(who, request, channel, once)
        if not request.writes:
            return await self._look(command)
        (result,) = await self.decide([command])
        below = await self._look(Command(who, command.where, "", result.then)) if result.then else Reply()
        return drawn(result, below.blocks)

    def command(self, who: Who, request: Request, channel: str = CHANNEL, once: str = "") -> Command:
        """Return a new delivery of a request."""
        self._delivered += 1
        return Command(who, Where(channel), once or f"{self._deliveries}-{self._delivered}", request)

    async def decide(self, commands: Sequence[Command]) -> list[Result]:
        """Decide several commands in one transaction."""
        seeds = [self._chance.getrandbits(64) for _ in commands]

        def plan(ledger: Ledger) -> list[Decided]:
            pairs = zip(seeds, commands, strict=True)
            return [decide_all(self.world(s), ledger, [command], self._handlers)[0] for s, command in pairs]

        decided, _ = await self.store.commit(plan)
        for one in decided:
            if one.fault:
                raise one.fault
        return [one.result for one in decided]

    def world(self, seed: int = 0) -> World:
        """Return the world of one command: run again, it draws the same ids, whatever its neighbours draw."""
        return World(self._catalogue, Ids(Random(seed), self._clock.now), self._clock.now(), self._clock.wall())

    async def rows(self, kind: type[R], **by: object) -> tuple[R, ...]:
        """Return the rows stored whose columns have these values; without any, the teacher's workspace's."""
        wanted = by or {"workspace": TEACHER.workspace}
        return await self.store.view(lambda ledger: ledger.find(kind, **wanted))

    def dump(self) -> tuple[str, ...]:
        """Return all that is stored, as SQL."""
        return dump(self.path)

    async def put(self, *rows: Row) -> None:
        """Store rows as they are."""

        def plan(ledger: Ledger) -> None:
            for row in rows:
                ledger.put(row)

        await self.store.commit(plan)

    async def _look(self, command: Command) -> Reply:
        def show(ledger: Ledger) -> Reply:
            try:
                context = enter(self.world(), ledger, command)
                request = authorise(context)
                return self._handlers.show[type(request)](context, request)
            except Refused as refused:
                return drawn(refusal(refused))

        return await self.store.view(show)


def text(reply: Reply) -> str:
    """Return a reply as plain text."""
    return plain(reply.blocks)


def presses(reply: Reply) -> dict[str, Press]:
    """Return a reply's buttons by their names."""
    return {press.label: press for block in reply.blocks if isinstance(block, Choose) for press in block.presses}


def facts(reply: Reply) -> dict[str, str]:
    """Return a reply's facts by their names."""
    return dict(pair for block in reply.blocks if isinstance(block, Facts) for pair in block.pairs)
