"""Taking rows in hand and recording how it ended: plans over a ledger, any number of rows in one transaction. Pure.

What is sent is stored as an attempt before it is sent. A process that dies in between leaves a row that is held;
when its lease runs out, others take it over and count the attempt as one of which nobody knows how it ended. Where
there is one process at a time, the next one need not wait for that.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from core.command import CLOCK, Command, Where
from core.context import Context, World
from core.ledger import Ledger
from core.outgoing import boards, letters
from core.outgoing.due import Due
from core.outgoing.ends import End
from core.play.outbox import tell_of_trouble
from core.requests import Request
from core.rows import Board, Letter

Owed = Board | Letter


class Ended(NamedTuple):
    """A row as it was taken, and how the attempt ended."""

    row: Owed
    end: End


def record_and_take(world: World, ledger: Ledger, ended: Sequence[Ended], due: Sequence[Due]) -> list[Owed]:
    """Record how attempts have ended, then take what is due; return what was taken."""
    ledger.each(ended, lambda one: _record(world, ledger, one))
    found = ledger.each(due, lambda one: _take(world, ledger, one))
    return [row for row in found if row is not None]


def let_go(world: World, ledger: Ledger, due: Sequence[Due]) -> None:
    """Make due at once, of these, what is held by a process that is known to be dead."""
    ledger.each(due, lambda one: _let_go(world, ledger, one))


def _record(world: World, ledger: Ledger, ended: Ended) -> None:
    """Store an end, unless the lease ran out meanwhile and somebody else has taken the row."""
    row = ledger.get(type(ended.row), ended.row.id)
    if row is None or not row.held or row.claims != ended.row.claims:
        return
    if isinstance(row, Board):
        _put_board(world, ledger, boards.after(row, ended.end, world.now))
    else:
        ledger.put(letters.after(row, ended.end, world.now))


def _take(world: World, ledger: Ledger, due: Due) -> Owed | None:
    row = ledger.get(due.kind, due.id)
    if row is None or row.due is None or row.due > world.now:
        return None
    if isinstance(row, Board):
        board = boards.taken(row, world.now)
        _put_board(world, ledger, board)
        return board if board.held else None
    letter = letters.taken(row, world.now)
    ledger.put(letter)
    return letter if letter.held else None


def _let_go(world: World, ledger: Ledger, due: Due) -> None:
    row = ledger.get(due.kind, due.id)
    if row is not None and row.held and row.due is not None:
        ledger.put(replace(row, due=min(row.due, world.now)))


def _put_board(world: World, ledger: Ledger, board: Board) -> None:
    """Store a board; one that is stuck now is told to the instructors."""
    ledger.put(board)
    if boards.stuck(board) and board.kind != "rooms":  # which no class needs: the panel tells of them
        nobody = Command(CLOCK, Where(), "", Request())
        tell_of_trouble(Context(world, ledger, nobody, board.workspace, None, None, None), board)
