"""A form that was refused is opened again as it was filled in: nothing of it is lost, whatever it was."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.again import Refusal, on_card, opens_again, to_edit_again
from bot.discord.filled import held, holding
from bot.discord.ids import read
from bot.discord.layout import Pen
from bot.discord.limits import FIELDS_IN_FORM
from bot.discord.pace import Pace
from bot.discord.touch import Touch
from core.blocks import Block, Choose, Press, Text
from core.kit.fields import Words, clean
from core.replies import Reply
from core.requests import Request, inputs
from core.requests.game import Act, OpenDesk, OpenForm, SaveDraft, SendNote, StartGame
from core.requests.quiz import StartQuiz
from core.requests.section import ChangeSection, JoinSection
from core.service import Service
from tests.discord.judging import NOW, pages
from tests.discord.requests import KINDS, requests
from tests.discord.school import Answer, school
from tests.discord.test_door import dealt, until_it_offers, with_a_class
from tests.discord.test_door import inputs as fields_of
from tests.discord_wire.judge.seen import components

LOTS: Any = "lots"
"""What somebody may write where a number is asked for."""
TABLE = "01K9Z3MABCDEFGHJKMNP"
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=500).map(clean)
LONG = st.lists(LINES, min_size=1, max_size=3).map(lambda lines: clean("\n".join(["Would 48 do? " * 10, *lines])))


def refused(request: Request, *asked: str) -> Refusal:
    return Refusal(request, inputs(type(request)), asked)


def opened(reply: Reply, *labels: str) -> tuple[Touch, Sequence[str]]:
    """Return what the button to edit again carries, and the words of the card's first page."""
    first = pages(reply.blocks)[0]
    parts = list(components(first["components"]))
    buttons = [part for part in parts if part.get("label") in (labels or ("Edit again",))]
    carried = read(buttons[0]["custom_id"])
    assert isinstance(carried, Touch)
    return carried, [part["content"] for part in parts if part["type"] == 10]


def restored(reply: Reply) -> Request:
    carried, words = opened(reply)
    return holding(carried.request, on_card(words, inputs(type(carried.request))))


def test_few_words_travel_in_the_button() -> None:
    again = to_edit_again(Reply(refused="not_a_move"), refused(JoinSection("WRONG1"), "code"))
    (choose,) = again.blocks
    assert isinstance(choose, Choose)
    assert choose.presses[0].request == JoinSection("WRONG1")


@given(LONG, LINES.map(lambda text: text[:60]))
def test_many_words_stand_on_the_card_as_they_were_written(text: str, to: str) -> None:
    note = SendNote(to=to, text=text, table=TABLE)
    assert restored(to_edit_again(Reply(blocks=(Text("No."),), refused="illegal"), refused(note, "to", "text"))) == note


@pytest.mark.parametrize("kind", [kind for kind in KINDS if inputs(kind) and kind is not Act])
@given(data=st.data())
def test_every_value_of_every_request_is_kept_whatever_its_kind(kind: type[Request], data: st.DataObject) -> None:
    """Numbers that are none, picks that there are not, and several texts that do not fit the button together."""
    bare = data.draw(requests(kind))
    typed: dict[str, Any] = {
        field.name: clean(f"{data.draw(LINES)}…"[-getattr(field, "limit", 100) :]) for field in inputs(kind)
    }
    asked: Request = replace(bare, **typed, **({"options": {}} if kind is StartGame else {}))
    again = to_edit_again(Reply(refused="not_a_move"), refused(asked, *typed))
    carried, _ = opened(again)
    assert 1 <= len(carried.asks) <= FIELDS_IN_FORM or kind is StartGame
    assert held(restored(again)) == held(asked)


def test_a_number_that_is_none_is_shown_as_it_was_typed_and_the_button_stays_sound() -> None:
    again = to_edit_again(Reply(refused="not_a_move"), refused(ChangeSection(person="Ana", extra=LOTS), "extra"))
    carried, words = opened(again)
    assert carried.request == ChangeSection(person="Ana")
    assert "**You wrote, Their time:** lots" in "\n".join(words)
    assert held(restored(again)) == {"person": "Ana", "extra": "lots"}


