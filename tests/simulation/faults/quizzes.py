"""Slips in marking a live quiz."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from unittest.mock import patch

from core.game import MoveSpec
from core.games import live_quiz
from core.games.live_quiz import state as marking
from core.games.live_quiz.state import LiveQuizState, Row
from core.play import moves
from core.play.hall import Hall
from tests.simulation.faults.fault import Fault


def speed_counts_for_nothing() -> AbstractContextManager[object]:
    """A right answer brings the same whenever it is given."""
    return patch.object(marking, "live_points", lambda *_: 1000)


def any_answer_is_right() -> AbstractContextManager[object]:
    """Whoever answers has the points."""
    real = marking._marked

    def marked(state: LiveQuizState, row: Row, picked: int, elapsed: int) -> Row:
        return real(state, row, state.question.key if picked else 0, elapsed)

    return patch.object(marking, "_marked", marked)


def the_reveal_gives_the_points_again() -> AbstractContextManager[object]:
    """What a question has brought is added once more when its reveal closes."""
    real = marking.after_reveal

    def after(state: LiveQuizState) -> LiveQuizState:
        seats = state.seats
        points = tuple(points + gained for points, gained in zip(seats.points, seats.gained, strict=True))
        return real(replace(state, seats=replace(seats, points=points)))

    return patch.object(live_quiz, "after_reveal", after)


def answers_are_timed_from_the_question_before() -> AbstractContextManager[object]:
    """The clock of a question begins a minute early, with all but the first."""
    real = moves._timed

    def timed(hall: Hall, spec: MoveSpec, values: Mapping[str, str]) -> Mapping[str, object]:
        early = hall.table.opened - (60_000 if hall.phase.key != "q1" else 0)
        return real(replace(hall, table=replace(hall.table, opened=early)), spec, values)

    return patch.object(moves, "_timed", timed)


FAULTS: tuple[Fault, ...] = (
    Fault(speed_counts_for_nothing, seed=21),
    Fault(any_answer_is_right, seed=21),
    Fault(the_reveal_gives_the_points_again, seed=21),
    Fault(answers_are_timed_from_the_question_before, seed=21),
)
