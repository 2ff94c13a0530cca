"""Public boards: what the channel sees. Made anew from the rows each time, so a missed edit heals."""

from collections import Counter
from collections.abc import Sequence

from core.blocks import Block, Choose, Facts, Heading, Press, Table, Text, Until
from core.command import CLOCK, Command, Where
from core.context import Context, World
from core.game import PUBLIC
from core.ledger import Ledger
from core.play.debriefing import page_blocks
from core.play.hall import Hall, hall_of, readable
from core.play.lobby import seed_hash
from core.play.panel_scope import tables_of
from core.play.told import debrief_of
from core.replies import Reply
from core.requests.base import Request
from core.requests.game import JoinGame, OpenDesk, ShowDebrief
from core.requests.quiz import StudyQuiz
from core.requests.section import ShowBoard
from core.rows import Membership, Session, Signup
from core.rows import Table as TableRow

_LISTED = 25
"""Tables that a card in the channel lists one by one."""


def session_board(world: World, ledger: Ledger, session_id: str) -> Reply:
    """Draw a session's public board: its lobby, then all tables by phase, then how they ended."""
    ctx, session = context_of(world, ledger, session_id)
    draw = {"lobby": _lobby, "over": _over}.get(session.status, _running)
    return Reply(audience="section", blocks=tuple(draw(ctx, session)))


def debrief_page(world: World, ledger: Ledger, session_id: str) -> Reply:
    """Draw the debrief's page that the class is at; nothing before the first has been turned."""
    ctx, session = context_of(world, ledger, session_id)
    if session.page == 0:
        return Reply(audience="section")
    page = page_blocks(session, debrief_of(ctx, session).pages, session.page)
    presses = (Press("Debrief", ShowDebrief(session.page, session.id)), Press("Quiz me on it", StudyQuiz()))
    return Reply(audience="section", blocks=(*page, Choose(presses, "At your own pace:")))


def context_of(world: World, ledger: Ledger, session_id: str) -> tuple[Context, Session]:
    """Return a session, and what may be read of its workspace when nobody has asked."""
    session = ledger.get(Session, session_id)
    if session is None:
        raise LookupError(f"There is no session {session_id}.")
    nobody = Command(CLOCK, Where(), "", Request())
    return Context(world, ledger, nobody, session.workspace, None, None, None), session


def _lobby(ctx: Context, session: Session) -> list[Block]:
    game = ctx.world.catalogue.games[session.game]
    scenario = ctx.world.catalogue.scenarios.get(session.scenario)
    blocks: list[Block] = [Heading(session.title)]
    if scenario is not None:
        blocks.append(Text(scenario.story))
    blocks += [Text(game.rules), Text(game.talk, quiet=True)]
    blocks.append(
        Facts((("In the lobby", _joined(ctx, session)), ("Cards drawn from seed with hash", seed_hash(session))))
    )
    if session.deadline is not None:
        blocks.append(Until("Tables are dealt", session.deadline))
    presses = (Press("Join", JoinGame(session.id), main=True), Press("My desk", OpenDesk()))
    same = Text("All tables hold the same cards, so do not show yours to a neighbour.", quiet=True)
    return [*blocks, *(() if session.kind == "quiz" else (same,)), Choose(presses)]


def _joined(ctx: Context, session: Session) -> str:
    """Return "12 of 30": of the section's students, and of staff who play too. Without any, how many there are."""
    joined = {signup.person for signup in ctx.find(Signup, session=session.id)}
    members = ctx.ledger.find(Membership, section=session.section)
    students = {member.person for member in members if member.role == "student" and member.left is None}
    return f"{len(joined)} of {len(students | joined)}" if students else str(len(joined))


def _running(ctx: Context, session: Session) -> list[Block]:
    halls = ctx.each(readable(ctx, tables_of(ctx, session)), lambda table: hall_of(ctx, table.id))
    blocks: list[Block] = [Heading(session.title)]
    if session.status == "paused":
        blocks.append(Text("Paused by the instructor. All clocks stand still."))
    blocks.append(_progress(halls))
    if len(halls) == 1 and halls[0].position.outcome is None:
        blocks.extend(halls[0].game.view(halls[0].position.state, PUBLIC))
    timed = [hall for hall in halls if hall.table.deadline is not None]
    if timed:
        phases = {hall.phase.title for hall in timed}
        label = f"{phases.pop()} closes" if len(phases) == 1 else "The next phase closes"
        blocks.append(Until(label, min(hall.table.deadline or 0 for hall in timed)))
    presses = (Press("My desk", OpenDesk(), main=True), Press("Join late", JoinGame(session.id)))
    return [*blocks, Choose(presses)]


def _progress(halls: Sequence[Hall]) -> Table:
    """Return where every table is; of more than a card holds, how many are where."""
    if len(halls) <= _LISTED:
        return Table(("Table", "Phase", "Done"), tuple(_line(hall) for hall in halls))
    phases = Counter(_line(hall)[1] for hall in halls)
    return Table(("Phase", "Tables"), tuple((phase, str(count)) for phase, count in phases.items()))


def _line(hall: Hall) -> tuple[str, str, str]:
    number = str(hall.table.number)
    if hall.position.outcome is not None:
        return number, "over", hall.position.outcome.headline
    if hall.table.status != "running":
        return number, "void", "ended by the instructor"
    counted = "sealed" if hall.phase.closes == "sealed" else "ready"
    done = "" if hall.phase.closes == "deadline" else f"{hall.table.done} of {hall.table.waiting} {counted}"
    return number, hall.phase.title, done


def _over(ctx: Context, session: Session) -> list[Block]:
    tables = tables_of(ctx, session)
    rows = tuple(ctx.each(tables[:_LISTED], lambda table: (str(table.number), _ending(ctx, table))))
    blocks: list[Block] = [Heading(session.title), Text("The game is over.")]
    if not rows:
        return [*blocks, Text("Nobody played. Watch for the next lobby.")]
    more = len(tables) - len(rows)
    caption = f"And {more} more tables: the debrief tells of all." if more else ""
    blocks.append(Table(("Table", "How it ended"), rows, caption))
    presses = (Press("Debrief", ShowDebrief(session=session.id), main=True), Press("Standings", ShowBoard()))
    return [*blocks, Choose(presses)]


def _ending(ctx: Context, table: TableRow) -> str:
    if not readable(ctx, (table,)):
        return "played by an earlier version of the game"
    outcome = hall_of(ctx, table.id).position.outcome
    return outcome.headline if outcome is not None else "ended by the instructor; counts for nothing"
