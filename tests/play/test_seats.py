"""Coming late, leaving, coming back, delegations of several, and the instructor's substitutes."""

from pathlib import Path

from core.command import Who
from core.requests.game import (
    Act,
    Advance,
    End,
    JoinGame,
    LeaveGame,
    OpenDesk,
    OpenForm,
    Pause,
    Ready,
    Resume,
    ShowPanel,
    Substitute,
)
from core.requests.quiz import StartQuiz
from core.requests.section import LeaveSection, ShowBoard
from core.rows import Chair, Draft, Place, Score
from tests.desk import TEACHER, presses, student, text
from tests.hall import Lesson, crowd, filled

CLASS = crowd(12)
ANA, BO, CY, DEE, ELI, FAY, GUS, HANA, *REST = CLASS


async def places(lesson: Lesson, who: Who) -> list[Place]:
    """Where somebody sits now."""
    users = await lesson.users()
    session = await lesson.session()
    return [p for p in await lesson.rows(Place, session=session.id, live=True) if users[p.person] == bare(who)]


def bare(who: Who) -> Who:
    return Who(who.platform, who.place, who.user, who.name)


async def chair(lesson: Lesson, place: Place) -> Chair:
    (found,) = await lesson.rows(Chair, id=f"{place.table}:{place.seat}")
    return found


async def two_tables(lesson: Lesson) -> None:
    """Ratify or Revert at two tables: five people at the first, four at the second, bots on the other seats."""
    names = "Ana, Bo, Cy, Dee, Eli; Fay, Gus, Hana, Ivo"
    await lesson.deal("ratify-or-revert", CLASS[:9], groups=names)


async def test_a_late_joiner_takes_a_bots_seat_at_the_emptiest_table(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await two_tables(lesson)
        joined = await lesson.say(REST[1], JoinGame())
        assert "You sit at table 2 as" in text(joined)
        (place,) = await places(lesson, REST[1])
        assert (place.part, (await chair(lesson, place)).bot) == ("head", "")
        (table_2,) = [t for t in await lesson.tables() if t.number == 2]
        assert table_2.waiting == 5, "the phase waits for the newcomer too"
        again = await lesson.say(REST[1], JoinGame())
        assert "You already have a seat" in text(again)
        assert (await lesson.say(REST[1], Act(move="check", values={"1": "yes"}))).refused != "not_allowed"


async def test_when_no_bot_is_left_late_joiners_become_delegates_up_to_four_a_seat(tmp_path: Path) -> None:
    students = crowd(9)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal("treaty-table", students[:2])
        for number, who in enumerate(students[2:8]):
            joined = await lesson.say(who, JoinGame())
            assert "as a delegate: you draft, the head signs" in text(joined), number
        counts: dict[str, int] = {}
        for place in await lesson.rows(Place, live=True):
            counts[place.seat] = counts.get(place.seat, 0) + 1
        assert counts == {"marden": 4, "oskar": 4}
        full = await lesson.say(students[8], JoinGame())
        assert (full.refused, "All tables are full" in text(full)) == ("illegal", True)


async def test_a_delegate_drafts_and_the_head_signs(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO, CY]) as lesson:
        await lesson.deal("treaty-table", [ANA, BO])
        await lesson.say(CY, JoinGame())
        (mine,) = await places(lesson, CY)
        head = (await lesson.seats())[mine.seat]
        await lesson.say(TEACHER, Advance())
        (table,) = await lesson.tables()
        assert table.phase == "talk-1"
        assert "delegate: you draft" in text(await lesson.say(CY, OpenDesk()))
        drafted = await lesson.say(CY, Act(move="propose", values={"1": "1", "2": "2", "3": "1"}))
        assert "The head of your delegation signs it." in text(drafted)
        assert (await lesson.hall(table.id)).position.seq == table.seq, "a draft is no move"
        desk = await lesson.say(head, OpenDesk())
        assert "It has not been sent." in text(desk)
        form = filled(await lesson.say(head, presses(desk)["Edit again"].request))
        assert list(form.values()) == ["1", "2", "1"]
        assert (await lesson.say(head, Act(move="propose", values={"1": "1", "2": "2", "3": "1"}))).ok
        assert await lesson.rows(Draft) == ()
        await lesson.say(head, Act(move="table", values={"1": "1"}))
        refused = await lesson.say(CY, Act(move="withdraw"))
        assert "only the head of your delegation can do that" in text(refused)
        wrong = await lesson.say(CY, Act(move="propose", values={"1": "77", "2": "2", "3": "1"}))
        assert wrong.refused == "not_a_move"


