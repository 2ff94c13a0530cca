"""Whom a phase waits for, who is done, and when that closes it."""

from core.play.hall import Hall
from core.rows import Chair, Draft, Membership, Place, SealedMove


def waited_seats(hall: Hall) -> set[str]:
    """Return the seats with people that must be done before the phase closes early.

    Where only bots would be waited for, the people who may act are, so that bots never talk them out of their turn.
    Once time is up for the others, only those with extra time are.
    """
    heads = [place for place in hall.places if place.part == "head"]
    held = {place.seat for place in heads}
    waited = (held & set(hall.phase.waits_for)) or (held & set(hall.phase.actors))
    return waited & _with_extra_time(hall, heads) if hall.table.late else waited


def done_seats(hall: Hall) -> set[str]:
    """Return the seats that are done with this phase: sealed a move, or pressed Ready."""
    if hall.phase.closes == "sealed":
        return {row.seat for row in hall.ctx.find(SealedMove, table=hall.table.id, phase=hall.phase.key)}
    return {place.seat for place in hall.places if place.part == "head" and place.ready == hall.phase.key}


def owing_seats(hall: Hall) -> set[str]:
    """Return the seats that the phase still waits for."""
    return waited_seats(hall) - done_seats(hall)


def idle(hall: Hall) -> list[Place]:
    """Return those whom the phase waits for, who can act and have nothing in hand: no draft, no sealed move."""
    sealed = {row.seat for row in hall.ctx.find(SealedMove, table=hall.table.id, phase=hall.phase.key)}
    owing = owing_seats(hall) - sealed
    if hall.phase.closes == "deadline":  # it closes early by a move of these alone
        owing &= set(hall.phase.waits_for)
    heads = [place for place in hall.places if place.part == "head" and place.seat in owing]
    drafts = hall.ctx.each(heads, lambda place: hall.ctx.find(Draft, table=hall.table.id, seat=place.seat))
    found = [place for place, draft in zip(heads, drafts, strict=True) if not draft]
    if hall.phase.closes == "ready":
        return found
    return [place for place in found if hall.game.moves(hall.position.state, place.seat)]


def free_chairs(hall: Hall) -> list[Chair]:
    """Return the chairs that neither a person nor a bot holds."""
    held = {place.seat for place in hall.places}
    return [chair for chair in hall.chairs if not chair.bot and chair.key not in held]


def is_over(hall: Hall) -> bool:
    """Tell whether the phase closes before its deadline.

    Not while the class is paused; and where everybody has left, it waits: they may come back until the deadline.
    """
    phase, table = hall.phase, hall.table
    if hall.session.status == "paused":
        return False
    if phase.seconds == 0:
        return True
    if phase.closes == "deadline" or table.done < table.waiting:
        return False
    return table.waiting > 0 or table.late or not _may_come_back(hall)


def extra_time(hall: Hall, place: Place) -> int:
    """Return a person's time in per cent of the others'."""
    found = hall.ctx.find(Membership, section=hall.table.section, person=place.person)
    return found[0].extra if found else 100


def most_extra_time(hall: Hall) -> int:
    """Return the longest time, in per cent, of those the phase still waits for."""
    owing = owing_seats(hall)
    late = [place for place in hall.places if place.seat in owing]
    return max(hall.ctx.each(late, lambda place: extra_time(hall, place)), default=100)


def _with_extra_time(hall: Hall, heads: list[Place]) -> set[str]:
    times = hall.ctx.each(heads, lambda place: extra_time(hall, place))
    return {place.seat for place, time in zip(heads, times, strict=True) if time > 100}


def _may_come_back(hall: Hall) -> bool:
    return any(chair.key in hall.phase.actors for chair in free_chairs(hall))
