"""The desk: the private card of one's seat, always showable again; and the table's status."""

from collections.abc import Sequence
from dataclasses import replace

from core.blocks import Block, Choose, Facts, Heading, Press, Text, Until
from core.context import Context
from core.game import MoveSpec, seen_by
from core.play import waiting
from core.play.beside import beside_moves
from core.play.buttons import move_buttons
from core.play.drafts import ELAPSED, draft_in_words, draft_of
from core.play.hall import Hall, my_hall, my_places, title_of
from core.play.moves import said
from core.play.notes import notes_for
from core.play.result import result_card
from core.play.sealing import sealed_of, standing_of
from core.play.sessions import live_session
from core.replies import Reply, Result
from core.requests.game import Act, JoinGame, OpenDesk, OpenForm, Practice, SaveDraft, ShowDesk, ShowStatus
from core.rows import Chair, Person, Place, Signup


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
    return Reply(blocks=(Heading(title_of(hall)), *clock(hall), facts, _desk_button(hall)))


def waiting_titles(hall: Hall) -> list[str]:
    """Return the titles of the seats that the phase still waits for."""
    owing = waiting.owing_seats(hall)
    return [chair.title for chair in hall.chairs if chair.key in owing]


def clock(hall: Hall) -> tuple[Block, ...]:
    """Return what the table waits for and until when."""
    if hall.session.status == "paused":
        return (Text(f"{hall.phase.title}. The clock is stopped: your instructor has paused the class."),)
    if hall.table.deadline is None:
        return (Text(hall.phase.title),)
    return (Until(f"{hall.phase.title}: {hall.phase.prompt}", hall.table.deadline),)


def holder(ctx: Context, chair: Chair, head: Place | None) -> str:
    """Return who holds a chair, by alias: its head, a labelled bot, or nobody until the phase closes."""
    if chair.bot:
        return f"{chair.title} (bot)"
    person = ctx.get(Person, head.person) if head else None
    return f"{chair.title} ({person.alias})" if person else f"{chair.title} (free)"


def _desk(hall: Hall, place: Place) -> list[Block]:
    chair = hall.chair(place.seat)
    specs = hall.game.moves(hall.position.state, place.seat)
    role = "" if place.part == "head" else ", delegate: you draft, the head of your delegation signs"
    return [
        Heading(f"{title_of(hall)}: you are {chair.title}{role}"),
        *clock(hall),
        *hall.game.view(hall.position.state, seen_by(place.seat)),
        *_sealed(hall, place, specs),
        *_standing(hall, place),
        *_drafts(hall, place, specs),
        *notes_for(hall, place),
        _choices(hall, place, specs),
    ]


def _choices(hall: Hall, place: Place, specs: Sequence[MoveSpec]) -> Choose:
    """Return all that one may do here: moves first."""
    moves = move_buttons(hall, place, specs)
    return replace(moves, presses=(*moves.presses, *beside_moves(hall, place)))


def _sealed(hall: Hall, place: Place, specs: Sequence[MoveSpec]) -> list[Block]:
    """Say what the seat has sealed, and offer to let it stand for later phases."""
    row = sealed_of(hall, place.seat)
    spec = next((spec for spec in specs if row is not None and spec.name == row.move), None)
    if row is None or spec is None:
        return []
    blocks: list[Block] = [Text(f"You sealed: {said(spec, spec.parse(row.values))}. You may still change it.")]
    if place.part == "head" and standing_of(hall, place) is None:
        raw = {name: str(value) for name, value in row.values.items() if name != ELAPSED}
        again = Act(move=row.move, values=raw, standing=True, table=hall.table.id, phase=hall.phase.key)
        blocks.append(Choose((Press("Also when I am silent", again),)))
    return blocks


def _standing(hall: Hall, place: Place) -> list[Block]:
    row = standing_of(hall, place)
    if row is None:
        return []
    values = ", ".join(str(value) for value in row.values.values())
    told = f"Your standing instruction: {row.move}{f' ({values})' if values else ''}, whenever you are silent."
    return [Text(told), Choose((Press("Withdraw it", Act(standing=True, table=hall.table.id)),))]


def _drafts(hall: Hall, place: Place, specs: Sequence[MoveSpec]) -> list[Block]:
    """Show drafts that were not sent."""
    blocks: list[Block] = []
    for spec in specs:
        if draft := draft_of(hall, place.seat, spec):
            edit = Press("Edit again", OpenForm(hall.table.id, spec.name))
            drop = Press("Throw it away", SaveDraft(move=spec.name, table=hall.table.id))
            words = draft_in_words(spec, draft)
            blocks += [Text(f"Draft of {spec.label}: {words}. It has not been sent."), Choose((edit, drop))]
    return blocks


def _no_seat(ctx: Context, table: str) -> Reply:
    if (ended := result_card(ctx, table)) is not None:
        return ended
    session = live_session(ctx)
    if session is None:
        practise = Press("Practise alone", Practice("ratify-or-revert"))
        said = "You have no seat now. When a lobby opens, press Join on its card."
        return Reply(blocks=(Text(said), Choose((practise,))))
    if ctx.find(Signup, session=session.id, person=ctx.me.id):
        return Reply(blocks=(Text(f"You are in. {session.title} begins when the lobby closes."),))
    state = "open" if session.status == "lobby" else "going on. You have no seat now"
    join = Press("Join", JoinGame(session.id), main=True)
    return Reply(blocks=(Text(f"{session.title} is {state}."), Choose((join,))))


def _sits_at(ctx: Context, table: str) -> bool:
    places = my_places(ctx)
    return any(p.table == table for p in places) if table else any(p.section == ctx.my_section.id for p in places)


def _desk_button(hall: Hall) -> Choose:
    return Choose((Press("My desk", OpenDesk(hall.table.id), main=True),))
