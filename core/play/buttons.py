"""Moves as buttons: one a move, or one an option where a single tap says it all."""

from collections.abc import Sequence
from dataclasses import replace

from core.blocks import Choose, Press
from core.game import MoveSpec, Pick, YesNo
from core.play.drafts import typed_fields
from core.play.hall import Hall
from core.requests.game import Act, Ready
from core.rows import Place

_FEW = 5


def move_buttons(hall: Hall, place: Place, specs: Sequence[MoveSpec]) -> Choose:
    """Return the buttons of a seat: its moves, likeliest first, then Ready where the phase asks for it."""
    presses = [press for spec in specs for press in _presses(hall, spec)]
    if presses:
        presses[0] = replace(presses[0], main=True)
    if hall.phase.closes == "ready" and place.seat in hall.phase.actors and place.part == "head":
        label = "Not ready after all" if place.ready == hall.phase.key else "Ready"
        presses.append(Press(label, Ready(hall.table.id, hall.phase.key)))
    return Choose(tuple(presses), "You may:" if presses else "")


def _presses(hall: Hall, spec: MoveSpec) -> list[Press]:
    request = Act(move=spec.name, table=hall.table.id, phase=hall.phase.key)
    fields = typed_fields(spec)
    if not fields:
        return [Press(spec.label, request, confirm=spec.binds)]
    choices = _choices(spec)
    if not choices:
        return [Press(spec.label, request, confirm=spec.binds, form=replace(spec, fields=fields))]
    name = fields[0].name
    return [
        Press(f"{spec.label}: {label}"[:75], replace(request, values={name: value}), confirm=spec.binds)
        for value, label in choices
    ]


def _choices(spec: MoveSpec) -> list[tuple[str, str]]:
    """Return the answers of a move that one tap can make: a single field with few options."""
    fields = typed_fields(spec)
    if len(fields) != 1:
        return []
    match fields[0]:
        case YesNo():
            return [("yes", "yes"), ("no", "no")]
        case Pick(options=options) if len(options) <= _FEW:
            return [(option.key, option.label) for option in options]
        case _:
            return []
