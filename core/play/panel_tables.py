"""What an instructor can do at one table: more time, a bot on the seat of whoever holds it up, voiding it."""

from collections.abc import Sequence

from core.blocks import Block, Choose, Press
from core.play import waiting
from core.play.desk import holder
from core.play.hall import Hall
from core.requests.game import End, Extend, Substitute
from core.rows import Chair, Session

_LISTED = 25
"""As many as one list of any platform shows; the commands reach all."""


def at_one_table(session: Session, halls: Sequence[Hall]) -> list[Block]:
    """Return the orders for single tables as lists to choose from; a class of one table needs only bots on seats."""
    absent = [(hall, chair) for hall in halls for chair in _owing(hall)][:_LISTED]
    bots = [
        Press(_for_a_bot(hall, chair), _bot(session, hall, chair), confirm=_sure(hall, chair)) for hall, chair in absent
    ]
    seats = [Choose(tuple(bots), "Let a bot play for somebody")] if bots else []
    if len(halls) < 2:
        return [*seats]
    first = halls[:_LISTED]
    time = tuple(Press(f"Table {n}: +1 min", Extend(number=n, session=session.id)) for n in _numbers(first))
    void = tuple(
        Press(f"Void table {n}", End(number=n, session=session.id), confirm=f"End table {n}? It counts for nothing.")
        for n in _numbers(first)
    )
    return [*seats, Choose(time, "Give one table more time"), Choose(void, "End one table")]


def _owing(hall: Hall) -> list[Chair]:
    owing = waiting.owing_seats(hall)
    return [chair for chair in hall.chairs if chair.key in owing]


def _bot(session: Session, hall: Hall, chair: Chair) -> Substitute:
    return Substitute(number=hall.table.number, seat=chair.key, session=session.id)


def _for_a_bot(hall: Hall, chair: Chair) -> str:
    return f"Table {hall.table.number}: {holder(hall.ctx, hall, chair)}"


def _sure(hall: Hall, chair: Chair) -> str:
    who = holder(hall.ctx, hall, chair)
    return f"Put a bot on the seat of {who} at table {hall.table.number}? They may join again like late comers."


def _numbers(halls: Sequence[Hall]) -> list[int]:
    return [hall.table.number for hall in halls]
