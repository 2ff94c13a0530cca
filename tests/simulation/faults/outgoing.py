"""Slips with boards and letters."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import count
from unittest.mock import patch

from core.ledger import Ledger
from core.outgoing import boards, following, letters
from core.outgoing.chat import ChatTrouble, Gone
from core.outgoing.ends import End
from core.rows import Board, Letter, Session
from tests.simulation.faults.fault import Fault


def boards_stand_still_while_tables_move() -> AbstractContextManager[object]:
    """Only a session's own row marks its boards, not its tables'."""

    def changed(ledger: Ledger) -> Iterator[str]:
        yield from (session.id for session in ledger.altered(Session))

    return patch.object(following, "_changed", changed)


@contextmanager
def leases_are_over_at_once() -> Iterator[None]:
    """What one has taken another may take."""
    with patch.object(boards, "LEASE_MS", 0), patch.object(letters, "LEASE_MS", 0):
        yield


@contextmanager
def an_ambiguous_send_is_repeated_for_ever() -> Iterator[None]:
    """Nobody knows whether it arrived, so it is sent again, and again."""
    with patch.object(boards, "MOST_TRIES", 1_000), patch.object(letters, "MOST_TRIES", 1_000):
        yield


def a_letter_has_another_name_each_time() -> AbstractContextManager[object]:
    """A letter that is sent again cannot be told from a new one."""
    names = count()

    def nonce(_letter: Letter) -> str:
        return f"letter-{next(names)}"

    return patch.object(letters, "nonce", nonce)


def a_deleted_board_is_taken_for_there() -> AbstractContextManager[object]:
    """An edit of a message that is gone counts as done."""
    real = boards._troubled

    def troubled(board: Board, end: End, trouble: ChatTrouble, now: int) -> Board:
        if isinstance(trouble, Gone):
            return replace(board, message="never", shown=end.seen, digest=end.digest, due=None, tries=0)
        return real(board, end, trouble, now)

    return patch.object(boards, "_troubled", troubled)


def what_changes_during_an_edit_is_forgotten() -> AbstractContextManager[object]:
    """A board that has been edited is at rest, whatever has changed while the edit was on its way."""
    real = boards._settled

    def settled(board: Board, end: End, now: int) -> Board:
        return replace(real(board, end, now), shown=board.wanted, due=None)

    return patch.object(boards, "_settled", settled)


FAULTS: tuple[Fault, ...] = (
    Fault(boards_stand_still_while_tables_move, seed=8),
    Fault(leases_are_over_at_once),
    Fault(an_ambiguous_send_is_repeated_for_ever, seed=50),
    Fault(a_letter_has_another_name_each_time, seed=265),
    Fault(a_deleted_board_is_taken_for_there),
    Fault(what_changes_during_an_edit_is_forgotten),
)
