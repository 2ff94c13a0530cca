"""What one person is told by direct message: notes, reminders, and never what is no longer so."""

from pathlib import Path

from core.outgoing.chat import Closed
from core.requests.game import Act, Advance, End, Extend, LeaveGame, OpenDesk, Pause, Practice, Ready, Resume, SendNote
from core.requests.section import ChangeMe, ChangeSection
from core.rows import Table, Written
from core.striker import tidy
from tests.desk import TEACHER, presses, text
from tests.hall import MINUTE, SECOND
from tests.outgoing.class_outside import CLASS, Outside, outside


async def test_a_note_is_told_to_who_holds_the_receiving_seat_and_to_nobody_else(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.deal(students=CLASS)
        seats = await o.lesson.seats()
        await o.lesson.say(seats["x"], SendNote(to="y", text="55 to 45?"))
        await o.later(3)
        (letter,) = o.told(seats["y"])
        assert "Xandria's negotiator → Yavoria's negotiator: 55 to 45?" in letter.text
        assert {"Reply", "Report"} <= set(presses(letter.said[0]))
        assert [len(o.told(who)) for seat, who in seats.items() if seat != "y"] == [0] * 5
        assert "55" not in o.channel[0].text
        answer = presses(letter.said[0])["Reply"].request
        assert isinstance(answer, SendNote)
        replied = await o.lesson.say(seats["y"], SendNote(answer.to, "No.", answer.table), channel="")
        assert replied.ok, "a direct message is answered where it was read"
        assert [row.status for row in await o.letters()] == ["sent", "waiting"]


async def test_a_note_to_a_bot_is_told_to_nobody(tmp_path: Path) -> None:
    async with outside(tmp_path, CLASS[:2]) as o:
        await o.lesson.deal(students=CLASS[:2])
        seats = await o.lesson.seats()
        await o.lesson.say(seats["x"], SendNote(to="x1", text="Hello?"))
        assert await o.letters() == ()


async def test_closed_direct_messages_are_tried_once_and_the_desk_has_the_note(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.deal(students=CLASS)
        await o.later(1)
        seats = await o.lesson.seats()
        o.chat.always = Closed("Direct messages are switched off.")
        await o.lesson.say(seats["x"], SendNote(to="y", text="55 to 45?"))
        sends = o.chat.sends
        await o.later(20)
        assert o.chat.sends == sends + 1
        assert [row.status for row in await o.letters()] == ["closed"]
        assert "55 to 45?" in text(await o.lesson.say(seats["y"], OpenDesk()))


async def test_what_has_been_erased_or_is_over_is_never_told(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.deal(students=CLASS)
        seats = await o.lesson.seats()
        await o.lesson.say(seats["x"], SendNote(to="y", text="Erased."))
        (written,) = await o.lesson.rows(Written)
        await o.lesson.change(written, body="")
        await o.lesson.say(seats["x"], SendNote(to="x1", text="To who leaves."))
        await o.lesson.say(seats["x1"], LeaveGame())
        await o.later(2)
        assert o.told(seats["y"]) == o.told(seats["x1"]) == []
        await o.lesson.say(seats["x"], SendNote(to="y", text="Too late."))
        await o.lesson.say(TEACHER, End())
        await o.later(2)
        assert o.told(seats["y"]) == []
        assert {row.status for row in await o.letters()} == {"dropped"}


async def to_talks(o: Outside) -> Table:
    """Deal a table and go on to the talks, which close when the negotiators press Ready."""
    await o.lesson.deal(students=CLASS)
    await o.lesson.say(TEACHER, Advance())
    (table,) = await o.lesson.tables()
    assert table.phase == "r1.talk"
    assert table.deadline is not None
    return table


async def pass_two_thirds(o: Outside, table: Table) -> None:
    assert table.deadline is not None
    await o.lesson.let_pass((table.deadline - table.opened) * 2 // 3 + SECOND)
    await o.later(3)


async def test_who_holds_a_phase_up_is_reminded_once_when_a_third_is_left_and_others_are_not(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        table = await to_talks(o)
        seats = await o.lesson.seats()
        assert (await o.lesson.say(seats["x"], Ready(table.id, table.phase))).ok
        await o.lesson.let_pass(30 * SECOND)
        await o.tend()
        assert o.told(seats["y"]) == []
        await pass_two_thirds(o, table)
        (letter,) = o.told(seats["y"])
        assert "Round 1: talks closes, and waits for you" in letter.text
        assert "If you are silent" in letter.text
        assert "My desk" in presses(letter.said[0])
        assert sum(len(o.told(who)) for who in seats.values()) == 1
        await o.lesson.say(TEACHER, Extend(minutes=10))
        await o.later(20)
        await o.lesson.let_pass(9 * MINUTE)
        await o.later(3)
        assert len(o.told(seats["y"])) == 1, "once a phase"


async def test_at_a_treaty_those_who_have_not_signed_are_reminded_but_not_who_only_looks_on(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.deal("treaty-table", CLASS)
        await o.lesson.say(TEACHER, Advance())
        (table, *_) = await o.lesson.tables()
        assert table.phase == "talk-1"
        await pass_two_thirds(o, table)
        reminded = {row.person for row in await o.letters() if row.about == table.id}
        hall = await o.lesson.hall(table.id)
        unsigned = {place.person for place in hall.places if place.seat in hall.phase.waits_for}
        assert reminded == unsigned != set()


async def test_a_draft_or_a_wish_for_silence_keeps_reminders_away(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        table = await to_talks(o)
        seats = await o.lesson.seats()
        drafted = await o.lesson.say(seats["x"], Act(move="offer", values={"share": "a lot"}, table=table.id))
        assert "Your draft is kept." in text(drafted)
        await o.lesson.say(seats["y"], ChangeMe(reminders=False))
        await pass_two_thirds(o, table)
        assert await o.letters() == ()
        assert (await o.lesson.tables())[0].nudge is None


async def test_nobody_is_reminded_in_quiet_hours_but_after_them_if_there_is_time(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:  # it is eight in the morning
        await o.lesson.say(TEACHER, ChangeSection(quiet="07:00-08:30"))
        table = await to_talks(o)
        seats = await o.lesson.seats()
        await pass_two_thirds(o, table)
        assert o.told(seats["y"]) == []
        await o.lesson.say(TEACHER, Extend(minutes=120))
        await o.lesson.let_pass(81 * MINUTE)
        await o.later(3)
        assert len(o.told(seats["y"])) == 1


async def test_a_paused_class_is_reminded_of_nothing_and_one_that_goes_on_in_its_time(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        table = await to_talks(o)
        await o.lesson.say(TEACHER, Pause())
        await pass_two_thirds(o, table)
        assert await o.letters() == ()
        await o.lesson.say(TEACHER, Resume())
        await o.later(2)
        assert await o.letters() == ()
        await pass_two_thirds(o, table)
        assert {row.kind for row in await o.letters()} == {"nudge"}


async def test_a_reminder_that_comes_after_the_press_is_dropped(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        table = await to_talks(o)
        seats = await o.lesson.seats()
        assert table.deadline is not None
        await o.lesson.let_pass((table.deadline - table.opened) * 2 // 3 + SECOND)
        assert len(await o.letters()) == 2
        assert (await o.lesson.say(seats["y"], Ready(table.id, table.phase))).ok
        await o.later(3)
        assert [row.status for row in sorted(await o.letters(), key=lambda row: row.person)].count("dropped") == 1
        assert o.told(seats["y"]) == []
        assert len(o.told(seats["x"])) == 1


async def test_who_practises_is_not_reminded(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.say(CLASS[0], Practice())
        for _ in range(40):
            await o.lesson.let_pass(20 * SECOND)
        assert await o.letters() == ()


async def test_letters_are_forgotten_after_a_week(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.deal(students=CLASS)
        seats = await o.lesson.seats()
        await o.lesson.say(seats["x"], SendNote(to="y", text="55 to 45?"))
        await o.later(2)
        o.lesson.ticks.advance(7 * 24 * 60 * MINUTE - MINUTE)
        await tidy(o.lesson.service)
        assert len(await o.letters()) == 1
        o.lesson.ticks.advance(MINUTE)
        await tidy(o.lesson.service)
        assert await o.letters() == ()
