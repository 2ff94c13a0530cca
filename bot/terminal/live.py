"""A class in real time around one person at the keyboard: students join, act and go on by themselves."""

import asyncio
from contextlib import suppress

from rich.console import Console
from rich.padding import Padding

from bot.app import running
from bot.terminal.cast import INSTRUCTOR, students
from bot.terminal.crowd import Crowd
from bot.terminal.demo import Plan
from bot.terminal.door import Door
from bot.terminal.draw import line
from bot.terminal.folder import fresh_database
from bot.terminal.peek import look
from bot.terminal.play import Keyboard, Read, hint
from bot.terminal.scene import fact
from core import catalogue
from core.context import Context
from core.play.hall import hall_of
from core.play.panel_scope import tables_of
from core.play.sessions import latest_session
from core.requests.game import JoinGame, StartGame
from core.requests.section import CreateSection, JoinSection
from core.rows import Session
from core.store import migrate
from core.store.engine import url_of
from core.striker import strike_for_ever

_BREATH = 1.5
"""Seconds between two open moves at a table."""


async def run(plan: Plan, console: Console, read: Read) -> None:
    """Play until :quit or the end of input. Raises what `demo.run` raises."""
    games = catalogue.load()
    games.scenario(plan.scenario)
    database = fresh_database(plan.out)
    await migrate.upgrade(url_of(database))
    async with running(url_of(database), games) as service:
        people = students(plan.students)
        door = Door(service, "play")
        crowd = Crowd(door, {who.user: who for who in people}, str(plan.seed))
        session = await _lobby(plan, door)
        keyboard = Keyboard(console, door, crowd, people)
        console.print(Padding(line(hint(), "dim"), (1, 0)))
        await keyboard.board()
        console.print(
            line(f"You are {people[0].name}. Type /game join, then /game desk when the tables are dealt; or", "dim")
        )
        console.print(line("type :as instructor and /game advance to begin at once.", "dim"))
        others = [
            asyncio.create_task(work) for work in (strike_for_ever(service), _act(crowd, session), _tell(console, door))
        ]
        try:
            await keyboard.run(read)
        finally:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
    console.print(line(f"The class is kept in {database}.", "dim"))


async def _lobby(plan: Plan, door: Door) -> Session:
    """Make the class and open a lobby; everybody is in it but the one at the keyboard."""
    created = await door.ask(INSTRUCTOR, CreateSection("POL 210, Monday group"))
    code = fact(created.blocks, "Join code")
    people = students(plan.students)
    for who in people:
        await door.ask(who, JoinSection(code))
    await door.ask(INSTRUCTOR, StartGame(plan.scenario))
    for who in people[1:]:
        await door.ask(who, JoinGame())
    return await look(door.service, lambda ctx: latest_session(ctx, ""))


async def _act(crowd: Crowd, session: Session) -> None:
    while True:
        await crowd.act(await crowd.see(session))
        await asyncio.sleep(_BREATH)


async def _tell(console: Console, door: Door) -> None:
    """Say in the channel when a table goes on to another phase."""
    before: tuple[str, ...] = ()
    async for _ in door.service.changes():
        with suppress(LookupError):
            now = await look(door.service, _phases)
            for title in [title for title in now if title not in before]:
                console.print(line(f"  #class  {title}", "blue"))
            before = now


def _phases(ctx: Context) -> tuple[str, ...]:
    session = latest_session(ctx, "")
    if session.status == "over":
        return (f"{session.title}: the game is over. Type /game debrief or :board.",)
    halls = [hall_of(ctx, table.id) for table in tables_of(ctx, session)]
    return tuple(
        f"Table {hall.table.number}: {hall.position.phase.title if hall.position.phase else 'over'}" for hall in halls
    )
