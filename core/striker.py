"""Strikes what is due, through the same door as everybody else. A strike that comes late or twice is harmless."""

import asyncio
import logging

from core.command import CLOCK, Command, Where
from core.requests.game import Strike
from core.rows import Table
from core.service import Service
from core.store.trouble import StoreTrouble

_LOG = logging.getLogger(__name__)
_LOOK_MS = 250


async def strike_due(service: Service) -> int:
    """Strike all that is due now; return how many. What follows at once is struck too.

    A strike that changes nothing (a defect in a game, logged under an id) is not repeated within one call.
    """
    struck: set[tuple[str, int]] = set()
    while due := [row for row in await service.store.due(service.clock.now()) if row[1:] not in struck]:
        commands = [_strike(kind is Table, row_id, deadline) for kind, row_id, deadline in due]
        await asyncio.gather(*(service.decide(command) for command in commands))
        struck |= {row[1:] for row in due}
    return len(struck)


async def strike_for_ever(service: Service) -> None:
    """Look every quarter of a second until cancelled; a database in trouble is asked again."""
    while True:
        try:
            await strike_due(service)
        except StoreTrouble as trouble:
            _LOG.warning("deadlines wait: %s", trouble)
        await asyncio.sleep(_LOOK_MS / 1000)


def _strike(is_table: bool, row_id: str, deadline: int) -> Command:
    request = Strike(table=row_id if is_table else "", session="" if is_table else row_id, deadline=deadline)
    return Command(CLOCK, Where(), f"strike:{row_id}:{deadline}", request)
