"""One of several bot processes on a server: `python -m tests.durability.bot URL NAME ORIGIN [FAULT]`.

The real service and the real striker. It reads deliveries from its standard input, a JSON line each, and writes the
answer to each as a line. Its clock runs several times as fast as the machine's, from one origin for all processes, so
that many deadlines come within a minute. FAULT is one of those that the proof must catch.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from core import batch, striker
from core.clock import SystemTicks
from core.command import Command
from core.context import Context
from core.play import flow, strikes
from core.play.hall import hall_of
from core.replies import Result
from core.requests import codec
from core.requests.game import Strike
from core.rows import Entry, Table
from core.service import Service
from core.store import rowsql, store
from core.store.settling import settle
from core.stored_results import dump
from tests.durability.school import delivery, service_at

SPEED = 10


class FastTicks:
    """Time that has run several times as fast as the machine's since an origin."""

    def __init__(self, origin: datetime) -> None:
        self._origin = origin
        self._ticks = SystemTicks()

    def monotonic(self) -> int:
        """Return milliseconds that never run backwards."""
        return SPEED * self._ticks.monotonic()

    def wall(self) -> datetime:
        """Return the time by the fast clock."""
        return self._origin + SPEED * (self._ticks.wall() - self._origin)


def origin(text: str) -> datetime:
    """Return an origin from its words, seconds since 1970."""
    return datetime.fromtimestamp(float(text), UTC)


def _upserts(_service: Service, _name: str) -> None:
    """Nothing is locked or compared, and what another process has just stored is written over."""
    setattr(store, "settle_locked", settle)  # noqa: B010 (a planted fault)
    setattr(rowsql, "_is_new", lambda _ledger, _row: False)  # noqa: B010 (a planted fault)


def _forgets(_service: Service, _name: str) -> None:
    """A delivery that was answered before is decided again."""
    setattr(rowsql, "_WRITTEN_ONCE", frozenset({Entry}))  # noqa: B010 (a planted fault)
    setattr(rowsql, "_is_new", lambda _ledger, _row: False)  # noqa: B010 (a planted fault)
    setattr(batch, "_decide", lambda *args: batch.Decided(batch._once(*args)))  # noqa: B010 (a planted fault)


def _strikes_blindly(service: Service, name: str) -> None:
    """Each process strikes under a name of its own, and does not ask whether the deadline is still the table's."""

    def strike(ctx: Context, ask: Strike) -> Result:
        if ask.session:
            return strikes.strike(ctx, ask)
        table = ctx.ledger.get(Table, ask.table)
        if table is not None and table.status == "running":
            hall = hall_of(strikes.for_tenant(ctx, table.workspace), table.id)
            flow.carry_on(hall, flow.closing(hall))
        return Result()

    usual = striker._strike

    def named(*about: object) -> Command:
        command = usual(*about)  # type: ignore[arg-type]  # passed on as they came
        return Command(command.who, command.where, f"{command.once}:{name}", command.request)

    setattr(striker, "_strike", named)  # noqa: B010 (a planted fault)
    service._handlers = service._handlers.instead(Strike, strike)


FAULTS: Mapping[str, Callable[[Service, str], None]] = MappingProxyType(
    {"upserts": _upserts, "forgets": _forgets, "strikes blindly": _strikes_blindly}
)


async def _answer(service: Service, line: bytes) -> None:
    number, user, once, request = json.loads(line)
    result = await service.decide(delivery(user, once, codec.load(request)))
    sys.stdout.write(json.dumps([number, dump(result), result.refused]) + "\n")
    sys.stdout.flush()


async def _serve(url: str, name: str, ticks: FastTicks, fault: str) -> None:
    asked = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    async with await service_at(url, ticks) as service, asyncio.TaskGroup() as tasks:
        if fault:
            FAULTS[fault](service, name)
        striking = tasks.create_task(striker.strike_for_ever(service))
        while line := await asked.readline():
            tasks.create_task(_answer(service, line))
        striking.cancel()


if __name__ == "__main__":
    where, called, begun, *planted = sys.argv[1:]
    asyncio.run(_serve(where, called, FastTicks(origin(begun)), "".join(planted)))
