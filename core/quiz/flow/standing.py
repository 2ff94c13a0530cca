"""Where somebody's round of the self-quiz stands."""

from dataclasses import dataclass, replace
from datetime import date

from core.context import Context
from core.kit.refusals import Illegal
from core.quiz.flow.shelf import study_bank
from core.quiz.model import Question
from core.replies import Next, Result, refusal
from core.requests.quiz import ShowQuestion, StudyQuiz
from core.rows import Attempt, Study

GO_ON = Next("Quiz me", StudyQuiz())


@dataclass(frozen=True, slots=True)
class Standing:
    """An open round and the question it stands at."""

    study: Study
    question: Question

    @property
    def progress(self) -> str:
        """Return "Question 2 of 5"."""
        return f"Question {self.study.at_question + 1} of {len(self.study.queue)}"


def study_of(ctx: Context) -> Study | None:
    """Return the asker's self-quiz, if they ever began one."""
    return ctx.get(Study, study_id(ctx))


def study_id(ctx: Context) -> str:
    """Return the id of the asker's self-quiz."""
    return f"{ctx.my_section.id}:{ctx.me.id}"


def standing(ctx: Context) -> Standing | None:
    """Return the asker's open round; None when it is finished or its question has left the bank."""
    study = study_of(ctx)
    if study is None or study.at_question >= len(study.queue):
        return None
    question = study_bank().question(study.queue[study.at_question])
    return Standing(study, question) if question else None


def attempts(ctx: Context, question: str) -> tuple[Attempt, ...]:
    """Return the asker's answers to a question, oldest first."""
    return ctx.find(Attempt, section=ctx.my_section.id, person=ctx.me.id, question=question)


def on_day(study: Study, today: date) -> Study:
    """Return the self-quiz with what was done today; a new day begins with nothing done."""
    return study if study.day == today else replace(study, day=today, reviews=0, fresh=0)


def no_round() -> Result:
    """Refuse what needs an open question."""
    return refusal(Illegal("No question is open. Begin, or go on, with Quiz me."), (GO_ON,))


def not_now(sentence: str) -> Result:
    """Refuse, and show the question where the round stands."""
    return replace(refusal(Illegal(sentence)), then=ShowQuestion())
