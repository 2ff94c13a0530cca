"""Debriefs are told before anybody asks: in a thread, when the board of a session that is over is about to be drawn.

By the time the instructor turns the first page it is there, and neither that press nor the class's looking at its
pages holds the event loop up.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from core.command import CLOCK, Command, Where
from core.context import Context, World
from core.game import Debrief
from core.ledger import Ledger, Unread
from core.outgoing.taking import Owed
from core.play.told import Material, key_of, material_of
from core.requests import Request
from core.rows import Board, Session
from core.service import Service

_LOG = logging.getLogger(__name__)

Apart = Callable[[Callable[[], Debrief]], Awaitable[Debrief]]
"""Does something while the event loop goes on: in a thread."""


async def prepare(service: Service, rows: Sequence[Owed], apart: Apart = asyncio.to_thread) -> None:
    """Tell, and keep, the debriefs of the sessions that these rows are about, as far as they are over."""
    sessions = dict.fromkeys(row.session for row in rows if isinstance(row, Board))
    if not sessions:
        return
    found = await service.ask(lambda world, ledger: ledger.each(sessions, lambda one: _missing(world, ledger, one)))
    for key, material in [missing for missing in found if missing is not None]:
        try:
            service.kept.keep(key, await apart(material.told))
        except Exception:  # a game's defect: whoever asks for the debrief is told so under an id
            _LOG.debug("%s cannot be told", key, exc_info=True)


def _missing(world: World, ledger: Ledger, session_id: str) -> tuple[str, Material] | None:
    session = ledger.get(Session, session_id)
    if session is None or session.status != "over" or key_of(session) in world.kept:
        return None
    nobody = Command(CLOCK, Where(), "", Request())
    ctx = Context(world, ledger, nobody, session.workspace, None, None, None)
    try:
        material = material_of(ctx, session)
    except Unread:
        raise
    except Exception:  # a game that is gone, say: whoever asks for the debrief is told so
        _LOG.debug("the debrief of %s cannot be gathered", session.id, exc_info=True)
        return None
    return (key_of(session), material) if material.tables else None
