"""One's own settings: alias, plain text, pictures, reminders."""

import re
from dataclasses import replace
from typing import Any

from core.context import Context
from core.kit.refusals import Illegal, NotAMove
from core.replies import Next, Result
from core.requests.section import ChangeMe
from core.rows import Person
from core.section.people import folded
from core.section.text import one_line

_ALIAS = re.compile(r"[^\W_](?:[ '’.-]?[^\W_])+")
"""Letters and digits, with single spaces, hyphens, apostrophes or points between them: nothing a chat could read as a
mention or as mark-up."""
_BLANK = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their category that show nothing."""
_TRIES = 20


def change_me(ctx: Context, ask: ChangeMe) -> Result:
    """Change what is named; show everything when nothing is."""
    me = ctx.me
    wishes = _wishes(ctx, ask)
    changed = replace(me, **wishes)
    if changed != me:
        ctx.put(changed)
        return Result(said=("Changed.",), facts=_facts(changed), next=(_undo(me, changed),))
    how = "That is how it was already." if wishes else "Change one by its name, such as /me settings alias calm fox."
    return Result(said=(how,), facts=_facts(me), next=_toggles(me))


def _wishes(ctx: Context, ask: ChangeMe) -> dict[str, Any]:
    wishes: dict[str, Any] = {
        name: value for name in ("plain", "reminders") if (value := getattr(ask, name)) is not None
    }
    if ask.theme:
        wishes["theme"] = ask.theme
    if ask.alias:
        wishes["alias"] = _alias(ctx, one_line(ask.alias))
    return wishes


def _alias(ctx: Context, wish: str) -> str:
    taken = {folded(p.alias) for p in ctx.find(Person, workspace=ctx.workspace) if p.id != ctx.me.id}
    if folded(wish) == "new":
        return _drawn(ctx, taken | {folded(ctx.me.alias)})
    if not _ALIAS.fullmatch(wish) or _BLANK & set(wish):
        raise NotAMove("An alias has letters and digits, with single spaces or hyphens between: calm fox. Or: new.")
    if folded(wish) in taken:
        raise Illegal(f'Somebody else is called "{wish}" already. Choose another alias, or write new for a drawn one.')
    return wish


def _drawn(ctx: Context, taken: set[str]) -> str:
    for _ in range(_TRIES):
        alias = ctx.world.ids.alias()
        if alias not in taken:
            return alias
    return f"{alias} {ctx.world.ids.code(4)}"


def _facts(me: Person) -> tuple[tuple[str, str], ...]:
    return (
        ("Alias", me.alias),
        ("Plain text instead of pictures", "yes" if me.plain else "no"),
        ("Pictures", me.theme),
        ("Reminders", "on" if me.reminders else "off"),
    )


def _undo(before: Person, after: Person) -> Next:
    names = ("alias", "plain", "theme", "reminders")
    old = {name: getattr(before, name) for name in names if getattr(before, name) != getattr(after, name)}
    return Next("Undo", ChangeMe(**old))


def _toggles(me: Person) -> tuple[Next, ...]:
    return (
        Next("Draw me a new alias", ChangeMe(alias="new")),
        Next("Show pictures" if me.plain else "Plain text only", ChangeMe(plain=not me.plain)),
        Next("Light pictures" if me.theme == "dark" else "Dark pictures", _theme(me)),
        Next("No reminders" if me.reminders else "Remind me", ChangeMe(reminders=not me.reminders)),
    )


def _theme(me: Person) -> ChangeMe:
    return ChangeMe(theme="light" if me.theme == "dark" else "dark")
