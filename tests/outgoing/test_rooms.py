"""Private rooms of tables: one each, with whoever sits there now; nobody else reads on, and no game needs one."""

from pathlib import Path

import pytest

from core.outgoing.chat import ChatTrouble, Closed, Later, Unsure
from core.outgoing.noted import read_notes
from core.play.rooms import my_room
from core.requests.game import Advance, End, JoinGame, LeaveGame, PostAgain, Practice, ShowPanel, Substitute
from core.requests.quiz import StartQuiz
from core.requests.section import JoinSection
from core.room import Room
from core.rows import Board, Section
from tests.desk import TEACHER, presses, student, text
from tests.hall import crowd
from tests.outgoing.class_outside import POL_210, Outside, outside

FOUR = crowd(4)
ALLOW = Closed("Allow my role: Create Private Threads.")


async def negotiating(o: Outside) -> dict[int, Room]:
    """Deal four students to two tables; return the rooms by the numbers of their tables."""
    await o.lesson.deal("treaty-table", FOUR)
    await o.later(3)
    return await by_number(o)


async def by_number(o: Outside) -> dict[int, Room]:
    tables = {table.id: table.number for table in await o.lesson.tables()}
    return {tables[room.table]: room for room in o.chat.rooms.values()}


async def sitting_at(o: Outside, number: int) -> set[str]:
    return {who.account for who in (await o.lesson.seats(number)).values()}


async def the_row(o: Outside) -> Board:
    (row,) = [board for board in await o.lesson.rows(Board) if board.kind == "rooms"]
    return row


async def test_every_table_has_a_room_of_its_own_for_its_people_until_the_session_ends(tmp_path: Path) -> None:
    async with outside(tmp_path, FOUR) as o:
        rooms = await negotiating(o)
        assert set(rooms) == {1, 2}
        for number, room in rooms.items():
            assert set(room.inside) == await sitting_at(o, number)
            assert (len(room.inside), room.outside, room.open) == (2, (), True)
            assert room.title.endswith(f"Table {number}")
        seen_to = o.chat.arranged
        await o.later(5)
        assert o.chat.arranged == seen_to, "rooms that are as they should be are left alone"
        await o.lesson.say(TEACHER, End(number=1))
        await o.later(3)
        assert all(room.open for room in (await by_number(o)).values()), "who is done may talk on till all are"
        await o.lesson.say(TEACHER, End())
        await o.later(3)
        assert not any(room.open for room in (await by_number(o)).values())
        row = await the_row(o)
        assert (row.wanted, row.due, row.trouble) == (row.shown, None, "")


async def test_whoever_leaves_reads_no_further_and_whoever_takes_the_seat_does(tmp_path: Path) -> None:
    async with outside(tmp_path, FOUR) as o:
        await negotiating(o)
        leaver = next(iter((await o.lesson.seats(1)).values()))
        await o.lesson.say(leaver, LeaveGame())
        await o.later(3)
        room = (await by_number(o))[1]
        assert room.outside == (leaver.account,)
        assert leaver.account not in room.inside
        late = student("Wim")
        (section,) = await o.lesson.rows(Section)
        await o.lesson.say(late, JoinSection(code=section.code))
        await o.lesson.say(late, JoinGame())
        await o.later(3)
        assert late.account in (await by_number(o))[1].inside
        seat = next(seat for seat, who in (await o.lesson.seats(1)).items() if who == late)
        await o.lesson.say(TEACHER, Substitute(number=1, seat=seat))
        await o.later(3)
        assert late.account in (await by_number(o))[1].outside
        await o.lesson.say(TEACHER, Substitute(number=1, seat=seat, person=leaver.name))
        await o.later(3)
        room = (await by_number(o))[1]
        assert leaver.account in room.inside
        assert room.outside == (late.account,)


