"""What is stored, as frozen values: one class a table. `core.store.schema` lays the same columns out in SQL.

Every row has a text `id` and the `workspace` that owns it (the tenant). Class times are whole milliseconds of class
time (`core.clock`); `at` columns are UTC datetimes for people to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from core.kit.fields import Value
from core.kit.seats import Role as SeatRole
from core.requests.base import Role

Values = Mapping[str, Value]
Platform = str
"""The adapter's name: "discord", "slack", "terminal"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row has."""

    id: str
    workspace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Row):
    """The clock's high-water mark: class time never runs backwards across restarts. One row, id "clock"."""

    time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Once(Row):
    """What was answered to a delivery, under the platform's own id of it, so that a second delivery changes nothing."""

    result: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    """A human, by alias; everything else about them is in rows that point here."""

    alias: str
    plain: bool = False
    theme: Literal["dark", "light"] = "dark"
    reminders: bool = True
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Row):
    """A person's id on one platform. Its id is `platform:place:user`; `place` is that platform's workspace."""

    person: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Row):
    """A class section."""

    name: str
    code: str
    board: bool = True
    """Whether the leaderboard is shown."""
    notes: bool = True
    """Whether students may send each other notes."""
    quiet_from: int = 0
    quiet_to: int = 0
    """Quiet hours in minutes after local midnight; equal: none."""
    zone: str = "UTC"
    reviews: int = 20
    fresh: int = 5
    """Self-quiz: reviews and new questions a day."""
    exam: date | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding(Row):
    """A channel that belongs to a section. Its id is `platform:place:channel`."""

    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Row):
    """A person's role in a section. `extra` is their time in per cent of the others'."""

    section: str
    person: str
    role: Role
    extra: int = 100
    at: datetime
    left: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Row):
    """One launch of a scenario or a quiz, with all its tables."""

    section: str
    kind: Literal["game", "quiz", "practice"]
    scenario: str
    game: str
    version: int
    title: str
    params: Mapping[str, Any]
    seed: str
    status: Literal["lobby", "running", "paused", "over"]
    started_by: str
    bots: Literal["theory", "naive"] = "theory"
    pace: int = 100
    """Length of phases in per cent of the game's own."""
    groups: tuple[tuple[str, ...], ...] = ()
    """Hand-made or fixed groups of person ids; empty: balanced tables."""
    deadline: int | None = None
    """When the lobby closes (class time)."""
    page: int = 0
    """How many debrief pages the instructor has turned."""
    at: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signup(Row):
    """A person in a session's lobby, in order of arrival by id."""

    section: str
    session: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Row):
    """One group playing one instance of a game: what it waits for and since when."""

    section: str
    session: str
    number: int
    status: Literal["running", "over", "void"]
    seq: int
    phase: str
    opened: int
    """Class time when the phase opened; while paused, minus the milliseconds it had been open."""
    deadline: int | None
    left: int | None = None
    """Milliseconds left when it was paused."""
    waiting: int
    """How many seats held by people must be done before the phase closes early."""
    done: int = 0
    """How many of them are."""
    late: bool = False
    """Time is up for all but those with extra time."""
    nudge: int | None = None
    """When those who hold the phase up are reminded (class time); None: not, or it has been done."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A state as it is stored, in JSON, by a version of its game that this program does not have."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Row):
    """Where a table's game stands (its id is the table's)."""

    game: str
    version: int
    seq: int
    position: Any
    """A `core.referee.Position`, or `Unreadable`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair(Row):
    """A seat of a table; id is `table:key`. `bot` names the style of the bot that holds it, empty for people."""

    session: str
    table: str
    key: str
    place: int
    """Its place in the game's order of seats."""
    title: str
    role: SeatRole
    team: str
    bot: str = ""
    """Empty too while nobody holds it: a bot takes it when the phase closes."""
    was: str = ""
    """The person who left it last; they may come back to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Row):
    """A person on a seat: the head, who signs, or a delegate, who drafts."""

    section: str
    session: str
    table: str
    seat: str
    person: str
    part: Literal["head", "delegate"] = "head"
    ready: str = ""
    """Key of the phase in which they pressed Ready."""
    opened: bool = False
    """Whether they have looked at their desk."""
    live: bool = True
    """False once they have left or the table is over."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedMove(Row):
    """A move that stays hidden until its phase closes; id is `table:phase:seat`.

    A standing instruction is one whose phase is "*": it speaks for a silent seat in every phase with that move.
    """

    table: str
    phase: str
    seat: str
    person: str
    move: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Row):
    """What somebody has filled in but not sent; id is `table:seat:move`. Shared by a delegation."""

    table: str
    seat: str
    person: str
    move: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Row):
    """A line of a table's journal; id is `table:seq` with eight digits."""

    session: str
    table: str
    seq: int
    kind: Literal["deal", "move", "close", "admit", "end", "renew"]
    seat: str = ""
    person: str = ""
    body: str = ""
    """The step in JSON."""
    time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Row):
    """What a seat got; id is `table:seat`, and `table:seat:person` for a delegate. `person` is empty for a bot."""

    section: str
    session: str
    table: str
    seat: str
    person: str
    payoff: float
    points: float
    belief: float | None
    duplicate: float | None = None
    """0..100 against the same seat at the other tables; None until the session is over."""
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Row):
    """Free text, in rows of its own: erasing a person blanks `body` and keeps what points here."""

    person: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Row):
    """A private note from seat to seat."""

    section: str
    session: str
    table: str
    sender: str
    receiver: str
    written: str
    reported: bool = False
    time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Row):
    """A message in a channel that is kept equal to what it shows; id is `session:kind:address`.

    Of the kind "rooms" it is not a message but the private rooms of the session's tables, kept as they should be.

    At rest `wanted` equals `shown`. Whoever is to change the message takes the row first, until `due`; the number of
    that claim is what they show when they report, so that whoever comes too late is known.
    """

    section: str
    session: str
    kind: Literal["session", "debrief", "rooms"]
    platform: Platform
    address: str
    """The channel: the id of its Binding."""
    message: str = ""
    """The platform's id of the message, empty until it is posted; of rooms, what is noted of each."""
    generation: int = 0
    """How often it had to be posted anew."""
    wanted: int = 1
    """Counts what has changed since it was made."""
    shown: int = 0
    """The change that the message shows."""
    digest: str = ""
    """Of what the message shows."""
    due: int | None = None
    """From when (class time) somebody may take it; None: nothing is to be done, or nothing can be."""
    held: bool = False
    """Whether somebody has taken it."""
    claims: int = 0
    """How often it has been taken."""
    tries: int = 0
    """Sends in a row of which nobody knows whether they arrived."""
    trouble: str = ""
    """Why the message is not there or not up to date, for instructors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Row):
    """Something to tell one person by direct message; its id says what, so that it is told once.

    Nothing of its content is stored: it is drawn when it is sent, and dropped when there is nothing left to say.
    `platform` to `tries` are as in Board.
    """

    section: str
    session: str
    person: str
    kind: Literal["note", "nudge", "trouble"]
    about: str
    """The id of the note, of the table, or of the board."""
    status: Literal["waiting", "sent", "closed", "dropped", "unsure"] = "waiting"
    platform: Platform
    address: str
    """The account."""
    due: int | None = None
    held: bool = False
    claims: int = 0
    tries: int = 0
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(Row):
    """A person's self-quiz where it stopped; id is `section:person`."""

    section: str
    person: str
    queue: tuple[str, ...]
    at_question: int = 0
    answered: str = ""
    """The answer given to the current question, before it is graded; empty while it is asked."""
    day: date
    reviews: int = 0
    fresh: int = 0
    undo: str = ""
    """The attempt that [Undo] takes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Row):
    """Spaced repetition of one question for one person; id is `section:person:question`."""

    section: str
    person: str
    question: str
    due: datetime
    state: str
    """`core.quiz.schedule.Card` in JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt(Row):
    """One answer by one person to one question."""

    section: str
    person: str
    question: str
    answer: str
    right: bool
    first: bool
    rating: str = ""
    before: str = ""
    """The card as it was, for undo; empty if there was none."""
    at: datetime


EVERY: tuple[type[Row], ...] = (
    Mark, Once, Person, Account, Section, Binding, Membership, Session, Signup, Table, Snapshot, Chair, Place,
    SealedMove, Draft, Entry, Score, Written, Note, Board, Letter, Study, Card, Attempt,
)  # fmt: skip
"""All kinds of row, parents before children."""
