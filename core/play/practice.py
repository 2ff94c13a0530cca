"""Practice: one person alone against bots, in private, any time. Counts for nothing."""

from dataclasses import replace

from core.context import Context
from core.play import lobby, scoring
from core.play.hall import hall_of, my_places
from core.play.leaving import stand_up
from core.replies import Result
from core.requests.game import Practice, ShowDesk
from core.rows import Session

_FIRST = "ratify-or-revert"


def practise(ctx: Context, ask: Practice) -> Result:
    """Deal a table of one; an earlier practice that was not finished is given up."""
    scenario = ctx.world.catalogue.scenario(ask.scenario or _FIRST)
    game = ctx.world.catalogue.game_of(scenario)
    _give_up_earlier(ctx)
    session = Session(
        id=ctx.new_id(), workspace=ctx.workspace, section=ctx.my_section.id, kind="practice", scenario=scenario.key,
        game=game.key, version=game.version, title=scenario.title, params=scenario.params.model_dump(mode="json"),
        seed=ctx.world.ids.seed(), status="running", started_by=ctx.me.id, at=ctx.world.wall,
    )  # fmt: skip
    ctx.add(session)
    hall = lobby.deal_table(ctx, session, 1, (ctx.me.id,))
    said = f"You practise {scenario.title} alone against bots. Nobody sees it and it counts for nothing."
    return Result(said=(said,), then=ShowDesk(hall.table.id))


def _give_up_earlier(ctx: Context) -> None:
    for place in my_places(ctx):
        hall = hall_of(ctx, place.table)
        if hall.session.kind == "practice":
            stand_up(hall, place)
            ctx.put(replace(hall.table, status="void", deadline=None))
            scoring.end_session_if_done(ctx, hall.session)
