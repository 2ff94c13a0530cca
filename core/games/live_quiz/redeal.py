"""Secrets drawn anew: what the others answered and have, and the keys of questions that are still open or to come."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from core.games.live_quiz.points import best
from core.games.live_quiz.questions import LETTERS, Question
from core.games.live_quiz.state import Columns, LiveQuizState, Row, Tally, columns, places_shown, ranks, seat_index
from core.games.live_quiz.views import FEWEST_SHOWN

_ANY_CLIMB = 9


def redeal(state: LiveQuizState, observer: str, rng: Random) -> LiveQuizState:
    """Return a state that the observer cannot tell from this one.

    Kept: what was asked and revealed, distributions of five answers and more, the podium, the observer's own row, and
    how many stand above and below it. The key of the open question is kept for a seat (a student may know it).
    """
    own = seat_index(observer, state.size)
    return replace(
        state,
        params=state.params.model_copy(update={"questions": _questions(state, own is not None, rng)}),
        tallies=tuple(_tally(tally, rng) for tally in state.tallies),
        seats=_seats(state, own, rng),
    )


def _questions(state: LiveQuizState, keep_open: bool, rng: Random) -> tuple[Question, ...]:
    known = len(state.tallies) + (1 if keep_open and state.stage == "question" else 0)
    shown = state.params.questions[:known]
    open_one = state.params.questions[known : state.asked + 1]
    return (
        *shown,
        *(_other_key(question, rng) for question in open_one),
        *(_another(question, rng) for question in state.params.questions[max(known, state.asked + 1) :]),
    )


def _other_key(question: Question, rng: Random) -> Question:
    right = tuple(sorted(rng.sample(range(len(question.options)), len(question.right))))
    return question.model_copy(update={"right": right, "explanation": f"Another reason {rng.random()}."})


def _another(question: Question, rng: Random) -> Question:
    options = tuple(f"Another option {letter}" for letter in LETTERS[: len(question.options)])
    return _other_key(question, rng).model_copy(
        update={"prompt": f"Another question {rng.random()}", "options": options}
    )


def _tally(tally: Tally, rng: Random) -> Tally:
    if tally.answered >= FEWEST_SHOWN:
        return tally
    chosen = [0] * len(tally.chosen)
    for _ in range(tally.answered):
        chosen[rng.randrange(len(chosen))] += 1
    return Tally(tuple(chosen), tally.answered, rng.randint(0, tally.answered))


def _seats(state: LiveQuizState, own: int | None, rng: Random) -> Columns:
    points = _points(state, own, rng)
    rank = ranks(points)
    rows = (state.seats.row(i) if i == own else _row(state, points[i], rank[i], rng) for i in range(state.size))
    return columns(tuple(rows))


def _row(state: LiveQuizState, points: int, rank: int, rng: Random) -> Row:
    closed = len(state.tallies)
    picked = rng.randrange(1 << len(state.question.options)) if closed else 0
    climb = rng.randint(-_ANY_CLIMB, _ANY_CLIMB) if closed else 0
    return (points, rng.randint(0, points), rng.getrandbits(closed) if closed else 0,
            rng.randint(0, closed), picked, rank if closed else 0, climb)  # fmt: skip


def _points(state: LiveQuizState, own: int | None, rng: Random) -> list[int]:
    """Return points for all seats: the podium's and the observer's kept, the others' drawn below or above as before."""
    points = list(state.seats.points)
    kept = {seat_index(seat, state.size) for place in state.podium for seat in place.seats} | {own}
    free = [i for i in range(state.size) if i not in kept]
    mine = None if own is None else points[own]
    for i, value in zip(free, _shuffled([points[i] for i in free], rng), strict=True):
        points[i] = _drawn(state, value, mine, rng)
    return points


def _drawn(state: LiveQuizState, value: int, mine: int | None, rng: Random) -> int:
    top = _ceiling(state)
    if value > top or value == mine:  # a crowd that the podium counts, or level with the observer
        return value
    if mine is None:
        return rng.randint(0, top)
    return rng.randint(mine + 1, top) if value > mine else rng.randint(0, min(mine - 1, top))


def _ceiling(state: LiveQuizState) -> int:
    """Return the most points that a seat off the podium may have, as far as anybody can tell."""
    if state.stage != "end":
        return best(state.params) * len(state.tallies) // len(state.params.questions)
    shown = sum(place.shared for place in state.podium)
    return state.podium[-1].points - 1 if shown >= places_shown(state.size) else 0


def _shuffled(values: Sequence[int], rng: Random) -> list[int]:
    return rng.sample(values, len(values))
