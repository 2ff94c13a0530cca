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
    boards = [board for board in ctx.find(Board, session=session.id) if board.trouble]
    return list(trouble_blocks(session, boards)) if boards else []


def trouble_blocks(session: Session, boards: Sequence[Board]) -> Iterator[Block]:
    """Yield what went wrong with some boards, and the button that tries again."""
    yield Heading(f"{session.title}: the channel does not see all of it")
    for board in boards:
        what = "The debrief" if board.kind == "debrief" else "The board"
        yield Text(f"{what} on {board.platform.capitalize()}: {board.trouble}")
    yield Text("The game goes on: everybody finds their desk with /game desk.", quiet=True)
    if any(stuck(board) for board in boards):
        yield Choose((Press("Try again", PostAgain(session.id), main=True),))
