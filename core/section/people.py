"""The people of a section, and finding one of them by what somebody typed."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.context import Context
from core.kit.fields import clean
from core.kit.refusals import Ambiguous, NotAMove
from core.replies import Next, Result, refusal
from core.requests.base import Request
from core.rows import Account, Membership, Person, Section
from core.section.text import one_line

_NEAR = 70
"""How alike (0..100) a name must be to be worth asking about."""
_GUESSES = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A person who is in the section now. `name` is what their chat calls them: for staff's eyes."""

    person: Person
    membership: Membership
    name: str
    accounts: tuple[str, ...]

    @property
    def alias(self) -> str:
        """Return the alias, which everybody may see."""
        return self.person.alias

    @property
    def label(self) -> str:
        """Return what tells them apart for staff: "Maria Rossi (nimble otter)"."""
        return f"{self.name} ({self.alias})" if self.name else self.alias


def membership_of(ctx: Context, section: str, person: str) -> Membership | None:
    """Return a person's membership in a section, also one they have left."""
    # Past the tenant's filter: an account bound from another platform keeps its person's workspace.
    return next((m for m in ctx.ledger.find(Membership, person=person) if m.section == section), None)


def members(ctx: Context, section: Section) -> tuple[Member, ...]:
    """Return who is in the section now, by alias."""
    live = [m for m in ctx.ledger.find(Membership, section=section.id) if m.left is None]
    people = ctx.each(live, lambda m: ctx.ledger.get(Person, m.person))
    accounts = ctx.each(live, lambda m: ctx.ledger.find(Account, person=m.person))
    found = [_member(p, m, a) for p, m, a in zip(people, live, accounts, strict=True) if p is not None]
    return tuple(sorted(found, key=lambda member: folded(member.alias)))


def find_member(ctx: Context, text: str) -> Member:
    """Return the member meant by an alias, a chat name or a label.

    Raises Ambiguous with labels when several are called so or only similar ones are here, else NotAMove.
    """
    here = members(ctx, ctx.my_section)
    wanted = folded(text.removeprefix("@"))
    exact = [member for member in here if wanted in _keys(member)]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise Ambiguous(f'{len(exact)} people here are called "{text}".', suggestions=_labels(exact))
    if near := _nearest(wanted, here):
        raise Ambiguous(f'Nobody here is called "{text}".', suggestions=_labels(near))
    raise NotAMove(f'Nobody here is called "{text}". /class show lists who is here.')


def which_one(ambiguous: Ambiguous, verb: str, again: Callable[[str], Request]) -> Result:
    """Return the question back, with a button for each person who may have been meant."""
    return refusal(ambiguous, tuple(Next(f"{verb} {label}"[:80], again(label)) for label in ambiguous.suggestions))


def folded(text: str) -> str:
    """Return text as it is compared: "Ａna " and "ana" are the same name."""
    return one_line(unicodedata.normalize("NFKC", text)).casefold()


def _member(person: Person, membership: Membership, accounts: Sequence[Account]) -> Member:
    name = next((one_line(clean(account.name)) for account in accounts), "")
    return Member(person, membership, name, tuple(account.id for account in accounts))


def _keys(member: Member) -> set[str]:
    return {folded(key) for key in (member.alias, member.name, member.label, *member.accounts) if key}


def _nearest(wanted: str, here: Sequence[Member]) -> list[Member]:
    names: Mapping[tuple[int, int], str] = {
        (place, part): folded(text)
        for place, member in enumerate(here)
        for part, text in enumerate((member.alias, member.name))
    }
    hits = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=2 * _GUESSES)
    places = dict.fromkeys(place for _, _, (place, _) in hits)
    return [here[place] for place in places][:_GUESSES]


def _labels(found: Sequence[Member]) -> tuple[str, ...]:
    return tuple(member.label for member in found)
