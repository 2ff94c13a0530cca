"""Custom ids: what a button carries comes back as it was, in a hundred characters, and an old one is told kindly."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord import ids
from bot.discord.ids import CODES, Unreadable, numbered, read, write
from bot.discord.limits import CUSTOM_ID, units
from bot.discord.press import Carrier, recalled
from bot.discord.seal import Seal
from bot.discord.thread import OpenThread
from bot.discord.touch import AnswerTo, Carried, Recall, Touch, Turn
from core.blocks import Choose, Press
from core.replies import Reply
from core.requests import Request
from core.requests.game import Act, OpenDesk, ShowDesk
from core.requests.section import ChangeSection
from tests.discord.requests import KINDS, any_request

ID = "01K9Z3MABCDEFGHJKMNP"
SNOWFLAKE = st.integers(1, 2**63 - 1).map(str)
MODES = st.sampled_from(["do", "form", "confirm", "sent"])
NAMES = st.lists(st.text(min_size=1, max_size=6), max_size=2).map(tuple)
SEALS = st.text("0123456789abcdef", min_size=12, max_size=12)
SOURCES = st.one_of(st.builds(AnswerTo, SNOWFLAKE, SEALS), st.just(ShowDesk(ID)))
DIGESTS = st.text("0123456789abcdef", min_size=10, max_size=10)
CARRIED: st.SearchStrategy[Carried] = st.one_of(
    st.builds(Touch, request=any_request(), mode=MODES, place=st.one_of(st.just(""), SNOWFLAKE), asks=NAMES),
    st.builds(Recall, source=SOURCES, digest=DIGESTS, mode=MODES, place=st.one_of(st.just(""), SNOWFLAKE)),
    st.builds(Turn, source=SOURCES, page=st.integers(0, 99), place=st.one_of(st.just(""), SNOWFLAKE)),
)


def test_every_request_that_people_make_has_its_own_two_letters() -> None:
    assert set(CODES.values()) == {*KINDS, OpenThread}
    assert all(len(code) == 2 for code in CODES)


def comes_back(carried: Carried, reader: Callable[[str], Carried] = read) -> None:
    custom_id = write(carried)
    if custom_id is not None:
        assert units(custom_id) <= CUSTOM_ID
        assert reader(custom_id) == carried
        again = numbered(custom_id, 3)
        assert again is None or reader(again) == carried


@given(CARRIED)
def test_what_is_written_is_read_back(carried: Carried) -> None:
    comes_back(carried)


def test_a_reader_that_takes_a_table_for_no_table_is_caught() -> None:
    """A planted fault: buttons that forget which table they belong to."""

    def forgetful(custom_id: str) -> Carried:
        carried = read(custom_id)
        return replace(carried, request=OpenDesk()) if isinstance(carried, Touch) else carried

    with pytest.raises(AssertionError):
        comes_back(Touch(request=OpenDesk(ID)), forgetful)


@given(any_request(), SNOWFLAKE)
def test_a_request_too_long_to_carry_is_recalled_from_the_answer_that_offered_it(request_: Request, once: str) -> None:
    custom_id = Carrier(Seal("a token").on("42", once)).of(request_)
    assert custom_id is not None
    carried = read(custom_id)
    if isinstance(carried, Recall):
        offered = Reply(blocks=(Choose((Press("That", request_), Press("My desk", OpenDesk()))),))
        found = recalled(offered, carried.digest)
        assert found is not None
        assert found.label == "That"
        assert recalled(Reply(blocks=(Choose((Press("My desk", OpenDesk()),)),)), carried.digest) is None


def test_a_move_of_a_long_table_fits_and_so_do_eight_of_its_values() -> None:
    move = Act(move="counter-offer", values={"share": "62"}, table=ID, phase="r1.talk")
    assert write(Touch(request=move)) is not None
    long = Act(move="propose", values={f"issue-{n}": "4" for n in range(12)}, table=ID, phase="talk-1")
    assert write(Touch(request=long)) is None
    assert Carrier(ShowDesk(ID)).of(long) is not None
    assert Carrier().of(long) is None, "without a card to recall it from there is no button, rather than a broken one"


@pytest.mark.parametrize("old", ["0dod", "join:4711", "", "2dod", "persistent_view:join"])
def test_a_button_of_another_version_is_told_what_to_do(old: str) -> None:
    with pytest.raises(Unreadable, match="earlier version of me"):
        read(old)


@pytest.mark.parametrize(
    "damaged", ["1", "1d", "1dzz", "1xod", "1dod~zx", "1dod~", "1dac~^9", "1r", "1rdx", "1p~", "1d@;od"]
)
def test_a_damaged_button_is_refused_in_words(damaged: str) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(damaged)


@given(st.text(max_size=100))
def test_no_custom_id_breaks_the_reader(text: str) -> None:
    with suppress(Unreadable):
        read(text)


def test_yes_no_and_not_said_are_three_things() -> None:
    for board in (True, False, None):
        wish = ChangeSection(board=board)
        assert read(write(Touch(request=wish)) or "") == Touch(request=wish)


def test_the_version_stands_first() -> None:
    assert (write(Touch(request=OpenDesk())) or "").startswith(ids.VERSION)
