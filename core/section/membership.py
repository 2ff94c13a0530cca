"""Coming and going: join by a code, leave, and come back."""

from dataclasses import replace
from datetime import timedelta

from core.context import Context
from core.kit.refusals import Illegal, NotAllowed, NotAMove
from core.replies import Next, Result
from core.requests.section import JoinSection, LeaveSection, ShowSection, UndoLeave
from core.rows import Membership, Section
from core.section.create import bind
from core.section.now import right_now
from core.section.people import membership_of

UNDO_FOR = timedelta(minutes=10)
_READ_ALOUD = str.maketrans("OIL", "011")
"""Crockford's rule: what is easily mistaken for a digit means that digit."""


def plain_code(text: str) -> str:
    """Return a join code as it is stored from the ways people write it: "k7p2-q9", "K7P 2Q9", O for 0, I for 1."""
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum()).translate(_READ_ALOUD)


def join(ctx: Context, ask: JoinSection) -> Result:
    """Take the asker into the section with this code; whoever left comes back as what they were."""
    section = _section_with(ctx, plain_code(ask.code))
    before = membership_of(ctx, section.id, ctx.me.id)
    if before is not None and before.left is None:
        return _already_in(ctx, section, before)
    back = replace(before, left=None) if before else _new_membership(ctx, section)
    ctx.put(back)
    greeting = f"Welcome back to {section.name}." if before else f"You are in {section.name}."
    return _arrived(ctx, section, back, greeting)


def leave(ctx: Context, _ask: LeaveSection) -> Result:
    """Let the asker go; what they scored stays, and they may come back."""
    section, membership = ctx.my_section, _mine(ctx)
    if membership.role == "instructor" and _only_instructor(ctx, membership):
        raise Illegal(
            f"You are the only instructor of {section.name}, so you cannot leave it. Hand it over first: "
            "/class assistant, a person's name, and yes to Instructor."
        )
    ctx.put(replace(membership, left=ctx.world.wall))
    return Result(
        said=(f"You have left {section.name}. Press Undo within ten minutes, or join again with its code.",),
        next=(Next("Undo", UndoLeave(section=section.id)),),
    )


def undo_leave(ctx: Context, ask: UndoLeave) -> Result:
    """Let the asker come back, as if they had never left."""
    left = _left_last(ctx, ask.section)
    section = ctx.ledger.get(Section, left.section)
    if section is None:
        raise NotAllowed("That section is gone. Join another one: /class join and the code.")
    if left.left is None:
        return _arrived(ctx, section, left, f"You are in {section.name}, as before.")
    if ctx.world.wall - left.left > UNDO_FOR:
        raise Illegal("You left more than ten minutes ago. Join again: /class join and the code.")
    back = replace(left, left=None)
    ctx.put(back)
    return _arrived(ctx, section, back, f"You are back in {section.name}, as if nothing had happened.")


def _section_with(ctx: Context, code: str) -> Section:
    tenants = {ctx.workspace, ctx.command.who.workspace}
    found = next((s for s in ctx.ledger.find(Section, code=code) if s.workspace in tenants), None)
    if found is None:
        raise NotAMove(
            f"There is no section with the code {code or '(empty)'} here. A code has six letters and digits: "
            "check it with your instructor and try again."
        )
    return found


def _new_membership(ctx: Context, section: Section) -> Membership:
    return Membership(
        id=ctx.new_id(), workspace=section.workspace, section=section.id, person=ctx.me.id, role="student",
        at=ctx.world.wall,
    )  # fmt: skip


def _already_in(ctx: Context, section: Section, membership: Membership) -> Result:
    if membership.role == "instructor" and ctx.command.who.may_teach and ctx.section is None and bind(ctx, section):
        said = f"This channel is now linked to {section.name}. Games that you start here are played here."
        return Result(said=(said,), next=(Next("Who is here", ShowSection()),))
    return _arrived(ctx, section, membership, f"You are already in {section.name}.")


def _arrived(ctx: Context, section: Section, membership: Membership, greeting: str) -> Result:
    now = right_now(replace(ctx, section=section, workspace=section.workspace, membership=membership))
    facts = (("Your alias", ctx.me.alias), ("Your role", membership.role))
    return Result(said=(greeting, now.sentence), facts=facts, next=now.steps)


def _mine(ctx: Context) -> Membership:
    if ctx.membership is None:
        raise NotAllowed("You are not in this section.")
    return ctx.membership


def _only_instructor(ctx: Context, mine: Membership) -> bool:
    others = (m for m in ctx.ledger.find(Membership, section=mine.section) if m.id != mine.id)
    return not any(m.role == "instructor" and m.left is None for m in others)


def _left_last(ctx: Context, section: str) -> Membership:
    """Return the membership to come back to: in the section named, else the one left last."""
    mine = ctx.ledger.find(Membership, person=ctx.me.id)
    named = [m for m in mine if m.section == section] if section else [m for m in mine if m.left is not None]
    if not named:
        raise Illegal("There is nothing to undo. Join a section: /class join and the code.")
    return max(named, key=lambda m: m.left or ctx.world.wall)
