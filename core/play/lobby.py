"""Lobbies: a session is opened, people sign up, the tables are dealt."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from core import referee
from core.context import Context
from core.game import Seat, TableSize
from core.kit.refusals import Illegal, NotAMove
from core.play import flow, seating
from core.play.hall import Hall
from core.play.names import people_named
from core.play.sessions import joinable, live_session
from core.referee import AnyGame
from core.replies import Next, Result
from core.requests.game import Advance, JoinGame, OpenDesk, ShowPanel, StartGame
from core.rows import Binding, Board, Chair, Place, Session, Signup, Snapshot, Table
from core.scenario import with_options

LARGEST_DELEGATION = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a session is opened with."""

    kind: str
    scenario: str
    game: AnyGame
    title: str
    params: Mapping[str, Any]
    bots: str = "theory"
    pace: int = 100
    lobby: int = 120
    groups: tuple[tuple[str, ...], ...] = ()


def start_game(ctx: Context, ask: StartGame) -> Result:
    """Open a lobby for a scenario."""
    scenario = ctx.world.catalogue.scenario(ask.scenario)
    game = ctx.world.catalogue.game_of(scenario)
    plan = Plan(
        kind="game",
        scenario=scenario.key,
        game=game,
        title=scenario.title,
        params=with_options(scenario, ask.options).model_dump(mode="json"),
        bots=ask.bots,
        pace=pace(ask.minutes, scenario.minutes),
        lobby=ask.lobby,
        groups=_groups(ctx, ask.groups),
    )
    session = open_session(ctx, plan)
    return Result(
        said=(f"The lobby for {session.title} is open. Students press Join; tables are dealt when it closes.",),
        next=(Next("Begin now", Advance(session=session.id, phase="lobby")), Next("Panel", ShowPanel(session.id))),
    )


def pace(minutes: int, written: int) -> int:
    """Return the length of phases in per cent of the scenario's own for a wished length in minutes (0: its own)."""
    return 100 if minutes == 0 else max(10, round(100 * minutes / written))


def open_session(ctx: Context, plan: Plan) -> Session:
    """Open a session's lobby in the section; one at a time."""
    section = ctx.my_section
    if (running := live_session(ctx)) is not None:
        raise Illegal(f"{running.title} is still going on. End it first: /game end. Then start this one.")
    session = Session(
        id=ctx.new_id(), workspace=ctx.workspace, section=section.id, kind="quiz" if plan.kind == "quiz" else "game",
        scenario=plan.scenario, game=plan.game.key, version=plan.game.version, title=plan.title, params=plan.params,
        seed=ctx.world.ids.seed(), status="lobby", started_by=ctx.me.id,
        bots="naive" if plan.bots == "naive" else "theory", pace=plan.pace, groups=plan.groups,
        deadline=ctx.now + plan.lobby * 1000, at=ctx.world.wall,
    )  # fmt: skip
    ctx.add(session)
    for binding in ctx.find(Binding, section=section.id):
        _post(ctx, session, "session", binding)
        _post(ctx, session, "debrief", binding)
    return session


def seed_hash(session: Session) -> str:
    """Return what is shown at the start, so that everybody can check the seed that the debrief shows."""
    return hashlib.sha256(session.seed.encode()).hexdigest()[:16]


def join_game(ctx: Context, ask: JoinGame) -> Result:
    """Take a place in the lobby or give it back; or take a seat at a table that is already playing."""
    session = joinable(ctx, ask.session)
    if session.status != "lobby":
        return join_late(ctx, session)
    mine = ctx.find(Signup, session=session.id, person=ctx.me.id)
    if mine:
        ctx.drop(mine[0])
        return Result(said=("You gave your place back.",), next=(Next("Join", JoinGame(session.id)),))
    ctx.put(
        Signup(id=ctx.new_id(), workspace=ctx.workspace, section=session.section, session=session.id, person=ctx.me.id)
    )
    return Result(
        said=(f"You are in, as {ctx.me.alias}. Your seat is dealt when the lobby closes.",),
        next=(Next("My desk", OpenDesk()), Next("Give my place back", JoinGame(session.id))),
    )


