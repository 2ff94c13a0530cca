"""When a question comes back: spaced repetition by FSRS-6 (Ye, 2024), with no clock and no chance of its own."""

import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from random import Random

import fsrs

_FUZZ_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
_ANY_NUMBER = 0  # fsrs' own card number means nothing here, but without one its Card() sleeps.

Plain = str | int | float | None


class Rating(IntEnum):
    """How well an answer was known; the numbers are those of FSRS and of its buttons."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(IntEnum):
    """Where a card is in its life; a card with no review yet is learning."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """How a course schedules: `retention` in 0.7..0.97 is the recall aimed at when a card comes due.

    Without `learning_steps` a new card waits days, not minutes, which suits a chat. `fuzz` spreads cards
    that were learned together. Nothing is put off beyond `exam`.
    """

    retention: float = 0.9
    learning_steps: tuple[timedelta, ...] = ()
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    fuzz: bool = True
    exam: datetime | None = None


DEFAULT = Policy()


@dataclass(frozen=True, slots=True)
class Card:
    """One person's memory of one question.

    `id` names the card (person and question), `question` is the question's id. `stability` (days until
    recall falls to 90 %) and `difficulty` (1..10) are None before the first review. `step` counts learning
    steps. Times are aware and kept in UTC; a naive one raises ValueError. To undo a review, keep the card from
    before it: cards never change.
    """

    id: str
    question: str
    due: datetime
    state: State = State.LEARNING
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    last_review: datetime | None = None
    reps: int = 0
    lapses: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "due", utc(self.due))
        if self.last_review is not None:
            object.__setattr__(self, "last_review", utc(self.last_review))


def utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC; raises ValueError for a naive one."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no time zone; schedules need aware times.")
    return moment.astimezone(UTC)


def as_values(card: Card) -> dict[str, Plain]:
    """Return a card as plain values for JSON or a table: times in ISO 8601, the state as a number."""
    return {
        "id": card.id,
        "question": card.question,
        "due": card.due.isoformat(),
        "state": int(card.state),
        "step": card.step,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "last_review": card.last_review.isoformat() if card.last_review else None,
        "reps": card.reps,
        "lapses": card.lapses,
    }


def from_values(values: dict[str, Plain]) -> Card:
    """Return the card that `as_values` wrote."""
    last, step = values["last_review"], values["step"]
    return Card(
        id=str(values["id"]),
        question=str(values["question"]),
        due=datetime.fromisoformat(str(values["due"])),
        state=State(int(values["state"] or State.LEARNING)),
        step=None if step is None else int(step),
        stability=_number(values["stability"]),
        difficulty=_number(values["difficulty"]),
        last_review=None if last is None else datetime.fromisoformat(str(last)),
        reps=int(values["reps"] or 0),
        lapses=int(values["lapses"] or 0),
    )


def rating_of(right: bool, felt: Rating = Rating.GOOD, guessed: bool = False) -> Rating:
    """Return the rating an answer deserves: wrong is Again whatever was felt, a lucky guess Hard at most."""
    if not right:
        return Rating.AGAIN
    return min(felt, Rating.HARD) if guessed else felt


def review(card: Card, rating: Rating, now: datetime, policy: Policy = DEFAULT) -> Card:
    """Return the card after a review; the same card, rating and moment always give the same result."""
    moment = max(utc(now), card.last_review or utc(now))
    after, _ = _scheduler(policy).review_card(_theirs(card), fsrs.Rating(int(rating)), moment)
    lapsed = rating is Rating.AGAIN and card.state is State.REVIEW
    reviewed = replace(
        card,
        due=after.due,
        state=State(after.state.value),
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        last_review=moment,
        reps=card.reps + 1,
        lapses=card.lapses + int(lapsed),
    )
    return replace(reviewed, due=_due(reviewed, moment, policy))


def retrievability(card: Card, now: datetime) -> float:
    """Return the probability (0..1) that the question is recalled now; 0 before the first review."""
    return float(_scheduler(DEFAULT).get_card_retrievability(_theirs(card), utc(now)))


def _due(card: Card, moment: datetime, policy: Policy) -> datetime:
    due = card.due
    if policy.fuzz and card.state is State.REVIEW:
        due = moment + timedelta(days=_fuzzed((due - moment).days, f"{card.id}:{card.reps}"))
    if policy.exam is not None and utc(policy.exam) > moment:
        due = min(due, utc(policy.exam))
    return due


def _fuzzed(days: int, seed: str) -> int:
    """Return an interval near `days`, as wide about it as FSRS' own fuzz, drawn from the seed alone."""
    if days < _FUZZ_BANDS[0][0]:
        return days
    spread = 1 + sum(factor * max(0.0, min(days, end) - start) for start, end, factor in _FUZZ_BANDS)
    return Random(seed).randint(max(2, round(days - spread)), round(days + spread))


def _scheduler(policy: Policy) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=policy.retention,
        learning_steps=policy.learning_steps,
        relearning_steps=policy.relearning_steps,
        enable_fuzzing=False,
    )


def _theirs(card: Card) -> fsrs.Card:
    return fsrs.Card(
        card_id=_ANY_NUMBER,
        state=fsrs.State(int(card.state)),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )


def _number(value: Plain) -> float | None:
    return None if value is None else float(value)
