"""Leaving a seat, and putting somebody else on it."""

from dataclasses import replace

from core.context import Context
from core.kit.refusals import Ambiguous, Illegal
from core.play import flow, practice
from core.play.dealing import sit
from core.play.hall import Hall, hall_of, my_hall, my_places
from core.play.names import chair_named
from core.play.panel_scope import table_numbered
from core.play.sessions import going_on, live_session
from core.replies import Next, Result
from core.requests.game import JoinGame, LeaveGame, Practice, ShowPanel, Substitute
from core.rows import Chair, Place, Signup
from core.section.people import Member, find_member, which_one


def leave_game(ctx: Context, ask: LeaveGame) -> Result:
    """Leave the lobby, or one's seat: it stays free until the phase closes, then a bot holds it."""
    session = live_session(ctx)
    signups = ctx.find(Signup, session=session.id, person=ctx.me.id) if session else ()
    if session is not None and session.status == "lobby" and signups and not ask.table:
        ctx.drop(signups[0])
        return Result(said=("You left the lobby.",), next=(Next("Join", JoinGame(session.id)),))
    hall, place = my_hall(ctx, ask.table)
    if hall.session.kind == "practice":
        practice.give_up(hall)
        again = Next("Practise again", Practice(hall.session.scenario))
        return Result(said=("You gave up your practice. It counts for nothing.",), next=(again,))
    stand_up(hall, place)
    said = "You left your seat. It stays free until this phase closes, then a bot holds it; you may come back any time."
    return Result(said=(said,), next=(Next("Come back", JoinGame(hall.session.id)),))


def leave_all(ctx: Context, section: str) -> None:
    """Give up every seat in a section, and every place in a lobby, when somebody leaves the section itself."""
    for signup in ctx.find(Signup, section=section, person=ctx.me.id):
        ctx.drop(signup)
    mine = [place for place in my_places(ctx) if place.section == section]
    for hall, place in ctx.each(mine, lambda place: (hall_of(ctx, place.table), place)):
        if hall.session.kind == "practice":
            practice.give_up(hall)
        else:
            stand_up(hall, place)


def substitute(ctx: Context, ask: Substitute) -> Result:
    """Put a person on a seat, or a bot. Whoever held it has no claim to it any more: they may join like late comers."""
    session = going_on(ctx, ask.session)
    hall = hall_of(ctx, table_numbered(ctx, session, ask.number).id)
    chair = chair_named(hall.chairs, ask.seat)
    try:
        member = find_member(ctx, ask.person) if ask.person else None
    except Ambiguous as ambiguous:
        return which_one(ambiguous, "I mean", lambda label: replace(ask, person=label))
    for place in hall.places:
        if place.seat == chair.key:
            ctx.put(replace(place, live=False))
    said = _seat_person(hall, chair, member) if member else _seat_bot(hall, chair)
    return Result(said=(said,), next=(Next("Panel", ShowPanel(session.id)),))


def stand_up(hall: Hall, place: Place) -> None:
    """Take a person off their seat; the next of their delegation becomes its head."""
    hall.ctx.put(replace(place, live=False))
    hall.ctx.put(replace(hall.chair(place.seat), was=place.person))
    heirs = [p for p in hall.places if p.seat == place.seat]
    if heirs and place.part == "head":
        hall.ctx.put(replace(heirs[0], part="head"))
    flow.recount(hall)


def _seat_bot(hall: Hall, chair: Chair) -> str:
    hall.ctx.put(replace(chair, bot=hall.session.bots, was=""))
    flow.let_bots_act(flow.recount(hall))
    return f"A bot holds {chair.title} at table {hall.table.number} now; everybody sees that it is one."


def _seat_person(hall: Hall, chair: Chair, member: Member) -> str:
    person, ctx = member.person, hall.ctx
    if any(place.live for place in ctx.find(Place, session=hall.session.id, person=person.id)):
        raise Illegal(f"{person.alias} already holds a seat in this session. Take them off it first.")
    sit(ctx, hall.table, chair.key, person.id, "head")
    ctx.put(replace(chair, bot="", was=""))
    flow.recount(hall)
    return f"{person.alias} holds {chair.title} at table {hall.table.number} now. Tell them to open [My desk]."
