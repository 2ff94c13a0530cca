"""A hall to tell whole lessons in: the real service on a real database, in time that passes only when told to."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Self, TypeVar

from core import catalogue as shelf
from core.blocks import Fill
from core.catalogue import Catalogue
from core.clock import VirtualTicks
from core.command import Command, Where, Who
from core.context import Context, World
from core.game import Move, MoveSpec
from core.ids import Ids
from core.ledger import Ledger
from core.play.advice import advise
from core.play.boards import debrief_page, session_board
from core.play.hall import Hall, hall_of
from core.play.panel_scope import tables_of
from core.play.replay import retell
from core.renewal import renew_outdated
from core.replies import Reply
from core.requests import Request
from core.requests.game import Act, Advance, JoinGame, Ready, StartGame
from core.requests.section import CreateSection, JoinSection
from core.rows import Account, Place, Row, SealedMove, Session, Table
from core.service import Service
from core.striker import strike_due
from tests.database import dump, lay_out
from tests.desk import CHANNEL, MONDAY, TEACHER, facts, student

R = TypeVar("R", bound=Row)
T = TypeVar("T")

SECOND, MINUTE = 1_000, 60_000
_SERVERS = ("guild-1", "guild-2")
NAMES = (
    "Ana", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jia", "Kai", "Lea", "Max", "Nia", "Oto", "Pia",
    "Quin", "Ria", "Sam", "Tea", "Udo", "Vera", "Wim", "Xia", "Yan", "Zoe", "Abel", "Bea", "Cem", "Dora",
)  # fmt: skip


@cache
def everything_to_play() -> Catalogue:
    """Return all games and the scenarios that are shipped."""
    return shelf.load()


def crowd(count: int) -> tuple[Who, ...]:
    """Return this many students."""
    return tuple(student(NAMES[n] if n < len(NAMES) else f"Student {n + 1}") for n in range(count))


@dataclass(frozen=True)
class Sitting:
    """Somebody who signs for a seat at a running table, and what they would do now."""

    who: Who
    table: str
    seat: str
    phase: str
    owes_ready: bool
    spec: MoveSpec | None
    move: Move | None


class Lesson:
    """A section with Dr. Petrova as its instructor. Deliveries are numbered; a defect inside is raised, not hidden."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self.catalogue = everything_to_play()
        self.ticks = VirtualTicks(MONDAY)
        self.service: Service
        self._seed = seed
        self._deliveries = 0
        self._chance = Random(seed)

    @classmethod
    async def begin(cls, folder: Path, students: Sequence[Who] = (), seed: int = 1) -> Self:
        """Lay out the database, make the section, let the students join it."""
        lesson = await cls.laid_out(folder, seed)
        made = await lesson.say(TEACHER, CreateSection(name="POL 210"))
        code = facts(made)["Join code"]
        for reply in await lesson.together([(who, JoinSection(code=code)) for who in students]):
            assert reply.ok
        return lesson

    @classmethod
    async def laid_out(cls, folder: Path, seed: int = 1) -> Self:
        """Lay out the database and start the service, with no section yet."""
        lesson = cls(folder / "entente.sqlite", seed)
        await lesson.open()
        return lesson

    async def open(self) -> None:
        """Start the service on the database, which is laid out if there is none."""
        url = lay_out(self.path)
        chance = Random(f"{self._seed}:{self._deliveries}")
        self.service = await Service.open(
            url, self.catalogue, self.ticks, lambda clock: Ids(Random(chance.getrandbits(64)), clock.now)
        )
        await self.service.__aenter__()
        await renew_outdated(self.service)

    async def close(self) -> None:
        """Stop the service."""
        await self.service.__aexit__(None, None, None)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def restart(self, downtime: int) -> None:
        """Stop the service, let time pass, and start a new one on the same file, with a new monotonic clock."""
        await self.close()
        self.ticks = VirtualTicks(self.ticks.wall() + timedelta(milliseconds=downtime))
        await self.open()

    async def say(self, who: Who, request: Request, channel: str = CHANNEL, once: str = "") -> Reply:
        """Make a request in a channel ("" for a direct message) and return the reply, once it is stored."""
        reply = await self.service.handle(self.command(who, request, channel, once))
        assert reply.refused != "fault", reply
        return reply

    async def together(self, asked: Sequence[tuple[Who, Request]]) -> list[Reply]:
        """Make several requests at the same moment."""
        return await asyncio.gather(*(self.say(who, request) for who, request in asked))

    def command(self, who: Who, request: Request, channel: str = CHANNEL, once: str = "") -> Command:
        """Return a new delivery of a request."""
        self._deliveries += 1
        return Command(who, Where(channel), once or f"delivery-{self._deliveries}", request)

    async def let_pass(self, milliseconds: int) -> int:
        """Let time pass, and strike what is due at its end; return how many deadlines were struck."""
        self.ticks.advance(milliseconds)
        return await strike_due(self.service)

    async def to_the_next_deadline(self) -> None:
        """Let time pass until the earliest deadline, and strike it."""
        at = await self.service.store.next_deadline()
        assert at is not None, "nothing is waited for"
        await self.let_pass(max(0, at - self.service.clock.now()))

    async def rows(self, kind: type[R], **by: object) -> tuple[R, ...]:
        """Return the rows stored whose columns have these values; without any, the teacher's workspace's."""
        wanted = by or {"workspace": TEACHER.workspace}
        return await self.service.store.view(lambda ledger: ledger.find(kind, **wanted))

    async def read(self, see: Callable[[Context], T]) -> T:
        """Return what a pure function reads, as somebody of this workspace without a name."""
        nobody = Command(TEACHER, Where(), "", Request())
        workspace = TEACHER.workspace
        return await self.service.store.view(
            lambda ledger: see(Context(self.world(), ledger, nobody, workspace, None, None, None))
        )

    async def change(self, row: Row, **values: Any) -> None:
        """Store a row with other values: what only an instructor of another day could have done."""

        def plan(ledger: Ledger) -> None:
            ledger.put(replace(row, **values))

        await self.service.store.commit(plan)

    async def board(self, session: Session) -> Reply:
        """Return what the channel sees of a session."""
        return await self.service.ask(lambda world, ledger: session_board(world, ledger, session.id))

    async def page(self, session: Session) -> Reply:
        """Return the debrief's page that the channel sees."""
        return await self.service.ask(lambda world, ledger: debrief_page(world, ledger, session.id))

    def dump(self) -> tuple[str, ...]:
        """Return all that is stored, as SQL, but for the clock's mark and the answers to deliveries."""
        return dump(self.path, leave=("marks", "once"))

    async def lobby(self, scenario: str = "ratify-or-revert", students: Sequence[Who] = (), **more: Any) -> Session:
        """Open a lobby and let students join it."""
        reply = await self.say(TEACHER, StartGame(scenario=scenario, **more))
        assert reply.ok, reply
        session = await self.session()
        await self.join_all(students)
        return session

    async def join_all(self, students: Sequence[Who]) -> None:
        """Let students join the lobby that is open."""
        for joined in await self.together([(who, JoinGame()) for who in students]):
            assert joined.ok, joined

    async def deal(self, scenario: str = "ratify-or-revert", students: Sequence[Who] = (), **more: Any) -> Session:
        """Open a lobby, let students join it, and begin."""
        await self.lobby(scenario, students, **more)
        return await self.deal_lobby()

    async def deal_lobby(self) -> Session:
        """Close the lobby that is open, and begin."""
        session = await self.session()
        reply = await self.say(TEACHER, Advance(session=session.id, phase="lobby"))
        assert reply.ok, reply
        return await self.session()

    async def session(self) -> Session:
        """Return the class's latest session."""
        return [s for s in await self.rows(Session) if s.kind != "practice"][-1]

    async def tables(self) -> list[Table]:
        """Return the tables of the latest session, by number."""
        session = await self.session()
        return sorted(await self.rows(Table, session=session.id), key=lambda table: table.number)

    async def hall(self, table: str) -> Hall:
        """Return a table with all that belongs to it, read at once."""
        return await self.read(lambda ctx: _whole(hall_of(ctx, table)))

    async def seats(self, number: int = 1) -> Mapping[str, Who]:
        """Return who signs for which seat of a table."""
        table = (await self.tables())[number - 1]
        users = await self.users()
        places = await self.rows(Place, table=table.id, live=True, part="head")
        return {place.seat: users[place.person] for place in places}

    async def sittings(self) -> list[Sitting]:
        """Return everybody who may act at a running table, with what they would do now (by theory)."""
        users, seed = await self.users(), self._chance.getrandbits(32)
        return await self.read(lambda ctx: _sittings(ctx, users, seed))

    async def act_once(self) -> bool:
        """Let every table make one open move, or all its sealed ones at once, or get ready; False: nobody would."""
        wishes: dict[str, list[Sitting]] = {}
        for sitting in await self.sittings():
            wishes.setdefault(sitting.table, []).append(sitting)
        asked = [(s.who, as_typed(s)) for table in wishes.values() for s in _next_of(table)]
        for reply in await self.together(asked):
            assert reply.ok, reply
        return bool(asked)

    async def play(self, steps: int = 400) -> None:
        """Let everybody play until the class's tables are over, or for some steps."""
        for _ in range(steps):
            if all(table.status != "running" for table in await self.tables()):
                return
            if not await self.act_once():
                await self.to_the_next_deadline()

    async def all_replays_agree(self) -> bool:
        """Tell whether replaying each table's journal leads to what is stored."""
        tables = [t for place in _SERVERS for t in await self.rows(Table, workspace=f"discord:{place}")]
        told = [await retell(self.service.store, self.catalogue, table.id) for table in tables]
        return bool(told) and all(one.agrees for one in told)

    async def users(self) -> Mapping[str, Who]:
        """Return everybody who has an account, by person."""
        accounts = [a for place in _SERVERS for a in await self.rows(Account, workspace=f"discord:{place}")]
        return {account.person: _who(account) for account in accounts}

    def world(self) -> World:
        """Return the world of a reading that nobody asked for."""
        clock = self.service.clock
        return World(self.catalogue, Ids(Random(0), clock.now), clock.now(), clock.wall())


