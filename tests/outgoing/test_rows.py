"""Rows of boards and letters, whatever befalls them in whatever order: never forgotten, never held for ever, never
sent a third time unless somebody knows how the last two sends ended or a person asks for it."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.outgoing import boards, letters
from core.outgoing.chat import ChatTrouble, Closed, Gone, Later, Unfit, Unsure
from core.outgoing.ends import LEASE_MS, MOST_TRIES, End, in_ms, pause_after
from core.rows import Binding, Board, Letter, Session
from tests.desk import MONDAY

TROUBLES: dict[str, ChatTrouble | None] = {
    "done": None, "gone": Gone("Deleted."), "closed": Closed("No right."), "later": Later(3.0),
    "unsure": Unsure("No answer."), "unfit": Unfit("Malformed."),
}  # fmt: skip
STEPS = st.lists(st.sampled_from([*TROUBLES, "change", "killed", "again", "time"]), max_size=40)


def a_board() -> Board:
    session = Session(
        id="s", workspace="w", section="c", kind="game", scenario="x", game="x", version=1, title="X", params={},
        seed="", status="lobby", started_by="", at=MONDAY,
    )  # fmt: skip
    return boards.new_board(session, "session", Binding(id="discord:w:c", workspace="w", section="c"), 0)


def a_letter() -> Letter:
    return Letter(
        id="note:n:p", workspace="w", section="c", session="s", person="p", kind="note", about="n",
        platform="discord", address="discord:w:p", due=0, at=MONDAY,
    )  # fmt: skip


def told(steps: Sequence[str]) -> tuple[Board, Counter[int]]:
    """Let a board go through some steps; return it, and by generation the posts of which nobody knows the end."""
    board, now, unknown = a_board(), 0, Counter[int]()
    for step in steps:
        now += 1_000
        if step == "time":
            now += 2 * LEASE_MS
        elif step == "change":
            board = boards.owed(board, now)
        elif step == "again":
            board = boards.again(board, now)
        elif board.due is not None and board.due <= now:
            generation, is_post = board.generation, not board.message
            board = boards.taken(board, now)
            if board.held:
                unknown[generation] += is_post and step in {"unsure", "killed"}
                board = _ended(board, step, now)
        check(board)
    return board, unknown


def _ended(board: Board, step: str, now: int) -> Board:
    if step == "killed" or (step == "gone" and not board.message):
        return board
    end = End(board.message or "m", board.wanted, "d", TROUBLES[step])
    return boards.after(board, end if step == "done" else End(board.message, board.wanted, "d", end.trouble), now)


def check(board: Board) -> None:
    assert board.shown <= board.wanted
    assert board.tries >= 0
    if board.held:
        assert board.due is not None, "whoever dies holding it is found out"
    elif board.wanted == board.shown:
        assert board.due is None or board.digest == "?" or not board.message, (
            "what is true rests, once it is known to be shown"
        )
    else:
        assert board.due is not None or board.trouble, "what is owed is done, or a person knows why not"
    assert boards.stuck(board) == (board.wanted > board.shown and board.due is None)


@given(STEPS)
def test_a_board_is_never_forgotten_and_no_post_is_made_a_third_time_unknowingly(steps: list[str]) -> None:
    _, unknown = told(steps)
    assert max(unknown.values(), default=0) <= MOST_TRIES


@given(STEPS)
def test_after_the_next_change_a_board_comes_to_show_what_is_wanted(steps: list[str]) -> None:
    board, _ = told([*steps, "change", "time", "again", "done", "time", "again", "done", "done"])
    assert (board.wanted, board.due, board.held, board.trouble) == (board.shown, None, False, "")


@given(st.lists(st.sampled_from([*TROUBLES, "killed"]), max_size=20))
def test_a_letter_is_sent_twice_at_most_and_comes_to_rest(steps: list[str]) -> None:
    letter, now, unknown = a_letter(), 0, 0
    for step in steps:
        now += 2 * LEASE_MS
        if letter.due is None:
            break
        letter = letters.taken(letter, now)
        if letter.held and step == "killed":
            unknown += 1
        elif letter.held:
            unknown += step == "unsure"
            letter = letters.after(letter, End("m" if step == "done" else "", trouble=TROUBLES[step]), now)
        assert (letter.due is None) == (letter.status != "waiting")
    assert unknown <= MOST_TRIES


def test_a_letter_with_nothing_left_to_say_is_dropped() -> None:
    assert letters.after(letters.taken(a_letter(), 0), End(), 0).status == "dropped"


def test_names_of_messages_fit_every_platform_and_change_with_the_message() -> None:
    board = a_board()
    anew = boards.after(boards.taken(board, 0), End(trouble=Gone("Deleted.")), 0)
    names = {boards.nonce(board), boards.nonce(anew), letters.nonce(a_letter())}
    assert len(names) == 3
    assert all(len(name) <= 25 and name.isalnum() for name in names)


@pytest.mark.parametrize(("tries", "pause"), [(1, 2_000), (2, 4_000), (5, 32_000), (6, 60_000), (90, 60_000)])
def test_pauses_grow_to_a_minute(tries: int, pause: int) -> None:
    assert pause_after(tries) == pause


@pytest.mark.parametrize(
    ("seconds", "milliseconds"), [(0.0, 0), (-3.0, 0), (0.0001, 1), (7.5, 7_500), (1e9, 3_600_000)]
)
def test_a_wait_that_a_platform_asks_for_is_rounded_up_and_bounded(seconds: float, milliseconds: int) -> None:
    assert in_ms(seconds) == milliseconds


@pytest.mark.parametrize("mishap", ["unsure", "killed"])
def test_an_edit_that_may_have_arrived_is_made_again_though_the_board_looks_as_it_did_before_it(mishap: str) -> None:
    posted = boards.after(boards.taken(a_board(), 0), End("m", seen=1, digest="two in the lobby"), 100)
    edited = boards.taken(boards.owed(posted, 200), 200)  # somebody joins: an edit to "three in the lobby" is sent
    if mishap == "unsure":
        edited = boards.after(edited, End("m", seen=2, digest="three in the lobby", trouble=Unsure("No answer.")), 300)
    assert edited.due is not None
    again = boards.taken(boards.owed(edited, 400), edited.due)  # and leaves: "two in the lobby" is drawn
    assert again.held
    assert again.digest != "two in the lobby"
