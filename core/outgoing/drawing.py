"""What a row that was taken says now, drawn over one snapshot together with the change that it shows."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import timedelta

from core.context import World
from core.faults import new_error_id, where
from core.ledger import Ledger, Unread
from core.outgoing.taking import Owed
from core.play.boards import context_of, debrief_page, session_board
from core.play.letters import letter
from core.play.rooms import rooms_of
from core.replies import Reply
from core.room import Room
from core.rows import Board, Session

_LOG = logging.getLogger(__name__)
_NEWS_FOR = timedelta(hours=1)
"""How long after its end a session whose board was never posted is still worth posting."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is to be said (None: nothing), the change that it shows, and its digest; or why it cannot be drawn.

    Of a row of rooms nothing is said: `rooms` are what they should be.
    """

    reply: Reply | None
    seen: int = 0
    digest: str = ""
    fault: str = ""
    rooms: tuple[Room, ...] | None = None


def draw(world: World, ledger: Ledger, row: Owed) -> Drawn:
    """Draw a row's content; a defect in a game's view is logged under an id and keeps nobody else from being told."""
    seen = _seen(ledger, row)
    try:
        told = _board(world, ledger, row) if isinstance(row, Board) else letter(world, ledger, row)
    except Unread:
        raise
    except Exception:  # whatever breaks one view must not silence the others
        error_id = new_error_id()
        _LOG.exception("fault %s drawing %s", error_id, row.id, extra={"error": error_id, **where(row)})
        return Drawn(None, seen, fault=f"Something went wrong on our side; it is logged as error {error_id}.")
    if told is None:
        return Drawn(None, seen)
    if isinstance(told, Reply):
        return Drawn(told, seen, digest_of(told))
    return Drawn(None, seen, digest_of(told), rooms=told)


def digest_of(shown: Reply | Room | tuple[Room, ...]) -> str:
    """Return a digest by which two replies, or rooms, that look the same are told to be the same."""
    return hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:32]


def _seen(ledger: Ledger, row: Owed) -> int:
    now = ledger.get(Board, row.id) if isinstance(row, Board) else None
    return now.wanted if now is not None else 0


def _board(world: World, ledger: Ledger, board: Board) -> Reply | tuple[Room, ...] | None:
    session = ledger.get(Session, board.session)
    if session is None or (not board.message and _is_history(world, session)):
        return None
    if board.kind == "rooms":
        return rooms_of(*context_of(world, ledger, session.id), board.address)
    draw_it = debrief_page if board.kind == "debrief" else session_board
    return draw_it(world, ledger, session.id)


def _is_history(world: World, session: Session) -> bool:
    return session.ended is not None and world.wall - session.ended > _NEWS_FOR
