"""Roles, finding a person by what somebody typed, and who is here."""

from core.command import Who
from core.requests.section import ChangeMe, CreateSection, JoinSection, LeaveSection, MakeAssistant, ShowSection
from core.rows import Membership
from tests.desk import TEACHER, Desk, facts, presses, student, text
from tests.section.conftest import ANA, BO, CY

_ROLES = {"student": 0, "assistant": 1, "instructor": 2}


async def roles(desk: Desk) -> list[str]:
    return sorted((m.role for m in await desk.rows(Membership)), key=_ROLES.__getitem__)


async def test_an_instructor_makes_a_student_an_assistant_and_takes_it_back(desk: Desk) -> None:
    made = await desk.say(TEACHER, MakeAssistant(person="  @ANA "))
    assert "is an assistant now" in text(made)
    assert await roles(desk) == ["student", "assistant", "assistant", "instructor"]
    await desk.say(TEACHER, presses(made)["Undo"].request)
    assert await roles(desk) == ["student", "student", "assistant", "instructor"]


async def test_an_alias_names_a_person_too(desk: Desk) -> None:
    await desk.say(BO, ChangeMe(alias="calm fox"))
    assert (await desk.say(TEACHER, MakeAssistant(person="Calm Fox"))).ok
    again = await desk.say(TEACHER, MakeAssistant(person="calm fox"))
    assert "is an assistant already" in text(again)


async def test_a_slip_of_the_finger_is_asked_back_and_run_by_a_button(desk: Desk, code: str) -> None:
    await desk.say(student("Maria Rossi"), JoinSection(code=code))
    asked = await desk.say(TEACHER, MakeAssistant(person="Mara Rosi"))
    assert asked.refused == "ambiguous"
    (press,) = [p for label, p in presses(asked).items() if "Maria Rossi" in label]
    assert await roles(desk) == ["student", "student", "student", "assistant", "instructor"]
    assert "is an assistant now" in text(await desk.say(TEACHER, press.request))


async def test_two_people_of_one_name_are_told_apart_by_their_aliases(desk: Desk, code: str) -> None:
    for place in ("one", "two"):
        await desk.say(Who("discord", "guild-1", place, "Kim"), JoinSection(code=code))
    asked = await desk.say(TEACHER, MakeAssistant(person="kim"))
    assert '2 people here are called "kim"' in text(asked)
    assert len(presses(asked)) == 2
    for press in presses(asked).values():
        assert (await desk.say(TEACHER, press.request)).ok
    assert await roles(desk) == ["student", "student", *["assistant"] * 3, "instructor"]


async def test_nobody_of_that_name_is_a_sentence_with_the_way_on(desk: Desk) -> None:
    reply = await desk.say(TEACHER, MakeAssistant(person="Xqzw"))
    assert reply.refused == "not_a_move"
    assert "/class show" in text(reply)


async def test_an_instructor_cannot_change_their_own_role(desk: Desk) -> None:
    assert (await desk.say(TEACHER, MakeAssistant(person="Dr. Petrova", undo=True))).refused == "illegal"


async def test_whoever_has_left_cannot_be_made_an_assistant(desk: Desk) -> None:
    await desk.say(ANA, LeaveSection())
    assert (await desk.say(TEACHER, MakeAssistant(person="Ana"))).refused == "not_a_move"


async def test_staff_see_the_code_and_the_names_students_see_counts(desk: Desk, code: str) -> None:
    for staff in (TEACHER, CY):
        shown = text(await desk.say(staff, ShowSection()))
        assert code in shown
        assert "Ana" in shown
    seen = await desk.say(ANA, ShowSection())
    assert code not in text(seen)
    assert "Bo" not in text(seen)
    assert facts(seen)["Students"] == "2"
    assert facts(seen)["Assistants"] == "1"
    assert facts(seen)["Instructors"] == "Dr. Petrova"
    assert seen.audience == "person"


async def test_a_large_section_lists_sixty_and_counts_the_rest(empty: Desk) -> None:
    made = await empty.say(TEACHER, CreateSection(name="Lecture"))
    code = facts(made)["Join code"]
    crowd = [student(f"S{n}") for n in range(400)]
    await empty.decide([empty.command(who, JoinSection(code=code)) for who in crowd])
    shown = await empty.say(TEACHER, ShowSection())
    assert facts(shown)["Students"] == "400"
    assert "And 341 more." in text(shown)
