"""Dealing: the lobby closes, everybody is seated, all tables get the same cards."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from core import referee
from core.context import Context
from core.game import Seat, TableSize
from core.play import flow, seating
from core.play.hall import Hall
from core.play.sealing import STANDING
from core.referee import AnyGame, Turn
from core.replies import Next, Result
from core.requests.game import ShowPanel
from core.rows import Chair, Draft, Place, SealedMove, Session, Signup, Table


def deal(ctx: Context, session: Session) -> Result:
    """Close the lobby: seat everybody, deal all tables the same cards."""
    signups = ctx.find(Signup, session=session.id)
    people = [signup.person for signup in signups]
    if not people:
        ctx.put(replace(session, status="over", deadline=None, ended=ctx.world.wall))
        return Result(said=(f"Nobody joined {session.title}; the lobby is closed.",))
    game = ctx.world.catalogue.games[session.game]
    running = replace(session, status="running", deadline=None)
    ctx.put(running)
    for signup in signups:
        ctx.drop(signup)
    chance = Random(f"{session.seed}:seating")
    groups = seating.with_groups(session.groups, people, size_of(session, game), chance)
    hands = {people: hand_for(ctx, running, people) for people in {len(group) for group in groups}}
    ctx.each(enumerate(groups, start=1), lambda at: deal_table(ctx, running, *at, hands[len(at[1])]))
    return Result(said=(f"{session.title} has begun.",), next=(Next("Panel", ShowPanel(session.id)),))


@dataclass(frozen=True, slots=True)
class Hand:
    """The seats and the first position of every table of a session with as many people."""

    game: AnyGame
    seats: tuple[Seat, ...]
    turn: Turn[Any]


def hand_for(ctx: Context, session: Session, people: int) -> Hand:
    """Return what a table of this session with so many people begins with; drawn once, since all hold the same."""
    game = ctx.world.catalogue.games[session.game]
    params = game.Params.model_validate(session.params)
    seats = game.seats(params, min(people, game.size_for(params).most))
    return Hand(game, seats, referee.deal(game, params, seats, session.seed))


def deal_table(ctx: Context, session: Session, number: int, group: tuple[str, ...], hand: Hand) -> Hall:
    """Deal one table to a group: heads take the seats in order, then delegates share them; bots take the rest."""
    seats = hand.seats
    table = Table(
        id=ctx.new_id(), workspace=session.workspace, section=session.section, session=session.id, number=number,
        status="running", seq=0, phase="", opened=ctx.now, deadline=None, waiting=0,
    )  # fmt: skip
    ctx.add(table)
    ctx.begin(SealedMove, table=table.id, phase=STANDING)
    ctx.begin(Draft, table=table.id)
    for place, seat in enumerate(seats):
        set_chair(ctx, table, place, seat, "" if place < len(group) else session.bots)
    for index, person in enumerate(group):
        sit(ctx, table, seats[index % len(seats)].key, person, "head" if index < len(seats) else "delegate")
    return flow.carry_on(Hall(ctx, session, table, hand.game, hand.turn.position), hand.turn)


def sit(ctx: Context, table: Table, seat: str, person: str, part: str) -> Place:
    """Put a person on a seat."""
    place = Place(
        id=ctx.new_id(), workspace=table.workspace, section=table.section, session=table.session, table=table.id,
        seat=seat, person=person, part="head" if part == "head" else "delegate", at=ctx.world.wall,
    )  # fmt: skip
    ctx.add(place)
    return place


def set_chair(ctx: Context, table: Table, place: int, seat: Seat, bot: str) -> None:
    """Put a seat to a table, at its place in the game's order."""
    ctx.put(
        Chair(
            id=f"{table.id}:{seat.key}", workspace=table.workspace, session=table.session, table=table.id,
            key=seat.key, place=place, title=seat.title, role=seat.role, team=seat.team, bot=bot,
        )
    )  # fmt: skip


def size_of(session: Session, game: AnyGame) -> TableSize:
    """Return how many people sit at one table of this session."""
    size: TableSize = game.size_for(game.Params.model_validate(session.params))
    return size
