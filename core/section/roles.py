"""Roles: an instructor makes a member an assistant or another instructor, or a student again."""

from dataclasses import replace

from core.context import Context
from core.kit.refusals import Ambiguous, Illegal
from core.replies import Next, Result
from core.requests.base import Role
from core.requests.section import MakeAssistant, ShowSection
from core.section.people import find_member, which_one

_CALLED = {"student": "a student", "assistant": "an assistant", "instructor": "an instructor"}
_MAY = {
    "student": "Students play, quiz themselves and see their own results.",
    "assistant": "Assistants start games and quizzes, and see who is here.",
    "instructor": "Instructors may do all that you may, also change roles.",
}


def make_assistant(ctx: Context, ask: MakeAssistant) -> Result:
    """Give the person meant the role asked for."""
    try:
        member = find_member(ctx, ask.person)
    except Ambiguous as ambiguous:
        return which_one(ambiguous, "I mean", lambda label: replace(ask, person=label))
    if member.person.id == ctx.me.id:
        raise Illegal("You cannot change your own role. Another instructor can, or leave with /class leave.")
    role, before = wanted_role(instructor=ask.instructor, undo=ask.undo), member.membership.role
    if role == before:
        return Result(said=(f"{member.label} is {_CALLED[role]} already.",), next=(_WHO,))
    ctx.put(replace(member.membership, role=role))
    undo = MakeAssistant(person=member.alias, undo=before == "student", instructor=before == "instructor")
    return Result(said=(f"{member.label} is {_CALLED[role]} now. {_MAY[role]}",), next=(Next("Undo", undo), _WHO))


_WHO = Next("Who is here", ShowSection())


def wanted_role(*, instructor: bool, undo: bool) -> Role:
    """Return the role that is asked for."""
    if undo:
        return "student"
    return "instructor" if instructor else "assistant"
