"""Leaving a seat, coming back, and putting somebody else on it."""

from dataclasses import replace

from core.context import Context
from core.kit.refusals import Illegal
from core.play import flow
from core.play.hall import Hall, hall_of, my_hall, my_places
from core.play.lobby import sit
from core.play.names import chair_named, person_named
from core.play.panel_scope import table_numbered
from core.play.sessions import going_on, live_session
from core.replies import Next, Result
from core.requests.game import JoinGame, LeaveGame, ShowPanel, Substitute
from core.rows import Chair, Place, Signup


def leave_game(ctx: Context, ask: LeaveGame) -> Result:
    """Leave the lobby, or one's seat: it stays free until the phase closes, then a bot holds it."""
    session = live_session(ctx)
    signups = ctx.find(Signup, session=session.id, person=ctx.me.id) if session else ()
    if session is not None and session.status == "lobby" and signups and not ask.table:
        ctx.drop(signups[0])
        return Result(said=("You left the lobby.",), next=(Next("Join", JoinGame(session.id)),))
    hall, place = my_hall(ctx, ask.table)
    stand_up(hall, place)
    flow.recount(hall)
    said = "You left your seat. It stays free until this phase closes, then a bot holds it; you may come back any time."
    return Result(said=(said,), next=(Next("Come back", JoinGame(hall.session.id)),))


def leave_all(ctx: Context, section: str) -> None:
    """Give up every seat in a section, when somebody leaves the section itself."""
    for place in my_places(ctx):
        if place.section == section:
            hall = hall_of(ctx, place.table)
            stand_up(hall, place)
            flow.recount(hall)


def substitute(ctx: Context, ask: Substitute) -> Result:
    """Put a person on a seat, or a bot; whoever held it may come back to it only through the instructor."""
    session = going_on(ctx, ask.session)
    hall = hall_of(ctx, table_numbered(ctx, session, ask.number).id)
    chair = chair_named(hall.chairs, ask.seat)
    for place in hall.places:
        if place.seat == chair.key:
            ctx.put(replace(place, live=False))
    said = _seat_person(hall, chair, ask.person) if ask.person else _seat_bot(hall, chair)
    flow.recount(hall)
    return Result(said=(said,), next=(Next("Panel", ShowPanel(session.id)),))


def stand_up(hall: Hall, place: Place) -> None:
    """Take a person off their seat; the next of their delegation becomes its head."""
    hall.ctx.put(replace(place, live=False))
    if place.part != "head":
        return
    heirs = [p for p in hall.places if p.seat == place.seat and p.part == "delegate"]
    if heirs:
        hall.ctx.put(replace(heirs[0], part="head"))
    else:
        hall.ctx.put(replace(hall.chair(place.seat), was=place.person))


def _seat_bot(hall: Hall, chair: Chair) -> str:
    hall.ctx.put(replace(chair, bot=hall.session.bots))
    return f"A bot holds {chair.title} at table {hall.table.number} now; everybody sees that it is one."


def _seat_person(hall: Hall, chair: Chair, name: str) -> str:
    ctx = hall.ctx
    person = person_named(ctx, name)
    if any(place.live for place in ctx.find(Place, session=hall.session.id) if place.person == person.id):
        raise Illegal(f"{person.alias} already holds a seat in this session. Take them off it first.")
    sit(ctx, hall.table, chair.key, person.id, "head")
    ctx.put(replace(chair, bot="", was=""))
    return f"{person.alias} holds {chair.title} at table {hall.table.number} now. Tell them to open [My desk]."
