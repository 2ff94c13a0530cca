"""Making a section: its join code, its channel, its first instructor."""

from core.context import Context
from core.kit.refusals import Illegal, NotAMove
from core.replies import Next, Result, refusal
from core.requests.game import StartGame
from core.requests.section import CreateSection, Help, ShowSection
from core.rows import Binding, Membership, Section
from core.section.text import one_line

FIRST_GAME = Next("Start Ratify or Revert", StartGame(scenario="ratify-or-revert"))


def create(ctx: Context, ask: CreateSection) -> Result:
    """Make a section of this channel; the asker becomes its instructor. In a direct message no channel is linked."""
    name = _name(ask.name)
    if ctx.command.where.channel and ctx.section is not None:
        return _taken(ctx, ctx.section)
    section = Section(
        id=ctx.new_id(), workspace=ctx.command.who.workspace, name=name, code=_free_code(ctx), at=ctx.world.wall
    )
    ctx.put(section)
    ctx.put(
        Membership(
            id=ctx.new_id(), workspace=section.workspace, section=section.id, person=ctx.me.id, role="instructor",
            at=ctx.world.wall,
        )
    )  # fmt: skip
    linked = bind(ctx, section)
    return Result(
        said=(f"{name} is ready. You are its instructor.", _how_to_join(section, linked=linked)),
        facts=(("Join code", section.code), ("Students type", f"/class join {section.code}")),
        next=(FIRST_GAME, Next("Who is here", ShowSection()), Next("Help", Help())),
    )


def bind(ctx: Context, section: Section) -> bool:
    """Link the channel of this command to a section; False in a direct message."""
    if not ctx.command.where.channel:
        return False
    ctx.put(Binding(id=ctx.command.binding, workspace=section.workspace, section=section.id))
    return True


def _name(text: str) -> str:
    name = one_line(text)
    if not any(c.isalnum() for c in name):
        raise NotAMove("A section needs a name with letters or digits, such as: POL 210, Monday group.")
    return name


def _taken(ctx: Context, section: Section) -> Result:
    mine = ctx.role != "guest"
    how = "Go on with it" if mine else "Join it with /class join and its code"
    sentence = f"This channel already has a section: {section.name}. {how}, or make the new one in another channel."
    return refusal(Illegal(sentence), (Next("Who is here", ShowSection()),) if mine else ())


def _how_to_join(section: Section, *, linked: bool) -> str:
    if linked:
        return "Show your students the join code. They type it in this channel."
    return (
        "No channel is linked to it yet: type /class join "
        f"{section.code} in the channel where your class meets, and I link that one."
    )


def _free_code(ctx: Context) -> str:
    """Return a code that no section has, in any workspace: the database holds codes unique over all of them."""
    code = ctx.world.ids.code(6)
    while ctx.ledger.find(Section, code=code):
        code = ctx.world.ids.code(6)
    return code
