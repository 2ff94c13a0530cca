"""Hand-made groups: by names, or the same as last time."""

from core.context import Context
from core.game import TableSize
from core.kit.refusals import NotAMove
from core.rows import Place, Session
from core.section.people import find_member

LARGEST_DELEGATION = 4

Groups = tuple[tuple[str, ...], ...]
"""Person ids, a group a table."""


def groups_from(ctx: Context, text: str, size: TableSize) -> Groups:
    """Return the groups that were typed: "same" for last time's, or names: "Ana, Bo; Cy, Dee"."""
    if not text:
        return ()
    groups = _last_groups(ctx) if text.casefold() == "same" else _named(ctx, text)
    most = size.most * LARGEST_DELEGATION
    if (largest := max(map(len, groups))) > most:
        raise NotAMove(f"One group has {largest} people, but a table of this game takes {most}. Make smaller groups.")
    return groups


def _named(ctx: Context, text: str) -> Groups:
    parts = [[name.strip() for name in part.split(",") if name.strip()] for part in text.split(";")]
    found = ctx.each([part for part in parts if part], lambda part: _people(ctx, part))
    if not found:
        raise NotAMove("The groups name nobody. Write names like this: Ana, Bo; Cy, Dee.")
    everybody = [person for group in found for person in group]
    if len(set(everybody)) < len(everybody):
        raise NotAMove("Somebody is named twice in the groups. Name each person once.")
    return tuple(found)


def _people(ctx: Context, names: list[str]) -> tuple[str, ...]:
    return tuple(ctx.each(names, lambda name: find_member(ctx, name).person.id))


def _last_groups(ctx: Context) -> Groups:
    past = [s for s in ctx.find(Session, section=ctx.my_section.id, status="over") if s.kind == "game"]
    for session in sorted(past, key=lambda s: (s.ended or s.at, s.id), reverse=True):
        if places := ctx.find(Place, session=session.id):
            return _by_table(places)
    raise NotAMove("There is no earlier session to take the groups from. Leave groups empty for balanced tables.")


def _by_table(places: tuple[Place, ...]) -> Groups:
    tables: dict[str, list[str]] = {}
    for place in places:
        tables.setdefault(place.table, []).append(place.person)
    return tuple(tuple(dict.fromkeys(group)) for group in tables.values())
