"""What the answers of a live quiz are worth, reckoned anew from the journal by the published rules, in fractions."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import Any

from core.play.flow import step_of
from core.rows import Chair, Entry, Mark, Score, SealedMove, Session, Snapshot, Table
from tests.simulation.commit import Commit, Law
from tests.simulation.memory import Memory

_GAME = "live-quiz"
_LETTERS = "ABCDEF"


def a_live_quiz_gives_what_its_answers_are_worth(commit: Commit) -> Iterator[str]:
    for session in commit.put(Session):
        before = commit.before.get(Session, session.id)
        if session.game == _GAME and session.status == "over" and before is not None and before.status != "over":
            for table in commit.after.all(Table, session=session.id, status="over"):
                yield from _marked(commit.after, session.params, table.id)


def an_answer_is_timed_from_its_question(commit: Commit) -> Iterator[str]:
    now = max((mark.time for mark in commit.put(Mark)), default=0)
    for row in commit.put(SealedMove):
        if "elapsed_ms" not in row.values or row.phase == "*":
            continue
        before, after = commit.before.get(Table, row.table), commit.after.get(Table, row.table)
        assert after is not None
        session = commit.after.get(Session, after.session)
        assert session is not None
        number = int(row.phase.removeprefix("q")) - 1
        most = _time(session.params, session.params["questions"][number])
        wanted = {min(most, max(0, now - table.opened)) for table in (before, after) if table is not None}
        if row.values["elapsed_ms"] not in wanted:
            yield f"{row.id} was sealed after {row.values['elapsed_ms']} ms; it was {wanted}"


def _marked(memory: Memory, quiz: Mapping[str, Any], table: str) -> Iterator[str]:
    questions = quiz["questions"]
    lines = sorted(memory.all(Entry, table=table), key=lambda entry: entry.seq)
    closings = [entry for entry in lines if entry.kind == "close"]
    wanted = Counter({chair.key: 0 for chair in memory.all(Chair, table=table)})
    for question, closing in zip(questions, closings[::2], strict=False):  # each is closed, and then its reveal
        right = "".join(_LETTERS[option] for option in sorted(question["right"]))
        for seat, sealed in step_of(closing).sealed.items():
            if "".join(sorted(str(sealed.move.values["answer"]))) == right:
                wanted[seat] += _worth(quiz, question, int(sealed.move.values.get("elapsed_ms", 0)))
    snapshot = memory.get(Snapshot, table)
    assert snapshot is not None
    points = snapshot.position.state.seats.points
    if list(points) != [wanted[f"p{number + 1}"] for number in range(len(points))]:
        yield f"quiz {table} counts {points}, not {dict(wanted)}"
    found = {row.seat: row for row in memory.all(Score, table=table)}
    to_the_end = len(closings) == 2 * len(questions)  # one that was ended before counts for nothing
    if {seat: row.payoff for seat, row in found.items()} != (dict(wanted) if to_the_end else {}):
        yield f"quiz {table} gave {[(seat, row.payoff) for seat, row in found.items()]}, not {dict(wanted)}"
    best = sum(_worth(quiz, question, 0) for question in questions)
    for seat, row in found.items():
        if abs(row.points - 100 * row.payoff / best) > 1e-9:
            yield f"seat {seat} of quiz {table} has {row.points} points for {row.payoff} of {best}"


def _worth(quiz: Mapping[str, Any], question: Mapping[str, Any], elapsed: int) -> int:
    """Return the points of a right answer by its mode: 1000; 1000·(1 − t/2T); or 1000 + ⌊499/n·(1 − t/T)⌋."""
    spent = Fraction(elapsed, _time(quiz, question))
    match quiz["mode"]:
        case "kahoot":
            return 1000 if elapsed < 500 else floor(1000 * (1 - spent / 2) + Fraction(1, 2))
        case "accuracy_first":
            return 1000 + floor(Fraction(499, len(quiz["questions"])) * (1 - spent))
        case _:
            return 1000


def _time(quiz: Mapping[str, Any], question: Mapping[str, Any]) -> int:
    return 1000 * int(question["seconds"] or quiz["seconds"])


LAWS: tuple[Law, ...] = (a_live_quiz_gives_what_its_answers_are_worth, an_answer_is_timed_from_its_question)