def join_late(ctx: Context, session: Session) -> Result:
    """Give a late joiner their old seat, a bot's seat at the emptiest table, or a place in a delegation."""
    seated = [place for place in ctx.find(Place, session=session.id) if place.person == ctx.me.id]
    if any(place.live for place in seated):
        raise Illegal("You already have a seat. Open it with [My desk].")
    hall, seat, part = _seat_for(ctx, session, {place.table: place.seat for place in seated})
    place = sit(ctx, hall.table, seat, ctx.me.id, part)
    chair = hall.chair(seat)
    if part == "head":
        ctx.put(replace(chair, bot="", was=""))
    flow.recount(hall)
    role = chair.title if part == "head" else f"{chair.title}, as a delegate: you draft, the head signs"
    return Result(said=(f"You sit at table {hall.table.number} as {role}.",), then=None, next=_desk(place.table))


def deal(ctx: Context, session: Session) -> Result:
    """Close the lobby: seat everybody, deal all tables the same cards."""
    people = [signup.person for signup in ctx.find(Signup, session=session.id)]
    if not people:
        ctx.put(replace(session, status="over", deadline=None, ended=ctx.world.wall))
        return Result(said=(f"Nobody joined {session.title}; the lobby is closed.",))
    game = ctx.world.catalogue.games[session.game]
    running = replace(session, status="running", deadline=None)
    ctx.put(running)
    groups = _seated_groups(session, game, people)
    ctx.each(enumerate(groups, start=1), lambda numbered: deal_table(ctx, running, *numbered))
    return Result(said=(f"{session.title} has begun.",), next=(Next("Panel", ShowPanel(session.id)),))


def deal_table(ctx: Context, session: Session, number: int, group: tuple[str, ...]) -> Hall:
    """Deal one table to a group: heads take the seats in order, then delegates share them; bots take the rest."""
    game = ctx.world.catalogue.games[session.game]
    params = game.Params.model_validate(session.params)
    seats = game.seats(params, min(len(group), game.size_for(params).most))
    table = Table(
        id=ctx.new_id(), workspace=session.workspace, section=session.section, session=session.id, number=number,
        status="running", seq=0, phase="", opened=ctx.now, deadline=None, waiting=0,
    )  # fmt: skip
    ctx.add(table)
    for place, seat in enumerate(seats):
        _set_chair(ctx, session, table, place, seat, "" if place < len(group) else session.bots)
    turn = referee.deal(game, params, seats, session.seed)
    for index, person in enumerate(group):
        sit(ctx, table, seats[index % len(seats)].key, person, "head" if index < len(seats) else "delegate")
    ctx.put(_snapshot(table, game, turn.position))
    return flow.carry_on(Hall(ctx, session, table, game, turn.position), turn)


def sit(ctx: Context, table: Table, seat: str, person: str, part: str) -> Place:
    """Put a person on a seat."""
    place = Place(
        id=ctx.new_id(), workspace=table.workspace, section=table.section, session=table.session, table=table.id,
        seat=seat, person=person, part="head" if part == "head" else "delegate", at=ctx.world.wall,
    )  # fmt: skip
    ctx.put(place)
    return place


def size_of(session: Session, game: AnyGame) -> TableSize:
    """Return how many people sit at one table of this session."""
    size: TableSize = game.size_for(game.Params.model_validate(session.params))
    return size


def _seated_groups(session: Session, game: AnyGame, people: list[str]) -> tuple[tuple[str, ...], ...]:
    if not session.groups:
        return seating.balanced(people, size_of(session, game), Random(f"{session.seed}:seating"))
    here = set(people)
    groups = [tuple(person for person in group if person in here) for group in session.groups]
    placed = {person for group in groups for person in group}
    return seating.spread([g for g in groups if g] or [()], [person for person in people if person not in placed])


