"""Lobbies: coming and going, how they close, and who is put with whom."""

from pathlib import Path

import pytest

from core.requests.game import Advance, End, Extend, JoinGame, LeaveGame, OpenDesk, ShowDebrief, ShowPanel, StartGame
from core.requests.quiz import StartQuiz
from core.requests.section import LeaveSection
from core.rows import Place, Session, Signup, Table
from tests.desk import TEACHER, presses, student, text
from tests.hall import MINUTE, SECOND, Lesson, crowd

CLASS = crowd(8)
ANA, BO, CY, DEE, ELI, FAY, GUS, HANA = CLASS


async def at_tables(lesson: Lesson) -> list[set[str]]:
    """Who sits at each table of the latest session, by user."""
    users = await lesson.users()
    out = []
    for table in await lesson.tables():
        places = await lesson.rows(Place, table=table.id)
        out.append({users[place.person].user for place in places})
    return out


async def test_joining_twice_gives_the_place_back(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA]) as lesson:
        session = await lesson.lobby()
        assert "Join" in presses(await lesson.say(ANA, OpenDesk()))
        joined = await lesson.say(ANA, JoinGame())
        assert "You are in" in text(joined)
        assert "begins when the lobby closes" in text(await lesson.say(ANA, OpenDesk()))
        back = await lesson.say(ANA, presses(joined)["Give my place back"].request)
        assert "You gave your place back." in text(back)
        assert await lesson.rows(Signup, session=session.id) == ()
        assert (await lesson.say(ANA, presses(back)["Join"].request)).ok
        assert "You left the lobby." in text(await lesson.say(ANA, LeaveGame()))
        assert await lesson.rows(Signup, session=session.id) == ()


async def test_a_lobby_begins_at_its_deadline_and_not_a_millisecond_before(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        session = await lesson.lobby(students=[ANA, BO], lobby=60)
        assert (await lesson.say(TEACHER, Extend(minutes=1))).ok
        assert await lesson.let_pass(2 * MINUTE - 1) == 0
        assert (await lesson.session()).status == "lobby"
        assert await lesson.let_pass(1) == 1
        assert (await lesson.session()).status == "running"
        late = await lesson.say(TEACHER, Advance(session=session.id, phase="lobby"))
        assert "That phase is over already" in text(late)


async def test_a_lobby_that_nobody_joins_closes_without_a_table(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA]) as lesson:
        session = await lesson.lobby(lobby=30)
        await lesson.let_pass(30 * SECOND)
        session = await lesson.session()
        assert session.status == "over"
        assert "Nobody played." in text(await lesson.board(session))
        assert (await lesson.say(TEACHER, ShowDebrief(session=session.id))).refused == "illegal"
        assert (await lesson.say(ANA, JoinGame(session.id))).refused == "illegal"
        assert "Nobody played" in text(await lesson.say(TEACHER, ShowPanel(session.id)))
        assert (await lesson.say(TEACHER, ShowDebrief())).refused == "not_allowed", "nothing was played yet"
        assert (await lesson.say(TEACHER, StartGame(scenario="treaty-table"))).ok


