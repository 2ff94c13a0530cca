"""What a person remembers: their cards as stored rows, and the plan of their day."""

import json
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from core import rows
from core.context import Context
from core.quiz.flow.shelf import study_bank
from core.quiz.plan import Plan, is_about, plan_day
from core.quiz.schedule import Card, Policy, as_values, from_values

_KEPT = 8_192  # cards kept read: a decision looks at the same ones several times


def now_here(ctx: Context) -> datetime:
    """Return the wall clock in the section's time zone: its midnight ends the day."""
    return ctx.world.wall.astimezone(ZoneInfo(ctx.my_section.zone))


def policy(section: rows.Section) -> Policy:
    """Return how the section schedules: nothing is put off beyond the first moment of its exam day."""
    if section.exam is None:
        return Policy()
    return Policy(exam=datetime.combine(section.exam, time(), ZoneInfo(section.zone)))


def card_id(ctx: Context, question: str) -> str:
    """Return the id of the asker's card for a question."""
    return f"{ctx.my_section.id}:{ctx.me.id}:{question}"


def cards(ctx: Context, topic: str | None = None) -> tuple[Card, ...]:
    """Return the asker's cards whose questions are still in the bank, of one topic or of all."""
    asked = {question.id for question in study_bank().questions if is_about(question, topic)}
    mine = ctx.find(rows.Card, section=ctx.my_section.id, person=ctx.me.id)
    return tuple(unpacked(row.state) for row in mine if row.question in asked)


def plan(ctx: Context, topic: str | None = None) -> Plan:
    """Return the rest of the asker's day within the section's numbers; what was done today counts, topic or not."""
    section = ctx.my_section
    return plan_day(cards(ctx), study_bank().questions, now_here(ctx), section.reviews, section.fresh, topic)


def packed(card: Card) -> str:
    """Return a card as JSON."""
    return json.dumps(as_values(card), separators=(",", ":"))


@lru_cache(maxsize=_KEPT)
def unpacked(state: str) -> Card:
    """Return the card that JSON stands for."""
    return from_values(json.loads(state))


def row_of(ctx: Context, card: Card) -> rows.Card:
    """Return the row that keeps a card."""
    return rows.Card(
        id=card.id, workspace=ctx.workspace, section=ctx.my_section.id, person=ctx.me.id, question=card.question,
        due=card.due, state=packed(card),
    )  # fmt: skip
