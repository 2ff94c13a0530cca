"""Where a live quiz stands: a few columns with one whole number a seat, so that 5,000 seats stay small."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from core.game import Sealed
from core.games.live_quiz.points import live_points
from core.games.live_quiz.questions import LiveQuizParams, Question, bits

Stage = Literal["question", "reveal", "end"]
Row = tuple[int, int, int, int, int, int, int]
"""One seat's entry in each of the columns, in their order."""

FRESH: Row = (0, 0, 0, 0, 0, 0, 0)
PODIUM = 5


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a seat, in the order of their keys."""

    points: tuple[int, ...]
    gained: tuple[int, ...]
    """Points of the last question."""
    right: tuple[int, ...]
    """Bit i: question i answered rightly."""
    answered: tuple[int, ...]
    """How many questions this seat has answered."""
    picked: tuple[int, ...]
    """Bits of the options chosen in the last question; 0: no answer."""
    rank: tuple[int, ...]
    """Competition rank (1, 1, 3) when the last question closed; 0: not ranked yet."""
    climbed: tuple[int, ...]
    """Places gained (or lost, below 0) with the last question."""

    def row(self, index: int) -> Row:
        """Return one seat's entries."""
        return (
            self.points[index], self.gained[index], self.right[index], self.answered[index],
            self.picked[index], self.rank[index], self.climbed[index],
        )  # fmt: skip

    def rows(self) -> list[Row]:
        """Return all seats' entries."""
        return list(
            zip(
                self.points, self.gained, self.right, self.answered, self.picked, self.rank, self.climbed,
                strict=True,
            )
        )  # fmt: skip


def columns(rows: Sequence[Row]) -> Columns:
    """Return columns from rows."""
    return Columns(*zip(*rows, strict=True))


@dataclass(frozen=True, slots=True)
class Tally:
    """How a question was answered: how many chose each option, how many answered, how many were right."""

    chosen: tuple[int, ...]
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the podium: the seats that share it, or only how many when they are too many to be named."""

    rank: int
    points: int
    seats: tuple[str, ...]
    shared: int


@dataclass(frozen=True, slots=True)
class LiveQuizState:
    """A quiz at question `asked` (from 0): open, revealed, or all over. `podium` stands at the end only."""

    params: LiveQuizParams
    asked: int
    stage: Stage
    tallies: tuple[Tally, ...]
    seats: Columns
    podium: tuple[Place, ...] = ()

    @property
    def question(self) -> Question:
        """Return the question that is open or was asked last."""
        return self.params.questions[self.asked]

    @property
    def size(self) -> int:
        """Return how many seats there are."""
        return len(self.seats.points)


def seat_key(index: int) -> str:
    """Return the key of a seat: 0 → "p1"."""
    return f"p{index + 1}"


def seat_index(seat: str, size: int) -> int | None:
    """Return the place of a seat in the columns, or None if there is no such seat."""
    number = seat.removeprefix("p")
    index = int(number) - 1 if number.isascii() and number.isdigit() else -1
    return index if 0 <= index < size and seat == seat_key(index) else None


def title(seat: str) -> str:
    """Return what a seat is called in public: "p17" → "Player 17"."""
    return f"Player {seat.removeprefix('p')}"


def ranks(points: Sequence[int]) -> tuple[int, ...]:
    """Return competition ranks, best first: (9, 7, 9) → (1, 3, 1)."""
    groups = sorted(Counter(points).items(), reverse=True)
    above = accumulate((size for _, size in groups), initial=0)
    rank = {value: before + 1 for (value, _), before in zip(groups, above, strict=False)}
    return tuple(rank[value] for value in points)


def places_shown(size: int) -> int:
    """Return how many seats the podium has room for at most: five, and never more than the upper half."""
    return min(PODIUM, (size + 1) // 2)


def podium(points: Sequence[int]) -> tuple[Place, ...]:
    """Return the top five, best first, of at most the upper half, so that nobody is shown as last.

    Seats without points are not named. Ties are shown whole: a group that does not fit is counted, not named.
    """
    groups = sorted(((value, size) for value, size in Counter(points).items() if value > 0), reverse=True)
    most, before, places = places_shown(len(points)), 0, []
    for value, size in groups:
        if before >= most:
            break
        fits = before + size <= most
        named = tuple(seat_key(i) for i, mine in enumerate(points) if mine == value) if fits else ()
        places.append(Place(before + 1, value, named, size))
        before += size
    return tuple(places)


def close_question(state: LiveQuizState, sealed: Mapping[str, Sealed]) -> LiveQuizState:
    """Return the state with the open question marked; seats without an answer get nothing."""
    question, chosen = state.question, _chosen(state, sealed)
    rows = [_marked(state, row, *chosen.get(i, (0, 0))) for i, row in enumerate(state.seats.rows())]
    answers = [picked for picked, _ in chosen.values()]
    tally = Tally(
        tuple(sum(picked >> i & 1 for picked in answers) for i in range(len(question.options))),
        len(answers),
        sum(picked == question.key for picked in answers),
    )
    return replace(state, stage="reveal", tallies=(*state.tallies, tally), seats=_ranked(columns(rows)))


def after_reveal(state: LiveQuizState) -> LiveQuizState:
    """Return the state with the next question open, or with the podium when that was the last."""
    if state.asked + 1 < len(state.params.questions):
        return replace(state, asked=state.asked + 1, stage="question")
    return replace(state, stage="end", podium=podium(state.seats.points))


def _chosen(state: LiveQuizState, sealed: Mapping[str, Sealed]) -> dict[int, tuple[int, int]]:
    """Return each answer as bits with its time in ms. A time that nobody measured counts as the last moment."""
    time, found = state.params.time(state.asked) * 1000, {}
    for seat, given in sealed.items():
        index = seat_index(seat, state.size)
        if index is not None:
            values = given.move.values
            found[index] = bits(str(values["answer"])), int(values.get("elapsed_ms", time))
    return found


def _marked(state: LiveQuizState, row: Row, picked: int, elapsed: int) -> Row:
    points, _, right, answered, _, rank, _ = row
    if not picked:
        return (points, 0, right, answered, 0, rank, 0)
    params, gained = state.params, 0
    if picked == state.question.key:
        gained = live_points(params.mode, elapsed, params.time(state.asked) * 1000, len(params.questions))
        right |= 1 << state.asked
    return (points + gained, gained, right, answered + 1, picked, rank, 0)


def _ranked(seats: Columns) -> Columns:
    after = ranks(seats.points)
    climbed = tuple(old - new if old else 0 for old, new in zip(seats.rank, after, strict=True))
    return replace(seats, rank=after, climbed=climbed)