async def test_an_empty_lobby_does_not_hide_the_debrief_of_what_was_played(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        played = await lesson.deal(students=[ANA, BO])
        await lesson.play()
        await lesson.lobby()
        await lesson.say(TEACHER, End())
        assert "Debrief 1 of" in text(await lesson.say(TEACHER, ShowDebrief()))
        assert f"Panel: {played.title}" in text(await lesson.say(TEACHER, ShowPanel()))
        assert "the game is over" in text(await lesson.say(ANA, OpenDesk()))


async def test_one_session_at_a_time_and_leaving_the_section_leaves_its_lobby(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        session = await lesson.lobby(students=[ANA, BO])
        for second in (StartGame(scenario="treaty-table"), StartQuiz()):
            refused = await lesson.say(TEACHER, second)
            assert refused.refused == "illegal"
            assert f"{session.title} is still going on" in text(refused)
        await lesson.say(BO, LeaveSection())
        assert len(await lesson.rows(Signup, session=session.id)) == 1
        assert len(await lesson.rows(Session)) == 1


async def test_groups_are_made_by_names_and_the_others_get_tables_of_their_own(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("treaty-table", [ANA, BO, CY, DEE, ELI, FAY], groups="ana, bo; Cy , dee,;")
        tables = await at_tables(lesson)
        assert tables[:2] == [{"ana", "bo"}, {"cy", "dee"}]
        assert tables[2] == {"eli", "fay"}


async def test_a_straggler_joins_the_smallest_group_and_absent_groups_are_passed_over(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("treaty-table", [ANA, CY, DEE, ELI], groups="Ana, Bo; Cy, Dee; Fay, Gus")
        assert await at_tables(lesson) == [{"ana", "eli"}, {"cy", "dee"}]


async def test_groups_of_whom_nobody_came_leave_balanced_tables(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("treaty-table", [ELI, FAY, GUS, HANA], groups="Ana, Bo")
        assert sorted(map(len, await at_tables(lesson))) == [2, 2]


async def test_the_same_groups_meet_again_in_another_game(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        refused = await lesson.say(TEACHER, StartGame(scenario="treaty-table", groups="same"))
        assert "no earlier session" in text(refused)
        await lesson.deal("treaty-table", CLASS)
        before = await at_tables(lesson)
        await lesson.say(TEACHER, End())
        await lesson.lobby()
        await lesson.say(TEACHER, End())
        await lesson.deal("ratify-or-revert", CLASS[:7], groups="same")
        after = await at_tables(lesson)
        assert [table - {"hana"} for table in before] == after
        assert len(before) == 4


@pytest.mark.parametrize(
    ("ask", "kind", "says"),
    [
        (StartGame(scenario="ratify-or-rever"), "not_a_move", "ratify-or-revert"),
        (StartGame(scenario="ratify-or-revert", options={"rounds": "9"}), "not_a_move", "2 to 3"),
        (StartGame(scenario="ratify-or-revert", options={"round": "2"}), "not_a_move", "Did you mean: rounds"),
        (StartGame(scenario="ratify-or-revert", lobby=5), "not_a_move", "15 to 86400"),
        (StartGame(scenario="ratify-or-revert", minutes=-1), "not_a_move", "0 to 20160"),
        (StartGame(scenario="ratify-or-revert", bots="cunning"), "not_a_move", "By the theory"),
        (StartGame(scenario="ratify-or-revert", groups="Ana, Zzyzx"), "not_a_move", "Nobody here is called"),
        (StartGame(scenario="ratify-or-revert", groups="Ana, Hanna"), "ambiguous", "Did you mean: Hana"),
        (StartGame(scenario="ratify-or-revert", groups="Ana, Bo; ana"), "not_a_move", "named twice"),
        (StartGame(scenario="ratify-or-revert", groups=" ; , "), "not_a_move", "name nobody"),
    ],
)
async def test_what_cannot_be_started_says_why_and_changes_nothing(
    tmp_path: Path, ask: StartGame, kind: str, says: str
) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        before = lesson.dump()
        reply = await lesson.say(TEACHER, ask)
        assert (reply.refused, says in text(reply)) == (kind, True), text(reply)
        assert lesson.dump() == before


async def test_two_people_of_the_same_name_are_asked_about(tmp_path: Path) -> None:
    twin = student("Ana", place="guild-1")
    other = type(twin)("discord", "guild-1", "ana-two", "Ana")
    async with await Lesson.begin(tmp_path, [twin, other, BO]) as lesson:
        reply = await lesson.say(TEACHER, StartGame(scenario="treaty-table", groups="Ana, Bo"))
        assert reply.refused == "ambiguous"
        assert "2 people here are called" in text(reply)


async def test_a_group_larger_than_its_delegations_is_refused_before_the_lobby_opens(tmp_path: Path) -> None:
    students = crowd(13)
    async with await Lesson.begin(tmp_path, students) as lesson:
        names = ", ".join(who.name for who in students)
        reply = await lesson.say(TEACHER, StartGame(scenario="treaty-table", groups=names))
        assert "One group has 13 people, but a table of this game takes 12." in text(reply)
        assert await lesson.rows(Session) == ()


async def test_a_game_started_with_options_and_minutes_is_played_so(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        session = await lesson.deal(students=[ANA, BO], minutes=30, options={"rounds": "3"})
        assert (session.params["rounds"], session.pace) == (3, 200)
        (table,) = await lesson.rows(Table, session=session.id)
        assert table.deadline is not None
        assert table.deadline - table.opened == 2 * session.params["check_seconds"] * SECOND
