"""What one may do at a table besides its moves: write to another seat, leave one's own."""

from core.blocks import Press
from core.game import Field, MoveSpec, Option, Pick
from core.play.hall import Hall
from core.play.notes import readers
from core.requests.base import inputs
from core.requests.game import LeaveGame, SendNote
from core.rows import Place

_LISTED = 25
"""As many seats as one list of any platform shows; at a larger table the seat is typed."""


def beside_moves(hall: Hall, place: Place) -> tuple[Press, ...]:
    """Return what stands after the moves of a desk; a quiz has nothing, since thousands may sit at it."""
    match hall.session.kind:
        case "practice":
            return (Press("Give up", LeaveGame(hall.table.id), confirm="Give this practice up?"),)
        case "game":
            note = _note(hall, place)
            leave = Press("Leave", LeaveGame(hall.table.id))  # not asked about: [Come back] undoes it
            return (note, leave) if note else (leave,)
    return ()


def _note(hall: Hall, place: Place) -> Press | None:
    """Return the button that writes to another seat, where notes are allowed and somebody is there to read them."""
    found = readers(hall, place.seat)
    if not found:
        return None
    to, text = _inputs()
    if len(found) <= _LISTED:
        to = Pick(name=to.name, label=to.label, options=tuple(Option(c.key, c.title) for c in found))
    form = MoveSpec(name="note", label="Note to another seat", fields=(to, text))
    return Press("Note", SendNote(to="", text="", table=hall.table.id), form=form)


def _inputs() -> tuple[Field, Field]:
    fields = {field.name: field for field in inputs(SendNote)}
    return fields["to"], fields["text"]
