"""The instructor's panel: all tables × phase, who holds it up, and the orders that keep a class going."""

from collections.abc import Sequence
from dataclasses import replace

from core.blocks import Block, Choose, Facts, Heading, Press, Table, Text, Until
from core.context import Context
from core.game import INSTRUCTOR
from core.kit.refusals import Illegal
from core.play import flow, scoring, timing, waiting
from core.play.dealing import deal
from core.play.desk import holder
from core.play.hall import Hall, hall_of, readable
from core.play.notes import reported_notes
from core.play.panel_clocks import clocks
from core.play.panel_scope import playing, tables_of
from core.play.panel_tables import at_one_table
from core.play.posted import troubles
from core.play.sessions import going_on, latest_session
from core.play.timing import MINUTE, duration
from core.replies import Next, Reply, Result
from core.requests.game import Advance, End, Extend, Pause, Resume, ShowPanel, StartGame, TurnPage
from core.rows import Person, Session, Signup

_NAMED = 12
"""So many names stand in a list; of more, how many there are."""


def show_panel(ctx: Context, ask: ShowPanel) -> Reply:
    """Draw the panel of the session that is going on, or that ended last."""
    session = latest_session(ctx, ask.session)
    draw = {"lobby": _lobby, "over": _over}.get(session.status, _tables)
    return Reply(blocks=(Heading(f"Panel: {session.title}"), *draw(ctx, session), *troubles(ctx, session)))


def pause(ctx: Context, ask: Pause) -> Result:
    """Stop the clocks of all tables; nobody can move until [Resume]."""
    session = going_on(ctx, ask.session)
    if session.status != "running":
        raise Illegal("Only a running game can be paused." if session.status == "lobby" else "It is paused already.")
    ctx.put(replace(session, status="paused"))
    for hall in playing(ctx, session):
        flow.write_table(hall, timing.stopped(hall.table, ctx.now))
    return Result(said=("Paused. All clocks stand still.",), next=(Next("Resume", Resume(session.id)),))


def resume(ctx: Context, ask: Resume) -> Result:
    """Let all clocks run on with the time that was left; a phase that people left meanwhile may close at once."""
    session = going_on(ctx, ask.session)
    if session.status != "paused":
        raise Illegal("The class is not paused.")
    ctx.put(replace(session, status="running"))
    for hall in playing(ctx, session):
        flow.write_table(hall, timing.going_on(hall.table, ctx.now))
    ctx.each(playing(ctx, session), lambda hall: flow.let_bots_act(flow.recount(hall)))
    return Result(said=("The clocks run again, with the time that was left.",), next=_panel(session))


def extend(ctx: Context, ask: Extend) -> Result:
    """Give the current phase more time, at one table or all; a lobby too."""
    session = going_on(ctx, ask.session)
    more = ask.minutes * MINUTE
    if session.status == "lobby" and session.deadline is not None:
        ctx.put(replace(session, deadline=session.deadline + more))
    else:
        for hall in playing(ctx, session, ask.number):
            flow.recount(flow.write_table(hall, timing.longer(hall.table, more)))
    where = f"Table {ask.number} has" if ask.number else "Everybody has"
    return Result(said=(f"{where} {duration(more)} more.",), next=_panel(session))


def advance(ctx: Context, ask: Advance) -> Result:
    """Close the lobby or the current phase now; name who had not finished."""
    session = going_on(ctx, ask.session)
    if session.status == "lobby":
        return deal(ctx, session)
    if session.status == "paused":
        raise Illegal("The class is paused. Resume it first, then advance.")
    halls = [h for h in playing(ctx, session, ask.number) if not ask.phase or h.phase.key == ask.phase]
    if not halls:
        raise Illegal("That phase is over already. The panel shows where every table is.")
    waited = zip(halls, ctx.each(halls, _holding_up), strict=True)
    missing = [f"table {hall.table.number}: {_few(names)}" for hall, names in waited if names]
    ctx.each(halls, lambda hall: flow.carry_on(hall, flow.closing(hall)))
    told = f"Not waited for: {_few(missing, '; ')}." if missing else "Everybody had finished."
    return Result(said=("Advanced.", told), next=_panel(session))


def end(ctx: Context, ask: End) -> Result:
    """End the session, or void one table; what was not finished counts for nothing.

    The debrief still tells how far the tables of an ended session came; a void one it leaves out.
    """
    session = going_on(ctx, ask.session)
    halls = playing(ctx, session, ask.number)
    ctx.each(halls, (lambda hall: flow.void(ctx, hall.table)) if ask.number else _stop)
    if ask.number:
        scoring.end_session_if_done(ctx, session)
        return Result(said=(f"Table {ask.number} is void: it counts for nothing.",), next=_panel(session))
    scoring.end_session(ctx, session)
    played = bool(tables_of(ctx, session))
    debrief = (Next("Open the debrief", TurnPage(session.id, session.page)),) if played else ()
    return Result(said=(f"{session.title} has ended.",), next=debrief)


