"""The composition root: the one place where store, catalogue, clock, ids and service are joined."""

import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from core import catalogue
from core.catalogue import Catalogue
from core.clock import ClassClock, SystemTicks, Ticks
from core.ids import Ids
from core.observer import Observer
from core.renewal import renew_outdated
from core.service import Service
from core.store import migrate


@asynccontextmanager
async def running(
    url: str,
    games: Catalogue | None = None,
    ticks: Ticks | None = None,
    ids: Callable[[ClassClock], Ids] | None = None,
    observers: Sequence[Observer] = (),
) -> AsyncIterator[Service]:
    """Run the service on a database that is at this program's version; time and chance are the machine's by default.

    Raises StoreTrouble when the database is missing, older or newer, BadScenario when a scenario file is broken.
    """
    await migrate.check(url)
    service = await Service.open(url, games or catalogue.load(), ticks or SystemTicks(), ids or _secure, observers)
    settle_memory()
    async with service:
        await renew_outdated(service)
        yield service


def settle_memory() -> None:
    """Leave what is loaded by now out of every later collection, and collect less often: it cuts the slowest answers.

    Rows hold no cycles, so that nearly everything is freed at once without it; looking through all rows of a class of
    5,000 takes 50 ms, and with Python's own threshold came twice in a question that all of them answered.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


def _secure(clock: ClassClock) -> Ids:
    return Ids.secure(clock.now)