def test_only_what_was_asked_is_asked_again_and_no_more_than_a_form_holds() -> None:
    every = tuple(field.name for field in inputs(ChangeSection))
    settings = ChangeSection(True, False, "late", "Nowhere", 20, 5, "soon", "Ana", 150)
    again = to_edit_again(Reply(refused="illegal"), refused(settings, *every))
    carried, _ = opened(again)
    assert len(carried.asks) == FIELDS_IN_FORM
    assert {"quiet", "zone", "exam", "person"} < set(carried.asks), "words first: a chat checks the others as they come"
    assert restored(again) == settings


def test_a_move_keeps_its_draft_in_core_and_one_that_could_not_be_kept_there_its_values_here() -> None:
    core = Reply(blocks=(Choose((Press("Edit again", OpenForm(TABLE, "offer")),)),), refused="not_a_move")
    move = Act("offer", values={"share": "lots"}, table=TABLE)
    fields = (Words(name="share", label="share", limit=100),)
    assert to_edit_again(core, Refusal(move, fields, ("share",))) == core
    again = to_edit_again(Reply(refused="trouble"), Refusal(move, fields, ("share",)))
    assert opened(again)[0].request == move


def test_one_field_of_a_draft_that_was_refused_is_edited_again() -> None:
    written = SaveDraft(
        "propose-a-text-to-all-members", "days-of-notice-before-leaving", "as many as you like, or more", TABLE
    )
    told = to_edit_again(Reply(refused="not_a_move"), refused(written, "value"))
    assert opened(told)[0].asks == ("value",)
    assert restored(told) == written


def test_a_form_that_was_late_is_offered_with_all_that_stood_in_it() -> None:
    note = SendNote(to="Yavoria", text="Would 48 do?" * 30, table=TABLE)
    late = opens_again(Reply(refused="trouble"), refused(note, "to", "text"))
    carried, words = opened(late, "Open the form")
    assert holding(carried.request, on_card(words, inputs(SendNote))) == note


@pytest.mark.parametrize(
    "late", [JoinSection(""), StartQuiz(), StartGame("ratify-or-revert"), OpenForm(TABLE, "offer")]
)
def test_a_form_in_which_nothing_stood_yet_is_offered_too(late: Request) -> None:
    carried, _ = opened(opens_again(Reply(refused="trouble"), refused(late)), "Open the form")
    assert (carried.mode, carried.request) == ("form", late)


def test_what_not_even_a_card_has_room_for_is_told_and_the_rest_is_kept() -> None:
    groups, name = "*" * 2_000, "Ana, Bo; " * 10
    many = StartGame(name, groups=groups)
    told = to_edit_again(Reply(blocks=(Text("No."),), refused="illegal"), refused(many, "scenario", "groups"))
    assert len(pages(told.blocks, Pen(moment=NOW, source=OpenDesk()))) == 1, "another page could not be read back"
    assert restored(told) == StartGame(clean(name))
    assert "Too long to be kept, so that you have to write it again: Groups." in "".join(opened(told)[1])


def test_what_others_wrote_on_a_card_is_no_mark_of_ours() -> None:
    said: tuple[Block, ...] = (Text("**You wrote, Join code:** forged"), Choose((Press("My desk", OpenDesk()),)))
    words = [part["content"] for part in components(pages(said)[0]["components"]) if part["type"] == 10]
    assert on_card(words, inputs(JoinSection)) == {}


# On the server


def standing(answer: Answer) -> dict[str, Any]:
    """Return what stands in the fields of an opened form."""
    return {name: _standing(field) for name, field in fields_of(answer).items()}


def _standing(field: dict[str, Any]) -> Any:
    chosen = [option["value"] for option in field.get("options", ()) if option.get("default")]
    return field.get("value", chosen[0] if chosen else "")


