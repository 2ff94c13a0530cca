"""What nobody else may see, made unmistakable, and who may see it after all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from core.command import Who
from core.context import Context
from core.requests.base import STAFF, Role
from core.rows import Account, Membership, Note, Place, Section, Session, Table, Written
from tests.desk import TEACHER
from tests.hall import Lesson

_MARK = re.compile(r"zq[a-z]{8}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Secret:
    """Something planted: what it is, and the table and seats, the session or the section it belongs to."""

    kind: str
    where: str = ""
    seats: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What is true at a moment, as far as it decides who may see what."""

    roles: Mapping[tuple[str, str], Role]
    """By workspace and account: the role in the section."""
    seats: Mapping[str, frozenset[tuple[str, str]]]
    """By account: the tables and seats held now or before."""
    sessions: Mapping[str, Session]
    pages: Mapping[str, int]
    """By session: how many pages the class has seen."""
    reported: frozenset[str]
    """Bodies of notes shown to the instructors."""
    own: Mapping[str, frozenset[str]]
    """By account: sessions played alone."""


@dataclass
class Vault:
    """All secrets of a lesson by what stands for them."""

    chance: Random
    planted: dict[str, Secret] = field(default_factory=dict)
    exact: dict[str, Secret] = field(default_factory=dict)
    """Secrets that the program draws itself: join codes and seeds."""

    def plant(self, kind: str, where: str = "", *seats: str) -> str:
        """Return a word that is said nowhere else, and remember whose it is."""
        word = "zq" + "".join(self.chance.choice(_LETTERS) for _ in range(8))
        self.planted[word] = Secret(kind, where, frozenset(seats))
        return word

    async def look_up(self, lesson: Lesson) -> None:
        """Remember what the program has drawn since."""
        await lesson.read(self.look_in)

    def look_in(self, ctx: Context) -> None:
        """Remember what the program has drawn in a workspace."""
        sections, sessions = ctx.find(Section, workspace=ctx.workspace), ctx.find(Session, workspace=ctx.workspace)
        self.exact |= {section.code: Secret("code", section.id) for section in sections}
        self.exact |= {session.seed: Secret("seed", session.id) for session in sessions}

    def found(self, text: str) -> Iterator[tuple[str, Secret]]:
        """Yield the secrets that stand in a text."""
        if "zq" in text:
            yield from ((word, self.planted[word]) for word in _MARK.findall(text) if word in self.planted)
        yield from ((word, secret) for word, secret in self.exact.items() if word in text)


def may_see(viewer: Who | None, word: str, secret: Secret, known: Known) -> bool:
    """Tell whether somebody (None: everybody in the channel) may see a secret."""
    account = viewer.account if viewer else ""
    staff = viewer is not None and known.roles.get((viewer.workspace, account)) in STAFF
    here = staff and viewer is not None and viewer.workspace == TEACHER.workspace
    match secret.kind:
        case "name" | "code":
            return here
        case "note":
            return _sits(account, secret, known) or (here and word in known.reported)
        case "draft":
            return _sits(account, secret, known)
        case "seed":
            return _may_see_seed(account, secret, known, staff=here)
        case _:  # accounts, attempts, what another tenant has: nobody's here
            return False


def _sits(account: str, secret: Secret, known: Known) -> bool:
    mine = known.seats.get(account, frozenset())
    return any((secret.where, seat) in mine for seat in secret.seats)


def _may_see_seed(account: str, secret: Secret, known: Known, *, staff: bool) -> bool:
    session = known.sessions.get(secret.where)
    if session is None or session.status != "over":
        return False
    return staff or session.page > 0 or session.id in known.own.get(account, frozenset())


async def what_is_known(lesson: Lesson) -> Known:
    """Return what is true now."""
    return await lesson.read(known_in)


def known_in(ctx: Context) -> Known:
    """Return what is true in a workspace now."""
    here = {"workspace": ctx.workspace}
    accounts: dict[str, list[str]] = {}
    for account in ctx.find(Account, **here):
        accounts.setdefault(account.person, []).append(account.id)
    sessions = {session.id: session for session in ctx.find(Session, **here)}
    seats: dict[str, set[tuple[str, str]]] = {}
    own: dict[str, set[str]] = {}
    for place in ctx.find(Place, **here):
        for name in accounts.get(place.person, []):
            seats.setdefault(name, set()).add((place.table, place.seat))
            if sessions[place.session].kind == "practice":
                own.setdefault(name, set()).add(place.session)
    members = [m for m in ctx.find(Membership, **here) if m.left is None]
    written = {row.id: row.body for row in ctx.find(Written, **here)}
    reported = [note for note in ctx.find(Note, **here) if note.reported]
    return Known(
        roles={(m.workspace, name): m.role for m in members for name in accounts.get(m.person, [])},
        seats={name: frozenset(held) for name, held in seats.items()},
        sessions=sessions,
        pages={session.id: session.page for session in sessions.values()},
        reported=frozenset(word for note in reported for word in _MARK.findall(written[note.written])),
        own={name: frozenset(held) for name, held in own.items()},
    )


async def table_ids(lesson: Lesson) -> tuple[str, ...]:
    """Return all tables there are, practice too."""
    return tuple(table.id for table in await lesson.rows(Table))
