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
    gc.collect()
    gc.freeze()  # what is loaded by now stays: leaving it out of every later collection cuts the slowest answers
    async with service:
        await renew_outdated(service)
        yield service


def _secure(clock: ClassClock) -> Ids:
    return Ids.secure(clock.now)
