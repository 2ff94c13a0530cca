"""Lobbies: a session is opened, and people sign up for it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.context import Context
from core.kit.refusals import Illegal
from core.play.groups import Groups, groups_from
from core.play.late import join_late
from core.play.sessions import joinable, live_session
from core.referee import AnyGame
from core.replies import Next, Result
from core.requests.game import Advance, JoinGame, OpenDesk, ShowPanel, StartGame
from core.rows import Session, Signup
from core.scenario import with_options


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
    """Length of phases in per cent of the game's own."""
    lobby: int = 120
    """Seconds."""
    groups: Groups = ()


def start_game(ctx: Context, ask: StartGame) -> Result:
    """Open a lobby for a scenario."""
    scenario = ctx.world.catalogue.scenario(ask.scenario)
    game = ctx.world.catalogue.game_of(scenario)
    params = with_options(scenario, ask.options)
    plan = Plan(
        kind="game",
        scenario=scenario.key,
        game=game,
        title=scenario.title,
        params=params.model_dump(mode="json"),
        bots=ask.bots,
        pace=pace(ask.minutes, scenario.minutes),
        lobby=ask.lobby,
        groups=groups_from(ctx, ask.groups, game.size_for(params)),
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
    ctx.add(
        Signup(id=ctx.new_id(), workspace=ctx.workspace, section=session.section, session=session.id, person=ctx.me.id)
    )
    return Result(
        said=(f"You are in, as {ctx.me.alias}. Your seat is dealt when the lobby closes.",),
        next=(Next("My desk", OpenDesk()), Next("Give my place back", JoinGame(session.id))),
    )
