"""What may be typed next, by who types and where they sit."""

from pathlib import Path

from core.command import Who
from core.completing import Typing, complete
from core.requests import Request
from core.requests.game import (
    Act,
    End,
    Extend,
    LeaveGame,
    Pause,
    Resume,
    SendNote,
    ShowDesk,
    ShowPanel,
    StartGame,
    Substitute,
)
from core.requests.quiz import StartQuiz, StudyQuiz
from core.requests.section import ChangeSection, Help, MakeAssistant
from tests.desk import TEACHER, presses, student, text
from tests.hall import Lesson, crowd

STRANGER = student("Stranger")


async def offered(
    lesson: Lesson, who: Who, request: type[Request], name: str, words: str = "", **beside: str
) -> list[str]:
    """Return the values that somebody is offered."""
    typing = Typing(request, name, words, beside)
    command = lesson.command(who, Help())
    return [one.value for one in await lesson.service.read(command, lambda ctx: complete(ctx, typing))]


async def test_moves_are_those_that_are_legal_now_for_whoever_types(tmp_path: Path) -> None:
    students = crowd(6)
    async with await Lesson.begin(tmp_path, students) as lesson:
        assert await offered(lesson, students[0], Act, "move") == []
        await lesson.deal(students=students)
        for seat, who in (await lesson.seats()).items():
            hall = await lesson.hall((await lesson.tables())[0].id)
            legal = [spec.name for spec in hall.game.moves(hall.position.state, seat)]
            assert await offered(lesson, who, Act, "move") == legal
        assert await offered(lesson, students[0], Act, "values", "", move="check") == ["passes=yes", "passes=no"]
        assert await offered(lesson, students[0], Act, "values", "passes=yes ", move="check") == []
        assert await offered(lesson, STRANGER, Act, "move") == []


async def test_a_note_goes_to_the_other_seats_of_ones_own_table(tmp_path: Path) -> None:
    students = crowd(4)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal("treaty-table", students)
        first, second = await lesson.seats(1), await lesson.seats(2)
        titles = await offered(lesson, next(iter(first.values())), SendNote, "to")
        assert len(titles) >= len(first) - 1
        assert len(second) == len(first)
        hall = await lesson.hall((await lesson.tables())[0].id)
        mine = hall.chair(next(iter(first))).title
        assert mine not in titles


async def test_nothing_is_offered_that_would_be_refused(tmp_path: Path) -> None:
    students = crowd(4)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal("treaty-table", students)
        seats = await lesson.seats(1)
        first, second = list(seats.values())
        assert len(await offered(lesson, first, SendNote, "to")) == 1
        await lesson.say(second, LeaveGame())
        await lesson.to_the_next_deadline()
        assert await offered(lesson, first, SendNote, "to") == [], "a bot reads no notes"
        assert await offered(lesson, first, Act, "move")
        await lesson.say(TEACHER, Pause())
        assert await offered(lesson, first, Act, "move") == [], "nobody moves while the class is paused"
        await lesson.say(TEACHER, Resume())
        free = await offered(lesson, TEACHER, Substitute, "person")
        assert len(free) == 2, "the instructor, and who left: nobody sits twice"
        assert await offered(lesson, TEACHER, Substitute, "seat", number="1")
        await lesson.say(TEACHER, End(number=1))
        assert await offered(lesson, TEACHER, Substitute, "seat", number="1") == []
        assert await offered(lesson, TEACHER, Substitute, "seat", number="2")
        await lesson.say(TEACHER, End())
        assert await offered(lesson, TEACHER, Substitute, "person") == []


async def test_only_those_are_offered_whose_role_would_change(tmp_path: Path) -> None:
    students = crowd(3)
    async with await Lesson.begin(tmp_path, students) as lesson:
        ana, *others = await offered(lesson, TEACHER, MakeAssistant, "person")
        assert len(others) == 2, "not the instructor themselves"
        await lesson.say(TEACHER, MakeAssistant(person=ana))
        assert await offered(lesson, TEACHER, MakeAssistant, "person") == others
        assert await offered(lesson, TEACHER, MakeAssistant, "person", undo="True") == [ana]
        assert len(await offered(lesson, TEACHER, MakeAssistant, "person", instructor="True")) == 3


async def test_names_are_offered_to_staff_alone(tmp_path: Path) -> None:
    students = crowd(2)
    async with await Lesson.begin(tmp_path, students) as lesson:
        assert len(await offered(lesson, TEACHER, MakeAssistant, "person")) == 2
        assert len(await offered(lesson, TEACHER, ChangeSection, "person", "ana")) == 1
        for request, name in ((MakeAssistant, "person"), (ChangeSection, "person"), (Substitute, "seat")):
            assert await offered(lesson, students[0], request, name) == []


async def test_scenarios_options_banks_topics_and_zones_are_found_by_any_of_their_words(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, crowd(1)) as lesson:
        assert await offered(lesson, TEACHER, StartGame, "scenario", "vell") == ["ratify-or-revert"]
        options = await offered(lesson, TEACHER, StartGame, "options", "", scenario="ratify-or-revert")
        assert "rounds=" in options
        more = await offered(lesson, TEACHER, StartGame, "options", "rounds=2 ", scenario="ratify-or-revert")
        assert all(value.startswith("rounds=2 ") for value in more)
        assert not any(value.startswith("rounds=2 rounds=") for value in more), "none is offered twice"
        assert await offered(lesson, TEACHER, StartGame, "options", "", scenario="nowhere") == []
        assert await offered(lesson, TEACHER, StartQuiz, "bank") == ["alliances"]
        assert await offered(lesson, crowd(1)[0], StudyQuiz, "topic")
        assert await offered(lesson, TEACHER, ChangeSection, "zone", "athens") == ["Europe/Athens"]
        assert len(await offered(lesson, TEACHER, ChangeSection, "zone")) == 25
        assert await offered(lesson, TEACHER, Help, "topic", "pri") == ["privacy"]
        assert await offered(lesson, TEACHER, Extend, "minutes") == [], "a number needs no list"


async def test_the_panel_offers_each_table_by_itself_and_each_desk_a_note_and_a_way_out(tmp_path: Path) -> None:
    students = crowd(4)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal("treaty-table", students)
        (second,) = [table for table in await lesson.tables() if table.number == 2]
        panel = presses(await lesson.say(TEACHER, ShowPanel()))
        assert panel["Table 2: +1 min"].request == Extend(number=2, session=second.session)
        desk = presses(await lesson.say(students[0], ShowDesk()))
        note = desk["Note"].request
        assert isinstance(note, SendNote)
        assert desk["Leave"].request == LeaveGame(note.table)
        assert list(desk)[-2:] == ["Note", "Leave"], "moves stand first"
        bots = [press for label, press in panel.items() if label.startswith("Table 2: ") and "(" in label]
        assert all(press.confirm for press in bots)
        taken = await lesson.say(TEACHER, bots[0].request)
        assert "A bot holds" in text(taken)
        await lesson.say(TEACHER, ChangeSection(notes=False))
        assert "Note" not in presses(await lesson.say(students[0], ShowDesk()))
