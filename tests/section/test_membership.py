"""Making a section, joining it, leaving it, and coming back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.requests.game import StartGame
from core.requests.section import CreateSection, Help, JoinSection, LeaveSection, MakeAssistant, ShowSection, UndoLeave
from core.rows import Binding, Membership, Section
from core.section.membership import plain_code
from tests.desk import CHANNEL, TEACHER, Desk, facts, presses, student, text
from tests.section.conftest import ANA, BO

MINUTE = 60_000
COLLEAGUE = student("Dr. Ito")
COLLEAGUE_WHO_TEACHES = replace(COLLEAGUE, may_teach=True)


async def test_an_instructor_makes_a_section_and_sees_its_join_code_as_a_fact_of_its_own(empty: Desk) -> None:
    made = await empty.say(TEACHER, CreateSection(name="POL 210, Monday group"))
    (section,) = await empty.rows(Section)
    assert made.ok
    assert facts(made)["Join code"] == section.code
    assert facts(made)["Students type"] == f"/class join {section.code}"
    assert presses(made)["Start Ratify or Revert"].request == StartGame(scenario="ratify-or-revert")
    assert "Help" in presses(made)
    (binding,) = await empty.rows(Binding)
    assert (binding.id, binding.section) == (f"discord:guild-1:{CHANNEL}", section.id)


async def test_a_channel_has_one_section_and_says_how_to_go_on(desk: Desk, code: str) -> None:
    again = await desk.say(TEACHER, CreateSection(name="POL 211"))
    assert again.refused == "illegal"
    assert "already has a section: POL 210" in text(again)
    assert presses(again)["Who is here"].request == ShowSection()
    assert len(await desk.rows(Section)) == 1
    elsewhere = await desk.say(TEACHER, CreateSection(name="POL 211"), channel="pol-211")
    assert elsewhere.ok
    assert facts(elsewhere)["Join code"] != code


async def test_a_section_made_in_a_direct_message_is_linked_by_its_instructor_joining_in_a_channel(empty: Desk) -> None:
    made = await empty.say(TEACHER, CreateSection(name="POL 210"), channel="")
    code = facts(made)["Join code"]
    assert f"/class join {code}" in text(made)
    assert await empty.rows(Binding) == ()
    await empty.say(ANA, JoinSection(code=code))
    assert await empty.rows(Binding) == (), "a student's joining links nothing"
    linked = await empty.say(TEACHER, JoinSection(code=code))
    assert "now linked to POL 210" in text(linked)
    assert len(await empty.rows(Binding)) == 1


async def test_a_student_joins_by_the_code_and_learns_their_alias(desk: Desk, code: str) -> None:
    joined = await desk.say(student("Dee"), JoinSection(code=code))
    assert "You are in POL 210." in text(joined)
    assert facts(joined)["Your role"] == "student"
    assert facts(joined)["Your alias"] not in {"", "Dee"}
    assert "Quiz me" in presses(joined)


async def test_joining_twice_changes_nothing_and_says_so(desk: Desk, code: str) -> None:
    before = await desk.rows(Membership)
    again = await desk.say(ANA, JoinSection(code=code))
    assert "You are already in POL 210." in text(again)
    assert await desk.rows(Membership) == before


async def test_a_code_may_be_used_in_a_direct_message(desk: Desk, code: str) -> None:
    joined = await desk.say(student("Dee"), JoinSection(code=code.lower()), channel="")
    assert "You are in POL 210." in text(joined)


@pytest.mark.parametrize("wrong", ["ZZZZZZ", "POL210", "!!!", "'; DROP TABLE people"])
async def test_an_unknown_code_is_answered_by_a_sentence(desk: Desk, wrong: str) -> None:
    reply = await desk.say(student("Dee"), JoinSection(code=wrong))
    assert reply.refused == "not_a_move"
    assert "check it with your instructor" in text(reply)
    assert len(await desk.rows(Membership)) == 4


@given(st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=6, max_size=6), st.integers(0, 6))
def test_a_code_is_read_however_it_is_written(code: str, cut: int) -> None:
    aloud = f" {code[:cut]} - {code[cut:]}\u2013".replace("0", "o").replace("1", "L").lower()
    assert plain_code(aloud) == code
    assert plain_code(code.replace("1", "i")) == code


async def test_whoever_leaves_may_undo_it_for_ten_minutes_and_is_back_as_before(desk: Desk) -> None:
    (before,) = [m for m in await desk.rows(Membership) if m.role == "assistant"]
    left = await desk.say(student("Cy"), LeaveSection())
    assert (await desk.rows(Membership, id=before.id))[0].left is not None
    assert (await desk.say(student("Cy"), ShowSection())).refused == "not_allowed"
    desk.ticks.advance(10 * MINUTE)
    back = await desk.say(student("Cy"), presses(left)["Undo"].request)
    assert "as if nothing had happened" in text(back)
    assert await desk.rows(Membership, id=before.id) == (before,)
    twice = await desk.say(student("Cy"), presses(left)["Undo"].request)
    assert "as before" in text(twice)


async def test_after_ten_minutes_the_way_back_is_the_code(desk: Desk, code: str) -> None:
    left = await desk.say(ANA, LeaveSection())
    desk.ticks.advance(10 * MINUTE + 1)
    late = await desk.say(ANA, presses(left)["Undo"].request)
    assert late.refused == "illegal"
    assert "/class join" in text(late)
    back = await desk.say(ANA, JoinSection(code=code))
    assert "Welcome back to POL 210." in text(back)
    assert len(await desk.rows(Membership)) == 4, "the same membership lives again"


async def test_undo_without_a_section_means_the_one_left_last(desk: Desk) -> None:
    assert (await desk.say(BO, UndoLeave())).refused == "illegal"
    await desk.say(BO, LeaveSection())
    assert (await desk.say(BO, UndoLeave(), channel="")).ok


async def test_the_only_instructor_stays_until_another_has_taken_over(desk: Desk, code: str) -> None:
    stays = await desk.say(TEACHER, LeaveSection())
    assert stays.refused == "illegal"
    assert "/class assistant" in text(stays)
    await desk.say(COLLEAGUE, JoinSection(code=code))
    await desk.say(TEACHER, MakeAssistant(person="Dr. Ito", instructor=True))
    assert (await desk.say(TEACHER, LeaveSection())).ok
    assert (await desk.say(COLLEAGUE, LeaveSection())).refused == "illegal"


async def test_two_students_joining_in_the_same_instant_are_two_people(desk: Desk, code: str) -> None:
    crowd = [student(f"Student {n}") for n in range(60)]
    commands = [desk.command(who, JoinSection(code=code)) for who in crowd]
    results = await desk.decide(commands)
    aliases = {dict(result.facts)["Your alias"] for result in results}
    assert len(aliases) == 60
    assert len(await desk.rows(Membership)) == 64


# In the wrong channel


async def test_a_member_who_asks_in_a_channel_of_no_section_is_answered_for_their_only_one(desk: Desk) -> None:
    for who, role in ((ANA, "student"), (TEACHER, "instructor")):
        shown = await desk.say(who, ShowSection(), channel="general")
        assert shown.ok, role
        assert "POL 210" in text(shown)
    refused = await desk.say(ANA, MakeAssistant(person="Bo"), channel="general")
    assert "Only the section's instructors" in text(refused), "a role is what it is, wherever one asks"
    assert (await desk.say(TEACHER, MakeAssistant(person="Bo"), channel="general")).ok
    assert len(await desk.rows(Binding)) == 1, "asking links nothing"


async def test_a_stranger_in_another_channel_learns_nothing(desk: Desk) -> None:
    for who in (student("Gil"), replace(ANA, place="guild-2")):
        refused = await desk.say(who, ShowSection(), channel="general")
        assert refused.refused == "not_allowed"
        assert "POL 210" not in text(refused)
        assert "You are not in this section yet" in text(refused)
    await desk.say(ANA, LeaveSection())
    assert "You are not in this section yet" in text(await desk.say(ANA, ShowSection(), channel="general"))


async def test_a_member_of_several_sections_is_told_which_ones_to_ask_in(desk: Desk) -> None:
    made = await desk.say(COLLEAGUE_WHO_TEACHES, CreateSection(name="POL 310"), channel="pol-310")
    assert "POL 210" in text(await desk.say(ANA, ShowSection(), channel="pol-310")), "she is in one only"
    await desk.say(ANA, JoinSection(code=facts(made)["Join code"]), channel="pol-310")
    assert "POL 310" in text(await desk.say(ANA, ShowSection(), channel="pol-310"))
    assert "POL 210" in text(await desk.say(ANA, ShowSection()))
    for asked in (ShowSection(), Help()):
        assert "the one you mean: POL 210, POL 310." in text(await desk.say(ANA, asked, channel="general"))


async def test_an_instructor_makes_a_second_section_in_another_channel_and_links_one_there(
    desk: Desk, code: str
) -> None:
    linked = await desk.say(TEACHER, JoinSection(code=code), channel="annexe")
    assert "This channel is now linked to POL 210." in text(linked)
    assert (await desk.say(TEACHER, CreateSection(name="POL 310"), channel="pol-310")).ok
