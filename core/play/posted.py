"""Boards that cannot be posted: what staff are told, and trying again."""

from collections.abc import Iterator, Sequence

from core.blocks import Block, Choose, Heading, Press, Text
from core.context import Context
from core.outgoing.boards import again, stuck
from core.play.sessions import latest_session
from core.replies import Next, Result
from core.requests.game import PostAgain, ShowPanel
from core.rows import Board, Session


def post_again(ctx: Context, ask: PostAgain) -> Result:
    """Try to post the boards that could not be posted, now that somebody has mended what kept them."""
    session = latest_session(ctx, ask.session)
    waiting = [board for board in ctx.find(Board, session=session.id) if stuck(board)]
    for board in waiting:
        ctx.put(again(board, ctx.now))
    panel = (Next("Panel", ShowPanel(session.id)),)
    if not waiting:
        return Result(said=("Nothing waits to be posted. The panel tells when something does.",), next=panel)
    return Result(said=("I try again now. If it fails, the panel says why.",), next=panel)


def troubles(ctx: Context, session: Session) -> list[Block]:
    """Return what the panel says of a session's boards that are not there or not up to date."""
    found = [board for board in ctx.find(Board, session=session.id) if board.trouble]
    posts = [board for board in found if board.kind != "rooms"]
    rooms = [board for board in found if board.kind == "rooms" and session.status != "over"]
    blocks = [*_unposted(session, posts), *_without_rooms(rooms)]
    return [*blocks, *_try_again(session, [*posts, *rooms])]


def trouble_blocks(session: Session, boards: Sequence[Board]) -> Iterator[Block]:
    """Yield what went wrong with some boards, and the button that tries again."""
    yield from _unposted(session, boards)
    yield from _try_again(session, boards)


def _unposted(session: Session, boards: Sequence[Board]) -> Iterator[Block]:
    if not boards:
        return
    yield Heading(f"{session.title}: the channel does not see all of it")
    for board in boards:
        what = "The debrief" if board.kind == "debrief" else "The board"
        yield Text(f"{what} on {board.platform.capitalize()}: {board.trouble}")
    yield Text("The game goes on: everybody finds their desk with /game desk.", quiet=True)


def _without_rooms(boards: Sequence[Board]) -> Iterator[Block]:
    """Yield why tables have no private room; no game needs one."""
    for board in boards:
        yield Text(f"The tables have no private threads on {board.platform.capitalize()}. {board.trouble}", quiet=True)


def _try_again(session: Session, boards: Sequence[Board]) -> Iterator[Block]:
    if any(stuck(board) for board in boards):
        yield Choose((Press("Try again", PostAgain(session.id), main=True),))
