"""Sealed moves: rows beside the state, hidden from everybody until their phase closes; and standing instructions."""

from collections.abc import Mapping

from core.game import Move, Sealed, Value
from core.kit.refusals import NotAMove
from core.play.hall import Hall
from core.rows import Place, SealedMove

STANDING = "*"
"""The phase of an instruction that speaks for a silent seat in every phase with that move."""


def sealed_of(hall: Hall, seat: str) -> SealedMove | None:
    """Return what a seat has sealed in this phase."""
    return hall.ctx.get(SealedMove, _key(hall, hall.phase.key, seat))


def sealed_values(hall: Hall, seat: str, move: str) -> Mapping[str, Value]:
    """Return what the seat has sealed for this move in this phase."""
    row = sealed_of(hall, seat)
    return row.values if row is not None and row.move == move else {}


def standing_of(hall: Hall, place: Place) -> SealedMove | None:
    """Return the standing instruction that this person has left."""
    row = hall.ctx.get(SealedMove, _key(hall, STANDING, place.seat))
    return row if row is not None and row.person == place.person else None


def put_sealed(hall: Hall, place: Place, move: Move, phase: str) -> None:
    """Seal a move in a phase, or change what was sealed."""
    hall.ctx.put(
        SealedMove(
            id=_key(hall, phase, place.seat), workspace=hall.table.workspace, table=hall.table.id, phase=phase,
            seat=place.seat, person=place.person, move=move.name, values=move.values,
        )
    )  # fmt: skip


def begin(hall: Hall) -> None:
    """Say that nothing is sealed yet, in a phase that opens now."""
    hall.ctx.begin(SealedMove, table=hall.table.id, phase=hall.phase.key)


def all_sealed(hall: Hall) -> dict[str, Sealed]:
    """Return what people have sealed in this phase, by seat, and their standing instructions where they have not."""
    phases = (hall.phase.key, STANDING)
    now, standing = hall.ctx.each(phases, lambda phase: hall.ctx.find(SealedMove, table=hall.table.id, phase=phase))
    found = {row.seat: Sealed(Move(row.move, row.values)) for row in now}
    heads = hall.heads if standing else {}
    for row in standing:
        if row.seat not in found and (move := _that_fits(hall, row, heads.get(row.seat))) is not None:
            found[row.seat] = Sealed(move, "standing")
    return found


def _that_fits(hall: Hall, row: SealedMove, head: Place | None) -> Move | None:
    """Return a standing instruction as a move, if whoever left it still signs for the seat and may make it now."""
    if head is None or head.person != row.person or row.seat not in hall.phase.actors:
        return None
    for spec in hall.game.moves(hall.position.state, row.seat):
        if spec.name == row.move and spec.sealed:
            try:
                return spec.parse(row.values)
            except NotAMove:  # the values fitted an earlier phase: silence speaks instead
                return None
    return None


def _key(hall: Hall, phase: str, seat: str) -> str:
    return f"{hall.table.id}:{phase}:{seat}"
