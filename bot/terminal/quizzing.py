"""Simulated students at the self-quiz: each presses one of the buttons shown, right as often as they know it."""

from collections.abc import AsyncIterator, Sequence
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


async def study(door: Door, who: Who, count: int, seed: str) -> AsyncIterator[Taken]:
    """Let a student answer up to `count` questions; yield every step, the opening first."""
    chance = Random(f"{seed}:quiz:{who.user}")
    knows = chance.uniform(_LEAST, _MOST)
    request: Request | None = StudyQuiz(count=count)
    label = "Quiz me"
    while request is not None:
        reply = await door.ask(who, request)
        yield Taken(request, label, reply)
        label, request = _next(presses(reply.blocks), chance, knows)


def _next(buttons: Sequence[Press], chance: Random, knows: float) -> tuple[str, Request | None]:
    if options := [press for press in buttons if isinstance(press.request, Answer)]:
        return _answer(options, chance, right=chance.random() < knows)
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
