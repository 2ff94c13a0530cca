"""Drafts: what has been filled in but not sent. Shared by a delegation, kept through refusals, phases and restarts."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from rapidfuzz import process

from core import referee
from core.blocks import Fill
from core.context import Context
from core.game import Field, MoveSpec, Value
from core.kit.refusals import NotAMove
from core.play.hall import Hall, my_hall
from core.play.sealing import sealed_values
from core.replies import Reply, Result
from core.requests.game import Act, OpenForm, SaveDraft, ShowDesk
from core.rows import Draft, Place

ELAPSED = "elapsed_ms"
"""The one value that the service supplies: milliseconds since the phase opened. Never taken from a person."""
_LONGEST = 200


def save_draft(ctx: Context, ask: SaveDraft) -> Result:
    """Set one field of a draft (the card editor); no field: throw the draft away."""
    hall, place = my_hall(ctx, ask.table)
    spec = spec_named(hall, place.seat, ask.move)
    if not ask.field:
        drop_draft(hall, place, spec)
        return Result(said=("The draft is gone.",), then=ShowDesk(hall.table.id))
    field = next((f for f in typed_fields(spec) if f.name == ask.field), None)
    if field is None:
        raise NotAMove(f"{spec.label} has no value called {ask.field[:40]}.")
    value = field.parse(ask.value)
    put_draft(hall, place, spec, {**draft_of(hall, place.seat, spec), field.name: str(value)})
    return Result(said=(f"Draft: {field.label} is {field.show(value)}.",), then=OpenForm(hall.table.id, spec.name))


def open_form(ctx: Context, ask: OpenForm) -> Reply:
    """Draw a move's form, filled with the draft, the sealed move, or the game's proposal."""
    hall, place = my_hall(ctx, ask.table)
    spec = spec_named(hall, place.seat, ask.move)
    sealed = sealed_values(hall, place.seat, spec.name)
    draft = draft_of(hall, place.seat, spec)
    filled: dict[str, Value] = {**spec.initial, **sealed, **draft}
    shown = replace(spec, fields=typed_fields(spec), initial=MappingProxyType(filled))
    request = Act(move=spec.name, table=hall.table.id, phase=hall.phase.key)
    return Reply(blocks=(Fill(shown, request, ask.problem or _unfit(spec, draft)),))


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


def draft_of(hall: Hall, seat: str, spec: MoveSpec) -> Mapping[str, str]:
    """Return the stored draft of a seat's move."""
    row = hall.ctx.get(Draft, _key(hall, seat, spec))
    return row.values if row else {}


def draft_in_words(spec: MoveSpec, draft: Mapping[str, str]) -> str:
    """Return what a draft holds as people read it; a value that does not fit stands as it was typed."""
    return "; ".join(f"{f.label}: {_shown(f, draft[f.name])}" for f in typed_fields(spec) if f.name in draft)


def put_draft(hall: Hall, place: Place, spec: MoveSpec, values: Mapping[str, str]) -> None:
    """Store a draft; what the move does not know is left out."""
    known = {field.name for field in typed_fields(spec)}
    short = {name: str(value)[:_LONGEST] for name, value in values.items() if name in known}
    hall.ctx.put(
        Draft(
            id=_key(hall, place.seat, spec), workspace=hall.table.workspace, table=hall.table.id, seat=place.seat,
            person=place.person, move=spec.name, values=short,
        )
    )  # fmt: skip


def drop_draft(hall: Hall, place: Place, spec: MoveSpec) -> None:
    """Throw a draft away, if there is one."""
    row = hall.ctx.get(Draft, _key(hall, place.seat, spec))
    if row is not None:
        hall.ctx.drop(row)


def _unfit(spec: MoveSpec, draft: Mapping[str, str]) -> str:
    """Return what is wrong with a draft: a button that opens it again need not carry the sentence."""
    for field in typed_fields(spec):
        try:
            if field.name in draft:
                field.parse(draft[field.name])
        except NotAMove as unfit:
            return unfit.sentence
    return ""


def _shown(field: Field, raw: str) -> str:
    try:
        return field.show(field.parse(raw))
    except NotAMove:
        return raw


def _key(hall: Hall, seat: str, spec: MoveSpec) -> str:
    return f"{hall.table.id}:{seat}:{spec.name}"
