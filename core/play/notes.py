"""Private notes from seat to seat. Their text lives in rows of its own; a received note can be reported."""

from dataclasses import replace

from core.blocks import Block, Choose, Heading, Press, Text
from core.context import Context
from core.game import MoveSpec
from core.kit.refusals import Illegal, NotAllowed, NotAMove
from core.play.hall import Hall, my_hall
from core.play.names import chair_named
from core.play.outbox import tell_of_note
from core.replies import Next, Result
from core.requests.base import inputs
from core.requests.game import OpenDesk, ReportNote, SendNote
from core.rows import Chair, Note, Person, Place, Section, Written

_SHOWN = 5


def send_note(ctx: Context, ask: SendNote) -> Result:
    """Send a note to another seat of one's table."""
    hall, place = my_hall(ctx, ask.table)
    section = ctx.get(Section, hall.table.section)
    if section is not None and not section.notes:
        raise Illegal("Notes are switched off in this section. Talk in the room or in the channel.")
    chair = chair_named(hall.chairs, ask.to)
    if chair.key == place.seat:
        raise NotAMove(f"{chair.title} is your own seat. Name another one.")
    written = Written(id=ctx.new_id(), workspace=ctx.workspace, person=ctx.me.id, body=ask.text)
    ctx.add(written)
    note = Note(
        id=ctx.new_id(), workspace=ctx.workspace, section=hall.table.section, session=hall.session.id,
        table=hall.table.id, sender=place.seat, receiver=chair.key, written=written.id, time=ctx.now,
    )  # fmt: skip
    ctx.add(note)
    tell_of_note(hall, note)
    mine = hall.chair(place.seat).title
    reader = f"{chair.title} is held by a bot, which reads no notes." if chair.bot else "It is on their desk."
    sentence = f"Note {mine} → {chair.title} sent. {reader} The debrief may show notes, without names."
    return Result(said=(sentence,), next=(Next("My desk", OpenDesk(hall.table.id)),))


def report_note(ctx: Context, ask: ReportNote) -> Result:
    """Show a note that one has received to the instructors."""
    note = ctx.get(Note, ask.note)
    mine = {place.seat for place in ctx.find(Place, table=note.table) if place.person == ctx.me.id} if note else set()
    if note is None or note.receiver not in mine:
        raise NotAllowed("Only a note that you have received can be reported.")
    ctx.put(replace(note, reported=True))
    return Result(said=("Your instructors can now read this note and who sent it. Thank you for telling them.",))


def notes_for(hall: Hall, place: Place) -> list[Block]:
    """Return the latest notes from and to a seat, newest last, with buttons to answer and to report."""
    mine = [n for n in hall.ctx.find(Note, table=hall.table.id) if place.seat in {n.sender, n.receiver}]
    blocks: list[Block] = [Heading("Notes")] if mine else []
    hall.ctx.each(mine[-_SHOWN:], lambda note: _body(hall.ctx, note))
    return [*blocks, *(block for note in mine[-_SHOWN:] for block in note_blocks(hall, note, place.seat))]


def readers(hall: Hall, seat: str) -> tuple[Chair, ...]:
    """Return the seats that a seat may write to and where somebody reads; none where notes are switched off."""
    section = hall.ctx.get(Section, hall.table.section)
    if section is not None and not section.notes:
        return ()
    return tuple(chair for chair in hall.chairs if chair.key != seat and not chair.bot)


def note_blocks(hall: Hall, note: Note, reader: str) -> list[Block]:
    """Return a note as one of its two seats reads it: who received it may answer and report it."""
    titles = {chair.key: chair.title for chair in hall.chairs}
    text = Text(f"{titles.get(note.sender, '')} → {titles.get(note.receiver, '')}: {_body(hall.ctx, note)}")
    if note.receiver != reader:
        return [text]
    answer = SendNote(to=note.sender, text="", table=note.table)
    read = note.sender in {chair.key for chair in readers(hall, reader)}
    reply = (Press("Reply", answer, form=_note_form(titles[note.sender])),) if read else ()
    return [text, Choose((*reply, Press("Report", ReportNote(note.id))))]


def _note_form(to: str) -> MoveSpec:
    """Return the form of an answer. Its title is short, so that no name is too long for it."""
    text = tuple(replace(field, help=f"To {to}") for field in inputs(SendNote) if field.name == "text")
    return MoveSpec(name="note", label="Answer to a note", fields=text)


def reported_notes(ctx: Context, tables: tuple[Hall, ...]) -> list[Block]:
    """Return what has been reported to the instructors: the note, and the alias of who sent it."""
    found = ctx.each(tables, lambda hall: [note for note in ctx.find(Note, table=hall.table.id) if note.reported])
    reported = [(hall, note) for hall, notes in zip(tables, found, strict=True) for note in notes]
    return ctx.each(reported, lambda pair: _reported(*pair))


def _reported(hall: Hall, note: Note) -> Block:
    written = hall.ctx.get(Written, note.written)
    person = hall.ctx.get(Person, written.person) if written else None
    who = person.alias if person else "somebody erased"
    sender = hall.chair(note.sender).title
    return Text(f"Reported at table {hall.table.number}: {sender} ({who}): {_body(hall.ctx, note)}")


def _body(ctx: Context, note: Note) -> str:
    written = ctx.get(Written, note.written)
    return written.body if written and written.body else "(erased)"
