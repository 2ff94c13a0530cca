"""How a table goes on: bots move, phases open and close, the journal grows, until people are waited for or it ends."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter

from core import referee
from core.game import Move, Outcome, Phase, Sealed, Step
from core.play import scoring, timing
from core.play.hall import Hall
from core.rows import Draft, Entry, Membership, Place, SealedMove, Section, Snapshot
from core.rows import Table as TableRow

_MANY = 300  # phases in a row that nobody is waited for; a game with more is broken
STANDING = "*"
_STEP = TypeAdapter(Step)


def carry_on(hall: Hall, turn: "referee.Turn[object]") -> Hall:
    """Go on from a turn until the table waits for people or is over; returns the table as it is then."""
    for _ in range(_MANY):
        turn = referee.let_bots_move(hall.game, turn, hall.bots, hall.session.seed)
        hall = _record(hall, turn)
        if hall.position.outcome is not None:
            return _finish(hall, hall.position.outcome)
        if hall.table.phase != hall.phase.key:
            hall = _open(hall)
        if not _closes_now(hall):
            return hall
        turn = closing(hall)
    raise referee.BrokenGame(f"{hall.game.key} opens phase after phase without waiting for anybody.")


def closing(hall: Hall) -> "referee.Turn[object]":
    """Return the turn that closes the phase now: what was sealed, then standing instructions, bots and silence."""
    return referee.close(hall.game, hall.position, _sealed(hall), hall.bots, hall.session.seed)


def recount(hall: Hall) -> Hall:
    """Count anew whom the phase waits for, after people came or went; a phase that waits for nobody closes."""
    waited = waited_seats(hall)
    done = len(waited & done_seats(hall))
    hall = _with_table(hall, replace(hall.table, waiting=len(waited), done=done))
    return carry_on(hall, closing(hall)) if _closes_now(hall) else hall


def waited_seats(hall: Hall) -> set[str]:
    """Return the seats with people that must be done before the phase closes early.

    Where only bots would be waited for, the people who may act are, so that bots never talk them out of their turn.
    """
    held = {place.seat for place in hall.places if place.part == "head"}
    return (held & set(hall.phase.waits_for)) or (held & set(hall.phase.actors))


def done_seats(hall: Hall) -> set[str]:
    """Return the seats that are done with this phase: sealed a move, or pressed Ready."""
    if hall.phase.closes == "sealed":
        return {row.seat for row in _sealed_rows(hall)}
    return {place.seat for place in hall.places if place.part == "head" and place.ready == hall.phase.key}


def after_done(hall: Hall, difference: int) -> Hall:
    """Count one more (or less) seat as done; close the phase when it was the last."""
    hall = _with_table(hall, replace(hall.table, done=hall.table.done + difference))
    return carry_on(hall, closing(hall)) if _closes_now(hall) else hall


def write_table(hall: Hall, table: TableRow) -> Hall:
    """Store a changed table row."""
    return _with_table(hall, table)


def step_of(entry: Entry) -> Step:
    """Return the journal line that a row holds."""
    return _STEP.validate_json(entry.body)


def _record(hall: Hall, turn: "referee.Turn[object]") -> Hall:
    ctx, table = hall.ctx, hall.table
    for step in turn.steps:
        person = _author(hall, step)
        body = _STEP.dump_json(step, exclude_defaults=True).decode()
        ctx.put(
            Entry(
                id=f"{table.id}:{step.seq:08d}", workspace=table.workspace, session=table.session, table=table.id,
                seq=step.seq, kind=step.kind, seat=step.seat, person=person, body=body, time=ctx.now,
            )
        )  # fmt: skip
    ctx.put(
        Snapshot(
            id=table.id, workspace=table.workspace, game=hall.game.key, version=hall.game.version,
            seq=turn.position.seq, position=turn.position,
        )
    )  # fmt: skip
    hall = replace(hall, position=turn.position)
    return _with_table(hall, replace(table, seq=turn.position.seq))


def _author(hall: Hall, step: Step) -> str:
    """Return the person who made an open move; bots and closings have none."""
    if step.kind != "move" or step.seat in hall.bots:
        return ""
    head = hall.head(step.seat)
    return head.person if head else ""


def _open(hall: Hall) -> Hall:
    """Open the phase that the position is in: bots take the empty seats, the clock starts, drafts stay."""
    _fill_empty_seats(hall)
    phase, ctx = hall.phase, hall.ctx
    section = ctx.get(Section, hall.table.section)
    length = timing.length(phase.seconds, hall.session.pace)
    due = timing.deadline(ctx.now, ctx.world.wall, length, section)
    fresh = replace(hall.table, phase=phase.key, opened=ctx.now, deadline=due, left=None, done=0, late=False)
    if hall.session.status == "paused":
        fresh = replace(fresh, deadline=None, left=due - ctx.now)
    hall = _with_table(hall, fresh)
    return _with_table(hall, replace(fresh, waiting=len(waited_seats(hall))))


def _fill_empty_seats(hall: Hall) -> None:
    held = {place.seat for place in hall.places}
    for chair in hall.chairs:
        if not chair.bot and chair.key not in held:
            hall.ctx.put(replace(chair, bot=hall.session.bots))


def _closes_now(hall: Hall) -> bool:
    phase, table = hall.phase, hall.table
    if phase.seconds == 0:
        return True
    return phase.closes != "deadline" and table.done >= table.waiting


def _sealed(hall: Hall) -> Mapping[str, Sealed]:
    rows = _sealed_rows(hall)
    found = {row.seat: Sealed(Move(row.move, row.values)) for row in rows}
    for row in hall.ctx.find(SealedMove, table=hall.table.id, phase=STANDING):
        if row.seat not in found and _fits(hall, row):
            found[row.seat] = Sealed(Move(row.move, row.values), "standing")
    return found


def _sealed_rows(hall: Hall) -> tuple[SealedMove, ...]:
    return hall.ctx.find(SealedMove, table=hall.table.id, phase=hall.phase.key)


def _fits(hall: Hall, row: SealedMove) -> bool:
    """Tell whether a standing instruction is a sealed move that its seat, held by a person, may make now."""
    if row.seat in hall.bots or row.seat not in hall.phase.actors:
        return False
    specs = hall.game.moves(hall.position.state, row.seat)
    return any(spec.name == row.move and spec.sealed for spec in specs)


def _finish(hall: Hall, outcome: Outcome) -> Hall:
    """Close the table for good: scores, places given up, drafts thrown away; the session too when it was the last."""
    hall = _with_table(hall, replace(hall.table, status="over", deadline=None, phase="", waiting=0, done=0))
    scoring.record(hall, outcome)
    leave_table(hall)
    scoring.end_session_if_done(hall.ctx, hall.session)
    return hall


def leave_table(hall: Hall) -> None:
    """End everybody's place at a table that is over."""
    for place in hall.places:
        hall.ctx.put(replace(place, live=False))
    for draft in hall.ctx.find(Draft, table=hall.table.id):
        hall.ctx.drop(draft)


def extra_time(hall: Hall, place: Place) -> int:
    """Return a person's time in per cent of the others'."""
    found = hall.ctx.find(Membership, section=hall.table.section, person=place.person)
    return found[0].extra if found else 100


def most_extra_time(hall: Hall) -> int:
    """Return the longest time, in per cent, of those the phase still waits for."""
    owing = waited_seats(hall) - done_seats(hall)
    late = [place for place in hall.places if place.seat in owing]
    return max(hall.ctx.each(late, lambda place: extra_time(hall, place)), default=100)


def _with_table(hall: Hall, table: TableRow) -> Hall:
    hall.ctx.put(table)
    return replace(hall, table=table)


__all__ = [
    "STANDING", "Phase", "after_done", "carry_on", "closing", "done_seats", "extra_time", "leave_table",
    "most_extra_time", "recount", "step_of", "waited_seats", "write_table",
]  # fmt: skip