async def test_when_the_head_leaves_the_next_of_the_delegation_signs(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO, CY]) as lesson:
        await lesson.deal("treaty-table", [ANA, BO])
        await lesson.say(CY, JoinGame())
        (mine,) = await places(lesson, CY)
        head = (await lesson.seats())[mine.seat]
        left = await lesson.say(head, LeaveGame())
        assert left.ok
        assert (await lesson.seats())[mine.seat] == bare(CY)
        assert "delegate" not in text(await lesson.say(CY, OpenDesk()))
        back = await lesson.say(head, presses(left)["Come back"].request)
        assert "as a delegate" in text(back)
        (again,) = await places(lesson, head)
        assert (again.seat, again.part) == (mine.seat, "delegate")


async def test_a_delegation_shares_the_points_of_its_seat(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO, CY]) as lesson:
        await lesson.deal("treaty-table", [ANA, BO])
        await lesson.say(CY, JoinGame())
        (mine,) = await places(lesson, CY)
        await lesson.play()
        shared = [score for score in await lesson.rows(Score) if score.seat == mine.seat]
        assert len(shared) == 2
        assert len({(score.points, score.duplicate) for score in shared}) == 1
        assert "Your points" in text(await lesson.say(CY, OpenDesk()))
        (users,) = [{who.user for who in (await lesson.users()).values()}]
        assert "cy" in users
        assert (await lesson.say(CY, ShowBoard())).ok


