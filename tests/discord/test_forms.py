"""Forms: every field as the input that suits it, never too much for Discord, and back into the request."""

from typing import Any

import pytest
from hypothesis import given

from bot.commands import COMMANDS
from bot.discord.filled import holding
from bot.discord.forms import Form, filled_in, modal_of, of_field, of_fill, of_inputs, of_spec
from bot.discord.ids import read
from bot.discord.press import missing
from bot.discord.touch import Touch
from core.blocks import Fill
from core.game import Field, MoveSpec, Option, Pick, Value, Whole, YesNo
from core.kit.fields import Words
from core.requests.game import Act, SaveDraft, StartGame
from core.requests.quiz import Answer
from core.requests.typed import typed
from tests.discord.judging import faults_of_form
from tests.discord.requests import any_request
from tests.discord_wire.judge.bench import Bench

TEXT_INPUT, SELECT, RADIO, WORDS, LABEL = 4, 3, 21, 10, 18


def shown(form: Form) -> dict[str, dict[str, Any]]:
    """Return the inputs of an opened form by their names."""
    modal = modal_of(form)
    assert modal is not None
    assert faults_of_form(Bench(), form) == []
    labelled = [part["component"] for part in modal.to_dict()["components"] if part["type"] == LABEL]
    return {component["custom_id"]: component for component in labelled}


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"key-{n}", f"Option {n}") for n in range(count))


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (Whole(name="share", label="You get", low=0, high=100, unit="licences"), TEXT_INPUT),
        (Whole(name="round", label="Round", low=1, high=5), RADIO),
        (Whole(name="day", label="Day", low=1, high=20), SELECT),
        (YesNo(name="vote", label="Ratify?"), RADIO),
        (Pick(name="text", label="Text", options=options(4)), RADIO),
        (Pick(name="text", label="Text", options=options(25)), SELECT),
        (Pick(name="text", label="Text", options=options(26)), TEXT_INPUT),
        (Pick(name="text", label="Text", options=options(1)), SELECT),
        (Words(name="note", label="Note", limit=500, long=True), TEXT_INPUT),
    ],
)
def test_each_field_is_asked_for_in_the_way_that_suits_it(field: Field, kind: int) -> None:
    spec = MoveSpec(name="move", label="Move", fields=(field,))
    assert shown(of_fill(Fill(spec, Act("move"))))[field.name]["type"] == kind


def test_a_form_is_filled_with_what_is_known_and_says_why_it_is_shown_again() -> None:
    fields = (
        Whole(name="share", label="You get", low=0, high=100),
        YesNo(name="vote", label="Ratify?"),
        Pick(name="text", label="Text", options=options(3)),
    )
    filled: dict[str, Value] = {"share": 62, "vote": False, "text": "key-2"}
    spec = MoveSpec(name="offer", label="Make an offer", fields=fields, initial=filled, binds="Sign it?")
    form = of_fill(Fill(spec, Act("offer"), "You get takes 0 to 100."))
    inputs = shown(form)
    assert inputs["share"]["value"] == "62"
    assert [o["value"] for o in inputs["vote"]["options"] if o.get("default")] == ["no"]
    assert [o["value"] for o in inputs["text"]["options"] if o.get("default")] == ["key-2"]
    modal = modal_of(form)
    assert modal is not None
    assert modal.to_dict()["components"][0]["content"] == "You get takes 0 to 100. Sign it?"


def test_what_stands_is_chosen_however_it_was_typed() -> None:
    fields = (
        YesNo(name="vote", label="Ratify?"),
        Pick(name="text", label="Text", options=options(3)),
        Whole(name="round", label="Round", low=1, high=5),
    )
    typed: dict[str, Value] = {"vote": "for", "text": "Option 2", "round": "3.0"}
    inputs = shown(of_fill(Fill(MoveSpec(name="move", label="Move", fields=fields, initial=typed), Act("move"))))
    chosen = {name: [o["value"] for o in each["options"] if o.get("default")] for name, each in inputs.items()}
    assert chosen == {"vote": ["yes"], "text": ["key-2"], "round": ["3"]}
    unfit = MoveSpec(name="move", label="Move", fields=fields[:1], initial={"vote": "perhaps"})
    assert not any(o.get("default") for o in shown(of_fill(Fill(unfit, Act("move"))))["vote"]["options"])


