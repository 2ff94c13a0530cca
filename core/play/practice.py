"""Practice: one person alone against bots, in private, any time. Counts for nothing."""

from core.context import Context
from core.play import dealing, flow, scoring
from core.play.hall import Hall, hall_of, my_places
from core.replies import Result
from core.requests.game import Practice, ShowDesk
from core.rows import Session

_FIRST = "ratify-or-revert"


def practise(ctx: Context, ask: Practice) -> Result:
    """Deal a table of one; an earlier practice that was not finished is given up."""
    scenario = ctx.world.catalogue.scenario(ask.scenario or _FIRST)
    game = ctx.world.catalogue.game_of(scenario)
    given_up = _give_up_earlier(ctx)
    session = Session(
        id=ctx.new_id(), workspace=ctx.workspace, section=ctx.my_section.id, kind="practice", scenario=scenario.key,
        game=game.key, version=game.version, title=scenario.title, params=scenario.params.model_dump(mode="json"),
        seed=ctx.world.ids.seed(), status="running", started_by=ctx.me.id, at=ctx.world.wall,
    )  # fmt: skip
    ctx.add(session)
    hall = dealing.deal_table(ctx, session, 1, (ctx.me.id,), dealing.hand_for(ctx, session, 1))
    said = f"You practise {scenario.title} alone against bots. Nobody sees it and it counts for nothing."
    before = ("Your earlier practice is given up.",) if given_up else ()
    return Result(said=(said, *before), then=ShowDesk(hall.table.id))


def give_up(hall: Hall) -> None:
    """End a practice before its end."""
    flow.void(hall.ctx, hall.table)
    scoring.end_session_if_done(hall.ctx, hall.session)


def _give_up_earlier(ctx: Context) -> bool:
    halls = ctx.each(my_places(ctx), lambda place: hall_of(ctx, place.table))
    earlier = [hall for hall in halls if hall.session.kind == "practice"]
    ctx.each(earlier, give_up)
    return bool(earlier)
