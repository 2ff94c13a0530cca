"""Scores of tables and sessions: raw points, and the duplicate score of a seat against the same seat elsewhere."""

from collections.abc import Sequence
from dataclasses import replace

from core.context import Context
from core.game import Outcome
from core.play.hall import Hall
from core.rows import Score, Session, Signup, Table

_ENOUGH = 3  # tables; below that a comparison would only name the loser


def duplicate(own: float, others: Sequence[float], tables: int) -> float:
    """Return 100·(beaten + ½ ties)/(tables − 1), as in duplicate bridge; `others` are the same seat elsewhere."""
    beaten = sum(1.0 for other in others if other < own - 1e-9)
    ties = sum(0.5 for other in others if abs(other - own) <= 1e-9)
    return 100 * (beaten + ties) / (tables - 1)


def record(hall: Hall, outcome: Outcome) -> None:
    """Store what every seat got; bots have scores too, without a person."""
    people = {place.seat: place.person for place in hall.places if place.part == "head"}
    for seat, score in outcome.scores.items():
        hall.ctx.put(
            Score(
                id=f"{hall.table.id}:{seat}", workspace=hall.table.workspace, section=hall.table.section,
                session=hall.session.id, table=hall.table.id, seat=seat, person=people.get(seat, ""),
                payoff=score.payoff, points=score.points, belief=score.belief,
                counts=seat in outcome.counts and hall.session.kind != "practice",
            )
        )  # fmt: skip


def end_session_if_done(ctx: Context, session: Session) -> None:
    """End a session whose tables are all over or void, and compare its seats."""
    tables = ctx.find(Table, session=session.id)
    if session.status != "over" and all(table.status != "running" for table in tables):
        end_session(ctx, session)


def end_session(ctx: Context, session: Session) -> None:
    """End a session: compare the same seats across its tables, once."""
    ctx.put(replace(session, status="over", deadline=None, ended=ctx.world.wall))
    for signup in ctx.find(Signup, session=session.id):
        ctx.drop(signup)
    scores = [score for score in ctx.find(Score, session=session.id) if score.counts]
    by_seat: dict[str, list[Score]] = {}
    for score in scores:
        by_seat.setdefault(score.seat, []).append(score)
    for group in by_seat.values():
        for score in group:
            ctx.put(replace(score, duplicate=_compared(score, group)))


def _compared(score: Score, group: Sequence[Score]) -> float:
    others = [other.points for other in group if other.id != score.id]
    return score.points if len(group) < _ENOUGH else duplicate(score.points, others, len(group))
