"""Moves at a table: open ones change the game at once, sealed ones wait for the close; what was typed is never lost."""

from collections.abc import Mapping
from dataclasses import replace

from core import referee
from core.context import Context
from core.game import Move, MoveSpec, Phase, Whole
from core.kit.refusals import Illegal, NotAMove, Refused
from core.play import flow, waiting
from core.play.drafts import ELAPSED, drop_draft, put_draft, spec_named, typed_fields
from core.play.hall import Hall, my_hall
from core.play.sealing import STANDING, put_sealed, sealed_of, standing_of
from core.replies import Next, Result, refusal
from core.requests.game import Act, OpenDesk, OpenForm, Ready, ShowDesk
from core.rows import Place


def act(ctx: Context, ask: Act) -> Result:
    """Make a move; without a move, show the desk; with values missing or wrong, keep the draft and open the form."""
    hall, place = my_hall(ctx, ask.table)
    if not ask.move:
        return _withdraw_standing(hall, place) if ask.standing else Result(then=ShowDesk(hall.table.id))
    try:
        phase = open_phase(hall, place, ask.phase)
    except Illegal as shut:
        return _kept_for_later(hall, place, ask, shut)
    try:
        spec = spec_named(hall, place.seat, ask.move)
    except NotAMove as unknown:
        return refusal(unknown, tuple(Next(f"Run {name}", replace(ask, move=name)) for name in unknown.suggestions))
    return _moved(hall, place, spec, ask, phase)


def ready(ctx: Context, ask: Ready) -> Result:
    """Press Ready, or take it back."""
    hall, place = my_hall(ctx, ask.table)
    phase = open_phase(hall, place, ask.phase)
    if phase.closes != "ready" or not (place.seat in hall.position.waits_for or place.seat in phase.actors):
        raise Illegal("Nobody needs to press Ready in this phase. It closes when all have moved, or at its deadline.")
    if place.part == "delegate":
        raise Illegal("The head of your delegation presses Ready.")
    undo = place.ready == phase.key
    ctx.put(replace(place, ready="" if undo else phase.key))
    if _is_waited_for(hall, place):
        flow.after_done(hall, -1 if undo else 1)
    if undo:
        return Result(said=("You are no longer ready. Take your time until the phase closes.",), next=_next(hall))
    return Result(said=("You are ready. The phase closes when all it waits for are.",), next=_next(hall))


def open_phase(hall: Hall, place: Place, pressed_in: str = "") -> Phase:
    """Return the phase if this person may act in it now; refuse a late, paused or outdated press in a sentence."""
    if hall.session.status == "paused":
        raise Illegal("The class is paused. Nothing is lost: go on when your instructor resumes.")
    phase = hall.phase
    if pressed_in and pressed_in != phase.key:
        raise Illegal(f"That card is from an earlier phase. The table is now at: {phase.title}. Open [My desk].")
    deadline = hall.table.deadline
    if deadline is not None and hall.ctx.now >= deadline:
        raise Illegal(f"Time is up for this phase. {phase.silence}")
    if hall.table.late and waiting.extra_time(hall, place) <= 100:
        raise Illegal(f"Time is up for this phase; those with extra time are finishing. {phase.silence}")
    return phase


def said(spec: MoveSpec, move: Move) -> str:
    """Return a move in words, without what the service supplied."""
    return spec.show(Move(move.name, {name: value for name, value in move.values.items() if name != ELAPSED}))


def _moved(hall: Hall, place: Place, spec: MoveSpec, ask: Act, phase: Phase) -> Result:
    values = named(spec, ask.values)
    if not values and any(not f.optional for f in typed_fields(spec)):
        return Result(then=OpenForm(hall.table.id, spec.name))
    try:
        move = spec.parse(_timed(hall, spec, values))
        if place.part == "delegate":
            return _draft_for_head(hall, place, spec, values)
        return _sealed(hall, place, spec, move, ask) if spec.sealed else _played(hall, place, spec, move, ask, phase)
    except (NotAMove, Illegal) as problem:
        if not values:
            raise
        return _keep(hall, place, spec, values, problem)


