"""Moves at a table: open ones change the game at once, sealed ones wait for the close; drafts are never lost."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from rapidfuzz import process

from core import referee
from core.blocks import Fill
from core.context import Context
from core.game import Field, Move, MoveSpec, Phase, Value, Whole
from core.kit.refusals import Illegal, NotAMove, Refused
from core.play import flow
from core.play.hall import Hall, my_hall
from core.replies import Next, Reply, Result
from core.requests.game import Act, OpenDesk, OpenForm, Ready, SaveDraft, ShowDesk
from core.rows import Draft, Place, SealedMove

ELAPSED = "elapsed_ms"
"""The one value that the service supplies: milliseconds since the phase opened. Never taken from a person."""


def act(ctx: Context, ask: Act) -> Result:
    """Make a move; without a move, show the desk; with values missing or wrong, keep the draft and open the form."""
    hall, place = my_hall(ctx, ask.table)
    if not ask.move:
        return Result(then=ShowDesk(hall.table.id))
    phase = open_phase(hall, place, ask.phase)
    spec = spec_named(hall, place.seat, ask.move)
    values = _named(spec, ask.values)
    if place.part == "delegate":
        return _draft_for_head(hall, place, spec, values)
    if not values and any(not f.optional for f in typed_fields(spec)):
        return Result(then=OpenForm(hall.table.id, spec.name))
    try:
        move = spec.parse(_timed(hall, spec, values))
    except NotAMove as problem:
        return _keep(hall, place, spec, values, problem)
    _drop_draft(hall, place, spec)
    if spec.sealed:
        return _seal(hall, place, spec, move, standing=ask.standing)
    if ask.standing:
        raise NotAMove(f"{spec.label} cannot be left as a standing instruction: it takes effect at once.")
    flow.carry_on(hall, referee.play(hall.game, hall.position, place.seat, move, hall.session.seed))
    return Result(said=(f"{phase.title}: {said(spec, move)}.",), next=_next(hall))


def ready(ctx: Context, ask: Ready) -> Result:
    """Press Ready, or take it back."""
    hall, place = my_hall(ctx, ask.table)
    phase = open_phase(hall, place, ask.phase)
    if phase.closes != "ready" or place.seat not in phase.actors:
        raise Illegal("Nobody needs to press Ready in this phase. It closes when all have moved, or at its deadline.")
    if place.part == "delegate":
        raise Illegal("The head of your delegation presses Ready.")
    undo = place.ready == phase.key
    ctx.put(replace(place, ready="" if undo else phase.key))
    if place.seat in flow.waited_seats(hall):
        flow.after_done(hall, -1 if undo else 1)
    if undo:
        return Result(said=("You are no longer ready. Take your time until the phase closes.",), next=_next(hall))
    return Result(said=("You are ready. The phase closes when everybody is.",), next=_next(hall))


def save_draft(ctx: Context, ask: SaveDraft) -> Result:
    """Set one field of a draft (the card editor); no field: throw the draft away."""
    hall, place = my_hall(ctx, ask.table)
    spec = spec_named(hall, place.seat, ask.move)
    if not ask.field:
        _drop_draft(hall, place, spec)
        return Result(said=("The draft is gone.",), then=ShowDesk(hall.table.id))
    field = next((f for f in typed_fields(spec) if f.name == ask.field), None)
    if field is None:
        raise NotAMove(f"{spec.label} has no value called {ask.field[:40]}.")
    value = field.parse(ask.value)
    draft = draft_of(hall, place.seat, spec)
    _put_draft(hall, place, spec, {**draft, field.name: str(value)})
    return Result(said=(f"Draft: {field.label} is {field.show(value)}.",), then=OpenForm(hall.table.id, spec.name))


def open_form(ctx: Context, ask: OpenForm) -> Reply:
    """Draw a move's form, filled with the draft, the sealed move, or the game's proposal."""
    hall, place = my_hall(ctx, ask.table)
    spec = spec_named(hall, place.seat, ask.move)
    filled = {**spec.initial, **sealed_values(hall, place.seat, spec), **draft_of(hall, place.seat, spec)}
    shown = replace(spec, fields=typed_fields(spec), initial=MappingProxyType(filled))
    request = Act(move=spec.name, table=hall.table.id, phase=hall.phase.key)
    return Reply(blocks=(Fill(shown, request, ask.problem),))


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
    if hall.table.late and flow.extra_time(hall, place) <= 100:
        raise Illegal(f"Time is up for this phase; those with extra time are finishing. {phase.silence}")
    return phase


def spec_named(hall: Hall, seat: str, typed: str) -> MoveSpec:
    """Return the move that was named by its name or label, or say which moves there are."""
    specs = () if hall.position.phase is None else hall.game.moves(hall.position.state, seat)
    for spec in specs:
        if typed.casefold() in {spec.name.casefold(), spec.label.casefold()}:
            return spec
    names = [spec.name for spec in specs]
    near = tuple(match[0] for match in process.extract(typed.casefold(), names, score_cutoff=60, limit=3))
    if near:
        raise NotAMove(f'There is no move called "{typed[:40]}" now.', suggestions=near)
    return referee.spec_of(hall.game, hall.position, seat, typed)


def typed_fields(spec: MoveSpec) -> tuple[Field, ...]:
    """Return the fields that a person fills in."""
    return tuple(field for field in spec.fields if field.name != ELAPSED)


def said(spec: MoveSpec, move: Move) -> str:
    """Return a move in words, without what the service supplied."""
    return replace(spec, fields=typed_fields(spec)).show(move)


def draft_of(hall: Hall, seat: str, spec: MoveSpec) -> Mapping[str, str]:
    """Return the stored draft of a seat's move."""
    row = hall.ctx.get(Draft, f"{hall.table.id}:{seat}:{spec.name}")
    return row.values if row else {}