def _seat_for(ctx: Context, session: Session, old: Mapping[str, str]) -> tuple[Hall, str, str]:
    """Return a seat for a late joiner: their own if nobody else took it, a new one, a bot's, or a delegate's."""
    game = ctx.world.catalogue.games[session.game]
    tables = [table for table in ctx.find(Table, session=session.id) if table.status == "running"]
    halls = ctx.each(tables, lambda table: Hall(ctx, session, table, game, _position(ctx, table)))
    ctx.each(halls, lambda hall: (hall.places, hall.chairs))
    for hall in halls:
        seat = old.get(hall.table.id, "")
        if seat and hall.head(seat) is None:
            return hall, seat, "head"
    if halls and size_of(session, game).grows:
        return (*_admit(halls[0]), "head")
    emptiest = sorted(halls, key=lambda hall: len(hall.places))
    for find, part in ((_empty_seat, "head"), (_delegation_with_room, "delegate")):
        for hall in emptiest:
            if found := find(hall):
                return hall, found, part
    raise Illegal("All tables are full. Watch the lobby card, and join the next round.")


def _empty_seat(hall: Hall) -> str | None:
    held = {place.seat for place in hall.places}
    return next((chair.key for chair in hall.chairs if chair.key not in held), None)


def _delegation_with_room(hall: Hall) -> str | None:
    counts = {chair.key: 0 for chair in hall.chairs if chair.role != "observer"}
    for place in hall.places:
        counts[place.seat] = counts.get(place.seat, 0) + 1
    smallest = min(counts, key=lambda seat: counts[seat], default=None)
    return smallest if smallest is not None and counts[smallest] < LARGEST_DELEGATION else None


def _admit(hall: Hall) -> tuple[Hall, str]:
    """Add a seat to a whole-class table for somebody who comes late."""
    number = len(hall.chairs)
    seat = Seat(f"p{number + 1}", f"Player {number + 1}")
    _set_chair(hall.ctx, hall.session, hall.table, number, seat, "")
    turn = referee.admit(hall.game, hall.position, seat)
    return flow.carry_on(hall, turn), seat.key


def _set_chair(ctx: Context, session: Session, table: Table, place: int, seat: Seat, bot: str) -> None:
    ctx.put(
        Chair(
            id=f"{table.id}:{seat.key}", workspace=table.workspace, session=session.id, table=table.id, key=seat.key,
            place=place, title=seat.title, role=seat.role, team=seat.team, bot=bot,
        )
    )  # fmt: skip


def _snapshot(table: Table, game: AnyGame, position: "referee.Position[object]") -> Snapshot:
    return Snapshot(
        id=table.id, workspace=table.workspace, game=game.key, version=game.version, seq=position.seq, position=position
    )


def _position(ctx: Context, table: Table) -> "referee.Position[object]":
    snapshot = ctx.get(Snapshot, table.id)
    if snapshot is None:
        raise Illegal("That table is being set up. Try again in a moment.")
    position: referee.Position[object] = snapshot.position
    return position


def _groups(ctx: Context, text: str) -> tuple[tuple[str, ...], ...]:
    """Return hand-made groups of person ids: "same" for last time's, or names: "Ana, Bo; Cy, Dee"."""
    if not text:
        return ()
    if text.casefold() == "same":
        return _last_groups(ctx)
    groups = tuple(people_named(ctx, part.split(",")) for part in text.split(";") if part.strip())
    everybody = [person for group in groups for person in group]
    if len(set(everybody)) < len(everybody):
        raise NotAMove("Somebody is named twice in the groups. Name each person once.")
    return groups


def _last_groups(ctx: Context) -> tuple[tuple[str, ...], ...]:
    past = [s for s in ctx.find(Session, section=ctx.my_section.id, status="over") if s.kind == "game"]
    if not past:
        raise NotAMove("There is no earlier session to take the groups from. Leave groups empty for balanced tables.")
    tables: dict[str, list[str]] = {}
    for place in ctx.find(Place, session=past[-1].id):
        tables.setdefault(place.table, []).append(place.person)
    return tuple(tuple(dict.fromkeys(group)) for group in tables.values())


def _post(ctx: Context, session: Session, kind: str, binding: Binding) -> None:
    ctx.put(
        Board(
            id=ctx.new_id(), workspace=session.workspace, section=session.section, session=session.id,
            kind="session" if kind == "session" else "debrief", place=binding.id,
        )
    )  # fmt: skip


def _desk(table: str) -> tuple[Next, ...]:
    return (Next("My desk", OpenDesk(table)),)
