"""A class at its tables, set up through the service as people would: what the benchmark of moves is played in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from core import catalogue
from core.clock import SystemTicks
from core.command import Command, Where, Who
from core.ids import Ids
from core.replies import Reply
from core.requests import Request
from core.requests.game import Advance, JoinGame, StartGame
from core.requests.section import CreateSection, JoinSection
from core.rows import Account, Chair, Place, Row, Section, Session
from core.service import Service
from core.store import migrate
from core.store.engine import url_of

R = TypeVar("R", bound=Row)

CHANNEL = "pol-210"
TEACHER = Who("bench", "school", "teacher", "Dr. Petrova", may_teach=True)
SCENARIO = "ratify-or-revert"
_LONGEST = 20_160  # minutes: no phase of the benchmark ends by its clock


@dataclass(frozen=True, slots=True)
class Player:
    """A person on a seat."""

    who: Who
    table: str
    seat: str
    role: str


async def opened(path: Path) -> Service:
    """Return a service on a new file; the caller enters it."""
    await migrate.upgrade(url_of(path))
    return await Service.open(url_of(path), catalogue.load(), SystemTicks(), lambda clock: Ids.secure(clock.now))


class Classroom:
    """People who ask the service for things, each delivery once."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._deliveries = 0

    async def ask(self, who: Who, request: Request) -> Reply:
        """Return the answer to a new delivery; a refusal here is a fault of the benchmark."""
        self._deliveries += 1
        reply = await self._service.handle(Command(who, Where(CHANNEL), f"bench-{self._deliveries}", request))
        if not reply.ok:
            raise RuntimeError(f"{type(request).__name__}: {reply.blocks}")
        return reply

    async def sit_down(self, people: int) -> Sequence[Player]:
        """Seat a class at the tables of one session, warm-up behind it: talks have just begun."""
        await self.ask(TEACHER, CreateSection(name="POL 210"))
        (section,) = await self._rows(Section, workspace=TEACHER.workspace)
        students = [Who("bench", "school", f"s{n}", f"Student {n}") for n in range(people)]
        for who in students:
            await self.ask(who, JoinSection(code=section.code))
        await self.ask(TEACHER, StartGame(scenario=SCENARIO, minutes=_LONGEST))
        for who in students:
            await self.ask(who, JoinGame())
        await self.ask(TEACHER, Advance())
        await self.ask(TEACHER, Advance())
        return await self._seated(students)

    async def go_on(self) -> None:
        """Close the phase at every table."""
        await self.ask(TEACHER, Advance())

    async def _seated(self, students: Sequence[Who]) -> Sequence[Player]:
        (session,) = await self._rows(Session, workspace=TEACHER.workspace)
        places = {place.person: place for place in await self._rows(Place, session=session.id)}
        roles = {chair.id: chair.role for chair in await self._rows(Chair, session=session.id)}
        persons = {account.id: account.person for account in await self._rows(Account, workspace=TEACHER.workspace)}
        found = [(who, places[persons[who.account]]) for who in students]
        return [Player(who, at.table, at.seat, roles[f"{at.table}:{at.seat}"]) for who, at in found]

    async def _rows(self, kind: type[R], **by: str) -> tuple[R, ...]:
        return await self._service.store.view(lambda ledger: ledger.find(kind, **by))