def _who(account: Account) -> Who:
    platform, place, user = account.id.split(":", 2)
    return Who(platform, place, user, account.name)


def filled(reply: Reply) -> Mapping[str, object]:
    """Return what the form in a reply is filled with, by field."""
    (form,) = (block for block in reply.blocks if isinstance(block, Fill))
    return form.spec.initial


def as_typed(sitting: Sitting) -> Request:
    """Return a wish as a person fills it in: raw words for every value."""
    if sitting.spec is None or sitting.move is None:
        return Ready(sitting.table, sitting.phase)
    fields = {field.name: field for field in sitting.spec.fields}
    raw = {n: fields[n].show(v) if isinstance(v, bool) else str(v) for n, v in sitting.move.values.items()}
    return Act(move=sitting.move.name, values=raw, table=sitting.table, phase=sitting.phase)


def _whole(hall: Hall) -> Hall:
    """Read what a hall reads only when asked, so that it can be asked after the snapshot is gone."""
    assert hall.chairs
    assert hall.places or not hall.places
    return hall


def _sittings(ctx: Context, users: Mapping[str, Who], seed: int) -> list[Sitting]:
    sessions = [s for s in ctx.find(Session, workspace=ctx.workspace, status="running") if s.kind != "practice"]
    tables = [table for session in sessions for table in tables_of(ctx, session) if table.status == "running"]
    found = ctx.each(tables, lambda table: _at(hall_of(ctx, table.id), users, seed))
    return [sitting for sittings in found for sitting in sittings]


