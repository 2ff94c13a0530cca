"""The desk: the private card of one's seat, always showable again; and the table's status."""

from collections.abc import Sequence
from dataclasses import replace

from core.blocks import Block, Choose, Facts, Heading, Press, Text, Until
from core.context import Context
from core.game import MoveSpec, seen_by
from core.kit.refusals import NotAllowed
from core.play import flow
from core.play.buttons import move_buttons
from core.play.hall import Hall, hall_of, my_hall, my_places
from core.play.moves import draft_of, said, sealed_of
from core.play.notes import notes_for
from core.play.sessions import latest_session, live_session
from core.replies import Reply, Result
from core.requests.game import JoinGame, OpenDesk, OpenForm, Practice, ShowDebrief, ShowDesk, ShowStatus
from core.requests.section import ShowBoard
from core.rows import Chair, Person, Place, Score, Signup


def open_desk(ctx: Context, ask: OpenDesk) -> Result:
    """Open the desk; the instructor's panel no longer lists the person as not having looked."""
    if my_places(ctx):
        _, place = my_hall(ctx, ask.table) if _sits_at(ctx, ask.table) else (None, None)
        if place is not None and not place.opened:
            ctx.put(replace(place, opened=True))
    return Result(then=ShowDesk(ask.table))


def show_desk(ctx: Context, ask: ShowDesk) -> Reply:
    """Draw the desk: of the seat held now, of the lobby waited in, or of the table that ended last."""
    if ctx.person is None or not _sits_at(ctx, ask.table):
        return _no_seat(ctx, ask.table)
    hall, place = my_hall(ctx, ask.table)
    return Reply(blocks=tuple(_desk(hall, place)))


def show_status(ctx: Context, ask: ShowStatus) -> Reply:
    """Show phase, clock, and who still owes something, by seat; never what."""
    hall, _ = my_hall(ctx, ask.table)
    owing = waiting_titles(hall)
    waits = ", ".join(owing) if owing else "nobody: it closes at its deadline"
    facts = Facts((("Phase", hall.phase.title), ("Waits for", waits), ("If you are silent", hall.phase.silence)))
    return Reply(blocks=(Heading(_where(hall)), *clock(hall), facts, _desk_button(hall)))


def waiting_titles(hall: Hall) -> list[str]:
    """Return the titles of the seats that the phase still waits for."""
    owing = flow.waited_seats(hall) - flow.done_seats(hall)
    return [chair.title for chair in hall.chairs if chair.key in owing]


def clock(hall: Hall) -> tuple[Block, ...]:
    """Return what the table waits for and until when."""
    if hall.session.status == "paused":
        return (Text(f"{hall.phase.title}. The clock is stopped: your instructor has paused the class."),)
    if hall.table.deadline is None:
        return (Text(hall.phase.title),)
    return (Until(f"{hall.phase.title}: {hall.phase.prompt}", hall.table.deadline),)


def holder(ctx: Context, hall: Hall, chair: Chair) -> str:
    """Return who holds a chair, by alias: a person, a labelled bot, or nobody until the phase closes."""
    if chair.bot:
        return f"{chair.title} (bot)"
    head = hall.head(chair.key)
    person = ctx.get(Person, head.person) if head else None
    return f"{chair.title} ({person.alias})" if person else f"{chair.title} (free)"


def _desk(hall: Hall, place: Place) -> list[Block]:
    chair = hall.chair(place.seat)
    specs = hall.game.moves(hall.position.state, place.seat)
    role = "" if place.part == "head" else ", delegate: you draft, the head of your delegation signs"
    return [
        Heading(f"{_where(hall)}: you are {chair.title}{role}"),
        *clock(hall),
        *hall.game.view(hall.position.state, seen_by(place.seat)),
        *_kept(hall, place, specs),
        *notes_for(hall, place),
        move_buttons(hall, place, specs),
    ]


