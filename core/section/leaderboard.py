"""The standings: by alias, the top five and one's own rank, seen by the asker alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from core.blocks import Block, Choose, Heading, Picture, Press, Text
from core.context import Context
from core.kit.refusals import Illegal
from core.replies import Reply
from core.requests.base import STAFF
from core.requests.game import Practice
from core.requests.quiz import StudyQuiz
from core.requests.section import ChangeSection, ShowBoard
from core.section.board_figure import TOP, board_figure
from core.section.people import members
from core.section.standing import Standing, competition_ranks
from core.section.tallies import A_SESSION, FEWEST_ANSWERS, SCOPES


@dataclass(frozen=True, slots=True)
class _Scope:
    """How a scope is called, what its points are, and what to do when nobody has any."""

    title: str
    unit: str
    means: str
    empty: str
    missing: str


_WORDS: Mapping[str, _Scope] = MappingProxyType(
    {
        "games": _Scope(
            "Games", "Mean duplicate score",
            "Points are the mean duplicate score, 0 to 100: whom you beat in the same seat with the same cards at the "
            "other tables. 50 is as good as the class.",
            "No game is over yet.", "You are not ranked yet: play a game to the end.",
        ),
        "quiz": _Scope(
            "Quiz", "Right at the first try, %",
            f"Points are the share of questions right at the first try, from {FEWEST_ANSWERS} questions on.",
            f"Nobody has answered {FEWEST_ANSWERS} questions yet.",
            f"You are not ranked yet: answer {FEWEST_ANSWERS} questions.",
        ),
        "participation": _Scope(
            "Participation", "Participation points",
            f"A game or live quiz has {A_SESSION} points, a self-quiz answer one. How well you did does not count.",
            "Nobody has taken part yet.", "You are not ranked yet: join a game, or quiz yourself.",
        ),
        "session": _Scope(
            "Last session", "Duplicate score",
            "Points are the duplicate score of the last session, 0 to 100, against the same seat at the other tables.",
            "No session is over yet.", "You are not ranked here: you did not play the last session.",
        ),
    }
)  # fmt: skip
_PERIODS: Mapping[str, str] = MappingProxyType(
    {"all": "the whole course", "week": "the last seven days", "day": "today"}
)


def standings(ctx: Context, scope: str = "games", since: datetime | None = None) -> tuple[Standing, ...]:
    """Return the section's students who have points in a scope, best first; equals share the better rank: 1, 1, 3.

    `scope` is "games", "quiz", "participation" or "session"; `since` leaves out what began before that moment.
    """
    tallies = SCOPES[scope](ctx, since)
    students = [m for m in members(ctx, ctx.my_section) if m.membership.role == "student"]
    ranked = [member.person for member in students if member.person.id in tallies]
    ranks = competition_ranks([tallies[person.id].points for person in ranked])
    found = [
        Standing(rank, person.alias, tallies[person.id].points, person.id, tallies[person.id].of)
        for rank, person in zip(ranks, ranked, strict=True)
    ]
    # Among equals the order is by the last digits of the id, which are chance: neither the alphabet nor who came first.
    return tuple(sorted(found, key=lambda standing: (standing.rank, standing.person[::-1])))


def begin_of(period: str, now: datetime, zone: str) -> datetime | None:
    """Return the moment since which a period counts: None for the whole course, local midnight for today."""
    if period == "week":
        return now - timedelta(days=7)
    if period == "day":
        return now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return None


def show_board(ctx: Context, ask: ShowBoard) -> Reply:
    """Draw the standings for the asker: the top five and their own rank."""
    section, staff = ctx.my_section, ctx.role in STAFF
    if not section.board and not staff:
        raise Illegal("Your instructor has hidden the leaderboard. Your own progress: /quiz progress.")
    since = begin_of(ask.period, ctx.world.wall, section.zone)
    found, words = standings(ctx, ask.scope, since), _WORDS[ask.scope]
    blocks: list[Block] = [Heading(f"Standings: {words.title}, {_PERIODS[ask.period]}")]
    if not section.board:
        blocks.append(Text("Only staff see this: the leaderboard is hidden from students."))
    if found:
        blocks.append(Picture(board_figure(ask.scope, words.title, words.unit, found, ctx.me.id)))
    blocks += [Text(_own(ctx, found, words)), Text(words.means, quiet=True), Choose(_tabs(ask, staff=staff))]
    return Reply(blocks=tuple(blocks))


def _own(ctx: Context, found: tuple[Standing, ...], words: _Scope) -> str:
    own = next((standing for standing in found if standing.person == ctx.me.id), None)
    if own is not None:
        return f"Your rank: {own.rank} of {len(found)}, with {own.shown} points."
    if not found:
        return words.empty
    if ctx.role in STAFF:
        return f"Students are ranked, {len(found)} so far; staff are not."
    return words.missing


def _tabs(ask: ShowBoard, *, staff: bool) -> tuple[Press, ...]:
    others = [
        Press(words.title, ShowBoard(scope=scope, period=ask.period))
        for scope, words in _WORDS.items()
        if scope != ask.scope
    ]
    step = Press("Settings", ChangeSection()) if staff else _way_up(ask.scope)
    return (*others, step)


def _way_up(scope: str) -> Press:
    return Press("Quiz me", StudyQuiz()) if scope != "games" else Press("Practise alone", Practice())


__all__ = ["TOP", "Standing", "begin_of", "show_board", "standings"]
