"""Slips with clocks, deadlines and the store beneath.

A strike that does not look whether its deadline is still the table's is not among them: seeds meet one that comes
late too seldom. The invented evenings plant it (tests/machine/faults.py).
"""

import asyncio
from contextlib import AbstractContextManager
from unittest.mock import patch

from core import striker
from core.clock import ClassClock
from core.command import CLOCK, Command, Where
from core.context import World
from core.ledger import Ledger
from core.requests.game import Strike
from core.rows import Mark
from core.service import Service
from core.store.deadlines import Come
from core.store.store import Store
from core.store.trouble import StoreTrouble
from tests.simulation.faults.fault import Fault


def strikes_come_early() -> AbstractContextManager[object]:
    """The clock loop looks two seconds ahead."""
    due = Store.due
    return patch.object(Store, "due", lambda self, now: due(self, now + 2_000))


def a_table_is_struck_once_only() -> AbstractContextManager[object]:
    """A strike's delivery is named after its table, not after the deadline."""

    def strike(come: Come) -> Command:
        table, session = (come.id, "") if come.what == "phase" else ("", come.id)
        return Command(CLOCK, Where(), f"strike:{come.id}", Strike(table=table, session=session, deadline=come.at))

    return patch.object(striker, "_strike", strike)


def trouble_ends_the_clock_loop() -> AbstractContextManager[object]:
    """A database that is locked once is never asked for deadlines again."""

    async def look(service: Service, tidied: int | None = None) -> int | None:
        await striker.strike_due(service)
        return tidied

    async def strike_until_trouble(service: Service) -> None:
        try:
            while True:
                await look(service)
                await asyncio.sleep(0.25)
        except StoreTrouble:
            return

    return patch("tests.simulation.process.strike_for_ever", strike_until_trouble)


def deadlines_follow_the_wall_clock() -> AbstractContextManager[object]:
    """Class time is whatever the wall clock shows."""
    return patch.object(ClassClock, "now", lambda self: int(self.wall().timestamp() * 1000))


def the_mark_is_not_read() -> AbstractContextManager[object]:
    """After a restart class time goes on from the wall clock alone."""

    async def mark(_self: Store) -> int:
        return 0

    return patch.object(Store, "mark", mark)


def the_mark_is_not_stored() -> AbstractContextManager[object]:
    """Class time is stored with the first batch only."""

    def keep_time(world: World, ledger: Ledger) -> None:
        if ledger.get(Mark, "clock") is None:
            ledger.put(Mark(id="clock", workspace="", time=world.now))

    return patch("core.service.keep_time", keep_time)


FAULTS: tuple[Fault, ...] = (
    Fault(strikes_come_early),
    Fault(a_table_is_struck_once_only),
    Fault(trouble_ends_the_clock_loop),
    Fault(deadlines_follow_the_wall_clock),
    Fault(the_mark_is_not_read),
    Fault(the_mark_is_not_stored),
)
