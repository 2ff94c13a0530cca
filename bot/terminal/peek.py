"""What simulated students need to be told: where they sit, what the phase expects, and what their style advises."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from bot.terminal.cast import CHANNEL, INSTRUCTOR
from core.command import Command, Where
from core.context import Context, World, enter
from core.game import Move, MoveSpec, Style
from core.ids import Ids
from core.play.advice import advise
from core.play.hall import Hall, hall_of
from core.play.panel_scope import tables_of
from core.play.sessions import live_session
from core.requests import Request
from core.rows import Account, Place, SealedMove, Session, Table
from core.section.together import together
from core.service import Service

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sitting:
    """A person at a running table: where, on which seat, and how far they are with this phase."""

    user: str
    """The account's name in the terminal."""
    table: str
    number: int
    seat: str
    title: str
    phase: str
    phase_title: str
    closes: str
    acts: bool
    sealed: bool
    ready: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would do now: a move with its spec, or nothing but wait."""

    sitting: Sitting
    spec: MoveSpec | None = None
    move: Move | None = None


async def look(service: Service, see: Callable[[Context], T]) -> T:
    """Return what a pure function reads from one snapshot, as the instructor of the class."""
    world = World(service.catalogue, Ids(Random(0), service.clock.now), service.clock.now(), service.clock.wall())
    command = Command(INSTRUCTOR, Where(CHANNEL), "", Request())
    return await service.store.view(lambda ledger: see(enter(world, ledger, command)))


def running_tables(ctx: Context, session: Session) -> tuple[Table, ...]:
    """Return the session's tables that still play, by number."""
    return tuple(table for table in tables_of(ctx, session) if table.status == "running")


def sittings(ctx: Context, table_id: str) -> tuple[Sitting, ...]:
    """Return the people at a running table, in the game's order of seats; delegates leave it to their heads."""
    hall = hall_of(ctx, table_id)
    if hall.table.status != "running":
        return ()
    heads = {place.seat: place for place in hall.places if place.part == "head"}
    held = [chair.key for chair in hall.chairs if chair.key in heads]
    return together(lambda seat: _sitting(hall, seat, heads[seat]), held)


def wishes(ctx: Context, styles: Mapping[str, Style], seed: str) -> tuple[tuple[Wish, ...], ...]:
    """Return what everybody would do now, table by table; those who have sealed a move want nothing more."""
    session = live_session(ctx)
    if session is None or session.status != "running":
        return ()
    tables = running_tables(ctx, session)
    return together(lambda table: _at_table(ctx, table.id, styles, f"{seed}:{table.number}"), tables)


def _sitting(hall: Hall, seat: str, place: Place) -> Sitting:
    account = hall.ctx.find(Account, person=place.person)[0]
    return Sitting(
        user=account.id.rsplit(":", 1)[-1],
        table=hall.table.id,
        number=hall.table.number,
        seat=seat,
        title=hall.chair(seat).title,
        phase=hall.phase.key,
        phase_title=hall.phase.title,
        closes=hall.phase.closes,
        acts=seat in hall.phase.actors,
        sealed=hall.ctx.get(SealedMove, f"{hall.table.id}:{hall.phase.key}:{seat}") is not None,
        ready=place.ready == hall.phase.key,
    )


def _at_table(ctx: Context, table_id: str, styles: Mapping[str, Style], seed: str) -> tuple[Wish, ...]:
    return together(
        lambda sitting: _wish(ctx, sitting, styles[sitting.user], Random(f"{seed}:{sitting.seat}")),
        sittings(ctx, table_id),
    )


def _wish(ctx: Context, sitting: Sitting, style: Style, rng: Random) -> Wish:
    if not sitting.acts or sitting.sealed or sitting.ready:
        return Wish(sitting)
    move = advise(ctx.world, ctx.ledger, sitting.table, sitting.seat, style, rng)
    if move is None:
        return Wish(sitting)
    hall = hall_of(ctx, sitting.table)
    spec = next(spec for spec in hall.game.moves(hall.position.state, sitting.seat) if spec.name == move.name)
    return Wish(sitting, spec, move)
