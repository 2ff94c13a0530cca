"""What standings count, one function a scope: person -> what they have, and how many results it rests on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import fsum
from types import MappingProxyType

from core.context import Context
from core.rows import Attempt, Place, Score, Session

FEWEST_ANSWERS = 5
"""First answers needed before a share of right ones means anything."""
A_SESSION = 10
"""Participation points of a game or live quiz; a self-quiz answer has one."""


@dataclass(frozen=True, slots=True)
class Tally:
    """`points` in the scope's unit, rounded as shown, so that what looks equal is equal; `of` how many results."""

    points: float
    of: int


Tallies = Mapping[str, Tally]


def games(ctx: Context, since: datetime | None) -> Tallies:
    """Return each person's mean duplicate score (0..100) over the games that are over."""
    return _mean_scores(ctx, _over(_sessions(ctx, since, "game")))


def last_session(ctx: Context, since: datetime | None) -> Tallies:
    """Return each person's duplicate score (0..100) in the last game or live quiz that is over."""
    over = _over(_sessions(ctx, since, "game", "quiz"))
    return _mean_scores(ctx, over[-1:])


def quiz(ctx: Context, since: datetime | None) -> Tallies:
    """Return each person's share of first answers that were right, in per cent, from five answers on."""
    answers: dict[str, list[bool]] = {}
    for attempt in _attempts(ctx, since):
        if attempt.first:
            answers.setdefault(attempt.person, []).append(attempt.right)
    return {
        person: Tally(round(100 * sum(right) / len(right), 1), len(right))
        for person, right in answers.items()
        if len(right) >= FEWEST_ANSWERS
    }


def participation(ctx: Context, since: datetime | None) -> Tallies:
    """Return ten points for each game or live quiz a person sat down to, and one for each self-quiz answer."""
    held: dict[str, int] = {}
    sat: dict[str, int] = {}
    sessions = _sessions(ctx, since, "game", "quiz")
    for places in ctx.each(sessions, lambda session: ctx.find(Place, session=session.id)):
        for person in {place.person for place in places}:
            sat[person] = sat.get(person, 0) + 1
    for attempt in _attempts(ctx, since):
        held[attempt.person] = held.get(attempt.person, 0) + 1
    return {
        person: Tally(A_SESSION * sat.get(person, 0) + held.get(person, 0), sat.get(person, 0) + held.get(person, 0))
        for person in sat.keys() | held.keys()
    }


SCOPES: Mapping[str, Callable[[Context, datetime | None], Tallies]] = MappingProxyType(
    {"games": games, "quiz": quiz, "participation": participation, "session": last_session}
)


def _sessions(ctx: Context, since: datetime | None, *kinds: str) -> list[Session]:
    found = ctx.find(Session, section=ctx.my_section.id)
    return [s for s in found if s.kind in kinds and (since is None or s.at >= since)]


def _over(sessions: Iterable[Session]) -> list[Session]:
    return sorted((s for s in sessions if s.status == "over"), key=lambda s: (s.at, s.id))


def _attempts(ctx: Context, since: datetime | None) -> list[Attempt]:
    found = ctx.find(Attempt, section=ctx.my_section.id)
    return [a for a in found if since is None or a.at >= since]


def _mean_scores(ctx: Context, sessions: Iterable[Session]) -> Tallies:
    wanted = {session.id for session in sessions}
    held: dict[str, list[float]] = {}
    for score in ctx.find(Score, section=ctx.my_section.id):
        if score.counts and score.person and score.duplicate is not None and score.session in wanted:
            held.setdefault(score.person, []).append(score.duplicate)
    return {person: Tally(round(fsum(own) / len(own), 1), len(own)) for person, own in held.items()}
