"""Strikes what is due, through the same door as everybody else. A strike that comes late or twice is harmless.

The same loop tidies up once an hour: answers to deliveries are kept for a week, longer than any platform delivers
the same thing again, and so are letters, which are stale long before.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from core.command import CLOCK, Command, Where
from core.patience import Patience
from core.requests.game import Remind, Strike
from core.service import Service
from core.store.deadlines import Come
from core.store.trouble import StoreTrouble

_LOG = logging.getLogger(__name__)
LOOK_MS = 250
"""How late a deadline may be struck because nobody looked."""
_TIDY_MS = 3_600_000
_ASKED_AT_ONCE = 256  # strikes; between them whoever else waits has a turn
KEPT = timedelta(days=7)
"""How long a delivery is remembered, and a letter."""
_PURGED_AT_ONCE = 500  # rows of a kind a transaction: moves that wait meanwhile do not notice


class Striker:
    """Strikes the deadlines of one service; a defect in a game holds up its own tables only."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._patience = Patience()

    async def strike_due(self) -> int:
        """Strike all that is due now, then remind whom that leaves waited for; return how many deadlines were struck.

        What follows a strike at once is struck too. A strike that ends in a fault (logged under an id) waits before
        it is tried again, and no longer than that once the game is mended; nobody else's deadline waits for it.
        """
        struck: set[str] = set()
        while True:
            strikes, reminders = await self._come()
            due = [strike for strike in strikes if strike.once not in struck]
            if not due:
                break
            await self._ask(due)
            struck |= {strike.once for strike in due}
        await self._ask(reminders)
        return len(struck)

    async def _come(self) -> tuple[list[Command], list[Command]]:
        """Return the strikes that are due, and the reminders for those who hold up a phase of which a third is left."""
        found = await self.service.store.due(self.service.clock.now())
        strikes = [_strike(one) for one in found if one.what != "reminder"]
        reminders = [_reminder(one) for one in found if one.what == "reminder"]
        return self._ready(strikes), self._ready(reminders)

    def _ready(self, commands: Sequence[Command]) -> list[Command]:
        now = self.service.clock.now()
        return [command for command in commands if self._patience.ready(command.once, now)]

    async def _ask(self, commands: Sequence[Command]) -> None:
        for start in range(0, len(commands), _ASKED_AT_ONCE):
            asked = commands[start : start + _ASKED_AT_ONCE]
            results = await asyncio.gather(*(self.service.decide(command) for command in asked))
            for command, result in zip(asked, results, strict=True):
                if result.refused == "fault":
                    self._patience.failed(command.once, self.service.clock.now())


async def strike_due(service: Service) -> int:
    """Strike once what is due, as a striker that has not met a fault yet; return how many deadlines were struck."""
    return await Striker(service).strike_due()


async def tidy(service: Service) -> int:
    """Forget the deliveries and the letters of more than a week ago, a few at a time; return how many."""
    before, forgotten = service.clock.wall() - KEPT, 0
    while purged := await service.store.purge(before, _PURGED_AT_ONCE):
        forgotten += purged
    return forgotten


async def strike_for_ever(service: Service, every_ms: int = LOOK_MS) -> None:
    """Look every so often until cancelled; a database in trouble is asked again."""
    striker = Striker(service)
    tidied: int | None = None
    while True:
        tidied = await look(striker, tidied)
        await asyncio.sleep(every_ms / 1000)


async def look(striker: Striker, tidied: int | None = None) -> int | None:
    """Strike what is due, and tidy if the last time (class time; None: never) is an hour ago; return the last time."""
    now = striker.service.clock.now()
    try:
        await striker.strike_due()
        if tidied is not None and now - tidied < _TIDY_MS:
            return tidied
        await tidy(striker.service)
    except StoreTrouble as trouble:
        _LOG.warning("deadlines wait: %s", trouble)
        return tidied
    return now


def _strike(come: Come) -> Command:
    table, session = (come.id, "") if come.what == "phase" else ("", come.id)
    request = Strike(table=table, session=session, deadline=come.at)
    return Command(CLOCK, Where(), f"strike:{come.id}:{come.at}", request)


def _reminder(come: Come) -> Command:
    return Command(CLOCK, Where(), f"remind:{come.id}:{come.at}", Remind(come.id, come.at))
