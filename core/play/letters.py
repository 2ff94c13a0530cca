"""Letters, drawn when they are sent: nothing that has been erased is told, and what has nothing left to say is dropped.

The desk and the panel say the same: nobody needs direct messages to play or to lead a class.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from core.blocks import Block, Choose, Heading, Press, Text, Until
from core.command import CLOCK, Command, Where
from core.context import Context, World
from core.kit.refusals import Refused
from core.ledger import Ledger
from core.play import outbox, waiting
from core.play.hall import Hall, hall_of, title_of
from core.play.notes import note_blocks
from core.play.posted import trouble_blocks
from core.play.reminding import is_quiet
from core.replies import Reply
from core.requests import Request
from core.requests.game import OpenDesk, ShowStatus
from core.rows import Board, Letter, Note, Session, Written


def letter(world: World, ledger: Ledger, row: Letter) -> Reply | None:
    """Draw a letter, or return None when there is nothing left to say."""
    nobody = Command(CLOCK, Where(), "", Request())
    ctx = Context(world, ledger, nobody, row.workspace, None, None, None)
    try:
        blocks = tuple(_DRAW[row.kind](ctx, row))
    except Refused:  # the table is over, or of another version of its game
        return None
    return Reply(audience="person", blocks=blocks) if blocks else None


def _note(ctx: Context, row: Letter) -> Iterator[Block]:
    note = ctx.get(Note, row.about)
    written = ctx.get(Written, note.written) if note else None
    if note is None or written is None or not written.body:
        return
    hall = hall_of(ctx, note.table)
    if _sits_on(hall, row.person, note.receiver):
        yield Heading(title_of(hall))
        yield from note_blocks(hall, note, note.receiver)


def _nudge(ctx: Context, row: Letter) -> Iterator[Block]:
    hall = hall_of(ctx, row.about)
    asked = row.id == outbox.key("nudge", outbox.delay(hall), row.person)
    if not asked or hall.table.deadline is None or is_quiet(ctx, hall.table):
        return
    if not any(place.person == row.person for place in waiting.idle(hall)):
        return
    yield Heading(title_of(hall))
    yield Until(f"{hall.phase.title} closes, and waits for you", hall.table.deadline)
    yield Text(f"{hall.phase.prompt} If you are silent: {hall.phase.silence}")
    yield Choose((Press("My desk", OpenDesk(hall.table.id), main=True), Press("Status", ShowStatus(hall.table.id))))
    yield Text("No more reminders: /me settings, then No reminders.", quiet=True)


def _trouble(ctx: Context, row: Letter) -> Iterator[Block]:
    board = ctx.get(Board, row.about)
    session = ctx.get(Session, board.session) if board else None
    if board is not None and session is not None and board.trouble:
        yield from trouble_blocks(session, (board,))


def _sits_on(hall: Hall, person: str, seat: str) -> bool:
    return any(place.person == person and place.seat == seat for place in hall.places)


_DRAW: Mapping[str, Callable[[Context, Letter], Iterator[Block]]] = MappingProxyType(
    {"note": _note, "nudge": _nudge, "trouble": _trouble}
)
