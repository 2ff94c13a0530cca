"""The service stops in mid round and starts again on the same file."""

from pathlib import Path

from core.requests.game import Act, Advance, OpenDesk, Pause, Resume
from core.rows import Draft, Entry, SealedMove
from tests.desk import TEACHER, text
from tests.hall import MINUTE, SECOND, Lesson, as_typed, crowd

CLASS = crowd(12)


async def test_a_class_goes_on_where_it_stopped_and_every_phase_closes_once(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("ratify-or-revert", CLASS)
        while {table.phase for table in await lesson.tables()} != {"r1.final"}:
            await lesson.play(steps=1)
        half = [(sitting.who, as_typed(sitting)) for sitting in await lesson.sittings()][::2]
        assert all(reply.ok for reply in await lesson.together(half))
        tables, seats = await lesson.tables(), await lesson.seats()
        assert all(0 < table.done < table.waiting for table in tables)
        desk = text(await lesson.say(seats["x"], OpenDesk()))
        before = lesson.dump()
        await lesson.restart(0)
        assert lesson.dump() == before
        assert text(await lesson.say(seats["x"], OpenDesk())) == desk
        assert await lesson.tables() == tables
        await lesson.play()
        assert [table.status for table in await lesson.tables()] == ["over", "over"]
        assert await lesson.all_replays_agree()


async def test_a_deadline_that_passed_while_the_service_was_down_is_struck_at_once_and_once(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("ratify-or-revert", CLASS)
        tables = await lesson.tables()
        due = tables[0].deadline
        assert due is not None
        await lesson.restart(10 * MINUTE)
        late = lesson.service.clock.now() - due
        assert 0 < late <= 10 * MINUTE
        assert await lesson.let_pass(0) == 2
        assert {table.phase for table in await lesson.tables()} == {"r1.talk"}
        assert await lesson.let_pass(0) == 0
        for table in tables:
            closes = [entry for entry in await lesson.rows(Entry, table=table.id) if entry.kind == "close"]
            assert len(closes) == 1
            assert closes[0].time == due + late


async def test_drafts_sealed_moves_and_a_pause_outlive_a_restart(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("treaty-table", CLASS[:2])
        seats = await lesson.seats()
        await lesson.say(seats["marden"], Act(move="answer", values={"1": "b"}))
        (before,) = await lesson.tables()
        assert before.deadline is not None
        left = before.deadline - lesson.service.clock.now()
        await lesson.say(TEACHER, Pause())
        await lesson.restart(60 * MINUTE)
        assert len(await lesson.rows(SealedMove, table=before.id)) == 1
        assert await lesson.let_pass(0) == 0
        await lesson.say(TEACHER, Resume())
        (after,) = await lesson.tables()
        assert after.deadline == lesson.service.clock.now() + left
        await lesson.say(TEACHER, Advance())
        await lesson.say(seats["oskar"], Act(move="propose", values={"1": "oops"}))
        await lesson.restart(SECOND)
        assert len(await lesson.rows(Draft)) == 1
        assert "It has not been sent." in text(await lesson.say(seats["oskar"], OpenDesk()))


async def test_a_wall_clock_set_back_during_a_restart_postpones_nothing(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("ratify-or-revert", CLASS[:6])
        (table,) = await lesson.tables()
        assert table.deadline is not None
        now = lesson.service.clock.now()
        await lesson.restart(-24 * 60 * MINUTE)
        assert lesson.service.clock.now() == now
        await lesson.let_pass(table.deadline - now)
        assert (await lesson.tables())[0].phase == "r1.talk"
