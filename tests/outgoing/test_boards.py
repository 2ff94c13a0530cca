"""What the channel sees: a board that is posted once, follows the class, heals, and comes to rest."""

from pathlib import Path

from core.outgoing.chat import Closed, Later, Unfit
from core.requests.game import Advance, End, JoinGame, Pause, PostAgain, Practice, Resume, ShowPanel, TurnPage
from core.requests.quiz import StartQuiz
from core.requests.section import JoinSection
from core.rows import Section
from tests.desk import TEACHER, presses, student, text
from tests.hall import MINUTE, crowd
from tests.outgoing.class_outside import CLASS, POL_210, outside

ANA, BO, *_ = CLASS


async def test_the_channel_sees_a_lobby_that_fills_a_game_its_end_and_the_debrief(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        session = await o.lesson.lobby()
        await o.tend()
        (board,) = o.channel
        assert "In the lobby: 0" in board.text
        assert {"Join", "My desk"} <= set(presses(board.said[-1]))
        for who in CLASS:
            await o.lesson.say(who, JoinGame())
        await o.later(2)
        assert "In the lobby: 6" in board.text
        await o.lesson.say(TEACHER, Advance(session=session.id, phase="lobby"))
        await o.later(2)
        assert "Warm-up closes" in board.text
        await o.lesson.say(TEACHER, Pause())
        await o.later(2)
        assert "Paused by the instructor" in board.text
        await o.lesson.say(TEACHER, Resume())
        await o.lesson.play()
        await o.later(3)
        assert "The game is over." in board.text
        assert "Join" not in presses(board.said[-1])
        await o.lesson.say(TEACHER, TurnPage())
        await o.later(2)
        (_, debrief) = o.channel
        assert "Debrief 1 of" in debrief.text
        await o.lesson.say(TEACHER, TurnPage())
        await o.later(2)
        assert "Debrief 2 of" in debrief.text
        assert {"Debrief", "Quiz me on it"} <= set(presses(debrief.said[-1]))
        assert len(o.channel) == 2
        for row in await o.boards():
            assert (row.wanted == row.shown, row.due, row.held, row.tries, row.trouble) == (True, None, False, 0, "")
        sends = o.chat.sends
        await o.later(5)
        assert o.chat.sends == sends, "a finished board rests"


async def test_a_hundred_moves_in_a_moment_are_a_few_edits_and_the_last_one_is_true(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.tend()
        for n in range(102):
            await o.lesson.say(CLASS[n % 6], JoinGame())
            if n % 10 == 0:
                await o.lesson.let_pass(100)
                await o.tend()
        await o.later(2)
        (board,) = o.channel
        assert "In the lobby: 6" in board.text
        assert o.chat.sends <= 6


async def test_whoever_joins_the_section_during_a_lobby_is_counted_at_once(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.later(2)
        (section,) = await o.lesson.rows(Section)
        await o.lesson.say(student("Zora"), JoinSection(section.code))
        await o.later(2)
        assert "In the lobby: 0 of 7" in o.channel[0].text


async def test_what_looks_the_same_is_not_edited(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.later(2)
        await o.lesson.say(ANA, JoinGame())
        await o.lesson.say(ANA, JoinGame())
        await o.later(2)
        assert o.chat.sends == 1
        board = await o.board()
        assert board.wanted == board.shown > 1


async def test_a_board_that_somebody_deletes_is_posted_anew_and_followed_from_then_on(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.tend()
        (first,) = o.channel
        o.chat.delete_all()
        await o.lesson.say(ANA, JoinGame())
        await o.later(3)
        (second,) = o.channel
        assert "In the lobby: 1" in second.text
        assert second.nonce != first.nonce
        await o.lesson.say(BO, JoinGame())
        await o.later(2)
        assert o.channel == [second]
        assert "In the lobby: 2" in second.text


async def test_a_channel_that_is_closed_is_told_on_the_panel_and_to_the_instructor_and_tried_again_when_asked(
    tmp_path: Path,
) -> None:
    async with outside(tmp_path) as o:
        o.chat.troubles.append(Closed("I may not write there. Give me the right to send messages."))
        session = await o.lesson.lobby()
        await o.later(2)
        (letter,) = o.told(TEACHER)
        assert "The board on Discord: I may not write there. Give me the right to send messages." in letter.text
        panel = await o.lesson.say(TEACHER, ShowPanel())
        assert "I may not write there" in text(panel)
        assert "Try again" in presses(letter.said[0])
        for who in CLASS:
            await o.lesson.say(who, JoinGame())
        await o.later(10)
        assert o.channel == [], "nobody tries before somebody has mended it"
        assert o.chat.sends == 2
        assert (await o.lesson.say(TEACHER, presses(panel)["Try again"].request)).ok
        await o.later(1)
        (board,) = o.channel
        assert "In the lobby: 6" in board.text
        after = await o.lesson.say(TEACHER, ShowPanel())
        assert "I may not write there" not in text(after)
        assert "Try again" not in presses(after)
        nothing = await o.lesson.say(TEACHER, PostAgain(session.id))
        assert "Nothing waits to be posted" in text(nothing)


async def test_a_platform_that_asks_to_wait_is_left_alone_for_that_long(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        o.chat.troubles.append(Later(7.5))
        await o.lesson.lobby()
        await o.later(6)
        assert (o.channel, o.chat.sends) == ([], 1)
        await o.later(3)
        assert (len(o.channel), o.chat.sends) == (1, 2)


async def test_what_the_platform_finds_malformed_is_not_repeated_but_the_next_change_is_tried(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        o.chat.troubles.append(Unfit("The platform refused our message; error 1234ABCD."))
        await o.lesson.lobby()
        await o.later(5)
        assert (o.channel, o.chat.sends) == ([], 1)
        panel = await o.lesson.say(TEACHER, ShowPanel())
        assert "error 1234ABCD" in text(panel)
        assert "Try again" not in presses(panel)
        await o.lesson.say(ANA, JoinGame())
        await o.later(2)
        assert "In the lobby: 1" in o.channel[0].text
        assert "error 1234ABCD" not in text(await o.lesson.say(TEACHER, ShowPanel()))


async def test_a_live_quiz_has_a_board_and_practice_has_none(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.say(ANA, Practice())
        await o.later(2)
        assert (o.channel, await o.boards()) == ([], ())
        await o.lesson.say(TEACHER, StartQuiz(questions=1))
        await o.later(1)
        assert "Live quiz" in o.channel[0].text


async def test_a_channel_that_is_linked_in_mid_lesson_gets_the_board_too(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.deal(students=CLASS)
        await o.later(2)
        (section,) = await o.lesson.rows(Section)
        assert (await o.lesson.say(TEACHER, JoinSection(code=section.code), channel="pol-210-late")).ok
        await o.later(2)
        (late,) = o.chat.at(f"{TEACHER.workspace}:pol-210-late")
        assert late.text == o.channel[0].text
        assert len(await o.boards()) == 2


async def test_a_lobby_that_nobody_joins_says_so_and_one_of_yesterday_is_no_news(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        await o.tend()
        await o.lesson.let_pass(3 * MINUTE)
        await o.later(2)
        assert "Nobody played" in o.channel[0].text
        o.chat.mine = lambda _: False
        await o.lesson.lobby()
        await o.lesson.say(TEACHER, End())
        await o.lesson.let_pass(61 * MINUTE)
        o.chat.mine = lambda _: True
        await o.later(2)
        assert len(o.channel) == 1
        assert all(board.due is None for board in await o.boards())


async def test_of_more_tables_than_a_card_holds_the_channel_sees_how_many_are_where(tmp_path: Path) -> None:
    many = crowd(54)
    async with outside(tmp_path, many) as o:
        await o.lesson.deal("treaty-table", many)
        await o.later(1)
        (board,) = o.channel
        assert "Reading the card  27" in board.text
        await o.lesson.say(TEACHER, End())
        await o.later(2)
        assert "And 2 more tables: the debrief tells of all." in board.text


async def test_only_the_process_that_serves_a_channel_posts_there(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        o.chat.mine = lambda channel: channel != POL_210
        await o.lesson.lobby()
        await o.later(3)
        assert o.channel == []
        o.chat.mine = lambda channel: channel == POL_210
        await o.later(1)
        assert len(o.channel) == 1
