"""Many people at the same instant: no move is lost, none counts twice, no table waits for another's."""

from collections.abc import Sequence
from pathlib import Path

from core.command import Who
from core.requests import Request
from core.requests.game import Act, Advance, JoinGame, Ready, StartGame
from core.requests.quiz import StartQuiz
from core.requests.section import CreateSection, JoinSection
from core.rows import Entry, Place, SealedMove, Session, Table
from tests.desk import TEACHER, facts, presses
from tests.hall import Lesson, crowd
from tests.store.office import statements

OTHER_TEACHER = Who("discord", "guild-2", "papadaki", "Dr. Papadaki", may_teach=True)


def elsewhere(who: Who) -> Who:
    return Who("discord", "guild-2", who.user, who.name)


async def test_two_hundred_moves_at_once_on_two_servers(tmp_path: Path) -> None:
    here = crowd(100)
    there = tuple(map(elsewhere, here))
    async with await Lesson.begin(tmp_path, here) as lesson:
        code = facts(await lesson.say(OTHER_TEACHER, CreateSection(name="INR 301")))["Join code"]
        await lesson.together([(who, JoinSection(code=code)) for who in there])
        for teacher, students in ((TEACHER, here), (OTHER_TEACHER, there)):
            opened = await lesson.say(teacher, StartGame(scenario="ratify-or-revert"))
            assert all(reply.ok for reply in await lesson.together([(who, JoinGame()) for who in students]))
            assert (await lesson.say(teacher, presses(opened)["Begin now"].request)).ok
        tables = {table.id: table for table in await lesson.rows(Table, status="running")}
        places = await lesson.rows(Place, live=True)
        assert len(places) == 200
        users = await lesson.users()
        (phase,) = {table.phase for table in tables.values()}
        hall = await lesson.hall(next(iter(tables)))
        move = hall.game.moves(hall.position.state, "x")[0].name
        answers = [(users[p.person], Act(move=move, values={"1": "no"}, table=p.table, phase=phase)) for p in places]
        replies = await lesson.together(answers)
        assert all(reply.ok for reply in replies)
        sealed = await lesson.rows(SealedMove, phase=phase)
        assert sorted((row.table, row.person) for row in sealed) == sorted((p.table, p.person) for p in places)
        for table in await lesson.rows(Table, status="running"):
            closes = [e for e in await lesson.rows(Entry, table=table.id) if e.kind == "close"]
            assert (table.phase, len(closes)) == ("r1.talk", 1)
        await every_open_move_is_in_the_journal(lesson)
        assert await lesson.all_replays_agree()


async def every_open_move_is_in_the_journal(lesson: Lesson) -> None:
    """All negotiators offer twice at once, and then press Ready twice at once, which undoes it."""
    users = await lesson.users()
    heads = [p for p in await lesson.rows(Place, live=True) if p.seat in {"x", "y"}]
    offers = [(users[p.person], Act(move="offer", values={"1": n}, table=p.table)) for p in heads for n in ("51", "52")]
    assert all(reply.ok for reply in await lesson.together(offers))
    for place in heads:
        mine = [e for e in await lesson.rows(Entry, table=place.table) if e.person == place.person]
        assert len(mine) == 2
        entries = await lesson.rows(Entry, table=place.table)
        assert sorted(e.seq for e in entries) == list(range(len(entries)))
    side = [p for p in heads if p.seat == "x"]
    await lesson.together([(users[p.person], Ready(p.table)) for p in side for _ in range(2)])
    assert {table.done for table in await lesson.rows(Table, status="running")} == {0}


async def test_two_hundred_answers_to_a_live_quiz_at_once(tmp_path: Path) -> None:
    students = crowd(200)
    async with await Lesson.begin(tmp_path, students) as lesson:
        opened = await lesson.say(TEACHER, StartQuiz(questions=2))
        await lesson.together([(who, JoinGame()) for who in students])
        await lesson.say(TEACHER, presses(opened)["Begin now"].request)
        replies = await lesson.together([(who, Act(move="answer", values={"1": "a"})) for who in students])
        assert all(reply.ok for reply in replies)
        (table,) = await lesson.tables()
        assert table.phase == "q1.reveal"
        state = (await lesson.hall(table.id)).position.state
        assert sum(state.seats.answered) == 200
        await lesson.together([(who, Ready()) for who in students])
        assert (await lesson.tables())[0].phase == "q2"
        assert await lesson.all_replays_agree()


async def test_fifty_answers_or_readies_at_once_cost_no_more_statements_than_five(tmp_path: Path) -> None:
    students = crowd(60)
    async with await Lesson.begin(tmp_path, students) as lesson:
        opened = await lesson.say(TEACHER, StartQuiz(questions=1))
        await lesson.join_all(students)
        await lesson.say(TEACHER, presses(opened)["Begin now"].request)
        answer = Act(move="answer", values={"1": "a"})
        answers = [await _cost(lesson, students[start:end], answer) for start, end in ((0, 5), (5, 55))]
        assert (await lesson.tables())[0].done == 55
        await lesson.together([(who, answer) for who in students[55:]])
        readies = [await _cost(lesson, students[start:end], Ready()) for start, end in ((0, 5), (5, 55))]
        assert (await lesson.tables())[0].done == 55
    assert answers[0] == answers[1]
    assert readies[0] == readies[1]


async def _cost(lesson: Lesson, people: Sequence[Who], request: Request) -> list[str]:
    """Return the statements, parameters left out, of what these people ask for at once."""
    with statements(lesson.service) as sent:
        assert all(reply.ok for reply in await lesson.together([(who, request) for who in people]))
    return [" ".join(line.split("(")[0].split()) for line in sent]


async def test_joining_twice_at_once_seats_nobody_twice(tmp_path: Path) -> None:
    students = crowd(6)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal(students=students[:2])
        (session,) = await lesson.rows(Session)
        late = students[2:]
        replies = await lesson.together([(who, JoinGame(session.id)) for who in late for _ in range(3)])
        assert sum(reply.ok for reply in replies) == 4
        seats = [place.seat for place in await lesson.rows(Place, live=True)]
        assert len(seats) == len(set(seats)) == 6
        await lesson.together([(TEACHER, Advance(phase=(await lesson.tables())[0].phase)) for _ in range(5)])
        assert (await lesson.tables())[0].phase == "r1.talk", "five presses of one button are one"
