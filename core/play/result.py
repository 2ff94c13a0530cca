"""The desk of a table that is over: how it ended, and what the asker's seat came to."""

from core.blocks import Block, Choose, Facts, Heading, Press, Text
from core.context import Context
from core.game import seen_by
from core.kit.refusals import NotAllowed
from core.play.hall import Hall, hall_of, title_of
from core.play.scoring import ENOUGH, score_of, tables_compared
from core.play.sessions import latest_session
from core.replies import Reply
from core.requests.game import Practice, ShowDebrief
from core.requests.section import ShowBoard
from core.rows import Place, Score

_ENDED = "Your instructor ended this table; it counts for nothing."


def result_card(ctx: Context, table: str) -> Reply | None:
    """Return the card of the table named, else of the asker's last class table; None while it is not over."""
    place = _last_place(ctx, table)
    hall = hall_of(ctx, place.table) if place else None
    if place is None or hall is None or hall.table.status == "running":
        return None
    outcome = hall.position.outcome
    practice = hall.session.kind == "practice"
    ended = "You gave up this practice; it counts for nothing." if practice else _ENDED
    blocks: list[Block] = [Heading(f"{title_of(hall)}: the game is over.")]
    if outcome is None:
        blocks.append(Text(ended))
    else:
        blocks += [*hall.game.view(hall.position.state, seen_by(place.seat)), _result(hall, place)]
    debrief = Press("Debrief", ShowDebrief(session=place.session))
    other = Press("Practise again", Practice(hall.session.scenario)) if practice else Press("Standings", ShowBoard())
    return Reply(blocks=(*blocks, Choose((debrief, other) if outcome or not practice else (other,))))


def _last_place(ctx: Context, table: str) -> Place | None:
    if ctx.person is None:
        return None
    if table:
        mine = [place for place in ctx.find(Place, table=table) if place.person == ctx.me.id]
        return mine[-1] if mine else None
    try:
        session = latest_session(ctx, "")
    except NotAllowed:
        return None
    mine = list(ctx.find(Place, session=session.id, person=ctx.me.id)) if session.status == "over" else []
    return mine[-1] if mine else None


def _result(hall: Hall, place: Place) -> Block:
    score = score_of(hall.ctx, place)
    if score is None:
        return Text("You left your seat before the end, so these points are not yours.")
    return Facts(_points(hall, score))


def _points(hall: Hall, score: Score) -> tuple[tuple[str, str], ...]:
    """Return the asker's numbers by name: their points, their prediction, and what counts for the standings."""
    points = f"{score.points:.0f} (100 is the best your seat could get)"
    belief = () if score.belief is None else (("Your prediction", f"{100 * score.belief:.0f} of 100"),)
    if hall.session.kind == "practice":
        return (("Your points", f"{points}; practice counts for nothing"), *belief)
    if not score.counts:
        return belief or (("Your points", "none are counted here"),)
    return (("Your points", points), *belief, ("For the standings", _for_the_standings(hall, score)))


def _for_the_standings(hall: Hall, score: Score) -> str:
    if score.duplicate is None:
        return "known when all tables are done"
    tables = tables_compared(hall.ctx, score)
    if tables < ENOUGH:
        return f"{score.duplicate:.0f}: your points as they are, since fewer than {ENOUGH} tables had your seat"
    return f"{score.duplicate:.0f} of 100, against the same seat at the {tables - 1} other tables"
