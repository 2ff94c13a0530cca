"""Boards follow what happens: in the transaction in which anything of a session changes, its boards are owed anew.

No handler knows of boards. When a batch has been decided, the rows it changes tell which sessions look different, and
their boards are put up or marked in the same transaction: a crash between that commit and the edit heals, since the
row says what is owed, and every other process sees it too. A batch costs a row for each board, however many moves.
"""

from collections.abc import Collection, Iterator, Sequence

from core.context import World
from core.ledger import Ledger
from core.outgoing.boards import new_board, owed
from core.play.rooms import has_rooms
from core.rows import Binding, Board, Membership, Place, Session, Signup, Table

_LIVE = ("lobby", "running", "paused")


def follow(world: World, ledger: Ledger) -> None:
    """Put up and mark the boards of all that this batch changes; runs after all its decisions."""
    linked = ledger.each(ledger.altered(Binding), lambda binding: _live_in(ledger, binding.section, _LIVE))
    grown = dict.fromkeys(member.section for member in ledger.altered(Membership))
    lobbies = ledger.each(grown, lambda section: _live_in(ledger, section, _LIVE[:1]))
    sessions = dict.fromkeys([*_changed(ledger), *(session for found in (*linked, *lobbies) for session in found)])
    moved = frozenset(_moved(ledger))
    ledger.each(sessions, lambda session: _follow(world, ledger, session, moved))


def _changed(ledger: Ledger) -> Iterator[str]:
    """Yield the sessions of which something is shown that this batch changes."""
    yield from (session.id for session in ledger.altered(Session))
    yield from (table.session for table in ledger.altered(Table))
    yield from (signup.session for signup in ledger.altered(Signup))


def _moved(ledger: Ledger) -> Iterator[str]:
    """Yield the sessions whose rooms are others now: they began or ended, or somebody sat down or stood up.

    Whoever does so is counted anew, so that their table changes too.
    """
    known = ledger.known.shelf(Place).rows
    for place in ledger.altered(Place):
        before = known.get(place.id)
        if not isinstance(before, Place) or before.live != place.live:
            yield place.session
    yield from (session.id for session in ledger.altered(Session))


def _live_in(ledger: Ledger, section: str, how: Sequence[str]) -> list[str]:
    """Return what is going on in a section: a channel that is linked meanwhile sees it, and a lobby who could come."""
    found = ledger.each(how, lambda status: ledger.find(Session, section=section, status=status))
    return [session.id for sessions in found for session in sessions]


def _follow(world: World, ledger: Ledger, session_id: str, moved: Collection[str]) -> None:
    session = ledger.get(Session, session_id)
    if session is None or session.kind == "practice":
        return
    boards = {board.id: board for board in ledger.find(Board, session=session_id)}
    for board in boards.values():
        if board.kind == "rooms" and session_id not in moved:
            continue
        if (marked := owed(board, world.now)) is not board:
            ledger.put(marked)
    bindings = ledger.find(Binding, section=session.section)
    wanted = (board for binding in bindings for board in _wanted(session, binding, world.now))
    for board in (*wanted, *_rooms(world, session, bindings, [*boards.values()])):
        if board.id not in boards:
            ledger.add(board)


def _wanted(session: Session, binding: Binding, now: int) -> Iterator[Board]:
    """Yield the boards that a channel should have: the session's while it lives, the debrief's from its first page."""
    if session.status != "over":
        yield new_board(session, "session", binding, now)
    if session.page > 0:
        yield new_board(session, "debrief", binding, now)


def _rooms(world: World, session: Session, bindings: Sequence[Binding], boards: Sequence[Board]) -> Iterator[Board]:
    """Yield the rooms that a session needs: on each server beside the first of the channels linked there."""
    if session.status == "over" or not has_rooms(session, world.catalogue.games.get(session.game)):
        return
    served = {_server(board.address) for board in boards if board.kind == "rooms"}
    for binding in bindings:
        if _server(binding.id) not in served:
            served.add(_server(binding.id))
            yield new_board(session, "rooms", binding, world.now)


def _server(address: str) -> str:
    return address.rpartition(":")[0]
