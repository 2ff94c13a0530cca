"""Deadlines: what happens when time is up. Guarded by the deadline itself, so a late or repeated strike is harmless."""

from dataclasses import replace

from core.context import Context
from core.play import flow, waiting
from core.play.dealing import deal
from core.play.hall import Hall, hall_of
from core.replies import Result
from core.requests.game import Strike
from core.rows import Session, Table


def strike(ctx: Context, ask: Strike) -> Result:
    """Close the lobby or the phase whose deadline has come; give those with extra time the rest of theirs."""
    if ask.session:
        session = ctx.ledger.get(Session, ask.session)
        if session is not None and session.status == "lobby" and session.deadline == ask.deadline:
            deal(for_tenant(ctx, session.workspace), session)
        return Result()
    table = ctx.ledger.get(Table, ask.table)
    if table is not None and table.status == "running" and table.deadline == ask.deadline:
        _strike_table(hall_of(for_tenant(ctx, table.workspace), table.id))
    return Result()


def _strike_table(hall: Hall) -> None:
    if (later := _extra(hall)) is not None:
        flow.recount(flow.write_table(hall, replace(hall.table, deadline=later, late=True)))
    else:
        flow.carry_on(hall, flow.closing(hall))


def _extra(hall: Hall) -> int | None:
    """Return the later deadline of those with extra time who still owe something, if it has not come."""
    if hall.table.late or hall.table.deadline is None:
        return None
    most = waiting.most_extra_time(hall)
    later = hall.table.deadline + (hall.table.deadline - hall.table.opened) * (most - 100) // 100
    return later if later > hall.ctx.now else None


def for_tenant(ctx: Context, workspace: str) -> Context:
    """Return the clock's context inside the tenant whose deadline has come."""
    return replace(ctx, workspace=workspace)
