"""One round, watched over one student's shoulder: their desk, what they do, and what the class sees meanwhile."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from bot.terminal.crowd import Deed
from bot.terminal.peek import Sitting, glance
from bot.terminal.scene import Scene
from core.blocks import Block, Table, Text
from core.command import Who
from core.context import Context
from core.play.boards import session_board
from core.play.hall import hall_of
from core.requests.game import OpenDesk
from core.rows import Session

_PAUSE_MS = (2_000, 5_000)
_BOARDS = 1
_TYPED = 3
"""Commands of a kind that are shown in one phase."""


@dataclass(slots=True)
class Watch:
    """What has been shown so far of the star's table."""

    phase: str = ""
    own: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    desks: int = 0
    boards: int = 0


async def play(scene: Scene, session: Session, star: Who, table: str) -> None:
    """Play the session to its end, shown from the star's seat."""
    pace, watch = Random(f"{scene.seed}:pace"), Watch()
    while tables := await scene.crowd.see(session):
        for sitting in [wish.sitting for one in tables for wish in one.wishes]:
            if sitting.user == star.user and sitting.phase != watch.phase:
                await _phase_opens(scene, watch, star, sitting, session.id)
        deeds = await scene.crowd.act(tables)
        for deed in deeds:
            if deed.sitting.table == table:
                await _tell(scene, watch, star, deed)
        deadlines = [one.deadline for one in tables if one.deadline is not None]
        await scene.let_pass(pace.randint(*_PAUSE_MS) if deeds else 0, deadlines)
    _sum_up(scene, watch)


async def board(scene: Scene, session: str) -> None:
    """Show what the channel shows of a session."""
    shown = await scene.door.service.ask(lambda world, ledger: session_board(world, ledger, session))
    await scene.stage.public(shown.blocks)


async def _phase_opens(scene: Scene, watch: Watch, star: Who, seat: Sitting, session: str) -> None:
    _sum_up(scene, watch)
    watch.phase = seat.phase
    title, prompt = await glance(scene.door.service, lambda ctx: _said(ctx, seat.table))
    scene.stage.phase(title, prompt)
    if seat.closes != "sealed" and seat.acts:
        reply = await scene.ask(star, OpenDesk(seat.table))
        await scene.stage.private(star, reply.blocks)
    elif watch.desks and watch.boards < _BOARDS:
        watch.boards += 1
        await board(scene, session)


async def _tell(scene: Scene, watch: Watch, star: Who, deed: Deed) -> None:
    """Show what the star types, the first of a kind with its answer, and count what the others at the table do."""
    if deed.who != star:
        watch.others[deed.label] += 1
        return
    watch.own[deed.label] += 1
    if deed.label == "Ready" and not watch.desks:
        watch.desks += 1
        await _desk_after_talks(scene, star, deed.sitting.table)
    if watch.own[deed.label] <= _TYPED:
        scene.stage.typed(star, deed.request, _answer(deed) if watch.own[deed.label] == 1 else "")


async def _desk_after_talks(scene: Scene, star: Who, table: str) -> None:
    reply = await scene.ask(star, OpenDesk(table))
    tables: tuple[Block, ...] = tuple(block for block in reply.blocks if isinstance(block, Table))
    if tables:
        scene.stage.tell(
            f"After the talks, {star.name}'s desk shows what was offered, and what was told to {star.name} alone:"
        )
        await scene.stage.private(star, tables)


def _answer(deed: Deed) -> str:
    return next((block.text for block in deed.reply.blocks if isinstance(block, Text)), "")


def _sum_up(scene: Scene, watch: Watch) -> None:
    """Say what was done beyond what has been shown, and begin to count anew."""
    more = ", ".join(f"{label} × {times - _TYPED}" for label, times in watch.own.items() if times > _TYPED)
    if more:
        scene.stage.event(f"… and again: {more}.")
    watch.own.clear()
    done = ", ".join(f"{label} × {times}" for label, times in watch.others.items() if label != "Ready")
    if done:
        scene.stage.event(f"The others at this table: {done}.")
    watch.others.clear()


def _said(ctx: Context, table: str) -> tuple[str, str]:
    phase = hall_of(ctx, table).phase
    return phase.title, phase.prompt
