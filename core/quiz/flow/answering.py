"""Answering the open question: marked at once, stored, and never twice."""

from dataclasses import replace

from core.context import Context
from core.kit.refusals import NotAMove
from core.quiz.flow import sheet
from core.quiz.flow.standing import Standing, attempts, no_round, not_now, standing
from core.replies import Result, refusal
from core.requests.quiz import Answer, ShowQuestion
from core.rows import Attempt


def answer(ctx: Context, ask: Answer) -> Result:
    """Mark an answer and show its solution. A button of another question, or a second answer, changes nothing.

    What does not fit the question is not marked, and stands in the form when it is opened again.
    """
    here = standing(ctx)
    if here is None:
        return no_round()
    if ask.question not in {"", here.question.id}:
        return not_now(f"That question is closed. You are at {here.progress.lower()}.")
    if here.study.answered:
        said = sheet.in_words(here.question, here.study.answered)
        return not_now(f"You have answered this one: {said}. Press a grade below to go on, or Undo.")
    try:
        text = sheet.tidy(here.question, ask.answer)
    except NotAMove as unfit:
        return replace(refusal(unfit), then=ShowQuestion(typed=ask.answer))
    _store(ctx, here, text)
    return Result(then=ShowQuestion())


def _store(ctx: Context, here: Standing, text: str) -> None:
    study = here.study
    ctx.put(
        Attempt(
            id=ctx.new_id(), workspace=ctx.workspace, section=study.section, person=study.person,
            question=here.question.id, answer=text, right=sheet.mark(here.question, text).right,
            first=not attempts(ctx, here.question.id), at=ctx.world.wall,
        )
    )  # fmt: skip
    ctx.put(replace(study, answered=text))
