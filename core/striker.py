"""Strikes what is due, through the same door as everybody else. A strike that comes late or twice is harmless.

The same loop tidies up once an hour: answers to deliveries are kept for a week, longer than any platform delivers
the same thing again, and so are letters, which are stale long before.
"""

import asyncio
import logging
from datetime import timedelta

from core.command import CLOCK, Command, Where
from core.requests.game import Remind, Strike
from core.rows import Table
from core.service import Service
from core.store.trouble import StoreTrouble

_LOG = logging.getLogger(__name__)
_LOOK_MS = 250
_TIDY_MS = 3_600_000
KEPT = timedelta(days=7)
"""How long a delivery is remembered, and a letter."""
_PURGED_AT_ONCE = 500  # rows of a kind a transaction: moves that wait meanwhile do not notice


async def strike_due(service: Service) -> int:
    """Strike all that is due now, then remind whom that leaves waited for; return how many deadlines were struck.

    What follows a strike at once is struck too. A strike that changes nothing (a defect in a game, logged under an id)
    is not repeated within one call.
    """
    struck: set[tuple[str, int]] = set()
    while due := [row for row in await service.store.due(service.clock.now()) if row[1:] not in struck]:
        commands = [_strike(kind is Table, row_id, deadline) for kind, row_id, deadline in due]
        await asyncio.gather(*(service.decide(command) for command in commands))
        struck |= {row[1:] for row in due}
    await _remind(service)
    return len(struck)


async def tidy(service: Service) -> int:
    """Forget the deliveries and the letters of more than a week ago, a few at a time; return how many."""
    before, forgotten = service.clock.wall() - KEPT, 0
    while purged := await service.store.purge(before, _PURGED_AT_ONCE):
        forgotten += purged
    return forgotten


async def strike_for_ever(service: Service) -> None:
    """Look every quarter of a second until cancelled; a database in trouble is asked again."""
    tidied: int | None = None
    while True:
        tidied = await look(service, tidied)
        await asyncio.sleep(_LOOK_MS / 1000)


async def look(service: Service, tidied: int | None = None) -> int | None:
    """Strike what is due, and tidy if the last time (class time; None: never) is an hour ago; return the last time."""
    now = service.clock.now()
    try:
        await strike_due(service)
        if tidied is not None and now - tidied < _TIDY_MS:
            return tidied
        await tidy(service)
    except StoreTrouble as trouble:
        _LOG.warning("deadlines wait: %s", trouble)
        return tidied
    return now


async def _remind(service: Service) -> None:
    """Remind those who hold up a phase of which a third is left."""
    found = await service.store.nudges(service.clock.now())
    asked = [Command(CLOCK, Where(), f"remind:{table}:{at}", Remind(table, at)) for table, at in found]
    await asyncio.gather(*(service.decide(command) for command in asked))


def _strike(is_table: bool, row_id: str, deadline: int) -> Command:
    request = Strike(table=row_id if is_table else "", session="" if is_table else row_id, deadline=deadline)
    return Command(CLOCK, Where(), f"strike:{row_id}:{deadline}", request)
