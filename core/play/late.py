"""Late joiners: their old seat, a new one where the class sits together, a bot's, or a place in a delegation."""

from collections.abc import Sequence
from dataclasses import replace

from core import referee
from core.context import Context
from core.game import Seat, admits
from core.kit.refusals import Illegal
from core.play import flow
from core.play.dealing import set_chair, sit
from core.play.groups import LARGEST_DELEGATION
from core.play.hall import Hall
from core.play.panel_scope import playing
from core.replies import Next, Result
from core.requests.game import OpenDesk
from core.rows import Chair, Place, Session


def join_late(ctx: Context, session: Session) -> Result:
    """Give the asker a seat at a table that is already playing."""
    if any(place.live for place in ctx.find(Place, session=session.id, person=ctx.me.id)):
        raise Illegal("You already have a seat. Open it with [My desk].")
    halls = playing(ctx, session)
    ctx.each(halls, lambda hall: (hall.places, hall.chairs))
    if (left := _seat_left(halls, ctx.me.id)) is not None:
        return _take(*left)
    if halls and admits(halls[0].game):
        return _admit(halls[0])
    emptiest = sorted(halls, key=lambda hall: (len(hall.places), hall.table.number))
    for find in (_bot_seat, _free_seat, _smallest_delegation):
        for hall in emptiest:
            if (found := find(hall)) is not None:
                return _take(hall, found)
    raise Illegal("All tables are full. Watch the lobby card, and join the next round.")


def _seat_left(halls: Sequence[Hall], person: str) -> tuple[Hall, Chair] | None:
    """Return the seat that this person left last, if there is room on it still."""
    mine = ((hall, chair) for hall in halls for chair in hall.chairs if chair.was == person)
    return next(((hall, chair) for hall, chair in mine if _people_on(hall, chair) < LARGEST_DELEGATION), None)


def _bot_seat(hall: Hall) -> Chair | None:
    return next((chair for chair in hall.chairs if chair.bot), None)


def _free_seat(hall: Hall) -> Chair | None:
    """Return a seat that somebody has just left; the bots' seats go first, so that they may come back."""
    return next((chair for chair in hall.chairs if not _people_on(hall, chair)), None)


def _smallest_delegation(hall: Hall) -> Chair | None:
    chairs = [chair for chair in hall.chairs if chair.role != "observer"]
    smallest = min(chairs, key=lambda chair: _people_on(hall, chair), default=None)
    return smallest if smallest is not None and _people_on(hall, smallest) < LARGEST_DELEGATION else None


def _people_on(hall: Hall, chair: Chair) -> int:
    return sum(place.seat == chair.key for place in hall.places)


def _take(hall: Hall, chair: Chair) -> Result:
    part = "delegate" if _people_on(hall, chair) else "head"
    sit(hall.ctx, hall.table, chair.key, hall.ctx.me.id, part)
    hall.ctx.put(replace(chair, bot="", was=""))
    flow.recount(hall)
    return _welcome(hall, chair.title if part == "head" else f"{chair.title}, as a delegate: you draft, the head signs")


def _admit(hall: Hall) -> Result:
    """Add a seat to a whole-class table."""
    number = len(hall.chairs)
    seat = Seat(f"p{number + 1}", f"Player {number + 1}")
    turn = referee.admit(hall.game, hall.position, seat)
    set_chair(hall.ctx, hall.table, number, seat, "")
    sit(hall.ctx, hall.table, seat.key, hall.ctx.me.id, "head")
    flow.carry_on(hall, turn)
    return _welcome(hall, seat.title)


def _welcome(hall: Hall, role: str) -> Result:
    said = f"You sit at table {hall.table.number} as {role}."
    return Result(said=(said,), next=(Next("My desk", OpenDesk(hall.table.id)),))