async def test_a_seat_that_was_left_stays_free_until_the_phase_closes_then_a_bot_holds_it(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await two_tables(lesson)
        (mine,) = await places(lesson, ANA)
        left = await lesson.say(ANA, LeaveGame())
        assert "It stays free until this phase closes" in text(left)
        assert (await chair(lesson, mine)).bot == ""
        assert (await lesson.say(ANA, Act(move="check", values={"1": "yes"}, table=mine.table))).refused
        await lesson.say(REST[1], JoinGame())
        (late,) = await places(lesson, REST[1])
        assert late.seat != mine.seat or late.table != mine.table, "bots' seats go first"
        await lesson.say(TEACHER, Advance())
        assert (await chair(lesson, mine)).bot == "theory"
        desk = await lesson.say(ANA, OpenDesk())
        assert "You have no seat now" in text(desk)
        await lesson.say(ANA, presses(desk)["Join"].request)
        (back,) = await places(lesson, ANA)
        assert (back.table, back.seat) == (mine.table, mine.seat)
        assert (await chair(lesson, mine)).bot == ""


async def test_where_everybody_leaves_the_phase_waits_for_its_deadline(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        (table,) = await lesson.tables()
        await lesson.together([(who, LeaveGame()) for who in (ANA, BO)])
        assert (await lesson.tables())[0].phase == table.phase, "they may come back"
        assert (await lesson.say(ANA, JoinGame())).ok
        assert (await lesson.say(ANA, LeaveGame())).ok
        await lesson.to_the_next_deadline()
        (over,) = await lesson.tables()
        assert over.status == "over", "bots play to the end; nobody is waited for"
        card = text(await lesson.say(ANA, OpenDesk()))
        assert "You left your seat before the end, so these points are not yours." in card
        assert all(not score.person for score in await lesson.rows(Score))


async def test_leaving_the_section_gives_up_the_seat(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await two_tables(lesson)
        assert (await lesson.say(ANA, LeaveSection())).ok
        assert await places(lesson, ANA) == []
        assert (await lesson.say(ANA, OpenDesk())).refused == "not_allowed"
        (table, _) = await lesson.tables()
        assert table.waiting == 4


async def test_the_instructor_puts_a_bot_and_a_person_on_a_seat(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await two_tables(lesson)
        (mine,) = await places(lesson, ANA)
        title = (await chair(lesson, mine)).title
        out = await lesson.say(TEACHER, Substitute(number=1, seat=title))
        assert f"A bot holds {title} at table 1 now" in text(out)
        assert (await chair(lesson, mine)).bot == "theory"
        assert await places(lesson, ANA) == []
        put = await lesson.say(TEACHER, Substitute(number=1, seat=title.casefold(), person="Kai"))
        assert f"holds {title} at table 1 now" in text(put)
        assert len(await places(lesson, REST[2])) == 1
        twice = await lesson.say(TEACHER, Substitute(number=1, seat="Yavoria's negotiator", person="Kai"))
        assert "already holds a seat" in text(twice)
        assert len(await places(lesson, REST[2])) == 1


async def test_a_substitute_names_a_table_a_seat_and_a_person_that_are_there(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await two_tables(lesson)
        before = lesson.dump()
        for ask, kind, says in (
            (Substitute(number=7, seat="x"), "not_a_move", "There is no table 7. This session has 2."),
            (Substitute(number=1, seat="Zembla"), "not_a_move", "There is no seat called"),
            (Substitute(number=1, seat="voter"), "ambiguous", "Did you mean: Xandria's voter 1"),
            (Substitute(number=1, seat="x", person="Qqq"), "not_a_move", "Nobody here is called"),
            (Substitute(number=1, seat="x", person="Hanna"), "ambiguous", "Did you mean"),
        ):
            reply = await lesson.say(TEACHER, ask)
            assert (reply.refused, says in text(reply)) == (kind, True), text(reply)
        assert "I mean Hana" in " ".join(presses(reply))
        assert lesson.dump() == before


async def test_a_bot_put_on_a_seat_in_mid_phase_acts_at_once(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        await lesson.say(TEACHER, Advance())
        (table,) = await lesson.tables()
        assert table.phase == "r1.talk"
        state = (await lesson.hall(table.id)).position.state
        assert not any(offer.seat == "x" for offer in state.offers)
        await lesson.say(TEACHER, Substitute(number=1, seat="x"))
        state = (await lesson.hall(table.id)).position.state
        assert any(offer.seat == "x" for offer in state.offers)
        assert await lesson.all_replays_agree()


async def test_a_bot_put_on_a_seat_during_a_pause_waits_for_its_end(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        await lesson.say(TEACHER, Advance())
        await lesson.say(TEACHER, Pause())
        (paused,) = await lesson.tables()
        await lesson.say(TEACHER, Substitute(number=1, seat="x"))
        assert (await lesson.tables())[0].seq == paused.seq
        await lesson.say(TEACHER, Resume())
        state = (await lesson.hall(paused.id)).position.state
        assert any(offer.seat == "x" for offer in state.offers)
        assert await lesson.all_replays_agree()


async def test_a_bot_put_on_the_last_seat_waited_for_ends_the_game_once_and_the_others_keep_their_points(
    tmp_path: Path,
) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.say(TEACHER, StartQuiz(questions=1))
        for who in (ANA, BO):
            await lesson.say(who, JoinGame())
        await lesson.say(TEACHER, Advance())
        await lesson.to_the_next_deadline()
        await lesson.say(ANA, Ready())
        (table,) = await lesson.tables()
        (bos,) = await places(lesson, BO)
        await lesson.say(TEACHER, Substitute(number=1, seat=bos.seat))
        assert (await lesson.tables())[0].status == "over"
        scores = {score.seat: bool(score.person) for score in await lesson.rows(Score, table=table.id)}
        assert scores == {seat: seat != bos.seat for seat in scores}, "Ana has hers; the bot's has no person"
        assert len(scores) == 2


async def test_voting_goes_on_when_the_last_one_waited_for_leaves(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        await lesson.say(TEACHER, Advance())
        seats = await lesson.seats()
        await lesson.say(seats["x"], Ready())
        assert (await lesson.tables())[0].phase == "r1.talk"
        await lesson.say(seats["y"], LeaveGame())
        assert (await lesson.tables())[0].phase == "r1.final", "the one who stays was ready"


async def test_a_stranger_gets_no_seat_and_an_ended_session_takes_nobody(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        session = await lesson.deal(students=[ANA, BO])
        assert (await lesson.say(student("Mallory"), JoinGame(session.id))).refused == "not_allowed"
        ended = await lesson.say(TEACHER, End())
        assert "Open the debrief" in presses(ended)
        assert (await lesson.say(TEACHER, presses(ended)["Open the debrief"].request)).ok
        assert (await lesson.say(ANA, JoinGame(session.id))).refused == "illegal"
        assert (await lesson.say(ANA, OpenForm(move="offer"))).refused == "not_allowed"
        assert "0 of 1 table played to the end" in text(await lesson.say(TEACHER, ShowPanel()))
