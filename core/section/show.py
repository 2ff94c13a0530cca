"""Who is here: counts for everybody; the join code and the list of names for staff."""

from collections import Counter
from collections.abc import Sequence

from core.blocks import Block, Choose, Facts, Heading, Press, Table, Text
from core.context import Context
from core.replies import Reply
from core.requests.base import STAFF, TEACHERS
from core.requests.section import ChangeSection, LeaveSection, MakeAssistant, ShowSection
from core.rows import Score
from core.section.now import right_now
from core.section.people import Member, members
from core.section.settings import facts

_LISTED = 60
_CHOSEN_FROM = 25  # as one list of any platform shows; the command reaches all


def show_section(ctx: Context, _ask: ShowSection) -> Reply:
    """Draw the section for the asker alone."""
    section, here = ctx.my_section, members(ctx, ctx.my_section)
    staff = ctx.role in STAFF
    blocks: list[Block] = [Heading(section.name)]
    if staff:
        blocks.append(Facts((("Join code", section.code), ("Students type", f"/class join {section.code}"))))
    blocks.append(Facts(_who(ctx, here)))
    if staff:
        blocks += [*_list(here), Facts(facts(section))]
    now = right_now(ctx)
    presses = [Press(step.label, step.request) for step in now.steps if step.request != ShowSection()]
    presses.append(Press("Settings", ChangeSection()) if staff else Press("Leave", LeaveSection()))
    roles = _roles(ctx, here) if ctx.role in TEACHERS else ()
    return Reply(blocks=(*blocks, *roles, Text(now.sentence), Choose(tuple(presses))))


def _roles(ctx: Context, here: Sequence[Member]) -> tuple[Block, ...]:
    """Return the students to make one an assistant of; may be undone, so nothing is asked first."""
    students = [member for member in here if member.membership.role == "student" and member.person.id != ctx.me.id]
    presses = tuple(Press(member.label[:80], MakeAssistant(person=member.alias)) for member in students[:_CHOSEN_FROM])
    return (Choose(presses, "Make somebody an assistant"),) if presses else ()


def _who(ctx: Context, here: Sequence[Member]) -> tuple[tuple[str, str], ...]:
    count = Counter(member.membership.role for member in here)
    teachers = [member.name or member.alias for member in here if member.membership.role == "instructor"]
    pairs = [
        ("Instructors", ", ".join(teachers)),
        ("Assistants", str(count["assistant"])),
        ("Students", str(count["student"])),
        ("Have played", str(_played(ctx, here))),
        ("You are", f"{ctx.me.alias}, {ctx.role}"),
    ]
    return tuple(pairs)


def _played(ctx: Context, here: Sequence[Member]) -> int:
    played = {score.person for score in ctx.find(Score, section=ctx.my_section.id) if score.counts}
    return sum(1 for member in here if member.person.id in played)


def _list(here: Sequence[Member]) -> list[Block]:
    rows = tuple((m.alias, m.name, m.membership.role, _time(m)) for m in here[:_LISTED])
    more = len(here) - len(rows)
    caption = f"And {more} more." if more else ""
    return [Table(("Alias", "Name in this chat", "Role", "Time"), rows, caption)]


def _time(member: Member) -> str:
    return f"{member.membership.extra} %"
