"""Instructors: they make a section, begin games and quizzes, and give the orders that this run's instructors give."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from core.requests.game import (
    Advance,
    End,
    Extend,
    Pause,
    Resume,
    ShowDebrief,
    ShowPanel,
    StartGame,
    Substitute,
    TurnPage,
)
from core.requests.quiz import StartQuiz
from core.requests.section import ChangeSection, CreateSection, MakeAssistant, ShowSection
from core.rows import Section, Session, Table
from tests.simulation.person import Person

_ORDERS_A_GAME = 8  # then the game is left to its deadlines
Order = Callable[["Instructor"], Awaitable[object]]


@dataclass
class Instructor(Person):
    """The instructor of one section."""

    name: str = ""
    names: tuple[str, ...] = ()
    """What the students are called in the chat."""
    code: "asyncio.Future[str]" = field(init=False)
    over: bool = False
    """Whether the class is."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.code = self.stage.loop.create_future()
        self._modes = self.stage.rng(f"modes:{self.who.account}")

    async def live(self) -> None:
        """Teach."""
        await self._make_section()
        for _ in range(self.stage.shape.sessions):
            await self.think()
            await self._begin()
            await self._see_it_through()
        self.over = True

    @property
    def session(self) -> Session | None:
        """Return the class's latest session."""
        section = self.stage.memory.all(Section, code=self.code.result())
        found = [s for s in self.stage.memory.all(Session, section=section[0].id) if s.kind != "practice"]
        return found[-1] if found else None

    async def _make_section(self) -> None:
        result = None
        while result is None or result.refused:
            result = await self.ask(CreateSection(name=self.name))
        self.code.set_result(dict(result.facts)["Join code"])

    async def _begin(self) -> None:
        scenario = self.rng.choice(self.stage.shape.scenarios)
        bots = self.rng.choice(("theory", "naive"))
        if scenario == "quiz":
            seconds, lobby = self.rng.choice((5, 10)), self.rng.choice((5, 15))
            mode = self._modes.choice(("accuracy", "kahoot", "accuracy_first"))
            await self.ask(StartQuiz(seconds=seconds, questions=3, lobby=lobby, mode=mode))
        else:
            await self.ask(StartGame(scenario=scenario, minutes=1, bots=bots, lobby=15))
        self.stage.tally["games begun"] += 1

    async def _see_it_through(self) -> None:
        given = self.stage.shape.orders
        orders = [ORDERS[name] for name in sorted(given & ORDERS.keys())]
        if "punctual" in given:
            orders += [pause, extend, advance]
        left = _ORDERS_A_GAME
        while (session := self.session) is not None and session.status != "over":
            await self.think(2 * self.stage.shape.haste, punctual="punctual" in given)
            if orders and left and session.status != "lobby":
                left -= 1
                await self.rng.choice(orders)(self)
            if (session := self.session) is not None and session.status == "paused":
                await self.ask(Resume())
        if "pages" in self.stage.shape.orders:
            await self.ask(TurnPage())
            self.look_at(ShowDebrief())

    def number(self) -> int:
        """Return the number of some table of the latest session; 0 where there is none."""
        session = self.session
        tables = self.stage.memory.all(Table, session=session.id) if session else []
        return self.rng.choice(tables).number if tables else 0


async def pause(me: Instructor) -> None:
    """Stop the clocks for a while."""
    await me.ask(Pause())
    await me.think(4.0)
    await me.ask(Resume())


async def extend(me: Instructor) -> None:
    """Give more time, now and then."""
    if me.rng.random() < 0.3:
        await me.ask(Extend(minutes=1, number=me.rng.choice((0, me.number()))))


async def advance(me: Instructor) -> None:
    """Close a phase, sometimes by a button that is out of date."""
    panel = [press.request for press in me.screen(ShowPanel()) if isinstance(press.request, Advance)]
    await me.ask(me.rng.choice((Advance(number=me.number()), *panel)))


async def end(me: Instructor) -> None:
    """End a table, or rarely everything."""
    if me.rng.random() < 0.2:
        await me.ask(End(number=me.number() if me.rng.random() < 0.7 else 0))


async def substitute(me: Instructor) -> None:
    """Put a person, or a bot, on a seat."""
    seat = me.rng.choice(("Xandria", "negotiator", "voter 1", "p1", "chief", "Yavoria's voter 2"))
    await me.ask(Substitute(number=max(1, me.number()), seat=seat, person=me.rng.choice(("", *me.names))))


async def time(me: Instructor) -> None:
    """Give somebody extra time."""
    await me.ask(ChangeSection(person=me.rng.choice(me.names), extra=me.rng.choice((100, 150, 200))))


async def staff(me: Instructor) -> None:
    """Make somebody an assistant, or a student again."""
    await me.ask(MakeAssistant(person=me.rng.choice(me.names), undo=me.rng.random() < 0.5))


async def settings(me: Instructor) -> None:
    """Switch notes and the leaderboard."""
    await me.ask(ChangeSection(notes=me.rng.random() < 0.7, board=me.rng.random() < 0.7))
    me.look_at(ShowSection())


async def pages(me: Instructor) -> None:
    """Look at the panel, and press what it offers."""
    me.look_at(ShowPanel())
    presses = [press for press in me.screen(ShowPanel()) if not isinstance(press.request, End)]
    if presses and me.rng.random() < 0.5:
        await me.ask(me.filled(me.rng.choice(presses)))


ORDERS: dict[str, Order] = {
    "pause": pause, "extend": extend, "advance": advance, "end": end, "substitute": substitute, "time": time,
    "staff": staff, "pages": pages, "settings": settings,
}  # fmt: skip
