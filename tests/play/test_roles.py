"""Who may ask what: every kind of request, by everybody, generated from the requests themselves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, cast

import pytest

from core.command import Who
from core.kit.fields import Whole
from core.requests import codec
from core.requests.base import Request, Role, inputs
from core.requests.game import Advance, End, JoinGame, Practice, SendNote
from core.requests.section import CreateSection, LeaveSection, MakeAssistant
from core.requests.typed import typed
from core.rows import Note, Session, Table
from tests.desk import TEACHER, student, text
from tests.hall import Lesson, crowd
from tests.roles.samples import KINDS, sample

ANA, BO, CY, ROSA = *crowd(3), student("Rosa")
GUEST = student("Gil")
DEAN = Who("discord", "guild-1", "dean", "The Dean", may_teach=True, may_administer=True)
OUTSIDER = student("Oona", place="guild-2")
RIVAL = Who("discord", "guild-2", "rival", "Dr. Rival", may_teach=True)

EVERYBODY: Mapping[str, tuple[Who, Role]] = {
    "guest": (GUEST, "guest"),
    "student": (ANA, "student"),
    "assistant": (CY, "assistant"),
    "instructor": (TEACHER, "instructor"),
    "outsider of another workspace": (OUTSIDER, "guest"),
    "administrator who is not in the section": (DEAN, "guest"),
}
LAST = (CreateSection, End, LeaveSection)
"""What takes the ground from under the others is tried last."""
BY_ROLE = (
    "Only whoever administers",
    "Only the section's ",
    "You are not in this section yet.",
    "Only instructors can do",
)


def may_ask(who: Who, role: Role, kind: type[Request]) -> bool:
    """Tell what the requests themselves say."""
    platform_says = (who.may_teach or not kind.teaches) and (who.may_administer or not kind.administers)
    return role in kind.roles and platform_says


async def a_running_class(folder: Path) -> tuple[Lesson, dict[str, str]]:
    """A section of two students and an assistant, with a game going on; and the ids of what there is."""
    lesson = await Lesson.begin(folder, [ANA, BO, CY])
    await lesson.say(TEACHER, MakeAssistant(person="Cy"))
    session = await lesson.deal(students=[ANA, BO])
    (table,) = await lesson.rows(Table, session=session.id)
    seats = await lesson.seats()
    await lesson.say(seats["x"], SendNote(to="y", text="Hello"))
    (note,) = await lesson.rows(Note)
    return lesson, {"session": session.id, "table": table.id, "note": note.id, "phase": table.phase}


@pytest.mark.parametrize("name", EVERYBODY)
async def test_every_request_is_refused_to_every_role_that_may_not_and_changes_nothing(
    tmp_path: Path, name: str
) -> None:
    who, role = EVERYBODY[name]
    lesson, ids = await a_running_class(tmp_path)
    async with lesson:
        before = lesson.dump()
        for kind in KINDS.values():
            if not may_ask(who, role, kind):
                reply = await lesson.say(who, sample(kind, ids))
                assert reply.refused == "not_allowed", kind
                assert text(reply).startswith(BY_ROLE), (kind, text(reply))
        assert lesson.dump() == before


@pytest.mark.parametrize("name", EVERYBODY)
async def test_no_request_is_refused_for_its_role_to_a_role_that_may(tmp_path: Path, name: str) -> None:
    who, role = EVERYBODY[name]
    lesson, ids = await a_running_class(tmp_path)
    async with lesson:
        allowed = [kind for kind in KINDS.values() if may_ask(who, role, kind)]
        assert allowed
        for kind in sorted(allowed, key=lambda k: LAST.index(k) if k in LAST else -1):
            reply = await lesson.say(who, sample(kind, ids))
            assert not text(reply).startswith(BY_ROLE), (kind, text(reply))
        assert role == "guest" or len(allowed) > 20


async def test_an_instructor_of_another_workspace_can_touch_nothing_by_its_ids(tmp_path: Path) -> None:
    lesson, ids = await a_running_class(tmp_path)
    async with lesson:
        assert (await lesson.say(RIVAL, CreateSection(name="INR 301"))).ok
        before = ours(lesson)
        for kind in sorted(KINDS.values(), key=lambda k: k in LAST):
            reply = await lesson.say(RIVAL, sample(kind, ids))
            assert "Hello" not in text(reply)
            assert kind is Practice or "Vell" not in text(reply), (kind, text(reply))
        assert ours(lesson) == before


def ours(lesson: Lesson) -> list[str]:
    """What is stored of Dr. Petrova's workspace."""
    return [line for line in lesson.dump() if TEACHER.workspace in line]


async def test_a_student_of_one_section_cannot_use_another_sections_buttons(tmp_path: Path) -> None:
    lesson, ids = await a_running_class(tmp_path)
    async with lesson:
        assert (await lesson.say(TEACHER, CreateSection(name="Tuesday group"), channel="tuesday")).ok
        before = await lesson.rows(Session)
        for kind in (Advance, End, JoinGame):
            reply = await lesson.say(TEACHER, sample(kind, ids), channel="tuesday")
            assert reply.refused == "not_allowed", (kind, text(reply))
        assert await lesson.rows(Session) == before


def misnamed(kind: type[Request]) -> set[str]:
    """Return the inputs that no attribute is called like."""
    return {field.name for field in inputs(kind)} - {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_input_of_a_request_is_one_of_its_attributes_and_takes_its_own_values(kind: type[Request]) -> None:
    assert misnamed(kind) == set()
    ask = sample(kind, {})
    checked = typed(ask)
    assert typed(checked) == checked
    again = codec.load(codec.dump(checked))
    assert again == checked
    assert json.loads(codec.dump(checked))[0] == kind.__name__


def test_the_table_of_requests_is_complete() -> None:
    assert {kind.__module__ for kind in KINDS.values()} == {
        f"core.requests.{room}" for room in ("admin", "game", "quiz", "section")
    }
    assert len(KINDS) >= 40
    silent = [name for name, kind in KINDS.items() if not kind.roles]
    assert sorted(silent) == ["Remind", "Renew", "Strike"], (
        "nobody but the clock strikes, reminds and renews; everything else is somebody's to ask"
    )


def test_students_may_ask_all_but_what_steers_a_class() -> None:
    for_staff = {name for name, kind in KINDS.items() if "student" not in kind.roles}
    assert for_staff == {
        "Advance", "ChangeSection", "End", "Extend", "MakeAssistant", "Pause", "PostAgain", "Remind", "Renew",
        "Resume", "ShowPanel", "StartGame", "StartQuiz", "Strike", "Substitute", "TurnPage",
    }  # fmt: skip
    assert {name for name, kind in KINDS.items() if "guest" in kind.roles} == {
        "ChangeMe", "CreateSection", "Diagnose", "Help", "JoinSection", "UndoLeave",
    }  # fmt: skip


def test_what_needs_the_platforms_word_is_to_make_a_section_and_to_look_at_the_installation() -> None:
    assert [name for name, kind in KINDS.items() if kind.teaches] == ["CreateSection"]
    assert [name for name, kind in KINDS.items() if kind.administers] == ["Diagnose"]


def test_a_misnamed_input_would_be_caught() -> None:
    @dataclass(frozen=True)
    class ShowDebrief:
        number: Annotated[int, Whole(name="page", label="Page", low=0, high=9)] = 0

    assert misnamed(cast("type[Request]", ShowDebrief)) == {"page"}
