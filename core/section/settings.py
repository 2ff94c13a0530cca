"""The section's settings, typed and checked; and a student's extra time."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from core.context import Context
from core.kit.refusals import Ambiguous, NotAMove
from core.replies import Next, Result, refusal
from core.requests.section import ChangeSection, ShowSection
from core.rows import Section
from core.section.hours import day_in_words, exam_date, hours_in_words, quiet_hours, time_zone
from core.section.people import find_member, which_one

_HOW = (
    "Change one by its name, such as /class settings quiet 22:00-07:00. The names: board, notes, quiet, zone, reviews, "
    "fresh, exam; and person with extra for a student's extra time (150: half as much again)."
)

_WHO = Next("Who is here", ShowSection())


def change(ctx: Context, ask: ChangeSection) -> Result:
    """Change what is named; show everything when nothing is."""
    section = ctx.my_section
    try:
        wishes = _wishes(ctx, section, ask)
        said, undo_time = _give_time(ctx, ask)
    except Ambiguous as ambiguous:
        return which_one(ambiguous, "I mean", lambda label: replace(ask, person=label))
    except NotAMove as unfit:  # only a time zone comes with names that may have been meant
        return refusal(unfit, tuple(Next(name, replace(ask, zone=name)) for name in unfit.suggestions))
    changed = replace(section, **wishes)
    undo = {**undo_time, **_differences(section, changed)}
    if changed != section:
        ctx.put(changed)
        said = (*said, "Settings changed.")
    elif wishes:
        said = (*said, "That is how it was already.")
    if undo:
        steps: tuple[Next, ...] = (Next("Undo", ChangeSection(**undo)),)
    else:
        steps = (_WHO,) if ask.person else _toggles(section)
    about_one = ask.person and not wishes
    return Result(said=said or (_HOW,), facts=() if about_one else facts(changed), next=steps)


def facts(section: Section) -> tuple[tuple[str, str], ...]:
    """Return the settings in words."""
    return (
        ("Leaderboard", "shown" if section.board else "hidden"),
        ("Notes between students", "allowed" if section.notes else "off"),
        ("Quiet hours", hours_in_words(section.quiet_from, section.quiet_to)),
        ("Time zone", section.zone),
        ("Self-quiz a day", f"{section.reviews} reviews, {section.fresh} new questions"),
        ("Exam", day_in_words(section.exam) if section.exam else "no date"),
    )


def _wishes(ctx: Context, section: Section, ask: ChangeSection) -> dict[str, Any]:
    """Return the columns that were named with their new values."""
    wishes: dict[str, Any] = {
        name: value for name in ("board", "notes", "reviews", "fresh") if (value := getattr(ask, name)) is not None
    }
    if ask.quiet:
        wishes["quiet_from"], wishes["quiet_to"] = quiet_hours(ask.quiet)
    if ask.zone:
        wishes["zone"] = time_zone(ask.zone)
    if ask.exam:
        today = ctx.world.wall.astimezone(ZoneInfo(wishes.get("zone", section.zone))).date()
        wishes["exam"] = exam_date(ask.exam, today)
    return wishes


def _give_time(ctx: Context, ask: ChangeSection) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Give a student the time asked for; return what to say and what would set it back."""
    if not ask.person and ask.extra is None:
        return (), {}
    if not ask.person:
        raise NotAMove("Extra time for whom? Name the student too: person, their alias or chat name.")
    member = find_member(ctx, ask.person)
    before = member.membership.extra
    if ask.extra is None:
        return (f"{member.label} has {before} % of the others' time. Change it with extra.",), {}
    ctx.put(replace(member.membership, extra=ask.extra))
    said = f"{member.label} has {ask.extra} % of the others' time now; before, {before} %."
    return (said,), {"person": member.alias, "extra": before}


def _differences(before: Section, after: Section) -> dict[str, Any]:
    """Return what to type to set back what has changed."""
    old, new = _as_typed(before), _as_typed(after)
    return {name: value for name, value in old.items() if new[name] != value}


def _as_typed(section: Section) -> dict[str, Any]:
    return {
        "board": section.board,
        "notes": section.notes,
        "reviews": section.reviews,
        "fresh": section.fresh,
        "quiet": hours_in_words(section.quiet_from, section.quiet_to),
        "zone": section.zone,
        "exam": section.exam.isoformat() if section.exam else "off",
    }


def _toggles(section: Section) -> tuple[Next, ...]:
    board = "Hide the leaderboard" if section.board else "Show the leaderboard"
    notes = "Switch notes off" if section.notes else "Allow notes"
    return (
        Next(board, ChangeSection(board=not section.board)),
        Next(notes, ChangeSection(notes=not section.notes)),
    )
