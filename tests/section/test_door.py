"""Who may ask what, deliveries that come twice, other people's workspaces, and hostile text."""

import unicodedata
from dataclasses import fields, replace
from typing import get_args

import pytest

from core.command import Who
from core.context import Context
from core.kit.fields import Field, Pick, Words, clean
from core.kit.refusals import NotAMove
from core.requests import ANYBODY, Request, Role, inputs
from core.requests import section as requests
from core.requests.section import (
    ChangeMe,
    ChangeSection,
    CreateSection,
    Help,
    JoinSection,
    LeaveSection,
    MakeAssistant,
    ShowBoard,
    ShowSection,
    UndoLeave,
)
from core.rows import Account, Membership, Once, Person, Section
from tests.desk import TEACHER, Desk, facts, presses, student, text
from tests.section.conftest import ANA, BO, CY

GUEST = student("Gus")
BY_ROLE: dict[Role, Who] = {"guest": GUEST, "student": ANA, "assistant": CY, "instructor": TEACHER}
EVERY: tuple[type[Request], ...] = tuple(
    kind for kind in vars(requests).values() if isinstance(kind, type) and kind.__module__ == requests.__name__
)
HOSTILE = (
    "\u202egnirts desrever\u202c", "nul\x00byte", "\ud800 lone surrogate", "x" * 10_000, "@everyone <@1> <!channel>",
    "zero\u200bwidth\u2060", "**bold** `code` [link](http://evil.example)", "'); DROP TABLE sections; --",
    "\u0300" * 50, "\U0001f600" * 40, "=HYPERLINK(1)", "   ", "\n\n\n", "2" * 5_000, "<script>alert(1)</script>",
)  # fmt: skip


def filled(kind: type[Request], **values: object) -> Request:
    """Return a request whose needed inputs are filled with something that passes."""
    needed = {f.name: _something(f) for f in inputs(kind) if not f.optional}
    return kind(**{**needed, **values})


def _something(field: Field) -> object:
    return field.options[0].key if isinstance(field, Pick) else "Bo"


async def breaches(desk: Desk) -> list[str]:
    """Return every request that was answered for a role that may not make it, or refused to one that may."""
    found = []
    for kind in EVERY:
        for role, who in BY_ROLE.items():
            reply = await desk.say(replace(who, may_teach=False), filled(kind))
            allowed = role in kind.roles and not (kind.teaches or kind.administers)
            if (reply.refused != "not_allowed") != allowed:
                found.append(f"{kind.__name__} by {role}: {text(reply)}")
            await desk.say(who, UndoLeave())
    return found


async def test_every_request_is_refused_to_every_role_that_may_not_make_it(desk: Desk) -> None:
    assert len(EVERY) == 10
    assert await breaches(desk) == []


async def test_the_check_on_roles_sees_a_door_left_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.batch.authorise", lambda context: context.command.request)
    found = await breaches(desk)
    assert any(line.startswith("ChangeSection by guest") for line in found)
    assert any(line.startswith("MakeAssistant by student") for line in found)


async def test_only_whom_the_platform_lets_teach_makes_a_section(empty: Desk) -> None:
    refused = await empty.say(ANA, CreateSection(name="Mine"))
    assert refused.refused == "not_allowed"
    assert await empty.rows(Section) == ()
    assert await empty.rows(Person) == (), "nobody is stored for a refused request"


@pytest.mark.parametrize(
    ("who", "request_"),
    [
        (TEACHER, CreateSection(name="Twice")),
        (student("Dee"), JoinSection(code="")),
        (ANA, LeaveSection()),
        (TEACHER, MakeAssistant(person="Bo")),
        (TEACHER, ChangeSection(board=False, person="Ana", extra=200)),
        (ANA, ChangeMe(alias="new")),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Request) else value.name,
)
async def test_the_same_delivery_twice_has_one_effect_and_one_answer(
    desk: Desk, code: str, who: Who, request_: Request
) -> None:
    request = replace(request_, code=code) if isinstance(request_, JoinSection) else request_
    assert await second_effect(desk, who, request) == ""


async def second_effect(desk: Desk, who: Who, request: Request) -> str:
    """Deliver the same click twice; return what the second did, "" for nothing."""
    channel = "elsewhere" if isinstance(request, CreateSection) else "pol-210"
    first = await desk.say(who, request, channel, once="click-7")
    assert first.ok
    stored = desk.dump()
    desk.ticks.advance(90_000)
    again = await desk.say(who, request, channel, once="click-7")
    return "\n".join(sorted({*desk.dump()} - {*stored})) or (text(again) if again != first else "")


async def test_the_check_on_deliveries_sees_a_click_that_counts_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.batch.once_id", lambda _command: f"at {desk.ticks.monotonic()}")
    assert "Twice" in await second_effect(desk, TEACHER, CreateSection(name="Twice"))


