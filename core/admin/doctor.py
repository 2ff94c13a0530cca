"""/admin doctor, as far as no platform is concerned: database, clock, this channel, boards. Adapters add their own."""

from collections.abc import Iterator

from core.blocks import Choose, Heading, Press
from core.context import Context
from core.finding import Finding, as_table
from core.outgoing.boards import stuck
from core.replies import Reply
from core.requests.admin import Diagnose
from core.rows import Board, Mark, Row, Section

CLOCK_AHEAD_MS = 60_000
"""How far class time may be ahead of the wall clock before something is wrong: it never is behind."""
_SHOWN = 5


def diagnose(ctx: Context, _ask: Diagnose) -> Reply:
    """Draw what was found, for whoever asked alone."""
    again = Choose((Press("Look again", Diagnose()),))
    return Reply(blocks=(Heading("Doctor"), as_table(tuple(_findings(ctx))), again))


def clock(now: int, wall: int) -> Finding:
    """Return how class time stands beside the wall clock, both in milliseconds."""
    ahead = now - wall
    if ahead <= CLOCK_AHEAD_MS:
        return Finding("Clock", well=True, found="Class time and the machine's clock agree.")
    return Finding(
        "Clock",
        well=False,
        found=f"Class time is {_length(ahead)} ahead of the machine's clock, which was once set wrong, or is now.",
        mend="Put the machine's clock right; if it is, stop Entente and run: entente doctor --repair",
    )


def _findings(ctx: Context) -> Iterator[Finding]:
    yield _database(ctx)
    yield clock(ctx.now, int(ctx.world.wall.timestamp() * 1000))
    yield _channel(ctx)
    yield from _boards(ctx)


def _database(ctx: Context) -> Finding:
    """Return what was read in this very moment."""
    mark = ctx.ledger.get(Mark, "clock")
    sections = len(_own(ctx, Section))
    stored = "stores" if mark is not None else "is new"
    return Finding("Database", well=True, found=f"It answers and {stored}; sections of this server: {sections}.")


def _channel(ctx: Context) -> Finding:
    if ctx.section is not None:
        return Finding("This channel", well=True, found=f"It belongs to {ctx.section.name}.")
    mend = "An instructor makes one with /class create, or links the channel with /class join and the code."
    return Finding("This channel", well=True, found="No section yet.", mend=mend)


def _boards(ctx: Context) -> Iterator[Finding]:
    boards = [board for board in _own(ctx, Board) if isinstance(board, Board) and board.kind != "rooms"]
    troubled = [board for board in boards if stuck(board)]
    if not troubled:
        yield Finding("Boards", well=True, found=f"All {len(boards)} are up to date or on their way.")
    for trouble in list(dict.fromkeys(board.trouble for board in troubled))[:_SHOWN]:
        count = sum(board.trouble == trouble for board in troubled)
        yield Finding("Boards", well=False, found=f"{count} not up to date.", mend=trouble)


def _own(ctx: Context, kind: type[Row]) -> tuple[Row, ...]:
    """Return all rows of a kind on this server, whichever section the channel has."""
    workspace = ctx.command.who.workspace
    return ctx.ledger.find(kind, workspace=workspace)


def _length(milliseconds: int) -> str:
    minutes = milliseconds // 60_000
    if minutes < 120:
        return f"{minutes} minutes"
    hours = minutes // 60
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"