def test_what_a_field_says_is_not_said_above_it_once_more() -> None:
    share = Whole(name="share", label="You get", low=0, high=100, help="An offer binds nobody.")
    offer = MoveSpec(name="offer", label="Make an offer", help="An offer binds nobody.", fields=(share,))
    assert of_fill(Fill(offer, Act(move="offer"))).above == ""
    assert of_fill(Fill(offer, Act(move="offer"), "Too much.")).above == "Too much."


def test_one_field_of_a_longer_form_goes_into_the_draft() -> None:
    spec = MoveSpec(name="propose", label="Propose", fields=(Whole(name="money", label="Money", low=0, high=900),),
                    initial={"money": 40})  # fmt: skip
    form = of_field(Fill(spec, Act("propose")), SaveDraft("propose", "money", "", "table"))
    assert shown(form)["value"]["value"] == "40"
    sent = holding(form.request, {"value": "55"})
    assert sent == SaveDraft("propose", "money", "55", "table")


def test_every_command_that_lacks_something_has_a_form_that_asks_for_it() -> None:
    for row in COMMANDS:
        bare = row.request(**{p.attribute: "" for p in row.parameters if p.required})
        if missing(bare):
            form = of_inputs(bare)
            assert set(shown(form)) == set(missing(bare)), row.words
            modal = modal_of(form)
            assert modal is not None
            assert isinstance(read(modal.custom_id), Touch), "what is sent is read from it, numbers too"


def test_a_question_is_answered_in_its_form_as_it_was_typed_before() -> None:
    field = Words(name="answer", label="Your answer", limit=200)
    spec = MoveSpec(name="answer", label="Answer", fields=(field,))
    assert shown(of_spec(spec, Answer("Olson", "q1")))["answer"]["value"] == "Olson"


def test_a_scenario_is_set_up_in_a_form() -> None:
    form = Form(title="The Sound of Vell", request=StartGame("ratify-or-revert"), fields=(
        Whole(name="minutes", label="Length in minutes", low=0, high=20_160, optional=True),
        Whole(name="rounds", label="Rounds", low=1, high=3, optional=True),
    ))  # fmt: skip
    assert set(shown(form)) == {"minutes", "rounds"}
    asked = holding(form.request, {"minutes": "15", "rounds": "2"})
    assert typed(asked) == StartGame("ratify-or-revert", minutes=15, options={"rounds": "2"})


# What comes back


def test_what_was_filled_in_comes_back_by_name_and_what_was_left_empty_as_such() -> None:
    sent: list[dict[str, Any]] = [
        {"type": LABEL, "component": {"type": TEXT_INPUT, "custom_id": "share", "value": "62"}},
        {"type": LABEL, "component": {"type": RADIO, "custom_id": "vote", "value": "yes"}},
        {"type": LABEL, "component": {"type": SELECT, "custom_id": "day", "values": ["3"]}},
        {"type": LABEL, "component": {"type": RADIO, "custom_id": "text", "value": None}},
        {"type": LABEL, "component": {"type": SELECT, "custom_id": "none", "values": []}},
        {"type": 1, "components": [{"type": TEXT_INPUT, "custom_id": "old", "value": "a row"}]},
        {"type": WORDS, "id": 1},
    ]
    assert filled_in(sent) == {"share": "62", "vote": "yes", "day": "3", "text": "", "none": "", "old": "a row"}


@given(any_request())
def test_a_form_of_any_request_carries_its_request_without_what_it_asks_for(request_: Any) -> None:
    form = of_inputs(request_, missing(request_))
    modal = modal_of(form) if form.fits else None
    if modal is not None:
        carried = read(modal.custom_id)
        assert isinstance(carried, Touch)
        assert carried.mode == "sent"
        assert type(carried.request) is type(request_)
