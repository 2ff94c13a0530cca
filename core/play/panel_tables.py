"""What an instructor can do at one table: more time, a bot on the seat of whoever holds it up, voiding it."""

from collections.abc import Sequence

from core.blocks import Block, Choose, Press, Text
from core.play import waiting
from core.play.desk import holder
from core.play.hall import Hall
from core.requests.game import End, Extend, Substitute
from core.rows import Chair, Session

_LISTED = 25
"""As many as one list of any platform shows; the commands reach all."""


def at_one_table(session: Session, halls: Sequence[Hall]) -> list[Block]:
    """Return the orders for single tables as lists to choose from; a class of one table needs only bots on seats."""
    owing = [(hall, chair, who) for hall in halls for chair, who in _owing(hall)]
    absent = owing[:_LISTED]
    bots = [
        Press(f"Table {hall.table.number}: {who}", _bot(session, hall, chair), confirm=_sure(hall, who))
        for hall, chair, who in absent
    ]
    seats: list[Block] = [Choose(tuple(bots), "Let a bot play for somebody")] if bots else []
    seats += _more(len(owing), "seats", "/game substitute with the table's number and the seat")
    if len(halls) < 2:
        return [*seats]
    first = halls[:_LISTED]
    time = tuple(Press(f"Table {n}: +1 min", Extend(number=n, session=session.id)) for n in _numbers(first))
    void = tuple(
        Press(f"Void table {n}", End(number=n, session=session.id), confirm=f"End table {n}? It counts for nothing.")
        for n in _numbers(first)
    )
    more = _more(len(halls), "tables", "/game extend and /game end, with the table's number")
    return [*seats, Choose(time, "Give one table more time"), Choose(void, "End one table"), *more]


def _more(count: int, what: str, how: str) -> list[Block]:
    """Return how many do not fit the lists, and how they are reached."""
    return [Text(f"And {count - _LISTED:,} more {what}: {how}.", quiet=True)] if count > _LISTED else []


def _owing(hall: Hall) -> list[tuple[Chair, str]]:
    """Return the first seats that are waited for, and who holds them."""
    owing, heads = waiting.owing_seats(hall), hall.heads
    late = [chair for chair in hall.chairs if chair.key in owing][:_LISTED]
    return [(chair, holder(hall.ctx, chair, heads.get(chair.key))) for chair in late]


def _bot(session: Session, hall: Hall, chair: Chair) -> Substitute:
    return Substitute(number=hall.table.number, seat=chair.key, session=session.id)


def _sure(hall: Hall, who: str) -> str:
    return f"Put a bot on the seat of {who} at table {hall.table.number}? They may join again like late comers."


def _numbers(halls: Sequence[Hall]) -> list[int]:
    return [hall.table.number for hall in halls]