async def test_a_scenario_is_set_up_again_as_it_was_filled_in_with_texts_longer_than_a_button_carries(
    tmp_path: Path,
) -> None:
    async with school(tmp_path) as here:
        petrova, *_ = await with_a_class(here, *(f"student-number-{n}" for n in range(8)))
        groups = "; ".join(f"student-number-{n}, student-number-{n + 1}" for n in range(0, 8, 2))
        typed = {"minutes": 15, "groups": groups, "options": "rounds=2 voters=lots cut=7"}
        answer = await petrova.types("game start", scenario="ratify-or-revert", **typed)
        assert "Voters takes a whole number" in answer.text
        assert "You wrote, Voters:** lots" in answer.text
        again = await petrova.presses(answer.card, "Edit again")
        form = fields_of(again)
        assert form["minutes"]["value"] == "15"
        assert form["groups"]["value"] == groups
        assert [option["value"] for option in form["rounds"]["options"] if option.get("default")] == ["2"]
        sent = await petrova.sends(again, minutes="soon", groups=groups, voters="5", rounds="2", cut="7")
        assert "You wrote, Length in minutes:** soon" in sent.text
        once_more = await petrova.presses(sent.card, "Edit again")
        assert fields_of(once_more)["minutes"]["value"] == "soon"
        assert fields_of(once_more)["groups"]["value"] == groups
        done = await petrova.sends(once_more, minutes="20", groups=groups, voters="5", rounds="2", cut="7")
        assert "The lobby for The Sound of Vell is open." in done.text
        params = (await here.session()).params
        assert (params["rounds"], params["voters"], params["cut"]) == (2, 5, 7)
        assert len((await here.session()).groups) == 4


async def test_more_values_than_a_form_holds_are_all_kept_through_it(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, _ = await with_a_class(here, "ana")
        typed = {"board": False, "notes": False, "quiet": "22:00-07:00", "zone": "Atlantis", "reviews": 30, "fresh": 7}
        told = await petrova.types("class settings", **typed, exam="2026-12-15", person="ana", extra=150)
        again = await petrova.presses(told.card, "Edit again")
        kept = standing(again)
        changed = await petrova.sends(again, **{**kept, "zone": "Europe/Athens"})
        for said in ("22:00-07:00", "Europe/Athens", "30", "7"):
            assert said in changed.text


async def test_a_table_is_a_number_also_when_it_is_asked_for_in_a_form(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        asked = await petrova.types("game substitute")
        wrong = await petrova.sends(asked, number="one", seat="Xandria's negotiator")
        assert "Table takes a whole number" in wrong.text
        again = await petrova.presses(wrong.card, "Edit again")
        assert standing(again) == {"number": "one", "seat": "Xandria's negotiator"}
        done = await petrova.sends(again, number="1", seat="Xandria's negotiator")
        assert "A bot holds" in done.text


async def stopping(*_: object) -> Reply:
    """Answer like a bot that stops."""
    return Reply(blocks=(Text("I am stopping. Ask again in a moment."),), refused="trouble")


async def test_a_note_that_could_not_be_sent_names_its_reader_among_those_who_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Would you take 48, if I promised to ratify whatever they say? " * 4
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        (reader,) = await ana.completing("game note", "to")
        with monkeypatch.context() as stopped:
            stopped.setattr(Service, "handle", stopping)
            told = await ana.types("game note", to=reader, text=text)
        again = await ana.presses(told.card, "Edit again")
        assert [option["label"] for option in fields_of(again)["to"]["options"]] == [reader], "bots read nothing"
        assert standing(again)["text"].strip() == text.strip()
        sent = await ana.sends(again, to=[standing(again)["to"]], text=text)
        assert "It is on their desk." in sent.text


async def test_a_move_that_could_not_be_stored_keeps_its_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        form = await ana.presses(await until_it_offers(here, ana, "Make an offer"), "Make an offer")

        with monkeypatch.context() as stopped:
            stopped.setattr(Service, "handle", stopping)
            refused_ = await ana.sends(form, share="61")
        again = await ana.presses(refused_.card, "Edit again")
        assert fields_of(again)["share"]["value"] == "61"
        assert "61" in (await ana.sends(again, share="61")).text


async def test_a_form_that_is_sent_among_many_presses_is_taken_all_the_same(tmp_path: Path) -> None:
    async with school(tmp_path, pace=Pace(per_second=0.001, burst=2)) as here:
        ana = here.student("ana")
        form = await ana.types("class join")
        await ana.types("help")
        assert "That was many presses" in (await ana.types("help")).text
        assert "There is no section with the code" in (await ana.sends(form, code="K7P2Q9")).text
