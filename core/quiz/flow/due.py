"""What is due, today and in the next days."""

from collections import Counter
from datetime import date, timedelta

from core.blocks import Block, Choose, Facts, Press, Table, Text
from core.context import Context
from core.quiz.flow.ahead import ahead, unseen
from core.quiz.flow.memory import cards, now_here, plan
from core.quiz.flow.standing import GO_ON, on_day, standing, study_of
from core.quiz.flow.words import counted
from core.quiz.plan import Plan, is_due
from core.replies import Reply
from core.requests.quiz import ShowDue, ShowProgress
from core.section.hours import day_in_words

_DAYS = 7


def show_due(ctx: Context, _ask: ShowDue) -> Reply:
    """Draw how many questions are due, what was done today, and how many come in the next days."""
    here, today = standing(ctx), plan(ctx)
    stopped = (Text(f"You stopped at {here.progress.lower()}."),) if here else ()
    blocks: tuple[Block, ...] = (
        *stopped,
        Facts(_facts(ctx, today)),
        Text(ahead(ctx, today)),
        *_next_days(ctx),
        *_exam(ctx),
        Choose((Press(GO_ON.label, GO_ON.request, main=True), Press("My progress", ShowProgress()))),
    )
    return Reply(blocks=blocks)


def _facts(ctx: Context, today: Plan) -> tuple[tuple[str, str], ...]:
    study = study_of(ctx)
    done = on_day(study, now_here(ctx).date()) if study else None
    reviews, fresh = (done.reviews, done.fresh) if done else (0, 0)
    waiting = (("Waiting for the next days", counted(len(today.waiting), "question")),) if today.waiting else ()
    return (
        ("Due for review now", counted(len(today.reviews), "question")),
        ("New today", f"{counted(len(today.new), 'question')} of {unseen(ctx)} not met yet"),
        ("Done today", f"{counted(reviews, 'review')}, {fresh} new"),
        *waiting,
    )


def _next_days(ctx: Context) -> tuple[Block, ...]:
    """Return a table of the coming week's days on which something comes back."""
    now = now_here(ctx)
    days = Counter(card.due.astimezone(now.tzinfo).date() for card in cards(ctx) if card.reps and not is_due(card, now))
    week = [now.date() + timedelta(days=ahead_by) for ahead_by in range(_DAYS + 1)]
    rows = [(_day(day, now.date()), str(days[day])) for day in week if days[day]]
    if later := sum(count for day, count in days.items() if day > week[-1]):
        rows.append(("After that", str(later)))
    return (Table(("Comes back", "Questions"), tuple(rows)),) if rows else ()


def _day(day: date, today: date) -> str:
    names = {0: "Later today", 1: "Tomorrow"}
    return names.get((day - today).days, f"{day:%A}")


def _exam(ctx: Context) -> tuple[Block, ...]:
    exam = ctx.my_section.exam
    if exam is None or exam < now_here(ctx).date():
        return ()
    return (Text(f"Exam on {day_in_words(exam)}: nothing is put off beyond it.", quiet=True),)
