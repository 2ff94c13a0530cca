"""Private notes: from whom to whom, switched off by the section, reported to the instructors."""

from pathlib import Path

from core.requests.game import End, OpenDesk, ReportNote, SendNote, ShowPanel
from core.requests.section import ChangeSection
from core.rows import Note, Person, Written
from tests.desk import TEACHER, presses, text
from tests.hall import Lesson, crowd

ANA, BO, CY, DEE = CLASS = crowd(4)


async def test_a_note_goes_from_one_seat_to_another_and_nobody_else_reads_it(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("ratify-or-revert", CLASS)
        seats = await lesson.seats()
        sent = await lesson.say(seats["x"], SendNote(to="yavoria's negotiator", text="55 to 45?"))
        assert "Note Xandria's negotiator → Yavoria's negotiator sent. It is on their desk." in text(sent)
        received = await lesson.say(seats["y"], OpenDesk())
        assert "Xandria's negotiator → Yavoria's negotiator: 55 to 45?" in text(received)
        assert {"Reply", "Report"} <= set(presses(received))
        mine = await lesson.say(seats["x"], OpenDesk())
        assert "55 to 45?" in text(mine)
        assert "Report" not in presses(mine), "one's own notes are not reported"
        for seat in ("x1", "y1"):
            assert "55 to 45?" not in text(await lesson.say(seats[seat], OpenDesk()))
        assert "55 to 45?" not in text(await lesson.board(await lesson.session()))
        assert "55 to 45?" not in text(await lesson.say(TEACHER, ShowPanel()))
        answer = presses(received)["Reply"]
        assert isinstance(answer.request, SendNote)
        assert answer.request.to == "x"
        replied = await lesson.say(seats["y"], SendNote(to=answer.request.to, text="No.", table=answer.request.table))
        assert "Yavoria's negotiator → Xandria's negotiator sent" in text(replied)


async def test_a_note_to_a_bot_to_oneself_or_to_nobody(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal(students=CLASS)
        seats = await lesson.seats()
        bot = await lesson.say(seats["x"], SendNote(to="Xandria's voter 3", text="Hello?"))
        assert "is held by a bot, which reads no notes" in text(bot)
        assert (await lesson.say(seats["x"], SendNote(to="x", text="Me?"))).refused == "not_a_move"
        assert (await lesson.say(seats["x"], SendNote(to="Zembla", text="You?"))).refused == "not_a_move"
        assert (await lesson.say(seats["x"], SendNote(to="voter", text="You?"))).refused == "ambiguous"
        assert (await lesson.say(seats["x"], SendNote(to="y", text="   "))).refused == "not_a_move"
        assert (await lesson.say(seats["x"], SendNote(to="y", text="x" * 501))).refused == "not_a_move"
        assert len(await lesson.rows(Note)) == 1


async def test_a_section_can_switch_notes_off(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.say(TEACHER, ChangeSection(notes=False))
        await lesson.deal(students=CLASS)
        seats = await lesson.seats()
        off = await lesson.say(seats["x"], SendNote(to="y", text="Hello?"))
        assert (off.refused, "Notes are switched off" in text(off)) == ("illegal", True)
        assert await lesson.rows(Written) == ()


async def test_a_reported_note_reaches_the_panel_with_the_senders_alias_also_after_the_end(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal(students=CLASS)
        seats = await lesson.seats()
        await lesson.say(seats["x"], SendNote(to="y", text="You are a fool."))
        (note,) = await lesson.rows(Note)
        for other in ("x", "x1"):
            assert (await lesson.say(seats[other], ReportNote(note.id))).refused == "not_allowed"
        report = presses(await lesson.say(seats["y"], OpenDesk()))["Report"]
        assert (await lesson.say(seats["y"], report.request)).ok
        users = {who.user: person for person, who in (await lesson.users()).items()}
        (sender,) = await lesson.rows(Person, id=users[seats["x"].user])
        told = f"Reported at table 1: Xandria's negotiator ({sender.alias}): You are a fool."
        assert told in text(await lesson.say(TEACHER, ShowPanel()))
        await lesson.say(TEACHER, End())
        assert told in text(await lesson.say(TEACHER, ShowPanel()))
        assert told not in text(await lesson.board(await lesson.session()))