async def test_a_refusal_too_is_answered_the_same_when_it_is_delivered_again(desk: Desk, code: str) -> None:
    first = await desk.say(GUEST, LeaveSection(), once="early")
    await desk.say(GUEST, JoinSection(code=code))
    assert await desk.say(GUEST, LeaveSection(), once="early") == first
    assert (await desk.rows(Once, id="discord:guild-1:early"))[0].workspace == "discord:guild-1"


async def test_another_workspace_sees_and_changes_nothing(desk: Desk, code: str) -> None:
    other = Who("discord", "guild-2", "petrova", "Dr. Petrova", may_teach=True)
    await desk.say(other, CreateSection(name="Theirs"), channel="their-channel")
    left = await desk.say(ANA, LeaveSection())
    (section,) = await desk.rows(Section)
    before = await desk.rows(Membership)
    assert not await told_apart(desk, other, code)
    for request in (UndoLeave(section=section.id), presses(left)["Undo"].request, MakeAssistant(person="Bo")):
        assert not (await desk.say(other, request, channel="their-channel")).ok
    for request in (ShowSection(), ShowBoard(), Help(), ChangeSection()):
        seen = text(await desk.say(other, request, channel="their-channel"))
        assert "POL 210" not in seen
        assert "Bo" not in seen
    assert await desk.rows(Membership) == before
    assert (await desk.say(ANA, presses(left)["Undo"].request)).ok


async def told_apart(desk: Desk, other: Who, code: str) -> bool:
    """Return whether a stranger learns that a code of another workspace exists."""
    unknown = await desk.say(other, JoinSection(code=code), channel="their-channel")
    absent = await desk.say(other, JoinSection(code="ZZZZZZ"), channel="their-channel")
    return text(unknown).replace(code, "ZZZZZZ") != text(absent)


async def test_the_check_on_workspaces_sees_a_code_that_works_everywhere(
    desk: Desk, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anywhere(ctx: Context, wanted: str) -> Section:
        return next(iter(ctx.ledger.find(Section, code=wanted)), None) or _absent()

    monkeypatch.setattr("core.section.membership._section_with", anywhere)
    assert await told_apart(desk, student("Far", place="guild-2"), code)


def _absent() -> Section:
    raise NotAMove("No such code.")


def hostile_requests() -> list[tuple[type[Request], str]]:
    return [(kind, f.name) for kind in EVERY for f in inputs(kind) if isinstance(f, (Words, Pick))]


@pytest.mark.parametrize(("kind", "name"), hostile_requests(), ids=lambda value: getattr(value, "__name__", value))
async def test_hostile_text_in_any_field_gets_a_sentence_and_leaves_clean_rows(
    desk: Desk, kind: type[Request], name: str
) -> None:
    for number, hostile in enumerate(HOSTILE):
        reply = await desk.say(TEACHER, filled(kind, **{name: hostile}), channel=_where(kind, number))
        said = text(reply)
        assert said
        assert len(said) < 3_000
        assert not any(unicodedata.category(c) in {"Cs", "Co", "Cf"} or c == "\x00" for c in said)
    stored = [*(s.name for s in await desk.rows(Section)), *(p.alias for p in await desk.rows(Person))]
    assert all(clean(stored_text) == stored_text and "\n" not in stored_text for stored_text in stored)
    assert all(len(stored_text) <= 60 for stored_text in stored)


def _where(kind: type[Request], number: int) -> str:
    return f"channel-{number}" if kind is CreateSection else "pol-210"


async def test_a_hostile_name_in_the_chat_breaks_no_list(desk: Desk, code: str) -> None:
    for number, name in enumerate(HOSTILE):
        if "\ud800" not in name:
            await desk.say(Who("discord", "guild-1", f"h{number}", name), JoinSection(code=code))
    shown = text(await desk.say(TEACHER, ShowSection()))
    assert "\u202e" not in shown
    assert "\x00" not in shown
    assert (await desk.say(TEACHER, MakeAssistant(person="nulbyte"))).ok


async def test_names_are_for_staff_only(desk: Desk) -> None:
    assert {a.name for a in await desk.rows(Account)} == {"Ana", "Bo", "Cy", "Dr. Petrova"}
    for request in (ShowSection(), ShowBoard(), Help()):
        seen = text(await desk.say(BO, request))
        assert "Ana" not in seen
        assert "Cy" not in seen


def test_a_request_says_what_it_is_for_and_who_may_ask() -> None:
    for kind in EVERY:
        assert kind.__doc__
        assert kind.roles <= ANYBODY
        assert kind.roles
        assert {f.name for f in inputs(kind)} <= {f.name for f in fields(kind)}
    assert set(get_args(Role)) == set(BY_ROLE)


async def test_a_join_code_never_stands_in_a_students_buttons(desk: Desk, code: str) -> None:
    for request in (ShowSection(), Help(), ShowBoard(), ChangeMe(), LeaveSection()):
        reply = await desk.say(ANA, request)
        assert code not in text(reply)
        assert all(code not in repr(press.request) for press in presses(reply).values())
    assert facts(await desk.say(TEACHER, ShowSection()))["Join code"] == code
