"""The context of one command: who asks, in which section, with which role, and the rows they may see.

Handlers read and write rows only through it. Rows of another workspace do not exist for it, so a wrong id is
answered like an absent one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from core.catalogue import Catalogue
from core.command import CLOCK, Command
from core.ids import Ids
from core.kept import Kept
from core.kit.fields import clean
from core.kit.refusals import NotAllowed
from core.ledger import Ledger
from core.meant import elsewhere, meant, memberships_of
from core.replies import Reply, Result
from core.requests.base import Request, Role
from core.requests.typed import typed
from core.rows import Account, Membership, Person, Row, Section

R = TypeVar("R", bound=Row)
A = TypeVar("A")
B = TypeVar("B")

_ADMINISTRATOR = "whoever administers this workspace to make you one"


@dataclass(frozen=True, slots=True)
class World:
    """What every command shares: the games, the source of ids, and the time of this batch."""

    catalogue: Catalogue
    ids: Ids
    now: int
    """Class time in milliseconds."""
    wall: datetime
    kept: Kept = field(default_factory=Kept)
    """What is dear to compute and never changes; the service's own outlives the batch."""


@dataclass(frozen=True, slots=True)
class Context:
    """One command's view of the world."""

    world: World
    ledger: Ledger
    command: Command
    workspace: str
    section: Section | None
    person: Person | None
    membership: Membership | None

    @property
    def role(self) -> Role:
        """The asker's role in the section."""
        return self.membership.role if self.membership else "guest"

    @property
    def now(self) -> int:
        """Class time in milliseconds."""
        return self.world.now

    @property
    def me(self) -> Person:
        """The asker; every writing command has one."""
        if self.person is None:
            raise NotAllowed("I do not know you yet. Join a section first: /class join and the code.")
        return self.person

    @property
    def my_section(self) -> Section:
        """The section this is about."""
        if self.section is None:
            raise NotAllowed("This channel has no section yet. Join one: /class join and the code.")
        return self.section

    def get(self, kind: type[R], row_id: str) -> R | None:
        """Return the row with this id, if it is this workspace's."""
        row = self.ledger.get(kind, row_id)
        return row if row is not None and row.workspace == self.workspace else None

    def find(self, kind: type[R], **by: object) -> tuple[R, ...]:
        """Return this workspace's rows whose columns have these values, in order of their ids."""
        return tuple(row for row in self.ledger.find(kind, **by) if row.workspace == self.workspace)

    def some(self, kind: type[R], **by: object) -> R | None:
        """Return one of this workspace's rows with these values, or None; thousands cost no more than one."""
        return self.ledger.some(kind, workspace=self.workspace, **by)

    def put(self, row: Row) -> None:
        """Insert or replace a row."""
        self.ledger.put(row)

    def add(self, row: Row) -> None:
        """Insert a row with a new id, about which nothing needs to be read."""
        self.ledger.add(row)

    def begin(self, kind: type[Row], **by: object) -> None:
        """Say that no stored row has these values, since what they name begins now."""
        self.ledger.begin(kind, **by)

    def each(self, items: Iterable[A], do: Callable[[A], B]) -> list[B]:
        """Return `do(item)` for each item; use it for every loop that reads rows (see `Ledger.each`)."""
        return self.ledger.each(items, do)

    def drop(self, row: Row) -> None:
        """Delete a row."""
        self.ledger.drop(row)

    def new_id(self) -> str:
        """Return a new id."""
        return self.world.ids.new()


Decide = Callable[[Context, Any], Result]
"""Changes rows and says what it came to; raises Refused to change nothing."""
Show = Callable[[Context, Any], Reply]
"""Reads rows and draws; raises Refused."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """Who answers which request: `decide` for those that write, `show` for those that read."""

    decide: Mapping[type[Request], Decide] = field(default_factory=dict)
    show: Mapping[type[Request], Show] = field(default_factory=dict)

    def instead(self, request: type[Request], decide: Decide) -> "Handlers":
        """Return the table with another handler for one writing request: where two rooms have a part in it."""
        return Handlers({**self.decide, request: decide}, self.show)

    def __or__(self, other: "Handlers") -> "Handlers":
        """Return both tables in one; a request has one handler."""
        twice = (self.decide.keys() & other.decide.keys()) | (self.show.keys() & other.show.keys())
        if twice:
            raise ValueError(f"Two handlers for {', '.join(sorted(kind.__name__ for kind in twice))}.")
        return Handlers({**self.decide, **other.decide}, {**self.show, **other.show})


def enter(world: World, ledger: Ledger, command: Command) -> Context:
    """Return the context of a command: the account's person, the section that is meant, the role in it."""
    who = command.who
    if who == CLOCK:
        return Context(world, ledger, command, "", None, None, None)
    account = ledger.get(Account, who.account)
    person = ledger.get(Person, account.person) if account else None
    mine = memberships_of(ledger, person.id) if person else ()
    section = meant(ledger, command, mine)
    membership = next((m for m in mine if section is not None and m.section == section.id), None)
    workspace = section.workspace if section else who.workspace
    return Context(world, ledger, command, workspace, section, person, membership)


def introduce(context: Context) -> Context:
    """Return the context with a person in it: a newcomer gets a row and an alias."""
    if context.person is not None or context.command.who == CLOCK:
        return context
    who = context.command.who
    person = Person(id=context.new_id(), workspace=context.workspace, alias=free_alias(context), at=context.world.wall)
    context.add(person)
    context.put(Account(id=who.account, workspace=context.workspace, person=person.id, name=clean(who.name[:320])[:80]))
    return Context(context.world, context.ledger, context.command, context.workspace, context.section, person, None)


def free_alias(context: Context) -> str:
    """Return an alias that nobody in the workspace has."""
    wish = context.world.ids.alias()
    taken = context.find(Person, workspace=context.workspace, alias=wish)
    return f"{wish} {context.world.ids.code(3)}" if taken else wish


def authorise(context: Context) -> Request:
    """Return the request with every typed input checked by its own field; refuse what the asker's role may not do."""
    if context.command.who != CLOCK:
        _refuse_strangers(context, type(context.command.request))
    return typed(context.command.request)


def _refuse_strangers(context: Context, request: type[Request]) -> None:
    if request.teaches and not context.command.who.may_teach:
        raise NotAllowed(f"Only instructors can do that. Ask {context.command.who.teachers or _ADMINISTRATOR}.")
    if request.administers and not context.command.who.may_administer:
        raise NotAllowed("Only whoever administers this workspace can do that. Ask them.")
    if context.role in request.roles:
        return
    if context.role == "guest":
        raise NotAllowed(_not_in_it(context))
    who = "instructors and assistants" if "assistant" in request.roles else "instructors"
    raise NotAllowed(f"Only the section's {who} can do that.")


def _not_in_it(context: Context) -> str:
    """Return why a guest is refused, and where to go on."""
    return which_one(context) or (
        "You are not in this section yet. Join it: /class join and the code from your instructor."
    )


def which_one(context: Context) -> str:
    """Return the sentence that tells somebody of several sections where to ask, "" for anybody else."""
    mine = sections_elsewhere(context)
    if context.role != "guest" or len(mine) < 2:
        return ""
    names = ", ".join(name for name, _ in mine)
    return f"This channel belongs to none of your sections. Ask in the channel of the one you mean: {names}."


def sections_elsewhere(context: Context) -> tuple[tuple[str, str], ...]:
    """Return the asker's own sections by name, each with a channel where it meets ("": in none)."""
    if context.person is None:
        return ()
    return elsewhere(context.ledger, context.command, memberships_of(context.ledger, context.person.id))
