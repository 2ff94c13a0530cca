"""Taking an answer back, as if it had never been given."""

from dataclasses import replace

from core import rows
from core.context import Context
from core.kit.refusals import Illegal
from core.quiz.flow.memory import card_id, now_here, row_of, unpacked
from core.quiz.flow.standing import GO_ON, attempts, on_day, standing, study_of
from core.replies import Result, refusal
from core.requests.quiz import ShowQuestion, UndoAnswer
from core.rows import Attempt, Study

_AGAIN = Result(said=("Taken back: the question is open again, and its card is as it was.",), then=ShowQuestion())


def undo_answer(ctx: Context, _ask: UndoAnswer) -> Result:
    """Take back the last answer: one that waits for its grade, else the last graded one with its card."""
    here = standing(ctx)
    if here is not None and here.study.answered:
        ctx.drop(attempts(ctx, here.question.id)[-1])
        ctx.put(replace(here.study, answered=""))
        return _AGAIN
    study = study_of(ctx)
    attempt = ctx.get(Attempt, study.undo) if study and study.undo else None
    if study is None or attempt is None:
        return refusal(Illegal("There is no answer to take back. The last one can be undone once."), (GO_ON,))
    _restore_card(ctx, attempt)
    ctx.drop(attempt)
    ctx.put(_asked_again(ctx, study, attempt))
    return _AGAIN


def _restore_card(ctx: Context, attempt: Attempt) -> None:
    row = ctx.get(rows.Card, card_id(ctx, attempt.question))
    if attempt.before:
        ctx.put(row_of(ctx, unpacked(attempt.before)))
    elif row is not None:
        ctx.drop(row)


def _asked_again(ctx: Context, study: Study, attempt: Attempt) -> Study:
    """Return the round back at the question; a round begun since then gets it put in front."""
    now = now_here(ctx)
    at, queue = study.at_question, study.queue
    if at and queue[at - 1] == attempt.question:
        at -= 1
    else:
        queue = (*queue[:at], attempt.question, *queue[at:])
    back = replace(study, queue=queue, at_question=at, answered="", undo="")
    if attempt.at.astimezone(now.tzinfo).date() != now.date():
        return on_day(back, now.date())
    new = int(not attempt.before)
    return replace(back, reviews=max(0, back.reviews - 1 + new), fresh=max(0, back.fresh - new))
