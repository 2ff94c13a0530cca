"""Moves, open and sealed: hidden until the close, changeable till then, never lost by a refusal, made once."""

from collections.abc import Mapping
from pathlib import Path

from core.blocks import Fill
from core.command import Who
from core.game import PUBLIC
from core.requests.game import (
    Act,
    Advance,
    LeaveGame,
    OpenDesk,
    OpenForm,
    Ready,
    SaveDraft,
    ShowPanel,
    ShowStatus,
    Substitute,
)
from core.rows import Draft, Entry, Once, SealedMove
from tests.desk import TEACHER, presses, text
from tests.hall import Lesson, crowd, filled

ANA, BO, CY, DEE, ELI, FAY, GUS, HANA = CLASS = crowd(8)
IVO = crowd(9)[8]


async def at(lesson: Lesson, phase: str, students: tuple[Who, ...] = CLASS) -> Mapping[str, Who]:
    """Deal one table of Ratify or Revert and let the instructor advance to a phase; return who sits where."""
    names = ", ".join(who.name for who in students)
    await lesson.deal(students=students, groups=names)
    while (await lesson.tables())[0].phase != phase:
        if (await lesson.tables())[0].phase == "r1.final":
            seats = await lesson.seats()
            await lesson.say(seats["x"], Act(move="final", values={"1": "40"}))
            await lesson.say(seats["y"], Act(move="final", values={"1": "40"}))
        assert (await lesson.say(TEACHER, Advance())).ok
    return await lesson.seats()


