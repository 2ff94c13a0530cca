"""What a person is asked today: a few reviews, a few new questions, and never a mountain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.quiz.model import Kind, Question
from core.quiz.schedule import Card, State, retrievability, utc

REVIEWS = 20
NEW = 5
UNASKABLE = frozenset({Kind.ESSAY, Kind.DESCRIPTION})


@dataclass(frozen=True, slots=True)
class Plan:
    """Reviews, weakest memory first, then new questions; `waiting` cards are due but beyond today's number."""

    reviews: tuple[Card, ...]
    new: tuple[Question, ...]
    waiting: tuple[Card, ...]


def plan_day(
    cards: Sequence[Card],
    questions: Sequence[Question],
    now: datetime,
    reviews: int = REVIEWS,
    new: int = NEW,
    topic: str | None = None,
) -> Plan:
    """Return one person's plan for the rest of the day that `now` (aware, in the person's zone) falls on.

    What was done today counts against both numbers. A card is due today if its time has come or comes before
    midnight; minutes-long relearning steps are waited for. `topic` is a tag or a category, in any case.
    """
    asked = {each.id: each for each in questions if each.kind not in UNASKABLE and is_about(each, topic)}
    known = {card.question for card in cards}
    due = sorted(
        (card for card in cards if card.reps and card.question in asked and is_due(card, now)),
        key=lambda card: (retrievability(card, now), card.due, card.id),
    )
    untried = {card.question for card in cards if not card.reps}
    fresh = [each for each in asked.values() if each.id not in known or each.id in untried]
    first, again = _done_today(cards, now)
    room = max(0, reviews - again)
    return Plan(tuple(due[:room]), tuple(fresh[: max(0, new - first)]), tuple(due[room:]))


def is_due(card: Card, now: datetime) -> bool:
    """Tell whether a card wants a review on the day of `now`."""
    if card.state is State.REVIEW:
        return card.due.astimezone(now.tzinfo).date() <= now.date()
    return card.due <= utc(now)


def is_about(question: Question, topic: str | None) -> bool:
    """Tell whether a question has this tag or category; every question is about None."""
    if topic is None:
        return True
    wanted = topic.strip().casefold()
    return wanted in {name.casefold() for name in (question.category, *question.tags)}


def _done_today(cards: Iterable[Card], now: datetime) -> tuple[int, int]:
    """Return how many cards were first seen today, and how many were reviewed."""
    today = [
        card
        for card in cards
        if card.last_review is not None and card.last_review.astimezone(now.tzinfo).date() == now.date()
    ]
    first = sum(card.reps == 1 for card in today)
    return first, len(today) - first
