"""How a table goes on: bots move, phases open and close, the journal grows, until people are waited for or it ends."""

from dataclasses import replace

from pydantic import TypeAdapter

from core import referee
from core.context import Context
from core.game import Outcome, Step, admits
from core.play import scoring, sealing, timing, waiting
from core.play.hall import Hall, people_at
from core.rows import Draft, Entry, Section, Snapshot
from core.rows import Table as TableRow

_MANY = 300  # phases in a row that nobody is waited for; a game with more is broken
_STEP = TypeAdapter(Step)


def carry_on(hall: Hall, turn: "referee.Turn[object]") -> Hall:
    """Go on from a turn until the table waits for people or is over; returns the table as it is then."""
    for _ in range(_MANY):
        if hall.session.status != "paused":
            turn = referee.let_bots_move(hall.game, turn, hall.bots, hall.session.seed)
        waited_for = hall.position.waits_for
        hall = record(hall, turn)
        if hall.position.outcome is not None:
            return _finish(hall, hall.position.outcome)
        if hall.table.phase != hall.phase.key:
            hall = _open(hall)
        elif hall.position.waits_for != waited_for:
            hall = count(hall)
        if not waiting.is_over(hall):
            return hall
        turn = closing(hall)
    raise referee.BrokenGame(f"{hall.game.key} opens phase after phase without waiting for anybody.")


def closing(hall: Hall) -> "referee.Turn[object]":
    """Return the turn that closes the phase now: what was sealed, then standing instructions, bots and silence."""
    return referee.close(hall.game, hall.position, sealing.all_sealed(hall), hall.bots, hall.session.seed)


def recount(hall: Hall) -> Hall:
    """Count anew whom the phase waits for, after people came or went; a phase that waits for nobody closes."""
    return _closed_if_over(count(hall))


def after_done(hall: Hall, difference: int) -> Hall:
    """Count one more (or less) seat as done; close the phase when it was the last."""
    return _closed_if_over(write_table(hall, replace(hall.table, done=hall.table.done + difference)))


def let_bots_act(hall: Hall) -> Hall:
    """Let bots that have just taken a seat, or waited for the end of a pause, make their open moves."""
    if hall.table.status != "running":  # counting anew has just ended it: it must not end twice
        return hall
    return carry_on(hall, referee.Turn(hall.position, ()))


def write_table(hall: Hall, table: TableRow) -> Hall:
    """Store a changed table row."""
    hall.ctx.put(table)
    return replace(hall, table=table)


def step_of(entry: Entry) -> Step:
    """Return the journal line that a row holds."""
    return _STEP.validate_json(entry.body)


def leave_table(ctx: Context, table: TableRow) -> None:
    """End everybody's place at a table that is over, and throw drafts away."""
    for place in people_at(ctx, table.id):
        ctx.put(replace(place, live=False))
    for draft in ctx.find(Draft, table=table.id):
        ctx.drop(draft)


def void(ctx: Context, table: TableRow) -> None:
    """End a table before its end: it counts for nothing."""
    leave_table(ctx, table)
    ctx.put(replace(table, status="void", deadline=None, left=None, nudge=None, phase="", waiting=0, done=0))


def _closed_if_over(hall: Hall) -> Hall:
    return carry_on(hall, closing(hall)) if waiting.is_over(hall) else hall


def count(hall: Hall) -> Hall:
    """Count whom the phase waits for, and how many of them are done."""
    waited = waiting.waited_seats(hall)
    done = len(waited & waiting.done_seats(hall))
    return write_table(hall, replace(hall.table, waiting=len(waited), done=done))


def record(hall: Hall, turn: "referee.Turn[object]") -> Hall:
    """Store where a turn has led to, with its journal lines."""
    ctx, table = hall.ctx, hall.table
    if not turn.steps:
        return hall
    for step in turn.steps:
        ctx.put(_entry(hall, step))
    ctx.put(
        Snapshot(
            id=table.id, workspace=table.workspace, game=hall.game.key, version=hall.game.version,
            seq=turn.position.seq, position=turn.position,
        )
    )  # fmt: skip
    return write_table(replace(hall, position=turn.position), replace(table, seq=turn.position.seq))


def _entry(hall: Hall, step: Step) -> Entry:
    table = hall.table
    return Entry(
        id=f"{table.id}:{step.seq:08d}", workspace=table.workspace, session=table.session, table=table.id,
        seq=step.seq, kind=step.kind, seat=step.seat, person=_author(hall, step),
        body=_STEP.dump_json(step, exclude_defaults=True).decode(), time=hall.ctx.now,
    )  # fmt: skip


def _author(hall: Hall, step: Step) -> str:
    """Return the person who made an open move; bots and closings have none."""
    head = hall.head(step.seat) if step.kind == "move" else None
    return head.person if head else ""


def _open(hall: Hall) -> Hall:
    """Open the phase that the position is in: bots take the empty seats, the clock starts, drafts stay."""
    _fill_empty_seats(hall)
    phase, ctx = hall.phase, hall.ctx
    sealing.begin(hall)
    section = ctx.get(Section, hall.table.section)
    due = timing.deadline(ctx.now, ctx.world.wall, timing.length(phase.seconds, hall.session.pace), section)
    fresh = replace(hall.table, phase=phase.key, opened=ctx.now, deadline=due, left=None, done=0, late=False)
    fresh = timing.reminded(fresh)
    if hall.session.status == "paused":
        fresh = timing.stopped(fresh, ctx.now)
    hall = write_table(hall, fresh)
    return write_table(hall, replace(fresh, waiting=len(waiting.waited_seats(hall))))


def _fill_empty_seats(hall: Hall) -> None:
    """Put bots on the seats that nobody holds; where the whole class sits, an empty seat is nobody's loss."""
    if admits(hall.game):
        return
    for chair in waiting.free_chairs(hall):
        hall.ctx.put(replace(chair, bot=hall.session.bots))


def _finish(hall: Hall, outcome: Outcome) -> Hall:
    """Close the table for good: scores, places given up, drafts thrown away; the session too when it was the last."""
    _fill_empty_seats(hall)
    hall = write_table(hall, replace(hall.table, status="over", deadline=None, nudge=None, phase="", waiting=0, done=0))
    scoring.record(hall, outcome)
    leave_table(hall.ctx, hall.table)
    scoring.end_session_if_done(hall.ctx, hall.session)
    return hall
