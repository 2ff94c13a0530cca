"""What a demo came to, as one object for JSON: read from the store as any export would."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.context import Context
from core.play.hall import seats_in_order
from core.play.panel_scope import tables_of
from core.play.told import debrief_of
from core.referee import Position
from core.rows import Attempt, Chair, Person, Place, Score, Session, Snapshot, Table
from core.section.leaderboard import standings

Object = dict[str, object]


@dataclass(frozen=True, slots=True)
class Came:
    """The parts of the report that lie in the store."""

    tables: Sequence[Object]
    benchmark: Object
    leaderboard: Sequence[Object]
    quiz: Object


def came_to(ctx: Context, session: Session) -> Came:
    """Return what a session and the self-quiz came to."""
    return Came(
        tables=ctx.each(tables_of(ctx, session), lambda table: _table(ctx, table)),
        benchmark=dict(debrief_of(ctx, session).benchmark),
        leaderboard=[{"rank": s.rank, "alias": s.alias, "points": s.points} for s in standings(ctx)],
        quiz=_quiz(ctx),
    )


def _table(ctx: Context, table: Table) -> Object:
    scores = sorted(ctx.find(Score, table=table.id), key=lambda score: score.seat)
    return {
        "table": table.number,
        "id": table.id,
        "seats": ctx.each(seats_in_order(ctx, table.id), lambda chair: _seat(ctx, chair)),
        "outcome": _outcome(ctx, table),
        "payoffs": {score.seat: score.payoff for score in scores},
        "scores": {score.seat: _counted(score) for score in scores if score.counts},
    }


def _seat(ctx: Context, chair: Chair) -> Object:
    held = [place for place in ctx.find(Place, table=chair.table) if place.seat == chair.key and place.part == "head"]
    person = ctx.get(Person, held[-1].person) if held else None
    return {
        "seat": chair.key,
        "title": chair.title,
        "player": None if person is None or chair.bot else person.alias,
        "bot": bool(chair.bot),
    }


def _outcome(ctx: Context, table: Table) -> Object:
    snapshot = ctx.get(Snapshot, table.id)
    position: Position[object] | None = snapshot.position if snapshot else None
    outcome = position.outcome if position else None
    if outcome is None:
        return {"agreed": False, "headline": "ended early"}
    return {"agreed": outcome.agreed, "headline": outcome.headline, **outcome.facts}


def _counted(score: Score) -> float:
    """Return what the leaderboard counts: the duplicate score once the session is over."""
    return score.points if score.duplicate is None else score.duplicate


def _quiz(ctx: Context) -> Object:
    attempts = ctx.find(Attempt, section=ctx.my_section.id)
    return {
        "questions": len({attempt.question for attempt in attempts}),
        "answers": len(attempts),
        "correct": sum(attempt.right for attempt in attempts),
    }
