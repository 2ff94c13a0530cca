"""Finding a person or a seat by what somebody typed."""

from rapidfuzz import process, utils

from core.context import Context
from core.kit.refusals import Ambiguous, NotAMove
from core.rows import Account, Chair, Membership, Person

_SURE, _LIKELY = 92, 70


def pick(text: str, names: dict[str, str], what: str) -> str:
    """Return the key whose name was meant; NotAMove or Ambiguous with the likeliest names."""
    exact = [key for key, name in names.items() if name.casefold() == text.strip().casefold()]
    if len(exact) == 1:
        return exact[0]
    found = process.extract(text, names, processor=utils.default_process, score_cutoff=_LIKELY, limit=4)
    sure = [key for _, score, key in found if score >= _SURE]
    if len(sure) == 1:
        return sure[0]
    near = tuple(dict.fromkeys(name for name, _, _ in found))
    if len(exact) > 1 or len(sure) > 1:
        raise Ambiguous(f'More than one {what} could be "{text[:40]}".', suggestions=near)
    raise NotAMove(f'There is no {what} called "{text[:40]}" here.', suggestions=near)


def person_named(ctx: Context, text: str) -> Person:
    """Return the member of the section whose alias or chat name was typed."""
    people = members(ctx)
    names = {f"{person.id}:alias": person.alias for person in people.values()}
    for accounts in ctx.each(people.values(), lambda person: ctx.find(Account, person=person.id)):
        names |= {f"{account.person}:{account.id}": account.name for account in accounts}
    return people[pick(text, names, "person").split(":", 1)[0]]


def people_named(ctx: Context, texts: list[str]) -> tuple[str, ...]:
    """Return the ids of several people."""
    return tuple(ctx.each([text for text in texts if text.strip()], lambda text: person_named(ctx, text).id))


def members(ctx: Context) -> dict[str, Person]:
    """Return the section's members by id."""
    rows = [m for m in ctx.find(Membership, section=ctx.my_section.id) if m.left is None]
    found = ctx.each(rows, lambda row: ctx.get(Person, row.person))
    return {person.id: person for person in found if person is not None}


def chair_named(chairs: tuple[Chair, ...], text: str) -> Chair:
    """Return the seat whose title or key was typed."""
    by_key = {chair.key: chair for chair in chairs}
    if text in by_key:
        return by_key[text]
    return by_key[pick(text, {chair.key: chair.title for chair in chairs}, "seat")]