async def test_where_rooms_are_forbidden_the_panel_says_what_to_allow_and_nobody_is_written_to(tmp_path: Path) -> None:
    async with outside(tmp_path, FOUR) as o:
        o.chat.no_rooms = ALLOW
        await negotiating(o)
        assert o.chat.rooms == {}
        panel = await o.lesson.say(TEACHER, ShowPanel())
        assert "Allow my role: Create Private Threads." in text(panel)
        assert "does not see all of it" not in text(panel)
        assert await o.letters() == ()
        (board,) = o.channel
        assert "Table" in board.text, "the class's board is up to date all the same"
        o.chat.no_rooms = None
        await o.lesson.say(TEACHER, presses(panel)["Try again"].request)
        await o.later(3)
        assert len(o.chat.rooms) == 2
        panel = await o.lesson.say(TEACHER, ShowPanel())
        assert "Allow my role" not in text(panel)
        assert "Nothing waits" in text(await o.lesson.say(TEACHER, PostAgain()))


async def test_a_large_class_is_seen_to_a_few_tables_at_a_time_and_what_broke_off_is_made_again(tmp_path: Path) -> None:
    class_of_twenty = crowd(20)
    async with outside(tmp_path, class_of_twenty) as o:
        o.chat.no_rooms = Unsure("The connection broke.")
        await o.lesson.deal("treaty-table", class_of_twenty)
        await o.later(2)
        o.chat.no_rooms = None
        await o.later(20)
        rooms = await by_number(o)
        assert len(rooms) == 10
        assert len({person for room in rooms.values() for person in room.inside}) == 20
        assert o.chat.arranged == 10


@pytest.mark.parametrize("trouble", [Unsure("The connection broke."), Later(2.0), Closed("Half of it is forbidden.")])
async def test_whoever_leaves_and_comes_back_while_an_attempt_breaks_off_is_inside_again(
    tmp_path: Path, trouble: ChatTrouble
) -> None:
    """What should be is what it was, but not what was made: the attempt had put them out."""
    async with outside(tmp_path, FOUR) as o:
        await negotiating(o)
        leaver = next(iter((await o.lesson.seats(1)).values()))
        o.chat.half_done = trouble
        await o.lesson.say(leaver, LeaveGame())
        await o.later(1)
        assert leaver.account in (await by_number(o))[1].outside
        await o.lesson.say(leaver, JoinGame())
        o.chat.half_done = None
        await o.lesson.say(TEACHER, PostAgain())
        await o.later(30)
        assert leaver.account in (await by_number(o))[1].inside
        assert len(o.chat.rooms) == 2


async def test_a_person_is_led_to_the_room_of_their_own_table_only(tmp_path: Path) -> None:
    async with outside(tmp_path, FOUR) as o:
        await negotiating(o)
        notes = read_notes((await the_row(o)).message)
        for table in await o.lesson.tables():
            for who in (await o.lesson.seats(table.number)).values():
                command = o.lesson.command(who, ShowPanel())
                found = await o.lesson.service.read(command, lambda ctx: my_room(ctx, ""))
                assert found == notes[table.id].room != ""


async def test_nobody_alone_no_practice_no_quiz_and_no_class_at_one_table_is_given_a_room(tmp_path: Path) -> None:
    async with outside(tmp_path, FOUR) as o:
        await o.lesson.say(FOUR[0], Practice("ratify-or-revert"))
        await o.later(2)
        await o.lesson.say(TEACHER, StartQuiz(questions=1))
        await o.lesson.join_all(FOUR)
        await o.lesson.say(TEACHER, Advance())
        await o.later(2)
        await o.lesson.say(TEACHER, End())
        await o.lesson.deal("ratify-or-revert", FOUR[:1])
        await o.later(3)
        assert o.chat.rooms == {}


async def test_two_channels_of_one_server_have_one_room_a_table(tmp_path: Path) -> None:
    async with outside(tmp_path, FOUR) as o:
        (section,) = await o.lesson.rows(Section)
        await o.lesson.say(TEACHER, JoinSection(code=section.code), channel="another-room")
        await negotiating(o)
        assert len(o.chat.rooms) == 2
        assert (await the_row(o)).address == min(POL_210, f"{TEACHER.workspace}:another-room")
