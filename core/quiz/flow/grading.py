"""Grading an answer: how well it was known decides when its question comes back."""

from dataclasses import replace

from core import rows
from core.context import Context
from core.quiz.flow.ahead import ahead
from core.quiz.flow.memory import card_id, now_here, packed, plan, policy, row_of, unpacked
from core.quiz.flow.standing import GO_ON, Standing, attempts, no_round, not_now, on_day, standing
from core.quiz.flow.words import when
from core.quiz.schedule import Card, Rating, rating_of, review
from core.replies import Next, Result
from core.requests.quiz import Grade, ShowProgress, ShowQuestion, UndoAnswer
from core.rows import Attempt, Study

_UNDO = Next("Undo", UndoAnswer())


def grade(ctx: Context, ask: Grade) -> Result:
    """Schedule the answered question and move on; a wrong answer is Again, whatever was pressed."""
    here = standing(ctx)
    if here is None:
        return no_round()
    if ask.question not in {"", here.question.id}:
        return not_now(f"That question is graded already. You are at {here.progress.lower()}.")
    if not here.study.answered:
        return not_now("Answer this question first; then say how well you knew it.")
    attempt = attempts(ctx, here.question.id)[-1]
    rating = rating_of(attempt.right, Rating[ask.rating.upper()], ask.guessed)
    card = _reviewed(ctx, attempt, rating)
    study = _moved_on(ctx, here, attempt, card)
    says = f"This one comes back {when(card.due, now_here(ctx))}."
    if study.at_question < len(study.queue):
        return Result(said=(says,), then=ShowQuestion(), next=(_UNDO,))
    return _finished(ctx, study, says)


def _reviewed(ctx: Context, attempt: Attempt, rating: Rating) -> Card:
    row = ctx.get(rows.Card, card_id(ctx, attempt.question))
    now = ctx.world.wall
    before = unpacked(row.state) if row else Card(card_id(ctx, attempt.question), attempt.question, now)
    after = review(before, rating, now, policy(ctx.my_section))
    ctx.put(row_of(ctx, after))
    ctx.put(replace(attempt, rating=rating.name.lower(), before=packed(before) if row else ""))
    return after


def _moved_on(ctx: Context, here: Standing, attempt: Attempt, card: Card) -> Study:
    today = on_day(here.study, now_here(ctx).date())
    new = int(card.reps == 1)
    study = replace(
        today, at_question=today.at_question + 1, answered="", undo=attempt.id,
        reviews=today.reviews + 1 - new, fresh=today.fresh + new,
    )  # fmt: skip
    ctx.put(study)
    return study


def _finished(ctx: Context, study: Study, says: str) -> Result:
    answered = ctx.each(study.queue, lambda question: attempts(ctx, question))
    right = sum(each[-1].right for each in answered if each)
    today = plan(ctx)
    steps = (GO_ON,) if today.reviews or today.new else ()
    done = f"That was the round: {right} of {len(study.queue)} right."
    return Result(said=(says, done, ahead(ctx, today)), next=(*steps, Next("My progress", ShowProgress()), _UNDO))
