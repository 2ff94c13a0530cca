"""At most one message too many: broken connections, processes that die before they record, two processes at once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.outgoing import boards
from core.outgoing.chat import Later
from core.outgoing.delivery import Delivery
from core.outgoing.ends import LEASE_MS, MOST_TRIES
from core.requests.game import JoinGame, PostAgain, SendNote, ShowPanel
from core.rows import Board, Letter
from tests.desk import TEACHER, text
from tests.hall import SECOND, Lesson
from tests.outgoing.chatroom import AFTER, BEFORE, Chatroom
from tests.outgoing.class_outside import CLASS, Outside, outside

ANA, BO, *_ = CLASS
DAY = 86_400 * SECOND


async def test_a_post_whose_answer_is_lost_is_made_once_more_and_one_message_is_followed(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        o.chat.troubles.append(AFTER)
        await o.lesson.lobby()
        await o.later(5)
        assert len(o.channel) == 2, "this platform cannot tell a repeat: one too many"
        assert len({message.nonce for message in o.channel}) == 1
        await o.lesson.say(ANA, JoinGame())
        await o.later(2)
        assert [len(message.said) for message in o.channel] == [1, 2]


async def test_where_the_platform_can_tell_a_repeat_there_is_none_too_many(tmp_path: Path) -> None:
    async with outside(tmp_path, chat=Chatroom(tells_repeats=True)) as o:
        o.chat.troubles.append(AFTER)
        await o.lesson.lobby()
        await o.later(5)
        assert (len(o.channel), o.chat.sends) == (1, 2)


async def test_a_repeat_that_finds_the_first_post_brings_it_up_to_date(tmp_path: Path) -> None:
    async with outside(tmp_path, chat=Chatroom(tells_repeats=True)) as o:
        o.chat.troubles.append(AFTER)
        await o.lesson.lobby()
        await o.tend()
        await o.lesson.say(ANA, JoinGame())
        await o.later(5)
        (board,) = o.channel
        assert "In the lobby: 1" in board.text
        assert o.chat.sends == 3, "the post, its repeat, and an edit"


async def test_after_two_answers_that_never_came_a_person_decides(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        o.chat.troubles.extend([AFTER, BEFORE])
        session = await o.lesson.lobby()
        await o.later(60)
        assert (len(o.channel), o.chat.sends) == (1, 3), "two posts, and a letter to the instructor"
        assert "Nobody knows whether the board was posted" in text(await o.lesson.say(TEACHER, ShowPanel()))
        assert "Look whether the channel shows it" in o.told(TEACHER)[0].text
        assert (await o.lesson.say(TEACHER, PostAgain(session.id))).ok
        await o.later(2)
        assert len({message.nonce for message in o.channel}) == 2, "what is asked for anew is another message"


async def test_an_edit_whose_answer_is_lost_is_repeated_until_it_is_known_to_be_there(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.tend()
        o.chat.troubles.extend([BEFORE, AFTER, BEFORE])
        await o.lesson.say(ANA, JoinGame())
        await o.later(20)
        (board,) = o.channel
        assert "In the lobby: 1" in board.text
        assert (await o.board()).due is None


async def test_a_process_killed_between_sending_and_recording_leaves_one_message_too_many_at_most(
    tmp_path: Path,
) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await _killed_after_sending(o)
        assert len(o.channel) == 1
        await o.later(LEASE_MS // SECOND - 2)
        assert o.chat.sends == 1, "its lease has not run out"
        await o.later(5)
        assert o.chat.sends == 3, "posted again, and edited, since the platform may have found the first by its name"
        await o.lesson.say(ANA, JoinGame())
        await o.later(2)
        assert "In the lobby: 1" in o.channel[-1].text
        assert len(o.channel) == 2


async def test_whoever_has_the_file_alone_does_not_wait_for_a_dead_process(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.tend()
        await o.lesson.say(ANA, JoinGame())
        await o.lesson.let_pass(SECOND)
        await _killed_after_sending(o)
        await o.lesson.say(BO, JoinGame())
        await o.tend()
        assert "In the lobby: 2" not in o.channel[0].text, "the dead one may be alive, for all that others know"
        await o.delivery.take_over()
        await o.later(2)
        (board,) = o.channel
        assert "In the lobby: 2" in board.text
        assert not (await o.board()).held


async def test_a_board_that_was_taken_while_the_clock_was_days_ahead_is_not_held_for_days(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.tend()
        await o.lesson.say(ANA, JoinGame())
        await o.lesson.restart(2 * DAY)
        await _killed_after_sending(o)
        await o.lesson.restart(-2 * DAY)
        o.delivery = o.another()
        await o.delivery.take_over()
        await o.later(2)
        board = await o.board()
        assert (board.held, board.due, board.shown) == (False, None, board.wanted)


async def test_taking_over_leaves_alone_what_waits_for_other_reasons(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        o.chat.troubles.append(Later(20.0))
        await o.lesson.lobby()
        await o.tend()
        waits = await o.board()
        await o.delivery.take_over()
        assert await o.board() == waits
        await o.later(10)
        assert o.channel == []


async def test_a_process_killed_twice_in_the_same_place_has_a_person_decide(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        for _ in range(2):
            await _killed_after_sending(o)
            await o.lesson.let_pass(LEASE_MS)
        await o.later(2)
        assert len(o.channel) == 2
        assert "Nobody knows whether the board was posted" in (await o.board()).trouble


async def test_a_restart_in_mid_game_goes_on_with_the_same_message(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.tend()
        await o.lesson.say(ANA, JoinGame())
        await o.lesson.restart(30 * SECOND)
        o.delivery = o.another()
        await o.later(2)
        (board,) = o.channel
        assert "In the lobby: 1" in board.text


async def test_a_stop_lets_what_is_on_its_way_arrive_and_records_it(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        answered = asyncio.Event()
        o.chat.hold = answered.wait
        await o.delivery.look()
        stopping = asyncio.ensure_future(o.delivery.stop())
        await asyncio.sleep(0)
        answered.set()
        await stopping
        assert (await o.board()).message
        assert (await o.board()).tries == 0


async def test_a_stop_in_the_middle_of_taking_gives_back_what_was_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.outgoing.delivery._GOODBYE_S", 60.0)  # however long a busy server takes to take it
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        looking = asyncio.ensure_future(o.delivery.look())
        await asyncio.sleep(0)
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        await o.delivery.stop()
        board = await o.board()
        assert (o.chat.sends, board.held, board.tries, board.claims) == (0, False, 0, 1)
        await o.another().tend()
        assert len(o.channel) == 1


@asynccontextmanager
async def second_process(o: Outside) -> AsyncIterator[Delivery]:
    """Run another service on the same file, which delivers on the same chat."""
    other = Lesson(o.lesson.path, seed=9)
    other.ticks = o.lesson.ticks
    await other.open()
    async with other:
        yield Delivery(other.service, [o.chat])


async def looked_at_by_both(folder: Path) -> int:
    """Let a second process look while the first one's post is on its way; return how often the board was posted."""
    async with outside(folder) as o, second_process(o) as second:
        await o.lesson.lobby()
        answered = asyncio.Event()
        o.chat.hold = answered.wait
        await o.delivery.look()
        await second.look()
        answered.set()
        await asyncio.gather(o.delivery.tend(), second.tend())
        return len(o.channel)


