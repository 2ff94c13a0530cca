"""Who answers which request: the tables of all rooms, joined."""

from functools import reduce
from operator import or_

from core import admin, play, section
from core.context import Context, Handlers
from core.play.extra import recount_late
from core.play.leaving import leave_all
from core.quiz import flow
from core.replies import Result
from core.requests.section import ChangeSection, LeaveSection


def every() -> Handlers:
    """Return all handlers; a request with two raises ValueError at start."""
    rooms = reduce(or_, (section.HANDLERS, play.HANDLERS, flow.HANDLERS, admin.HANDLERS))
    return rooms.instead(LeaveSection, _leave_section).instead(ChangeSection, _change_section)


def _leave_section(ctx: Context, ask: LeaveSection) -> Result:
    """Leaving a section gives up one's seats too: two rooms have a part in it, and neither knows the other."""
    result = section.HANDLERS.decide[LeaveSection](ctx, ask)
    leave_all(ctx, ctx.my_section.id)
    return result


def _change_section(ctx: Context, ask: ChangeSection) -> Result:
    """Change settings; where somebody's extra time is one of them, tables may be waiting for who has it."""
    result = section.HANDLERS.decide[ChangeSection](ctx, ask)
    if ask.extra is not None and not result.refused:
        recount_late(ctx, ctx.my_section.id)
    return result
