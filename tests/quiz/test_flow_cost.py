"""What an answer costs the database: a constant number of statements, for one or for a whole class."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from core import rows
from core.command import Command, Where, Who
from core.quiz.flow.memory import packed
from core.quiz.flow.shelf import study_bank
from core.quiz.schedule import Card, Rating, review
from core.requests import Request
from core.requests.quiz import Answer, Grade, StudyQuiz
from core.rows import Attempt, Row
from tests.database import server
from tests.desk import CHANNEL, MONDAY, Desk, student
from tests.quiz.room import ANA, BO, PLACE, SECTION, Room, enrolled, person_of, right_answer


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    """Collect the statements sent to the writing connection by a store that knows nothing yet, as after a restart."""
    desk.store.forget()
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = desk.store._engines.write.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


async def costs(room: Room) -> tuple[int, int, int]:
    """Return the statements of beginning a round, of an answer and of a grade in its middle."""
    with counted(room.desk) as begin:
        await room.say(StudyQuiz())
    asked = await room.question()
    with counted(room.desk) as answer:
        await room.say(Answer(right_answer(asked), asked.id))
    with counted(room.desk) as grade:
        await room.say(Grade("hard", asked.id))
    return len(begin), len(answer), len(grade)


async def test_an_answer_costs_the_same_with_the_whole_bank_learned_and_answered_thrice(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        await room.go_through("good", count=1)
        few = await costs(room)
        await room.desk.put(*(row for asked in study_bank().questions for row in _learned(asked.id)))
        room.wait(days=30)
        await room.desk.put(replace(await room.study(), queue=()))
        assert await costs(room) == few
        assert max(few) <= (16 if server() is None else 24)  # a server is asked again for what is built upon


def _learned(name: str) -> list[Row]:
    """Return a card of Ana's that is long due, and three old answers."""
    own = {"workspace": PLACE, "section": SECTION.id, "person": person_of(ANA), "question": name}
    card = review(Card(f"{SECTION.id}:{person_of(ANA)}:{name}", name, MONDAY), Rating.GOOD, MONDAY)
    old = [Attempt(id=f"0-{name}-{n}", answer="A", right=True, first=not n, at=MONDAY, **own) for n in range(3)]
    return [rows.Card(id=card.id, due=card.due, state=packed(card), **own), *old]


async def test_a_class_that_answers_at_once_costs_as_much_as_one_student(tmp_path: Path) -> None:
    people = [student(f"Student {number}") for number in range(100)]
    async with Room(tmp_path) as room:
        await room.desk.put(*(row for who in people for row in enrolled(who)))
        alone = [await _first_question(room, [BO])]
        assert [await _first_question(room, people)] == alone
        assert {(await room.study(who)).at_question for who in people} == {1}


async def test_the_count_notices_students_who_are_served_one_after_the_other(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        one = await _together(room, [ANA], StudyQuiz())
        with counted(room.desk) as sent:
            for who in (ANA, BO):
                await room.say(StudyQuiz(), who)
        assert len(sent) > 1.5 * one


async def _first_question(room: Room, people: Sequence[Who]) -> tuple[int, int, int]:
    """Let everybody begin, answer and grade in one batch each; return the statements of the three batches."""
    begin = await _together(room, people, StudyQuiz())
    asked = await room.question(people[0])
    answer = await _together(room, people, Answer(right_answer(asked), asked.id))
    return begin, answer, await _together(room, people, Grade("good", asked.id))


async def _together(room: Room, people: Sequence[Who], request: Request) -> int:
    commands = [Command(who, Where(CHANNEL), f"{who.user}-{request}", request) for who in people]
    with counted(room.desk) as sent:
        results = await room.desk.decide(commands)
    assert not any(result.refused for result in results)
    return len(sent)
