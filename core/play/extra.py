"""Extra time that changes while it is being used: whom a table still waits for is counted anew."""

from core.context import Context
from core.play import flow
from core.play.panel_scope import playing
from core.rows import Session


def recount_late(ctx: Context, section: str) -> None:
    """Count anew where time is up for all but those with extra time; a phase that waits for nobody more closes."""
    found = ctx.each(("running", "paused"), lambda status: ctx.find(Session, section=section, status=status))
    halls = ctx.each([session for sessions in found for session in sessions], lambda session: playing(ctx, session))
    ctx.each([hall for some in halls for hall in some if hall.table.late], flow.recount)