def sealed_values(hall: Hall, seat: str, spec: MoveSpec) -> Mapping[str, Value]:
    """Return what the seat has sealed for this move in this phase."""
    row = sealed_of(hall, seat)
    return row.values if row is not None and row.move == spec.name else {}


def sealed_of(hall: Hall, seat: str) -> SealedMove | None:
    """Return what a seat has sealed in this phase."""
    return hall.ctx.get(SealedMove, f"{hall.table.id}:{hall.phase.key}:{seat}")


def _seal(hall: Hall, place: Place, spec: MoveSpec, move: Move, *, standing: bool) -> Result:
    changed = sealed_of(hall, place.seat) is not None
    for phase in (hall.phase.key, flow.STANDING) if standing else (hall.phase.key,):
        hall.ctx.put(
            SealedMove(
                id=f"{hall.table.id}:{phase}:{place.seat}", workspace=hall.table.workspace, table=hall.table.id,
                phase=phase, seat=place.seat, person=place.person, move=move.name, values=move.values,
            )
        )  # fmt: skip
    if not changed and _is_waited_for(hall, place):
        flow.after_done(hall, 1)
    kept = " It also speaks for you in later phases when you are silent." if standing else ""
    verb = "Changed" if changed else "Sealed"
    sentence = (
        f"{verb}: {said(spec, move)}. Nobody sees it before the phase closes; until then you may change it.{kept}"
    )
    return Result(said=(sentence,), next=_next(hall))


def _is_waited_for(hall: Hall, place: Place) -> bool:
    """Tell whether the phase counts this seat; the cheap question first, since thousands may answer at once."""
    if hall.phase.closes != "sealed":
        return False
    return place.seat in hall.position.waits_for or place.seat in flow.waited_seats(hall)


def _named(spec: MoveSpec, raw: Mapping[str, str]) -> dict[str, str]:
    """Return values by field name; values typed without a name ("1", "2", …) go to the fields in order."""
    fields = typed_fields(spec)
    out: dict[str, str] = {}
    for key, value in raw.items():
        position = int(key) if key.isascii() and key.isdigit() and len(key) < 3 else 0
        if position > len(fields):
            raise NotAMove(f"{spec.label} takes {len(fields)} values; there is one too many.")
        out[fields[position - 1].name if position else key] = value
    return out


def _timed(hall: Hall, spec: MoveSpec, values: Mapping[str, str]) -> Mapping[str, object]:
    clean = {name: value for name, value in values.items() if name != ELAPSED}
    field = next((f for f in spec.fields if f.name == ELAPSED), None)
    if not isinstance(field, Whole):
        return clean
    return {**clean, ELAPSED: min(field.high, max(field.low, hall.ctx.now - hall.table.opened))}


def _draft_for_head(hall: Hall, place: Place, spec: MoveSpec, values: Mapping[str, str]) -> Result:
    if not values:
        return Result(then=OpenForm(hall.table.id, spec.name))
    _put_draft(hall, place, spec, values)
    sentence = "Your draft is on the delegation's desk. The head of your delegation signs it."
    return Result(said=(sentence,), next=_next(hall))


def _keep(hall: Hall, place: Place, spec: MoveSpec, values: Mapping[str, str], problem: Refused) -> Result:
    """Refuse in a sentence but keep what was filled in: [Edit again] opens the form with it."""
    _put_draft(hall, place, spec, values)
    return Result(
        said=(problem.sentence, "Your draft is kept."),
        refused=problem.kind,
        next=(Next("Edit again", OpenForm(hall.table.id, spec.name, problem.sentence)),),
    )


def _put_draft(hall: Hall, place: Place, spec: MoveSpec, values: Mapping[str, str]) -> None:
    known = {f.name for f in spec.fields}
    short = {name: str(value)[:200] for name, value in values.items() if name in known}
    hall.ctx.put(
        Draft(
            id=f"{hall.table.id}:{place.seat}:{spec.name}", workspace=hall.table.workspace, table=hall.table.id,
            seat=place.seat, person=place.person, move=spec.name, values=short,
        )
    )  # fmt: skip


def _drop_draft(hall: Hall, place: Place, spec: MoveSpec) -> None:
    row = hall.ctx.get(Draft, f"{hall.table.id}:{place.seat}:{spec.name}")
    if row is not None:
        hall.ctx.drop(row)


def _next(hall: Hall) -> tuple[Next, ...]:
    return (Next("My desk", OpenDesk(hall.table.id)),)