async def test_a_sealed_move_may_be_changed_and_nobody_sees_it_before_the_close(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.final")
        (table,) = await lesson.tables()
        first = await lesson.say(seats["x"], Act(move="final", values={"share": "61"}))
        assert text(first).startswith("Sealed: Seal your final offer")
        changed = await lesson.say(seats["x"], Act(move="final", values={"share": "73"}))
        assert text(changed).startswith("Changed: ")
        (row,) = await lesson.rows(SealedMove, table=table.id)
        assert row.values == {"share": 73}
        assert (await lesson.tables())[0].done == 1, "changing counts once"
        mine = text(await lesson.say(seats["x"], OpenDesk()))
        assert "73" in mine
        assert "You may still change it." in mine
        others = [text(await lesson.say(who, OpenDesk())) for seat, who in seats.items() if seat != "x"]
        board, panel = await lesson.board(await lesson.session()), await lesson.say(TEACHER, ShowPanel())
        status = await lesson.say(seats["y"], ShowStatus())
        assert not any("73" in shown for shown in [*others, text(board), text(panel), text(status)])
        assert "Xandria's negotiator" not in text(status), "who has sealed is owed nothing"
        hall = await lesson.hall(table.id)
        assert "73" not in str(hall.position.state)
        assert hall.game.view(hall.position.state, PUBLIC)


async def test_a_phase_closes_early_with_the_last_sealed_move(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.final")
        for number, (seat, who) in enumerate(seats.items(), start=1):
            assert (await lesson.tables())[0].phase == "r1.final"
            move, value = ("final", "40") if seat in {"x", "y"} else ("predict", "60")
            assert (await lesson.say(who, Act(move=move, values={"1": value}))).ok, number
        assert (await lesson.tables())[0].phase == "r1.vote"


async def test_ready_is_taken_back_by_pressing_it_again(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.talk")
        press = presses(await lesson.say(seats["x"], OpenDesk()))["Ready"]
        assert (await lesson.say(seats["x"], press.request)).ok
        assert "Not ready after all" in presses(await lesson.say(seats["x"], OpenDesk()))
        back = await lesson.say(seats["x"], Ready())
        assert "You are no longer ready" in text(back)
        assert (await lesson.say(seats["y"], Ready())).ok
        (table,) = await lesson.tables()
        assert (table.phase, table.done, table.waiting) == ("r1.talk", 1, 2)
        await lesson.say(seats["x"], Ready())
        assert (await lesson.tables())[0].phase == "r1.final"
        stale = await lesson.say(seats["x"], press.request)
        assert "That card is from an earlier phase. The table is now at: Round 1: final offers." in text(stale)
        wrong = await lesson.say(seats["x"], Ready())
        assert "Nobody needs to press Ready" in text(wrong)


async def test_the_same_click_delivered_twice_has_one_effect_and_one_answer(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.talk")
        offer = Act(move="offer", values={"1": "55"})
        first = await lesson.say(seats["x"], offer, once="click-1")
        entries = len(await lesson.rows(Entry))
        assert text(await lesson.say(seats["x"], offer, once="click-1")) == text(first)
        assert len(await lesson.rows(Entry)) == entries
        await lesson.say(seats["x"], Ready(), once="click-2")
        await lesson.say(seats["x"], Ready(), once="click-2")
        assert (await lesson.tables())[0].done == 1, "the second delivery did not take Ready back"
        refused = await lesson.say(seats["x1"], Act(move="final", values={"1": "3"}), once="click-3")
        assert refused.refused == "illegal"
        await lesson.say(TEACHER, Advance())
        again = await lesson.say(seats["x1"], Act(move="final", values={"1": "3"}), once="click-3")
        assert text(again) == text(refused), "a refusal is kept under its delivery like a result"
        assert len([row for row in await lesson.rows(Once) if row.id.endswith("click-3")]) == 1


async def test_a_refused_value_keeps_the_draft_and_edit_again_opens_the_form_filled(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal("treaty-table", [ANA, BO])
        await lesson.say(TEACHER, Advance())
        refused = await lesson.say(ANA, Act(move="propose", values={"1": "1", "2": "nonsense", "3": "2"}))
        assert refused.refused == "not_a_move"
        assert "Your draft is kept." in text(refused)
        form = await lesson.say(ANA, presses(refused)["Edit again"].request)
        assert list(filled(form).values()) == ["1", "nonsense", "2"]
        assert text(refused).splitlines()[0] in text(form), "the form says what was wrong"
        desk = await lesson.say(ANA, OpenDesk())
        assert "nonsense. It has not been sent." in text(desk) or "nonsense;" in text(desk)
        assert (await lesson.say(ANA, Act(move="propose", values={"1": "1", "2": "1", "3": "2"}))).ok
        assert await lesson.rows(Draft) == (), "what was sent is no draft"


async def test_a_form_is_edited_field_by_field_on_a_card(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [ANA, BO]) as lesson:
        await lesson.deal("treaty-table", [ANA, BO])
        await lesson.say(TEACHER, Advance())
        (table,) = await lesson.tables()
        name = (await lesson.hall(table.id)).game.moves((await lesson.hall(table.id)).position.state, "marden")[0]
        assert name.name == "propose"
        field = name.fields[1].name
        saved = await lesson.say(ANA, SaveDraft(move="propose", field=field, value="3"))
        assert "Draft: " in text(saved)
        assert filled(saved)[field] == "3"
        wrong = await lesson.say(ANA, SaveDraft(move="propose", field=field, value="99"))
        assert wrong.refused == "not_a_move"
        assert filled(await lesson.say(ANA, OpenForm(move="propose")))[field] == "3", "the draft stands"
        assert (await lesson.say(ANA, SaveDraft(move="propose", field="colour", value="3"))).refused == "not_a_move"
        gone = await lesson.say(ANA, presses(await lesson.say(ANA, OpenDesk()))["Throw it away"].request)
        assert "The draft is gone." in text(gone)
        assert await lesson.rows(Draft) == ()


async def test_values_are_typed_by_name_or_in_order_and_moves_by_name_or_label(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.talk")
        (table,) = await lesson.tables()
        for ask in (
            Act(move="offer", values={"1": "51"}),
            Act(move="OFFER", values={"share": " 52 "}),
            Act(move="Make an offer", values={"1": "53 licences"}),
        ):
            assert (await lesson.say(seats["x"], ask)).ok
        shares = [offer.share for offer in (await lesson.hall(table.id)).position.state.offers if offer.seat == "x"]
        assert shares == [51, 52, 53]
        near = await lesson.say(seats["x"], Act(move="ofer", values={"1": "50"}))
        assert (near.refused, "Did you mean: offer?" in text(near)) == ("not_a_move", True)
        assert (await lesson.say(seats["x"], presses(near)["Run offer"].request)).ok
        many = await lesson.say(seats["x"], Act(move="offer", values={"1": "50", "2": "7"}))
        assert "takes one value; there is one too many" in text(many)
        unknown = await lesson.say(seats["x"], Act(move="offer", values={"colour": "red"}))
        assert (unknown.refused, "has no value called colour" in text(unknown)) == ("not_a_move", True)
        bare = await lesson.say(seats["x"], Act(move="offer"))
        assert any(isinstance(block, Fill) for block in bare.blocks), "a move without values opens its form"
        assert "you are Xandria's negotiator" in text(await lesson.say(seats["x"], Act()))
        far = await lesson.say(seats["x"], Act(move="zzz"))
        assert (far.refused, "You may: " in text(far)) == ("illegal", True)


async def test_a_form_pressed_in_an_earlier_phase_is_refused_helpfully_and_kept_where_it_still_fits(
    tmp_path: Path,
) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.talk")
        offer = Act(move="offer", values={"1": "55"}, phase="r1.talk")
        await lesson.say(TEACHER, Advance())
        refused = await lesson.say(seats["x"], offer)
        assert "That card is from an earlier phase" in text(refused)
        assert "Edit again" not in presses(refused), "there are no offers in this phase"
        await lesson.say(TEACHER, Advance())
        if (await lesson.tables())[0].phase == "r1.vote":
            await lesson.say(TEACHER, Advance())
        assert (await lesson.tables())[0].phase == "r2.talk"
        kept = await lesson.say(seats["x"], offer)
        assert filled(await lesson.say(seats["x"], presses(kept)["Edit again"].request))["share"] == "55"


async def test_a_standing_instruction_speaks_for_a_silent_seat_until_it_is_withdrawn(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.vote")
        voter = seats["x1"]
        voted = await lesson.say(voter, Act(move="vote", values={"1": "yes"}))
        assert voted.ok
        stands = await lesson.say(voter, presses(await lesson.say(voter, OpenDesk()))["Also when I am silent"].request)
        assert "It also speaks for you in later phases when you are silent." in text(stands)
        await lesson.say(TEACHER, Advance())
        await second_vote(lesson)
        sources = await ballots(lesson)
        assert (sources["x1"], sources["x2"]) == ("standing", "silence")


async def second_vote(lesson: Lesson) -> None:
    """Advance through the second round to its vote, and close it."""
    seats = await lesson.seats()
    while (await lesson.tables())[0].phase != "r2.vote":
        if (await lesson.tables())[0].phase == "r2.final":
            for side in ("x", "y"):
                await lesson.say(seats[side], Act(move="final", values={"1": "30"}))
        await lesson.say(TEACHER, Advance())
    await lesson.say(TEACHER, Advance())


async def ballots(lesson: Lesson) -> dict[str, str]:
    """Who supplied each ballot of the last round."""
    (table,) = await lesson.tables()
    state = (await lesson.hall(table.id)).position.state
    return {ballot.seat: ballot.source for ballot in state.results[-1].ballots}


async def test_a_standing_instruction_that_was_withdrawn_or_whose_seat_was_left_is_silent(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.vote")
        for seat in ("x1", "y1"):
            assert (await lesson.say(seats[seat], Act(move="vote", values={"1": "no"}, standing=True))).ok
        desk = await lesson.say(seats["x1"], OpenDesk())
        assert "Your standing instruction: vote" in text(desk)
        assert "withdrawn" in text(await lesson.say(seats["x1"], presses(desk)["Withdraw it"].request))
        assert (await lesson.say(seats["x1"], Act(standing=True))).refused == "illegal"
        await lesson.say(seats["y1"], LeaveGame())
        await lesson.say(TEACHER, Advance())
        await second_vote(lesson)
        sources = await ballots(lesson)
        assert (sources["x1"], sources["y1"]) == ("silence", "bot")


async def test_a_standing_instruction_does_not_speak_for_who_takes_the_seat_over(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, [*CLASS, IVO]) as lesson:
        seats = await at(lesson, "r1.vote")
        assert (await lesson.say(seats["y1"], Act(move="vote", values={"1": "no"}, standing=True))).ok
        await lesson.say(TEACHER, Advance())
        assert (await lesson.say(TEACHER, Substitute(number=1, seat="y1", person="Ivo"))).ok
        await second_vote(lesson)
        assert (await ballots(lesson))["y1"] == "silence"


async def test_an_open_move_cannot_stand(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        seats = await at(lesson, "r1.talk")
        refused = await lesson.say(seats["x"], Act(move="offer", values={"1": "50"}, standing=True))
        assert "cannot be left as a standing instruction" in text(refused)
        (table,) = await lesson.tables()
        assert not any(offer.seat == "x" for offer in (await lesson.hall(table.id)).position.state.offers)


async def test_who_is_not_at_a_table_is_told_how_to_get_to_one(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        for ask in (Act(move="offer"), Ready(), ShowStatus(), OpenForm(move="offer"), SaveDraft(move="offer")):
            assert "You are not at a table." in text(await lesson.say(ANA, ask))
        await lesson.deal("treaty-table", CLASS[:4])
        (one, two) = await lesson.tables()
        users = await lesson.seats(2)
        stranger = next(iter(users.values()))
        refused = await lesson.say(stranger, Act(move="propose", values={"1": "1"}, table=one.id))
        assert "You do not hold a seat at that table." in text(refused)
        assert two.number == 2
