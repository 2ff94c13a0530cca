"""Beginning a round of the self-quiz, or going on exactly where it stopped."""

from core.context import Context
from core.kit.refusals import Ambiguous, NotAMove
from core.quiz.flow.ahead import ahead
from core.quiz.flow.memory import now_here, plan
from core.quiz.flow.shelf import find_topic, study_bank, which_topic
from core.quiz.flow.standing import GO_ON, Standing, on_day, standing, study_id, study_of
from core.quiz.flow.words import counted, listed
from core.quiz.plan import Plan
from core.replies import Next, Result, refusal
from core.requests.quiz import ShowDue, ShowProgress, ShowQuestion, StudyQuiz
from core.rows import Study


def study_quiz(ctx: Context, ask: StudyQuiz) -> Result:
    """Go on with the open round, or begin one: reviews with the weakest memory first, then new questions."""
    try:
        topic = find_topic(study_bank(), ask.topic)
    except Ambiguous as unclear:
        return which_topic(unclear, ask)
    except NotAMove as unknown:
        return refusal(unknown, (GO_ON,))
    here = standing(ctx)
    if here is not None and (topic is None or here.study.answered):
        return _go_on(here, topic)
    return _begin(ctx, ask.count, topic)


def _go_on(here: Standing, topic: str | None) -> Result:
    said = f"You go on where you stopped: {here.progress.lower()}."
    if topic is None:
        return Result(said=(said,), then=ShowQuestion())
    first = "Say how well you knew this one first; then begin the new topic."
    return Result(said=(first,), then=ShowQuestion(), next=(Next(topic, StudyQuiz(topic)),))


def _begin(ctx: Context, count: int, topic: str | None) -> Result:
    today = plan(ctx, topic)
    reviews = tuple(card.question for card in today.reviews)[:count]
    fresh = tuple(question.id for question in today.new)[: count - len(reviews)]
    if not reviews and not fresh:
        return _nothing(ctx, today, topic)
    old = study_of(ctx)
    ctx.put(_round(ctx, old, (*reviews, *fresh)))
    return Result(said=(_opening(len(reviews), len(fresh), topic),), then=ShowQuestion())


def _round(ctx: Context, old: Study | None, queue: tuple[str, ...]) -> Study:
    today = now_here(ctx).date()
    done = on_day(old, today) if old else None
    return Study(
        id=study_id(ctx), workspace=ctx.workspace, section=ctx.my_section.id, person=ctx.me.id, queue=queue, day=today,
        reviews=done.reviews if done else 0, fresh=done.fresh if done else 0, undo=done.undo if done else "",
    )  # fmt: skip


def _opening(reviews: int, fresh: int, topic: str | None) -> str:
    parts = [f"{reviews} to review"] if reviews else []
    parts += [f"{fresh} new"] if fresh else []
    about = f" on {topic}" if topic else ""
    return f"{counted(reviews + fresh, 'question')}{about}: {listed(parts)}. Only you see this."


def _nothing(ctx: Context, today: Plan, topic: str | None) -> Result:
    about = f" on {topic}" if topic else ""
    steps = (Next("What is due", ShowDue()), Next("My progress", ShowProgress()))
    return Result(said=(f"Nothing{about} is due now. {ahead(ctx, today, topic)}",), next=steps)
