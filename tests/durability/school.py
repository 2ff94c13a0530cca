"""A class that plays game after game as fast as it is answered; what it asks is drawn from a seed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Protocol

from core import catalogue
from core.catalogue import Catalogue
from core.clock import SystemTicks, Ticks
from core.command import Command, Where, Who
from core.game import MoveSpec
from core.ids import Ids
from core.ledger import Ledger
from core.replies import Result
from core.requests import Request
from core.requests.game import Act, Advance, JoinGame, StartGame
from core.requests.section import CreateSection, JoinSection
from core.rows import Account, Place, Section, Session, Snapshot
from core.service import Service
from core.store import migrate
from core.store.engine import url_of
from core.store.store import Store
from tests.games.trial import any_move

TEACHER = "teacher"
STUDENTS = tuple(f"student-{n}" for n in range(24))
WORKSPACE = "kill:school"
OPEN = "open"
"""The beginning of a delivery's name that makes an open move: if it is done, it is one line of the journal."""

_SCENARIOS = ("ratify-or-revert", "treaty-table")
_LOBBY_S = 30
_AT_ONCE = 4  # moves that an impatient student sends before the first is answered

Acknowledge = Callable[[Command, Result], None]


class Door(Protocol):
    """What a school needs of a service, or of several."""

    @property
    def store(self) -> Store:
        """For looking."""
        ...

    @property
    def catalogue(self) -> Catalogue:
        """All games."""
        ...

    async def decide(self, command: Command) -> Result:
        """Return the result of a command once it is stored."""
        ...


@dataclass(frozen=True, slots=True)
class Tempo:
    """How the teacher leads: so many minutes a game, and a look at the class after so many answers."""

    minutes: int
    answers: int
    goes_on: bool
    """Whether the teacher then closes the phase; otherwise all is left to the clock."""


BY_HAND = Tempo(minutes=20_160, answers=120, goes_on=True)  # the longest there is: no phase ends by its clock
BY_THE_CLOCK = Tempo(minutes=1, answers=20, goes_on=False)


def who(user: str) -> Who:
    """Return somebody of this school."""
    return Who("kill", "school", user, user, may_teach=user == TEACHER)


def delivery(user: str, once: str, request: Request) -> Command:
    """Return a delivery: made again from the same parts, it is the same delivery."""
    return Command(who(user), Where("pol-210"), once, request)


async def service_on(path: Path) -> Service:
    """Return the real service on a real file, by the machine's clock."""
    return await service_at(url_of(path))


async def service_at(url: str, ticks: Ticks | None = None) -> Service:
    """Return the real service on a database."""
    return await Service.open(url, everything(), ticks or SystemTicks(), lambda clock: Ids.secure(clock.now))


def everything() -> Catalogue:
    """Return all games."""
    return catalogue.load()


async def lay_out(path: Path) -> None:
    """Make a file with a section that everybody has joined."""
    await lay_out_at(url_of(path))


async def lay_out_at(url: str, ticks: Ticks | None = None) -> None:
    """Make the tables of a database and a section that everybody has joined."""
    await migrate.upgrade(url)
    async with await service_at(url, ticks) as service:
        await service.decide(delivery(TEACHER, "make", CreateSection(name="POL 210")))
        (section,) = await service.store.view(lambda ledger: ledger.find(Section, workspace=WORKSPACE))
        joins = (delivery(user, f"join-{user}", JoinSection(code=section.code)) for user in STUDENTS)
        results = await asyncio.gather(*map(service.decide, joins))
        assert not any(result.refused for result in results)


class School:
    """Everybody plays at once: for ever, until so many deliveries have been answered, or until it is over."""

    def __init__(
        self,
        service: Door,
        run: str,
        acknowledge: Acknowledge,
        most: int | None = None,
        at_once: int = _AT_ONCE,
        tempo: Tempo = BY_HAND,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        self._service = service
        self._is_over = is_over
        self._tempo = tempo
        self._run = run
        self._acknowledge = acknowledge
        self._most = most
        self._at_once = at_once
        self._answered = 0
        self._asked = 0
        self._enough = asyncio.Event()

    async def play(self) -> None:
        """Play, all at once."""
        await asyncio.gather(self._teach(), *map(self._take_part, STUDENTS))

    @property
    def _goes_on(self) -> bool:
        return not self._is_over() and (self._most is None or self._answered < self._most)

    async def _ask(self, user: str, request: Request, kind: str = "") -> None:
        self._asked += 1
        command = delivery(user, f"{kind}-{self._run}-{self._asked}", request)
        self._acknowledge(command, await self._service.decide(command))
        self._answered += 1
        if self._answered % self._tempo.answers == 0 or not self._goes_on:
            self._enough.set()

    async def _teach(self) -> None:
        scenarios = cycle(_SCENARIOS)
        while self._goes_on:
            if await self._goes_a_game():
                await self._go_on()
                await self._enough.wait()
                self._enough.clear()
                continue
            await self._ask(TEACHER, StartGame(scenario=next(scenarios), minutes=self._tempo.minutes, lobby=_LOBBY_S))
            await asyncio.gather(*(self._ask(user, JoinGame()) for user in STUDENTS))
            await self._go_on()

    async def _go_on(self) -> None:
        if self._tempo.goes_on:
            await self._ask(TEACHER, Advance())

    async def _take_part(self, user: str) -> None:
        rng = Random(f"{self._run}:{user}")
        while self._goes_on:
            table, specs = await self._service.store.view(lambda ledger: self._may_do(ledger, user))
            if not specs:
                await self._ask(user, Act())  # looks at the desk: somebody without a move presses buttons too
                continue
            chosen = [rng.choice(specs) for _ in range(self._at_once)]
            await asyncio.gather(*(self._move(user, spec, _typed(spec, table, rng)) for spec in chosen))

    async def _move(self, user: str, spec: MoveSpec, act: Act) -> None:
        await self._ask(user, act, "sealed" if spec.sealed else OPEN)

    async def _goes_a_game(self) -> bool:
        sessions = await self._service.store.view(lambda ledger: ledger.find(Session, workspace=WORKSPACE))
        return any(s.status == "running" or (s.status == "lobby" and not self._tempo.goes_on) for s in sessions)

    def _may_do(self, ledger: Ledger, user: str) -> tuple[str, tuple[MoveSpec, ...]]:
        account = ledger.get(Account, who(user).account)
        seats = ledger.find(Place, person=account.person, live=True) if account else ()
        places = [place for place in seats if place.part == "head"]  # who comes late to a delegation only drafts
        snapshot = ledger.get(Snapshot, places[-1].table) if places else None
        if snapshot is None or snapshot.position.phase is None:
            return "", ()
        game = self._service.catalogue.games[snapshot.game]
        return snapshot.id, tuple(game.moves(snapshot.position.state, places[-1].seat))


def _typed(spec: MoveSpec, table: str, rng: Random) -> Act:
    move, fields = any_move(spec, rng), {field.name: field for field in spec.fields}
    raw = {n: fields[n].show(v) if isinstance(v, bool) else str(v) for n, v in move.values.items()}
    return Act(move=move.name, values=raw, table=table)
