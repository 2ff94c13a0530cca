"""Reminders: when a third of a phase is left, those who hold it up with nothing in hand are told so, once a phase."""

from dataclasses import replace

from core.context import Context
from core.play import outbox, waiting
from core.play.hall import Hall, hall_of, readable
from core.play.strikes import for_tenant
from core.play.timing import quiet_for
from core.replies import Result
from core.requests.game import Remind
from core.rows import Person, Place, Section, Table


def remind(ctx: Context, ask: Remind) -> Result:
    """Write to those who hold the phase up; in quiet hours, after them if there is time. Harmless late or twice."""
    table = ctx.ledger.get(Table, ask.table)
    if table is None or table.nudge != ask.at:
        return Result()
    ctx = for_tenant(ctx, table.workspace)
    ctx.put(replace(table, nudge=_after_quiet_hours(ctx, table)))
    if table.status == "running" and not is_quiet(ctx, table) and readable(ctx, (table,)):
        hall = hall_of(ctx, table.id)
        if hall.session.kind == "game":  # who practises is alone, and a quiz has its whole class before it
            ctx.each(waiting.idle(hall), lambda place: _remind(hall, place))
    return Result()


def is_quiet(ctx: Context, table: Table) -> bool:
    """Tell whether these are quiet hours of the table's section."""
    return _quiet_for(ctx, table) > 0


def _after_quiet_hours(ctx: Context, table: Table) -> int | None:
    """Return when to remind instead, if these are quiet hours that end before the phase does."""
    later = ctx.now + _quiet_for(ctx, table)
    return later if table.deadline is not None and ctx.now < later < table.deadline else None


def _quiet_for(ctx: Context, table: Table) -> int:
    section = ctx.get(Section, table.section)
    return 0 if section is None else quiet_for(ctx.world.wall, section)


def _remind(hall: Hall, place: Place) -> None:
    person = hall.ctx.ledger.get(Person, place.person)  # past the tenant's filter: accounts may be of elsewhere
    if person is not None and person.reminders:
        outbox.tell_of_delay(hall, place)
