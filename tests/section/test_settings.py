"""The section's settings and one's own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit.refusals import NotAMove
from core.requests.section import ChangeMe, ChangeSection
from core.rows import Membership, Person, Section
from core.section.hours import exam_date, hours_in_words, quiet_hours, time_zone
from tests.desk import MONDAY, TEACHER, Desk, facts, presses, student, text
from tests.section.conftest import ANA, BO, CY


async def test_nothing_named_shows_the_settings_and_how_to_change_them(desk: Desk) -> None:
    shown = await desk.say(TEACHER, ChangeSection())
    assert facts(shown)["Leaderboard"] == "shown"
    assert "/class settings quiet 22:00-07:00" in text(shown)
    hidden = await desk.say(TEACHER, presses(shown)["Hide the leaderboard"].request)
    assert facts(hidden)["Leaderboard"] == "hidden"


async def test_all_settings_at_once_and_undone_at_once(desk: Desk) -> None:
    (before,) = await desk.rows(Section)
    wish = ChangeSection(
        board=False, notes=False, quiet="22:00-07:00", zone="athens", reviews=0, fresh=50, exam="2026-12-15"
    )
    changed = await desk.say(CY, wish)
    (section,) = await desk.rows(Section)
    assert (section.board, section.notes, section.reviews, section.fresh) == (False, False, 0, 50)
    assert (section.quiet_from, section.quiet_to, section.zone) == (22 * 60, 7 * 60, "Europe/Athens")
    assert section.exam == date(2026, 12, 15)
    assert facts(changed)["Exam"] == "15 December 2026"
    await desk.say(CY, presses(changed)["Undo"].request)
    assert await desk.rows(Section) == (before,)


async def test_one_wrong_value_changes_nothing_at_all(desk: Desk) -> None:
    before = await desk.rows(Section)
    for wrong in ("25:00-07:00", "late", "7-7", "22:61-23:00"):
        assert (await desk.say(TEACHER, ChangeSection(board=False, quiet=wrong))).refused == "not_a_move"
    for wrong in ("2026-13-01", "tomorrow", "2020-01-01"):
        assert (await desk.say(TEACHER, ChangeSection(board=False, exam=wrong))).refused == "not_a_move"
    assert (await desk.say(TEACHER, ChangeSection(board=False, reviews=201))).refused == "not_a_move"
    near = await desk.say(TEACHER, ChangeSection(board=False, zone="Europe/Atens"))
    assert presses(near)["Europe/Athens"].request == ChangeSection(board=False, zone="Europe/Athens")
    assert await desk.rows(Section) == before


async def test_extra_time_is_given_to_one_student_and_taken_back(desk: Desk) -> None:
    given_time = await desk.say(TEACHER, ChangeSection(person="Ana", extra=150))
    assert "has 150 %" in text(given_time)
    assert sorted(m.extra for m in await desk.rows(Membership)) == [100, 100, 100, 150]
    asked = await desk.say(TEACHER, ChangeSection(person="Ana"))
    assert "has 150 %" in text(asked)
    assert facts(given_time) == facts(asked) == {}, "the section's settings are not what this is about"
    await desk.say(TEACHER, presses(given_time)["Undo"].request)
    assert {m.extra for m in await desk.rows(Membership)} == {100}


async def test_extra_time_needs_to_know_for_whom(desk: Desk) -> None:
    assert "for whom" in text(await desk.say(TEACHER, ChangeSection(extra=150)))
    asked = await desk.say(TEACHER, ChangeSection(person="Anna", extra=150))
    assert asked.refused == "ambiguous"
    (press,) = [p for label, p in presses(asked).items() if "Ana (" in label]
    assert (await desk.say(TEACHER, press.request)).ok
    assert sorted(m.extra for m in await desk.rows(Membership)) == [100, 100, 100, 150]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22:00-07:00", (1320, 420)),
        ("22-7", (1320, 420)),
        ("22.30 – 6.15", (1350, 375)),
        ("22 to 24:00", (1320, 0)),
        ("OFF", (0, 0)),
    ],
)
def test_quiet_hours_are_read_the_ways_people_write_them(typed: str, meant: tuple[int, int]) -> None:
    assert quiet_hours(typed) == meant


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_quiet_hours_in_words_are_read_back(start: int, end: int) -> None:
    assert quiet_hours(hours_in_words(start, end)) == ((start, end) if start != end else (0, 0))


def test_a_time_zone_is_found_by_its_name_or_its_city_and_no_path_opens_a_file() -> None:
    assert time_zone("europe/ATHENS") == "Europe/Athens"
    assert time_zone("new york") == "America/New_York"
    for wrong in ("../../etc/passwd", "/etc/localtime", "Europe/\x00", "x" * 40):
        with pytest.raises(NotAMove):
            time_zone(wrong)


def test_the_exam_may_be_today_but_not_yesterday() -> None:
    today = date(2026, 9, 7)
    assert exam_date("2026-09-07", today) == today
    assert exam_date("off", today) is None
    with pytest.raises(NotAMove, match="has passed"):
        exam_date("2026-09-06", today)


async def test_everybody_sets_their_own_alias_pictures_and_reminders(desk: Desk) -> None:
    changed = await desk.say(ANA, ChangeMe(alias=" Calm   Fox ", plain=True, theme="light", reminders=False))
    assert facts(changed)["Alias"] == "Calm Fox"
    (ana,) = [p for p in await desk.rows(Person) if p.alias == "Calm Fox"]
    assert (ana.plain, ana.theme, ana.reminders) == (True, "light", False)
    back = await desk.say(ANA, presses(changed)["Undo"].request)
    assert facts(back)["Pictures"] == "dark"
    shown = await desk.say(ANA, ChangeMe())
    assert "Draw me a new alias" in presses(shown)


@pytest.mark.parametrize("taken", ["calm fox", "CALM FOX", "ｃalm fox"])
async def test_an_alias_is_one_persons_alone(desk: Desk, taken: str) -> None:
    await desk.say(ANA, ChangeMe(alias="Calm Fox"))
    refused = await desk.say(BO, ChangeMe(alias=taken))
    assert refused.refused == "illegal"
    assert "Choose another" in text(refused)
    assert (await desk.say(student("Far", place="guild-2"), ChangeMe(alias=taken))).ok, (
        "another workspace is another world"
    )


async def test_new_draws_another_alias(desk: Desk) -> None:
    before = facts(await desk.say(ANA, ChangeMe()))["Alias"]
    after = facts(await desk.say(ANA, ChangeMe(alias="NEW")))["Alias"]
    assert after != before
    assert after.casefold() != "new"


@pytest.mark.parametrize("hostile", ["@everyone", "<@123>", "a", "**bold**", "a\nb`c", "ㅤㅤ", "…", "http://x.y/z", "_a_"])
async def test_an_alias_carries_no_mention_and_no_mark_up(desk: Desk, hostile: str) -> None:
    assert (await desk.say(ANA, ChangeMe(alias=hostile))).refused == "not_a_move"


async def test_a_guest_may_set_their_plain_text_before_joining_anything(empty: Desk) -> None:
    assert facts(await empty.say(ANA, ChangeMe(plain=True)))["Plain text instead of pictures"] == "yes"
    assert (await empty.rows(Person))[0].at == MONDAY