async def test_a_board_that_one_process_is_posting_is_left_alone_by_the_other(tmp_path: Path) -> None:
    assert await looked_at_by_both(tmp_path) == 1


async def test_two_processes_that_deliver_at_the_same_moments_post_it_once_and_keep_it_true(tmp_path: Path) -> None:
    async with outside(tmp_path) as o, second_process(o) as second:
        await o.lesson.lobby()
        for n in range(13):
            await o.lesson.say(CLASS[n % 6], JoinGame())
            await asyncio.gather(o.delivery.tend(), second.tend())
            await o.lesson.let_pass(SECOND // 2)
        await o.later(2)
        (board,) = o.channel
        assert "In the lobby: 1" in board.text


async def test_a_process_that_wakes_after_its_lease_changes_nothing_that_is_no_longer_its_own(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        asleep = asyncio.Event()
        o.chat.hold = asleep.wait
        await o.delivery.look()
        await o.lesson.let_pass(LEASE_MS)
        o.chat.hold = None
        await o.another().tend()
        asleep.set()
        await o.tend()
        board = await o.board()
        assert (len(o.channel), board.claims) == (2, 3)
        await o.lesson.say(ANA, JoinGame())
        await o.later(2)
        assert sorted(len(message.said) for message in o.channel) == [1, 3], "one of them is followed"


class TestThePlantedFaults:
    """Each of these breaks the promise, and the stories above notice."""

    async def test_no_lease(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        sound = boards.taken

        def never_held(board: Board, now: int) -> Board:
            taken = sound(board, now)
            return replace(taken, due=now) if taken.held else taken

        monkeypatch.setattr(boards, "taken", never_held)
        assert await looked_at_by_both(tmp_path) == 2

    async def test_recording_before_sending(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        sound = boards.taken
        monkeypatch.setattr(
            boards, "taken", lambda b, now: replace(sound(b, now), shown=b.wanted, held=False, due=None)
        )
        async with outside(tmp_path) as o:
            await o.lesson.lobby()
            await _killed_before_sending(o)
            await o.later(LEASE_MS // SECOND + 5)
            assert o.channel == [], "the class would never see it"

    async def test_attempts_that_are_not_counted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        sound = boards.taken
        monkeypatch.setattr(boards, "taken", lambda b, now: replace(sound(b, now), tries=1))
        async with outside(tmp_path) as o:
            o.chat.troubles.extend([AFTER] * 4)
            await o.lesson.lobby()
            await o.later(30)
            assert len(o.channel) > MOST_TRIES

    async def test_marks_that_are_lost_while_a_board_is_drawn(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("core.outgoing.following.owed", lambda b, now: b if b.held else boards.owed(b, now))
        async with outside(tmp_path) as o:
            await self._changed_while_it_is_sent(o)
            assert "In the lobby: 0" in o.channel[0].text

    async def test_marks_are_not_lost_while_a_board_is_drawn(self, tmp_path: Path) -> None:
        async with outside(tmp_path) as o:
            await self._changed_while_it_is_sent(o)
            assert "In the lobby: 1" in o.channel[0].text

    async def _changed_while_it_is_sent(self, o: Outside) -> None:
        await o.lesson.lobby()
        answered = asyncio.Event()
        o.chat.hold = answered.wait
        await o.delivery.look()
        await o.lesson.say(ANA, JoinGame())
        answered.set()
        await o.later(3)


ENDS = st.lists(st.sampled_from([None, None, BEFORE, AFTER, "later", "killed"]), max_size=12)
ANYWHERE = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(ends=ENDS, seed=st.integers(0, 99))
@ANYWHERE
def test_whatever_happens_to_sends_nobody_reads_the_same_three_times(
    tmp_path: Path, ends: list[str | None], seed: int
) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder:
        assert asyncio.run(most_copies(Path(folder), ends, Random(seed))) <= MOST_TRIES


@pytest.mark.slow
@given(ends=ENDS, seed=st.integers(0, 99))
@settings(ANYWHERE, max_examples=100)
def test_whatever_happens_a_hundred_times(tmp_path: Path, ends: list[str | None], seed: int) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder:
        assert asyncio.run(most_copies(Path(folder), ends, Random(seed))) <= MOST_TRIES


async def most_copies(folder: Path, ends: list[str | None], chance: Random) -> int:
    """Let sends end in these ways; return how often the same message was read, once nothing is owed any more."""
    async with outside(folder, CLASS[:2]) as o:
        await o.lesson.deal(students=CLASS[:2])
        seats = await o.lesson.seats()
        await o.lesson.say(seats["x"], SendNote(to="y", text="Now or never?"))
        for end in ends:
            if end == "killed":
                await _killed_after_sending(o)
                await o.lesson.let_pass(LEASE_MS)
            else:
                o.chat.troubles.append(Later(1.0) if end == "later" else end)
                await o.later(chance.randint(1, 3))
        o.chat.troubles.clear()
        for _ in range(4):
            await o.lesson.let_pass(LEASE_MS)
            await o.tend()
        owed: list[Board | Letter] = [*await o.boards(), *await o.letters()]
        assert all(row.due is None for row in owed)
        assert all(row.wanted == row.shown or row.trouble for row in await o.boards())
        return max(Counter((m.address, m.nonce) for m in o.chat.messages.values()).values())


async def _killed_after_sending(o: Outside) -> None:
    """Let a process take and send what is due, and die before it records anything."""
    dying = o.another()
    await dying.look()
    while dying._under_way:
        await asyncio.wait(dying._under_way.values())


async def _killed_before_sending(o: Outside) -> None:
    """Let a process take what is due, and die before it sends anything."""
    dying = o.another()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dying, "_begin", lambda _job: None)
        await dying.look()
