"""The service on a real database, laid out by the migrations; one request may be answered by a planted rule."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from random import Random

from sqlalchemy import event

from core.clock import ClassClock, Ticks, VirtualTicks
from core.command import Command, Where, Who
from core.context import Decide
from core.ids import Ids
from core.replies import Result
from core.requests import Request
from core.requests.section import ChangeMe
from core.service import Service
from core.store.store import Store
from tests.database import empty_file, lay_out
from tests.desk import MONDAY, NOTHING_TO_PLAY, student

BUSY_MS = 20


EMPTY = empty_file()
"""A SQLite file at this program's version, in which nothing has happened."""


@asynccontextmanager
async def office(
    path: Path, change_me: Decide | None = None, ticks: Ticks | None = None, chance: int = 1
) -> AsyncIterator[Service]:
    """Run the service on a file, which is made if it is missing; `change_me` answers ChangeMe instead of the real one.

    `chance` seeds the ids: another number for each start on the same file.
    """
    store = Store(lay_out(path), NOTHING_TO_PLAY, BUSY_MS)
    clock = ClassClock(ticks or VirtualTicks(MONDAY), await store.mark())
    service = Service(store, NOTHING_TO_PLAY, clock, Ids(Random(chance), clock.now))
    if change_me is not None:
        service._handlers = service._handlers.instead(ChangeMe, change_me)
    async with service:
        yield service


def delivery(once: str, request: Request | None = None, who: Who | None = None) -> Command:
    """Return a delivery; by default somebody who changes their settings."""
    return Command(who or student(once), Where(), once, request or ChangeMe(plain=True))


async def together(service: Service, commands: Sequence[Command]) -> list[Result]:
    """Send commands at the same instant; return their results."""
    return await asyncio.gather(*(service.decide(command) for command in commands))


@contextmanager
def statements(service: Service) -> Iterator[list[str]]:
    """Collect what is sent to the writing connection, transactions included."""
    sent: list[str] = []
    engine = service.store._engines.write.sync_engine

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    def committed(_conn: object) -> None:
        sent.append("COMMIT")

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", committed)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
        event.remove(engine, "commit", committed)


async def pragma(service: Service, setting: str) -> None:
    """Change a setting of the writing connection, outside any transaction."""
    async with service.store._engines.write.connect() as conn:  # begins nothing before its first statement
        driver = (await conn.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.execute(f"PRAGMA {setting}")
