"""Simulated students at the self-quiz: each presses one of the buttons shown, right as often as they know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.terminal.door import Door
from bot.terminal.draw import presses
from core.blocks import Press
from core.command import Who
from core.kit.fields import Pick
from core.quiz.flow import sheet
from core.quiz.flow.shelf import study_bank
from core.quiz.model import NumberAnswer, Question, TextAnswer
from core.replies import Reply
from core.requests import Request
from core.requests.quiz import Answer, Grade, StudyQuiz

_LEAST, _MOST = 0.5, 0.95


@dataclass(frozen=True, slots=True)
class Taken:
    """A step of the self-quiz: what was pressed or typed, and what came back."""

    request: Request
    label: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class _Learner:
    who: Who
    chance: Random
    knows: float
    """How likely they know an answer."""


async def study_together(door: Door, people: Sequence[Who], count: int, seed: str) -> list[Taken]:
    """Let students answer up to `count` questions each, all at the same pace; return every step, the opening first."""
    learners = [_learner(who, seed) for who in people]
    asked: list[tuple[_Learner, str, Request]] = [(each, "Quiz me", StudyQuiz(count=count)) for each in learners]
    taken: list[Taken] = []
    while asked:
        replies = await door.ask_together([(learner.who, request) for learner, _, request in asked])
        steps = list(zip(asked, replies, strict=True))
        taken += [Taken(request, label, reply) for (_, label, request), reply in steps]
        following = [(learner, *_next(presses(reply.blocks), learner)) for (learner, _, _), reply in steps]
        asked = [(learner, label, request) for learner, label, request in following if request is not None]
    return taken


def _learner(who: Who, seed: str) -> _Learner:
    chance = Random(f"{seed}:quiz:{who.user}")
    return _Learner(who, chance, chance.uniform(_LEAST, _MOST))


def _next(buttons: Sequence[Press], learner: _Learner) -> tuple[str, Request | None]:
    if options := [press for press in buttons if isinstance(press.request, Answer)]:
        return _answer(options, learner.chance, right=learner.chance.random() < learner.knows)
    grades = [press for press in buttons if isinstance(press.request, Grade)]
    chosen = next((press for press in grades if press.main), grades[0] if grades else None)
    return (chosen.label, chosen.request) if chosen else ("", None)


def _answer(options: Sequence[Press], chance: Random, *, right: bool) -> tuple[str, Request]:
    """Return a right or a wrong one of all answers that could be given, if there is one."""
    asked = options[0].request
    question = study_bank().question(asked.question) if isinstance(asked, Answer) else None
    if question is None:
        return options[0].label, asked
    given = {press.request.answer: press.label for press in options if isinstance(press.request, Answer)}
    if options[0].form is not None:
        given = _fillable(options[0], question)
    fitting = [text for text in given if sheet.mark(question, text).right is right] or list(given)
    text = chance.choice(fitting)
    return given[text], Answer(text, question.id)


def _fillable(press: Press, question: Question) -> dict[str, str]:
    field = press.form.fields[0] if press.form else None
    if isinstance(field, Pick):
        return {option.key: option.label for option in field.options}
    accepted = [a.text for a in question.answers if isinstance(a, TextAnswer)]
    accepted += [str(a.value) for a in question.answers if isinstance(a, NumberAnswer)]
    return {text: text for text in (*accepted, "I do not know")}
