"""A class in which people quiz themselves: one section on a real SQLite file, days that pass when told to."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from core import rows
from core.blocks import Press
from core.command import Who
from core.quiz.flow import HANDLERS, sheet
from core.quiz.flow.memory import unpacked
from core.quiz.flow.shelf import study_bank
from core.quiz.model import Question
from core.quiz.schedule import Card
from core.replies import Reply
from core.requests import Request, Role
from core.requests.quiz import Answer, Grade, StudyQuiz, UndoAnswer
from core.rows import Account, Attempt, Binding, Membership, Person, Section, Study
from tests.desk import CHANNEL, MONDAY, NOTHING_TO_PLAY, TEACHER, Desk, presses, student

ANA = student("Ana")
BO = student("Bo")
PLACE = TEACHER.workspace
SECTION = Section(id="pol", workspace=PLACE, name="POL 210", code="ABC234", at=MONDAY)


class Room:
    """A desk with the section's rows in place; it can be closed and opened again on the same file."""

    def __init__(self, folder: Path, section: Section = SECTION) -> None:
        self._folder, self._section, self._said = folder, section, 0
        self.desk = Desk(folder, HANDLERS)

    async def __aenter__(self) -> Self:
        await self.desk.put(self._section, *enrolled(ANA), *enrolled(BO), *enrolled(TEACHER, "instructor"))
        await self.desk.put(Binding(id=f"{PLACE}:{CHANNEL}", workspace=PLACE, section=self._section.id))
        return self

    async def __aexit__(self, kind: type[BaseException] | None, what: object, trace: TracebackType | None) -> None:
        await self.desk.store.close()

    async def restart(self) -> None:
        """Close the store and open a new one on the same file, at the same time."""
        passed = self.desk.ticks.monotonic()
        await self.desk.store.close()
        self.desk = Desk(self._folder, HANDLERS, NOTHING_TO_PLAY, seed=self._said)
        self.desk.ticks.advance(passed)

    def wait(self, **much: float) -> None:
        """Let time pass: days=2, minutes=10."""
        self.desk.ticks.advance(int(timedelta(**much).total_seconds() * 1000))

    async def settings(self, **new: object) -> None:
        """Change the section."""
        self._section = replace(self._section, **new)  # type: ignore[arg-type]  # names and types are the test's to get right
        await self.desk.put(self._section)

    async def say(self, request: Request, who: Who = ANA) -> Reply:
        self._said += 1
        return await self.desk.say(who, request, once=f"said-{self._said}")

    async def study(self, who: Who = ANA) -> Study:
        (study,) = await self.desk.rows(Study, id=f"{self._section.id}:{person_of(who)}")
        return study

    async def question(self, who: Who = ANA) -> Question:
        """Return the question somebody is at."""
        study = await self.study(who)
        return question(study.queue[study.at_question])

    async def attempts(self, who: Who = ANA) -> tuple[Attempt, ...]:
        return await self.desk.rows(Attempt, section=self._section.id, person=person_of(who))

    async def cards(self, who: Who = ANA) -> dict[str, Card]:
        found = await self.desk.rows(rows.Card, section=self._section.id, person=person_of(who))
        assert all(unpacked(row.state).due == row.due for row in found)
        return {row.question: unpacked(row.state) for row in found}

    async def answer(self, *, right: bool = True, who: Who = ANA) -> Reply:
        """Answer the open question by its own button or form."""
        here = await self.question(who)
        return await self.say(Answer(right_answer(here) if right else wrong_answer(here), here.id), who)

    async def go_through(self, rating: str = "good", *, right: bool = True, who: Who = ANA, count: int = 50) -> Reply:
        """Begin a round, or go on with it, and answer and grade what is left; return what was said last."""
        said = await self.say(StudyQuiz(count=count), who)
        while (study := await self.study(who)).at_question < len(study.queue):
            await self.answer(right=right, who=who)
            said = await self.say(Grade(rating, study.queue[study.at_question]), who)
        return said

    async def undo(self) -> Reply:
        return await self.say(UndoAnswer())


def enrolled(who: Who, role: Role = "student") -> tuple[Person, Account, Membership]:
    """Return the rows of somebody in the section."""
    person = person_of(who)
    return (
        Person(id=person, workspace=PLACE, alias=f"{who.user} otter", at=MONDAY),
        Account(id=who.account, workspace=PLACE, person=person, name=who.name),
        Membership(id=f"m-{person}", workspace=PLACE, section="pol", person=person, role=role, at=MONDAY),
    )


def person_of(who: Who) -> str:
    return f"p-{who.user}"


def question(name: str) -> Question:
    found = study_bank().question(name)
    assert found is not None
    return found


def right_answer(asked: Question) -> str:
    if asked.kind in sheet.TYPED:
        return sheet.key_in_words(asked)
    return "".join(sheet.LETTERS[place] for place in asked.key)


def wrong_answer(asked: Question) -> str:
    if asked.kind in sheet.TYPED:
        return "9999"
    return next(letter for place, letter in enumerate(sheet.LETTERS) if place not in asked.key)


def filled(press: Press, **values: object) -> Request:
    """Return what a button asks for, with the values of its form."""
    request: Any = press.request
    completed: Request = replace(request, **values)
    return completed


def buttons(reply: Reply) -> list[str]:
    return list(presses(reply))
