"""Deadlines to the millisecond, clocks that stop, extra time, quiet hours, and lengths in words."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.command import CLOCK
from core.play import timing
from core.requests.game import (
    Act,
    Advance,
    End,
    Extend,
    LeaveGame,
    OpenDesk,
    Pause,
    Ready,
    Resume,
    SendNote,
    ShowPanel,
    Strike,
)
from core.requests.section import ChangeSection
from core.rows import Section
from tests.desk import MONDAY, TEACHER, presses, text
from tests.hall import MINUTE, SECOND, Lesson, crowd

ANA, BO, CY, DEE = CLASS = crowd(4)


async def left(lesson: Lesson, number: int = 1) -> int:
    """How long a table's phase still lasts, in milliseconds."""
    table = (await lesson.tables())[number - 1]
    assert table.deadline is not None
    return table.deadline - lesson.service.clock.now()


async def warm_up(lesson: Lesson) -> str:
    """The name of the move that answers the warm-up question."""
    (table, *_) = await lesson.tables()
    hall = await lesson.hall(table.id)
    return str(hall.game.moves(hall.position.state, "x")[0].name)


async def test_one_acts_until_the_last_millisecond_and_not_after(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        move = await warm_up(lesson)
        assert await lesson.let_pass(await left(lesson) - 1) == 0
        assert (await lesson.say(ANA, Act(move=move, values={"1": "yes"}))).ok
        lesson.ticks.advance(1)
        late = await lesson.say(BO, Act(move=move, values={"1": "yes"}))
        assert late.refused == "illegal"
        assert "Time is up for this phase." in text(late)
        assert "Edit again" in presses(late), "what was typed is kept"
        assert await lesson.let_pass(1) == 1
        assert (await lesson.tables())[0].phase == "r1.talk"


async def test_a_strike_that_comes_twice_or_late_closes_nothing_more(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        (table,) = await lesson.tables()
        assert table.deadline is not None
        strike = Strike(table=table.id, deadline=table.deadline)
        await lesson.let_pass(await left(lesson) + 5 * SECOND)
        assert (await lesson.tables())[0].phase == "r1.talk"
        before = lesson.dump()
        for once in ("again-1", "again-2"):
            await lesson.say(CLOCK, strike, channel="", once=once)
        await lesson.say(CLOCK, Strike(table="no such table", deadline=1), channel="")
        await lesson.say(CLOCK, Strike(session="no such session", deadline=1), channel="")
        assert lesson.dump() == before
        by_hand = await lesson.say(TEACHER, strike)
        assert by_hand.refused == "not_allowed", "only the clock strikes"


async def test_a_pause_keeps_the_time_left_and_stops_every_hand(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("treaty-table", CLASS)
        await lesson.say(TEACHER, Advance())
        await lesson.let_pass(10 * SECOND)
        before = [await left(lesson, 1), await left(lesson, 2)]
        paused = await lesson.say(TEACHER, Pause())
        assert (await lesson.say(TEACHER, Pause())).refused == "illegal"
        assert (await lesson.say(TEACHER, Advance())).refused == "illegal"
        assert await lesson.let_pass(7 * MINUTE) == 0
        refused = await lesson.say(ANA, Act(move="propose", values={"1": "1", "2": "1", "3": "1"}))
        assert "The class is paused. Nothing is lost" in text(refused)
        assert "Edit again" in presses(refused)
        assert "has paused the class" in text(await lesson.say(ANA, OpenDesk()))
        assert "Paused by the instructor" in text(await lesson.board(await lesson.session()))
        assert (await lesson.say(TEACHER, Extend(minutes=2, number=2))).ok
        assert (await lesson.say(TEACHER, presses(paused)["Resume"].request)).ok
        assert (await lesson.say(TEACHER, Resume())).refused == "illegal"
        assert [await left(lesson, 1), await left(lesson, 2)] == [before[0], before[1] + 2 * MINUTE]
        assert "It has not been sent." in text(await lesson.say(ANA, OpenDesk()))


async def test_who_leaves_during_a_pause_closes_nothing_before_it_ends(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        await lesson.say(ANA, Act(move=await warm_up(lesson), values={"1": "yes"}))
        await lesson.say(TEACHER, Pause())
        await lesson.say(BO, LeaveGame())
        paused = (await lesson.tables())[0].phase
        await lesson.say(TEACHER, Resume())
        (table,) = await lesson.tables()
        assert (paused, table.phase) == ("check", "r1.talk"), "Ana had answered, so nobody is waited for any more"


async def test_minutes_are_added_for_one_table_or_for_all(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("treaty-table", CLASS)
        before = [await left(lesson, 1), await left(lesson, 2)]
        assert "Table 2 has 1 min more." in text(await lesson.say(TEACHER, Extend(number=2)))
        assert "Everybody has 3 min more." in text(await lesson.say(TEACHER, Extend(minutes=3)))
        assert [await left(lesson, 1), await left(lesson, 2)] == [before[0] + 3 * MINUTE, before[1] + 4 * MINUTE]
        assert (await lesson.say(TEACHER, Extend(number=3))).refused == "not_a_move"


async def test_advance_names_who_is_missing_and_a_stale_button_advances_nothing(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        move = await warm_up(lesson)
        seats = await lesson.seats()
        await lesson.say(seats["x"], Act(move=move, values={"1": "yes"}))
        button = presses(await lesson.say(TEACHER, ShowPanel()))["Advance anyway"]
        assert "Yavoria's negotiator" in button.confirm
        assert "Xandria" not in button.confirm
        done = text(await lesson.say(TEACHER, button.request))
        assert "Not waited for: table 1: Yavoria's negotiator" in done
        assert (await lesson.tables())[0].phase == "r1.talk"
        stale = await lesson.say(TEACHER, button.request)
        assert "That phase is over already" in text(stale)
        assert (await lesson.tables())[0].phase == "r1.talk"


async def test_a_void_table_counts_for_nothing_and_the_others_play_on(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("treaty-table", CLASS)
        void = await lesson.say(TEACHER, End(number=1))
        assert "Table 1 is void" in text(void)
        assert (await lesson.say(TEACHER, End(number=1))).refused == "not_a_move"
        await lesson.play()
        assert [table.status for table in await lesson.tables()] == ["void", "over"]
        board = text(await lesson.board(await lesson.session()))
        assert "ended by the instructor; counts for nothing" in board
        cards = [text(await lesson.say(who, OpenDesk())) for who in CLASS]
        assert sum("it counts for nothing" in card for card in cards) == 2
        turned = await lesson.say(
            TEACHER, presses(await lesson.say(TEACHER, ShowPanel()))["Next page of the debrief"].request
        )
        assert turned.ok


async def test_a_class_that_is_cut_short_is_still_debriefed_unless_all_tables_are_void(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        for scenario in ("ratify-or-revert", "treaty-table"):
            await lesson.deal(scenario, CLASS)
            await lesson.play(steps=6)
            ended = await lesson.say(TEACHER, End())
            page = await lesson.say(TEACHER, presses(ended)["Open the debrief"].request)
            assert page.ok, text(page)
            assert "Debrief 1 of" in text(await lesson.page(await lesson.session()))
        await lesson.deal("ratify-or-revert", CLASS)
        await lesson.say(TEACHER, End(number=1))
        page = await lesson.say(
            TEACHER, presses(await lesson.say(TEACHER, ShowPanel()))["Next page of the debrief"].request
        )
        assert "No table of" in text(page)


async def test_who_has_half_as_much_time_again_may_finish_and_the_others_may_not(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.say(TEACHER, ChangeSection(person="Cy", extra=150))
        await lesson.deal(students=CLASS)
        move = await warm_up(lesson)
        answer = Act(move=move, values={"1": "yes"})
        whole = await left(lesson)
        await lesson.say(TEACHER, Pause())
        await lesson.let_pass(10 * MINUTE)
        await lesson.say(TEACHER, Resume())
        await lesson.say(ANA, answer)
        await lesson.let_pass(whole)
        (table,) = await lesson.tables()
        assert table.late
        assert await left(lesson) == whole // 2, "the pause is not a part of the time that grows"
        assert (table.waiting, table.done) == (1, 0), "only Cy is waited for"
        refused = await lesson.say(BO, answer)
        assert "those with extra time are finishing" in text(refused)
        await lesson.let_pass(whole // 2 - 1)
        assert (await lesson.say(CY, answer)).ok
        assert (await lesson.tables())[0].phase == "r1.talk", "and then nobody is waited for any more"


async def test_extra_time_that_changes_while_it_is_used_is_counted_anew(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.say(TEACHER, ChangeSection(person="Cy", extra=150))
        await lesson.deal(students=CLASS)
        answer = Act(move=await warm_up(lesson), values={"1": "yes"})
        await lesson.let_pass(await left(lesson))
        await lesson.say(TEACHER, ChangeSection(person="Bo", extra=200))
        (table,) = await lesson.tables()
        assert (table.waiting, table.done) == (2, 0), "Bo is waited for too"
        assert (await lesson.say(BO, answer)).ok
        assert (await lesson.tables())[0].phase == "check"
        await lesson.say(TEACHER, ChangeSection(person="Cy", extra=100))
        assert (await lesson.tables())[0].phase == "r1.talk", "nobody is waited for any more"


async def test_extra_time_ends_too(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.say(TEACHER, ChangeSection(person="Cy", extra=200))
        await lesson.deal(students=CLASS)
        whole = await left(lesson)
        await lesson.let_pass(whole)
        assert (await lesson.tables())[0].late
        assert (await lesson.say(TEACHER, Extend(minutes=1))).ok
        (table,) = await lesson.tables()
        assert (table.late, table.waiting) == (False, 4), "a minute for everybody is for everybody"
        await lesson.let_pass(whole + MINUTE)
        assert (await lesson.tables())[0].late
        await lesson.to_the_next_deadline()
        assert (await lesson.tables())[0].phase == "r1.talk"


async def test_nobody_waits_for_who_has_extra_time_and_is_done(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.say(TEACHER, ChangeSection(person="Cy", extra=150))
        await lesson.deal(students=CLASS)
        await lesson.say(CY, Act(move=await warm_up(lesson), values={"1": "yes"}))
        await lesson.to_the_next_deadline()
        assert (await lesson.tables())[0].phase == "r1.talk"


async def test_a_phase_of_days_ends_after_quiet_hours(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.say(TEACHER, ChangeSection(quiet="22:00-07:00", zone="Europe/Athens"))
        session = await lesson.deal("ratify-or-revert", [ANA, BO], minutes=5_000)
        assert session.pace == round(100 * 5_000 / 15)
        await lesson.say(TEACHER, Advance())
        (table,) = await lesson.tables()
        assert table.deadline is not None
        due = datetime.fromtimestamp(table.deadline / 1000, ZoneInfo("Europe/Athens"))
        assert f"{due:%A %H:%M:%S}" == "Tuesday 07:00:00", "not at twenty to four in the night"


@pytest.mark.parametrize(
    ("hours", "end"),
    [(13, "21:00"), (14, "07:00"), (22, "07:00"), (23, "07:00"), (24, "08:00")],
)
def test_a_deadline_inside_quiet_hours_moves_to_their_end(hours: int, end: str) -> None:
    section = Section(id="s", workspace="w", name="", code="", quiet_from=22 * 60, quiet_to=7 * 60, at=MONDAY)
    due = timing.deadline(0, MONDAY, hours * 60 * MINUTE, section)
    assert f"{datetime.fromtimestamp(MONDAY.timestamp() + due / 1000, UTC):%H:%M}" == end


def test_a_phase_that_people_sit_through_knows_no_quiet_hours() -> None:
    section = Section(id="s", workspace="w", name="", code="", quiet_from=0, quiet_to=1439, at=MONDAY)
    assert timing.deadline(5, MONDAY, 10 * MINUTE, section) == 5 + 10 * MINUTE
    assert timing.deadline(5, MONDAY, 10 * MINUTE, None) == 5 + 10 * MINUTE


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-3, "0 s"), (0, "0 s"), (1, "1 s"), (59, "59 s"), (60, "1 min"), (61, "1 min 1 s"), (90, "1 min 30 s"),
        (599, "9 min 59 s"), (629, "10 min"), (3_600, "1 h"), (5_400, "1 h 30 min"), (36_000, "10 h"),
        (86_400, "1 day"), (108_000, "1 day 6 h"), (172_800, "2 days"), (864_000, "10 days"), (86_399, "24 h"),
    ],
)  # fmt: skip
def test_lengths_are_told_as_people_say_them(seconds: int, words: str) -> None:
    assert timing.duration(seconds * 1000) == words


@given(st.integers(0, 40 * 86_400_000))
def test_a_length_in_words_is_true_to_a_tenth(milliseconds: int) -> None:
    sizes = {"s": 1, "min": 60, "h": 3_600, "day": 86_400, "days": 86_400}
    parts = timing.duration(milliseconds).split()
    told = sum(int(number) * sizes[unit] for number, unit in zip(parts[::2], parts[1::2], strict=True))
    assert abs(told * 1000 - milliseconds) <= max(500, milliseconds / 10)


async def test_ready_and_notes_wait_too_while_the_class_is_paused(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal(students=[ANA, BO])
        await lesson.say(TEACHER, Advance())
        await lesson.say(TEACHER, Pause())
        assert (await lesson.say(ANA, Ready())).refused == "illegal"
        seats = await lesson.seats()
        assert (await lesson.say(seats["x"], SendNote(to="y", text="Later?"))).ok, "talking binds nobody"
