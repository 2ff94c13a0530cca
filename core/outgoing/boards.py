"""What becomes of a board's row: owed, taken in hand, and after each way in which a post or an edit can end. Pure.

A board is at rest, owed (`due` says from when), held (`due` says until when), or stuck: owed, with a trouble that only
a person can mend. A post of which nobody knows whether it arrived is tried once more under the same nonce, so that
there is at most one message too many; an edit may be repeated as often as one likes.
"""

import hashlib
from dataclasses import replace
from typing import Literal

from core.outgoing.chat import ChatTrouble, Closed, Gone, Later, Unfit, Unsure
from core.outgoing.ends import LEASE_MS, MOST_TRIES, NONCE, End, in_ms, pause_after
from core.outgoing.noted import NOTHING
from core.rows import Binding, Board, Session

Kind = Literal["session", "debrief", "rooms"]
ANYTHING = "?"
"""The digest of a message of which nobody knows what it shows, since a send may have arrived: it has to be edited."""
_UNKNOWN = (
    "Nobody knows whether the board was posted: the chat did not answer, twice. Look whether the channel shows it; "
    "if not, press Try again."
)


def new_board(session: Session, kind: Kind, binding: Binding, now: int) -> Board:
    """Return the board of a session in a channel, owed at once."""
    return Board(
        id=f"{session.id}:{kind}:{binding.id}", workspace=session.workspace, section=session.section,
        session=session.id, kind=kind, platform=binding.id.partition(":")[0], address=binding.id, due=now,
        message=NOTHING if kind == "rooms" else "",
    )  # fmt: skip


def nonce(board: Board) -> str:
    """Return what names this message for good; a board that is posted anew is another message."""
    return hashlib.sha256(f"{board.id}:{board.generation}".encode()).hexdigest()[:NONCE]


def owed(board: Board, now: int) -> Board:
    """Return the board after something that it shows has changed.

    A board that is owed already, and that nobody is drawing, need not be owed twice: whoever takes it draws what is
    there then. So a class in full swing writes a board's row about as often as it is edited.
    """
    if board.held:
        return replace(board, wanted=board.wanted + 1)
    if board.wanted > board.shown:
        return board
    return replace(board, wanted=board.wanted + 1, due=now)


def stuck(board: Board) -> bool:
    """Tell whether a board is owed and nobody will try before a person has mended something."""
    return board.wanted > board.shown and board.due is None


def again(board: Board, now: int) -> Board:
    """Return a stuck board that somebody wants tried again; one that may have been posted is posted as another."""
    if not stuck(board):
        return board
    anew = not board.message
    digest = "" if anew else board.digest
    return replace(board, generation=board.generation + anew, digest=digest, tries=0, due=now, trouble="")


def taken(board: Board, now: int) -> Board:
    """Return a due board in the hands of whoever claims it: the attempt is stored before anything is sent.

    One whose last two posts ended nobody knows how is stuck instead.
    """
    if not board.message and board.tries >= MOST_TRIES:
        return replace(board, held=False, due=None, trouble=_UNKNOWN)
    digest = ANYTHING if board.held else board.digest  # whoever had it may have shown something before they died
    return replace(
        board, held=True, due=now + LEASE_MS, claims=board.claims + 1, tries=board.tries + 1, digest=digest
    )  # fmt: skip


def after(board: Board, end: End, now: int) -> Board:
    """Return the board after a post or an edit has ended."""
    free = replace(board, held=False)
    if end.trouble is None or isinstance(end.trouble, Unfit):
        return _settled(free, end, now)
    return _troubled(free, end, end.trouble, now)


def _settled(board: Board, end: End, now: int) -> Board:
    """Return a board that shows what was drawn; one that the platform found malformed waits for the next change.

    A post that was repeated may have found the first one, by its nonce, and that one says what was true then: it is
    edited at once.
    """
    old = bool(end.message) and not board.message and board.digest not in {"", end.digest}
    due = now if old or board.wanted > end.seen else None
    digest = ANYTHING if old else end.digest
    trouble = "" if end.trouble is None else str(end.trouble)
    tries = 0 if end.message else board.tries - 1  # of sends whose end nobody knows there are as many as before
    return replace(board, message=end.message, shown=end.seen, digest=digest, due=due, tries=tries, trouble=trouble)


def _troubled(board: Board, end: End, trouble: ChatTrouble, now: int) -> Board:
    if end.message not in {"", board.message}:  # of rooms some have been made: what is noted of each tells which
        board = replace(board, message=end.message, digest="")
    known = board.tries - 1  # it is known that nothing was posted: this try does not count
    match trouble:
        case Gone():
            return replace(board, message="", generation=board.generation + 1, digest="", tries=0, due=now)
        case Closed():
            return replace(board, tries=known, due=None, trouble=str(trouble))
        case Later():
            return replace(board, tries=known, due=now + in_ms(trouble.seconds))
        case Unsure() if not board.message and board.tries >= MOST_TRIES:
            return replace(board, due=None, trouble=_UNKNOWN)
        case Unsure() if not board.message:
            one_post = board.digest in {"", end.digest}  # of two different ones nobody knows which is there
            digest = end.digest if one_post else ANYTHING
            return replace(board, digest=digest, due=now + pause_after(board.tries))
        case _:
            return replace(board, digest=ANYTHING, due=now + pause_after(board.tries))
