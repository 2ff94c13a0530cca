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
from core.requests import Request
from core.rows import Account, Chair, Place, SealedMove, Session
from core.service import Service

T = TypeVar("T")
_ASKING = Command(INSTRUCTOR, Where(CHANNEL), "", Request())


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


@dataclass(frozen=True, slots=True)
class Seen:
    """A running table: the wishes of the people at it, and when its phase closes (class time)."""

    wishes: tuple[Wish, ...]
    deadline: int | None


async def look(service: Service, see: Callable[[Context], T]) -> T:
    """Return what a pure function reads from one snapshot, as the instructor of the class."""
    world = _world(service)
    return await service.store.view(lambda ledger: see(enter(world, ledger, _ASKING)))


async def glance(service: Service, see: Callable[[Context], T]) -> T:
    """Return what a pure function reads that needs neither section nor person: fewer rows than `look`."""
    world, workspace = _world(service), INSTRUCTOR.workspace
    return await service.store.view(lambda ledger: see(Context(world, ledger, _ASKING, workspace, None, None, None)))


def roster(ctx: Context, session: Session) -> Mapping[str, str]:
    """Return the users of everybody who sits in a session, by person."""
    people = sorted({place.person for place in ctx.find(Place, session=session.id)})
    accounts = ctx.each(people, lambda person: ctx.find(Account, person=person))
    return {found[0].person: found[0].id.rsplit(":", 1)[-1] for found in accounts if found}


def seen(
    ctx: Context, session: str, users: Mapping[str, str], styles: Mapping[str, Style], seed: str
) -> tuple[Seen, ...]:
    """Return every running table with what the people at it would do now; `users` by person, `styles` by user."""
    found = ctx.get(Session, session)
    if found is None or found.status != "running":
        return ()
    running = [table.id for table in tables_of(ctx, found) if table.status == "running"]
    return tuple(ctx.each(running, lambda table: _table(hall_of(ctx, table), users, styles, seed)))


def _world(service: Service) -> World:
    return World(service.catalogue, Ids(Random(0), service.clock.now), service.clock.now(), service.clock.wall())


def _table(hall: Hall, users: Mapping[str, str], styles: Mapping[str, Style], seed: str) -> Seen:
    """Return a table as its heads see it; delegates leave it to them."""
    heads = {place.seat: place for place in hall.places if place.part == "head" and place.person in users}
    held = [(chair, heads[chair.key]) for chair in hall.chairs if chair.key in heads]
    sitting = hall.ctx.each(held, lambda pair: _sitting(hall, *pair, users))
    chance = f"{seed}:{hall.table.number}"
    wishes = tuple(_wish(hall, each, styles[each.user], Random(f"{chance}:{each.seat}")) for each in sitting)
    return Seen(wishes, hall.table.deadline)


def _sitting(hall: Hall, chair: Chair, place: Place, users: Mapping[str, str]) -> Sitting:
    return Sitting(
        user=users[place.person],
        table=hall.table.id,
        number=hall.table.number,
        seat=chair.key,
        title=chair.title,
        phase=hall.phase.key,
        closes=hall.phase.closes,
        acts=chair.key in hall.phase.actors,
        sealed=hall.ctx.get(SealedMove, f"{hall.table.id}:{hall.phase.key}:{chair.key}") is not None,
        ready=place.ready == hall.phase.key,
    )


def _wish(hall: Hall, sitting: Sitting, style: Style, rng: Random) -> Wish:
    """Return what a style advises; those who have sealed a move, or pressed Ready, want nothing more."""
    if not sitting.acts or sitting.sealed or sitting.ready:
        return Wish(sitting)
    move = advise(hall.ctx.world, hall.ctx.ledger, sitting.table, sitting.seat, style, rng)
    if move is None:
        return Wish(sitting)
    specs = hall.game.moves(hall.position.state, sitting.seat)
    return Wish(sitting, next(spec for spec in specs if spec.name == move.name), move)