def _played(hall: Hall, place: Place, spec: MoveSpec, move: Move, ask: Act, phase: Phase) -> Result:
    if ask.standing:
        raise NotAMove(f"{spec.label} cannot be left as a standing instruction: it takes effect at once.")
    turn = referee.play(hall.game, hall.position, place.seat, move, hall.session.seed)
    drop_draft(hall, place, spec)
    flow.carry_on(hall, turn)
    return Result(said=(f"{phase.title}: {said(spec, move)}.",), next=_next(hall))


def _sealed(hall: Hall, place: Place, spec: MoveSpec, move: Move, ask: Act) -> Result:
    changed = sealed_of(hall, place.seat) is not None
    drop_draft(hall, place, spec)
    put_sealed(hall, place, move, hall.phase.key)
    if ask.standing:
        put_sealed(hall, place, move, STANDING)
    if not changed and hall.phase.closes == "sealed" and _is_waited_for(hall, place):
        flow.after_done(hall, 1)
    verb = "Changed" if changed else "Sealed"
    kept = " It also speaks for you in later phases when you are silent." if ask.standing else ""
    sentence = (
        f"{verb}: {said(spec, move)}. Nobody sees it before the phase closes; until then you may change it.{kept}"
    )
    return Result(said=(sentence,), next=_next(hall))


def _withdraw_standing(hall: Hall, place: Place) -> Result:
    row = standing_of(hall, place)
    if row is None:
        raise Illegal("You have left no standing instruction at this table.")
    hall.ctx.drop(row)
    return Result(said=("Your standing instruction is withdrawn.",), next=_next(hall))


def _is_waited_for(hall: Hall, place: Place) -> bool:
    """Tell whether the phase counts this seat; the cheap question first, since thousands may press at once."""
    return place.seat in hall.position.waits_for or place.seat in waiting.waited_seats(hall)


def named(spec: MoveSpec, raw: Mapping[str, str]) -> dict[str, str]:
    """Return values by field name; values typed without a name ("1", "2", …) go to the fields in order."""
    fields = typed_fields(spec)
    out: dict[str, str] = {}
    for key, value in raw.items():
        position = int(key) if key.isascii() and key.isdigit() and len(key) < 3 else 0
        if position > len(fields):
            raise NotAMove(f"{spec.label} takes {_count(len(fields))}; there is one too many.")
        out[fields[position - 1].name if position else key] = value
    return out


def _count(values: int) -> str:
    return {0: "no values", 1: "one value"}.get(values, f"{values} values")


def _timed(hall: Hall, spec: MoveSpec, values: Mapping[str, str]) -> Mapping[str, object]:
    clean = {name: value for name, value in values.items() if name != ELAPSED}
    field = next((f for f in spec.fields if f.name == ELAPSED), None)
    if not isinstance(field, Whole):
        return clean
    return {**clean, ELAPSED: min(field.high, max(field.low, hall.ctx.now - hall.table.opened))}


def _draft_for_head(hall: Hall, place: Place, spec: MoveSpec, values: Mapping[str, str]) -> Result:
    if not typed_fields(spec):
        raise Illegal(f"{spec.label}: only the head of your delegation can do that. Tell them what you think.")
    put_draft(hall, place, spec, values)
    sentence = "Your draft is on the delegation's desk. The head of your delegation signs it."
    return Result(said=(sentence,), next=_next(hall))


def _kept_for_later(hall: Hall, place: Place, ask: Act, shut: Illegal) -> Result:
    """Refuse a press that came at the wrong time, but keep what was filled in where the move is still one."""
    try:
        spec = spec_named(hall, place.seat, ask.move)
        values = named(spec, ask.values)
    except Refused:
        raise shut from None
    if not values or place.part == "delegate":
        raise shut
    return _keep(hall, place, spec, values, shut)


def _keep(hall: Hall, place: Place, spec: MoveSpec, values: Mapping[str, str], problem: Refused) -> Result:
    """Refuse in a sentence but keep what was filled in: [Edit again] opens the form with it."""
    put_draft(hall, place, spec, values)
    form = OpenForm(hall.table.id, spec.name, problem.sentence)
    refused = refusal(problem, (Next("Edit again", form),))
    return replace(refused, said=(*refused.said, "Your draft is kept."))


def _next(hall: Hall) -> tuple[Next, ...]:
    return (Next("My desk", OpenDesk(hall.table.id)),)