def _kept(hall: Hall, place: Place, specs: Sequence[MoveSpec]) -> list[Block]:
    """Say what the seat has sealed, and show drafts that were not sent."""
    blocks: list[Block] = []
    sealed = sealed_of(hall, place.seat)
    for spec in specs:
        if sealed is not None and sealed.move == spec.name:
            blocks.append(Text(f"You sealed: {said(spec, spec.parse(sealed.values))}. You may still change it."))
        if draft := draft_of(hall, place.seat, spec):
            filled = "; ".join(f"{name}: {value}" for name, value in draft.items())
            press = Press("Edit again", OpenForm(hall.table.id, spec.name))
            blocks += [Text(f"Draft of {spec.label}: {filled}. It has not been sent."), Choose((press,))]
    return blocks


def _no_seat(ctx: Context, table: str) -> Reply:
    if (ended := _result_card(ctx, table)) is not None:
        return ended
    session = live_session(ctx)
    if session is not None and session.status == "lobby" and ctx.person is not None:
        if ctx.find(Signup, session=session.id, person=ctx.me.id):
            return Reply(blocks=(Text(f"You are in. {session.title} begins when the lobby closes."),))
        return Reply(
            blocks=(Text(f"{session.title} is open."), Choose((Press("Join", JoinGame(session.id), main=True),)))
        )
    if session is not None:
        press = Press("Join", JoinGame(session.id), main=True)
        return Reply(blocks=(Text(f"{session.title} is going on. You have no seat yet."), Choose((press,))))
    press = Press("Practise alone", Practice("ratify-or-revert"))
    return Reply(blocks=(Text("You have no seat now. When a lobby opens, press Join on its card."), Choose((press,))))


def _result_card(ctx: Context, table: str) -> Reply | None:
    """Return the desk of a table that is over: what the asker's seat came to."""
    place = _last_place(ctx, table)
    if place is None:
        return None
    hall = hall_of(ctx, place.table)
    if hall.table.status == "running":
        return None
    score = ctx.get(Score, f"{place.table}:{place.seat}")
    outcome = hall.position.outcome
    blocks: list[Block] = [Heading(f"{_where(hall)}: the game is over.")]
    blocks.append(Text(outcome.headline if outcome else "Your instructor ended this table; it counts for nothing."))
    if score is not None:
        blocks.append(Facts(_points(score)))
    presses = (Press("Debrief", ShowDebrief(session=place.session)), Press("Standings", ShowBoard()))
    return Reply(blocks=(*blocks, Choose(presses)))


def _last_place(ctx: Context, table: str) -> Place | None:
    if ctx.person is None:
        return None
    if table:
        return next((p for p in ctx.find(Place, table=table) if p.person == ctx.me.id), None)
    try:
        session = latest_session(ctx, "")
    except NotAllowed:
        return None
    if session.status != "over":
        return None
    return next((p for p in ctx.find(Place, session=session.id) if p.person == ctx.me.id), None)


def _points(score: Score) -> tuple[tuple[str, str], ...]:
    pairs = [("Your points", f"{score.points:.0f} of 100 possible at your best treaty")] if score.counts else []
    if score.belief is not None:
        pairs.append(("Your prediction", f"{100 * score.belief:.0f} of 100"))
    if score.duplicate is not None:
        pairs.append(("Against the same seat elsewhere", f"{score.duplicate:.0f} of 100"))
    return tuple(pairs) or (("Your points", "none counted here"),)


def _sits_at(ctx: Context, table: str) -> bool:
    places = my_places(ctx)
    return any(p.table == table for p in places) if table else any(p.section == ctx.my_section.id for p in places)


def _where(hall: Hall) -> str:
    kind = "Practice" if hall.session.kind == "practice" else f"Table {hall.table.number}"
    return f"{hall.session.title}, {kind}"


def _desk_button(hall: Hall) -> Choose:
    return Choose((Press("My desk", OpenDesk(hall.table.id), main=True),))
