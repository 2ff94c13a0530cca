"""Which tables an instructor's order concerns: one, or all that are playing."""

from core.context import Context
from core.kit.refusals import NotAMove
from core.play.hall import Hall, hall_of
from core.rows import Session, Table


def tables_of(ctx: Context, session: Session) -> tuple[Table, ...]:
    """Return a session's tables by number."""
    return tuple(sorted(ctx.find(Table, session=session.id), key=lambda table: table.number))


def table_numbered(ctx: Context, session: Session, number: int) -> Table:
    """Return the table with this number, if it is still playing."""
    tables = tables_of(ctx, session)
    found = next((table for table in tables if table.number == number), None)
    if found is None:
        raise NotAMove(f"There is no table {number}. This session has {len(tables)}.")
    if found.status != "running":
        raise NotAMove(f"Table {number} is no longer playing.")
    return found


def playing(ctx: Context, session: Session, number: int = 0) -> tuple[Hall, ...]:
    """Return the tables still playing: all of them, or the one with this number."""
    if number:
        return (hall_of(ctx, table_numbered(ctx, session, number).id),)
    running = [table for table in tables_of(ctx, session) if table.status == "running"]
    return tuple(ctx.each(running, lambda table: hall_of(ctx, table.id)))