def _at(hall: Hall, users: Mapping[str, Who], seed: int) -> list[Sitting]:
    heads = [place for place in hall.places if place.part == "head" and place.seat in hall.phase.actors]
    sealed = {row.seat for row in hall.ctx.find(SealedMove, table=hall.table.id, phase=hall.phase.key)}
    return [_sitting(hall, place, users[place.person], seed) for place in heads if place.seat not in sealed]


def _sitting(hall: Hall, place: Place, who: Who, seed: int) -> Sitting:
    ready, move = place.ready == hall.phase.key, None
    if not ready:
        chance = Random(f"{seed}:{hall.table.number}:{place.seat}")
        move = advise(hall.ctx.world, hall.ctx.ledger, hall.table.id, place.seat, "theory", chance)
    specs = hall.game.moves(hall.position.state, place.seat)
    spec = next((spec for spec in specs if move is not None and spec.name == move.name), None)
    owes = hall.phase.closes == "ready" and not ready and place.seat in hall.phase.waits_for
    return Sitting(who, hall.table.id, place.seat, hall.phase.key, owes, spec, move)


def _next_of(table: Sequence[Sitting]) -> list[Sitting]:
    """Return the first open move of a table, else all its sealed ones, else everybody who has yet to press Ready."""
    if opened := [s for s in table if s.spec is not None and not s.spec.sealed]:
        return opened[:1]
    return [s for s in table if s.spec is not None] or [s for s in table if s.owes_ready]