def _stop(hall: Hall) -> None:
    """End a table where it stands."""
    flow.leave_table(hall.ctx, hall.table)
    hall.ctx.put(replace(hall.table, status="over", deadline=None, left=None, nudge=None, phase="", waiting=0, done=0))


def _lobby(ctx: Context, session: Session) -> list[Block]:
    people = ctx.each(ctx.find(Signup, session=session.id), lambda signup: ctx.get(Person, signup.person))
    names = ", ".join(person.alias for person in people if person) or "nobody yet"
    presses = (
        Press("Begin now", Advance(session=session.id, phase="lobby"), main=True),
        Press("+1 min", Extend(session=session.id)),
        _refresh(session),
        Press("End", End(session=session.id), confirm=f"End {session.title} before it began?"),
    )
    until = [Until("The lobby closes", session.deadline)] if session.deadline is not None else []
    return [*until, Facts(((f"In the lobby ({len(people)})", names),)), Choose(presses)]


def _tables(ctx: Context, session: Session) -> list[Block]:
    halls = playing(ctx, session)
    rows = tuple(ctx.each(halls, _row))
    left = ("Left",) if session.status == "paused" else ()
    blocks: list[Block] = [Table(("Table", "Phase", *left, "Holding it up", "Desk not opened"), rows), *clocks(halls)]
    if len(halls) == 1:
        blocks.extend(halls[0].game.view(halls[0].position.state, INSTRUCTOR))
    blocks.extend(reported_notes(ctx, halls))
    return [*blocks, *at_one_table(session, halls), _orders(session, halls)]


def _row(hall: Hall) -> tuple[str, ...]:
    left = (duration(hall.table.left or 0),) if hall.session.status == "paused" else ()
    unseen = [place for place in hall.places if not place.opened]
    return (
        str(hall.table.number),
        hall.phase.title,
        *left,
        _few(_holding_up(hall)) or "nobody",
        str(len(unseen)) if unseen else "all have",
    )


def _holding_up(hall: Hall) -> list[str]:
    owing = waiting.owing_seats(hall)
    late, heads = [chair for chair in hall.chairs if chair.key in owing], hall.heads
    return hall.ctx.each(late, lambda chair: holder(hall.ctx, chair, heads.get(chair.key)))


def _few(names: Sequence[str], between: str = ", ") -> str:
    """Return the first names and how many more there are: a card has no room for five thousand."""
    more = len(names) - _NAMED
    return between.join(names) if more <= 0 else f"{between.join(names[:_NAMED])} and {more:,} more"


def _orders(session: Session, halls: tuple[Hall, ...]) -> Choose:
    missing = [name for hall in halls for name in _holding_up(hall)]
    confirm = f"Close this phase without: {', '.join(missing[:8])}?" if missing else ""
    phases = {hall.phase.key for hall in halls}
    phase = phases.pop() if len(phases) == 1 else ""
    order = Advance(session=session.id, phase=phase)
    paused = session.status == "paused"
    clock = Press("Resume", Resume(session.id), main=True) if paused else Press("Pause", Pause(session.id))
    return Choose(
        (
            clock,
            Press("+1 min", Extend(session=session.id)),
            Press("Advance anyway" if missing else "Advance", order, confirm=confirm),
            _refresh(session),
            Press("End", End(session=session.id), confirm=f"End {session.title} at all tables?"),
        )
    )


def _over(ctx: Context, session: Session) -> list[Block]:
    halls = ctx.each(readable(ctx, tables_of(ctx, session)), lambda table: hall_of(ctx, table.id))
    again = () if session.kind == "quiz" else (Press("Play again", StartGame(scenario=session.scenario)),)
    if not halls:
        return [Text("It is over. Nobody played."), Choose(again)]
    ended = sum(hall.position.outcome is not None for hall in halls)
    told = f"It is over. {ended} of {len(halls)} {'table' if len(halls) == 1 else 'tables'} played to the end."
    page = Press("Next page of the debrief", TurnPage(session.id, session.page), main=True)
    return [Text(told), *reported_notes(ctx, tuple(halls)), Choose((page, *again))]


def _refresh(session: Session) -> Press:
    return Press("Refresh", ShowPanel(session.id))


def _panel(session: Session) -> tuple[Next, ...]:
    return (Next("Panel", ShowPanel(session.id)),)
