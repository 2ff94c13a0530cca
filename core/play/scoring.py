"""Scores of tables and sessions: raw points, and the duplicate score of a seat against the same seat elsewhere."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from core.context import Context
from core.game import Outcome
from core.game import Score as SeatScore
from core.play.hall import Hall
from core.rows import Place, Score, Session, Signup, Table

ENOUGH = 3
"""Tables; below that a comparison would only name the loser, and the raw points count."""
_EQUAL = 1e-9  # points that differ by no more are a tie


def duplicate(own: float, ranked: Sequence[float]) -> float:
    """Return 100·(beaten + ½ ties)/(n − 1), as in duplicate bridge.

    `ranked` are the points of the same seat at all n > 1 tables, one's own among them, the least first.
    """
    beaten, above = bisect_left(ranked, own - _EQUAL), bisect_right(ranked, own + _EQUAL)
    return 100 * (beaten + (above - beaten - 1) / 2) / (len(ranked) - 1)


def record(hall: Hall, outcome: Outcome) -> None:
    """Store what every seat got; a bot's score has no person, and all of a delegation share their seat's."""
    seated: dict[str, list[str]] = {}
    for place in sorted(hall.places, key=lambda place: place.part != "head"):
        seated.setdefault(place.seat, []).append(place.person)
    counted = frozenset(outcome.counts) if hall.session.kind != "practice" else frozenset()
    for seat, score in outcome.scores.items():
        for number, person in enumerate(seated.get(seat, [""])):
            suffix = f":{person}" if number else ""
            hall.ctx.put(_row(hall, seat, suffix, person, score, counts=seat in counted))


def end_session_if_done(ctx: Context, session: Session) -> None:
    """End a session whose tables are all over or void, and compare its seats."""
    if session.status != "over" and ctx.some(Table, session=session.id, status="running") is None:
        end_session(ctx, session)


def end_session(ctx: Context, session: Session) -> None:
    """End a session: compare the same seats across its tables, once."""
    ctx.put(replace(session, status="over", deadline=None, ended=ctx.world.wall))
    for signup in ctx.find(Signup, session=session.id):
        ctx.drop(signup)
    by_seat: dict[str, list[Score]] = {}
    for score in ctx.find(Score, session=session.id):
        if score.counts:
            by_seat.setdefault(score.seat, []).append(score)
    for group in by_seat.values():
        ranked = sorted({score.table: score.points for score in group}.values())
        for score in group:
            compared = score.points if len(ranked) < ENOUGH else duplicate(score.points, ranked)
            ctx.put(replace(score, duplicate=compared))


def score_of(ctx: Context, place: Place) -> Score | None:
    """Return what a person got at a table, if they held their seat at its end."""
    found = ctx.find(Score, table=place.table, seat=place.seat)
    return next((score for score in found if score.person == place.person), None)


def tables_compared(ctx: Context, score: Score) -> int:
    """Return at how many tables of the session this seat has points that count."""
    same = ctx.find(Score, session=score.session, seat=score.seat)
    return len({other.table for other in same if other.counts})


def _row(hall: Hall, seat: str, suffix: str, person: str, score: SeatScore, *, counts: bool) -> Score:
    return Score(
        id=f"{hall.table.id}:{seat}{suffix}", workspace=hall.table.workspace, section=hall.table.section,
        session=hall.session.id, table=hall.table.id, seat=seat, person=person, payoff=score.payoff,
        points=score.points, belief=score.belief, counts=counts,
    )  # fmt: skip
