"""What comes next, in a sentence: never a mountain, never a reproach."""

from core.context import Context
from core.quiz.flow.memory import cards, now_here
from core.quiz.flow.shelf import study_bank
from core.quiz.flow.words import counted, when
from core.quiz.plan import UNASKABLE, Plan, is_about, is_due


def ahead(ctx: Context, today: Plan, topic: str | None = None) -> str:
    """Return what comes next when today's plan is done, or how much of it is left."""
    left = len(today.reviews) + len(today.new)
    if left:
        return f"{counted(left, 'question')} {'is' if left == 1 else 'are'} ready today, whenever you like."
    if today.waiting and not ctx.my_section.reviews:
        return "Your section takes no reviews at present; your instructor can change that."
    if today.waiting:
        waiting = counted(len(today.waiting), "question")
        return f"You have done today's reviews. {waiting} can wait: they come in the next days, weakest memory first."
    return _next_day(ctx, topic)


def unseen(ctx: Context, topic: str | None = None) -> int:
    """Return how many questions the asker has never graded."""
    known = {card.question for card in cards(ctx, topic) if card.reps}
    asked = (each for each in study_bank().questions if each.kind not in UNASKABLE and is_about(each, topic))
    return sum(question.id not in known for question in asked)


def _next_day(ctx: Context, topic: str | None) -> str:
    now = now_here(ctx)
    later = [card.due for card in cards(ctx, topic) if card.reps and not is_due(card, now)]
    says = [f"The next question comes back {when(min(later), now)}."] if later else []
    if ctx.my_section.fresh and unseen(ctx, topic):
        says.append("New questions come tomorrow.")
    return " ".join(says) or "Your section takes no new questions at present; your instructor can change that."
