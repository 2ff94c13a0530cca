"""A class at its tables, set up through the service as people would: what the benchmarks are played in."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.app import settle_memory
from core import catalogue
from core.catalogue import Catalogue
from core.clock import SystemTicks
from core.command import Command, Where, Who
from core.ids import Ids
from core.ledger import Ledger
from core.replies import Reply
from core.requests import Request
from core.requests.game import Advance, JoinGame, StartGame
from core.requests.section import CreateSection, JoinSection
from core.rows import Account, Chair, Place, Row, Session, Table
from core.service import Service
from core.store import migrate
from core.store.engine import url_of
from tests.desk import facts

R = TypeVar("R", bound=Row)

CHANNEL = "pol-210"
SCENARIO = "ratify-or-revert"
LONGEST = 20_160
"""Minutes: no phase of a benchmark ends by its clock."""


@dataclass(frozen=True, slots=True)
class Player:
    """A person on a seat of the table with this number."""

    who: Who
    table: str
    number: int
    seat: str
    role: str


async def opened(path: Path, games: Catalogue | None = None) -> Service:
    """Return a service on a file, new or old; the caller enters it."""
    return await opened_at(url_of(path), games)


async def opened_at(url: str, games: Catalogue | None = None) -> Service:
    """Return a service on any database, new or old; the caller enters it."""
    await migrate.upgrade(url)
    return await _started(url, games)


async def started(path: Path, games: Catalogue | None = None) -> Service:
    """Return a service on a file that is at this program's version; the caller enters it."""
    return await _started(url_of(path), games)


async def _started(url: str, games: Catalogue | None) -> Service:
    games = games or catalogue.load()
    service = await Service.open(url, games, SystemTicks(), lambda clock: Ids.secure(clock.now))
    settle_memory()
    return service


class Classroom:
    """People of one school who ask the service for things, each delivery once."""

    def __init__(self, service: Service, school: str = "school", lesson: str = "1") -> None:
        self.teacher = Who("bench", school, "teacher", "Dr. Petrova", may_teach=True)
        self._school, self._lesson = school, lesson
        self._service = service
        self._deliveries = 0

    def person(self, name: str) -> Who:
        """Return a student of the school."""
        return Who("bench", self._school, name, name)

    async def ask(self, who: Who, request: Request) -> Reply:
        """Return the answer to a new delivery; a refusal here is a fault of the benchmark."""
        self._deliveries += 1
        reply = await self._service.handle(Command(who, Where(CHANNEL), f"{self._lesson}-{self._deliveries}", request))
        if not reply.ok:
            raise RuntimeError(f"{type(request).__name__}: {reply.blocks}")
        return reply

    async def together(self, asked: Iterable[tuple[Who, Request]]) -> list[Reply]:
        """Return the answers to what is asked at the same moment."""
        return await asyncio.gather(*(self.ask(who, request) for who, request in asked))

    async def enrol(self, people: int) -> Sequence[Who]:
        """Make the section, and let this many students join it."""
        made = await self.ask(self.teacher, CreateSection(name="POL 210"))
        students = [self.person(f"S{n}") for n in range(people)]
        await self.together((who, JoinSection(code=facts(made)["Join code"])) for who in students)
        return students

    async def sit_down(self, students: Sequence[Who], start: Request) -> Sequence[Player]:
        """Open a lobby, fill it, and deal the tables."""
        await self.ask(self.teacher, start)
        await self.together((who, JoinGame()) for who in students)
        await self.go_on()
        return await self.seated(students)

    async def go_on(self) -> None:
        """Close the lobby, or the phase at every table."""
        await self.ask(self.teacher, Advance())

    async def rows(self, kind: type[R], **by: str) -> tuple[R, ...]:
        """Return stored rows."""
        return await self._service.store.view(lambda ledger: ledger.find(kind, **by))

    async def seated(self, students: Sequence[Who]) -> Sequence[Player]:
        """Return who sits where in the session that was opened last."""
        return await self._service.store.view(lambda ledger: _seated(ledger, self.teacher.workspace, students))


def _seated(ledger: Ledger, workspace: str, students: Sequence[Who]) -> Sequence[Player]:
    session = ledger.find(Session, workspace=workspace)[-1].id
    kinds: tuple[type[Row], ...] = (Place, Chair, Table)
    ledger.each(kinds, lambda kind: ledger.find(kind, session=session))  # in one reading
    places = {place.person: place for place in ledger.find(Place, session=session)}
    roles = {chair.id: chair.role for chair in ledger.find(Chair, session=session)}
    numbers = {table.id: table.number for table in ledger.find(Table, session=session)}
    persons = {account.id: account.person for account in ledger.find(Account, workspace=workspace)}
    found = [(who, places[persons[who.account]]) for who in students]
    return [Player(who, at.table, numbers[at.table], at.seat, roles[f"{at.table}:{at.seat}"]) for who, at in found]


def talks(scenario: str = SCENARIO, groups: Sequence[Sequence[Who]] = ()) -> StartGame:
    """Return the start of a negotiation that its clock never ends; with hand-made groups, or balanced tables."""
    named = "; ".join(", ".join(who.name for who in group) for group in groups)
    return StartGame(scenario=scenario, minutes=LONGEST, lobby=86_400, groups=named)
