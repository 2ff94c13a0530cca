"""What people ask about games: /game. A `table`, `session` or `phase` is carried by buttons, never typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from core.kit.fields import Option, Pick, Whole, Words, YesNo
from core.requests.base import MEMBERS, STAFF, Request

_BOTS = Pick(
    name="bots",
    label="Bots play",
    optional=True,
    options=(Option("theory", "By the theory"), Option("naive", "Like beginners")),
)
_MOVE = Words(name="move", label="Move", limit=40, optional=True)
_TABLE = Whole(name="number", label="Table", low=0, high=5_000, optional=True, help="0: all tables")


@dataclass(frozen=True)
class StartGame(Request):
    """Open a lobby for a scenario; the tables are dealt when it closes."""

    roles = STAFF
    scenario: Annotated[str, Words(name="scenario", label="Scenario", limit=60)]
    minutes: Annotated[
        int,
        Whole(name="minutes", label="Length in minutes", low=0, high=20_160, optional=True, help="0: as written"),
    ] = 0
    bots: Annotated[str, _BOTS] = "theory"
    lobby: Annotated[int, Whole(name="lobby", label="Lobby in seconds", low=15, high=86_400, optional=True)] = 120
    groups: Annotated[
        str,
        Words(
            name="groups",
            label="Groups",
            limit=2_000,
            optional=True,
            long=True,
            help="Empty: balanced. same: as last time. Or names: Ana, Bo; Cy, Dee",
        ),
    ] = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """The scenario's own parameters, by name."""


@dataclass(frozen=True)
class JoinGame(Request):
    """Take a place in the lobby, or a seat at a running table; asking again in the lobby gives it back."""

    roles = MEMBERS
    session: str = ""


@dataclass(frozen=True)
class LeaveGame(Request):
    """Leave one's seat: a bot holds it until one comes back."""

    roles = MEMBERS
    table: str = ""


@dataclass(frozen=True)
class Ready(Request):
    """Say that one is done with this phase; asking again takes it back."""

    roles = MEMBERS
    table: str = ""
    phase: str = ""


@dataclass(frozen=True)
class OpenDesk(Request):
    """Show the private card of one's seat. Writes, because the instructor sees who has not looked yet."""

    roles = MEMBERS
    table: str = ""


@dataclass(frozen=True)
class ShowDesk(Request):
    """Draw the private card of one's seat."""

    roles = MEMBERS
    writes = False
    table: str = ""


@dataclass(frozen=True)
class OpenForm(Request):
    """Draw the form of a move, filled with the draft or the last values."""

    roles = MEMBERS
    writes = False
    table: str = ""
    move: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Act(Request):
    """Make a move. Missing values open its form; with `standing`, it also speaks for the seat when it is silent.

    `standing` without a move withdraws what was left to speak for the seat.
    """

    roles = MEMBERS
    move: Annotated[str, _MOVE] = ""
    standing: Annotated[bool, YesNo(name="standing", label="Also when I am silent", optional=True)] = False
    values: Mapping[str, str] = field(default_factory=dict)
    """Raw values by field name; validated by the move's own fields."""
    table: str = ""
    phase: str = ""


@dataclass(frozen=True)
class SaveDraft(Request):
    """Set one field of the stored draft of a move; an empty field name throws the draft away."""

    roles = MEMBERS
    move: Annotated[str, _MOVE] = ""
    field: Annotated[str, Words(name="field", label="Field", limit=40, optional=True)] = ""
    value: Annotated[str, Words(name="value", label="Value", limit=80, optional=True)] = ""
    table: str = ""


@dataclass(frozen=True)
class SendNote(Request):
    """Send a private note to another seat of one's table."""

    roles = MEMBERS
    to: Annotated[str, Words(name="to", label="To", limit=60, help="A seat's name")]
    text: Annotated[str, Words(name="text", label="Note", limit=500, long=True)]
    table: str = ""


@dataclass(frozen=True)
class ReportNote(Request):
    """Show a received note to the instructors."""

    roles = MEMBERS
    note: str = ""


@dataclass(frozen=True)
class ShowStatus(Request):
    """Show phase, clock, and who still owes something (not what)."""

    roles = MEMBERS
    writes = False
    table: str = ""


@dataclass(frozen=True)
class Practice(Request):
    """Play alone against bots, in private; counts for nothing."""

    roles = MEMBERS
    scenario: Annotated[str, Words(name="scenario", label="Scenario", limit=60, optional=True)] = ""


@dataclass(frozen=True)
class ShowPanel(Request):
    """Show the instructor's panel: tables × phase, and who holds it up."""

    roles = STAFF
    writes = False
    session: str = ""


@dataclass(frozen=True)
class Pause(Request):
    """Stop all clocks of the session."""

    roles = STAFF
    session: str = ""


@dataclass(frozen=True)
class Resume(Request):
    """Let the clocks run on with the time that was left."""

    roles = STAFF
    session: str = ""


@dataclass(frozen=True)
class Extend(Request):
    """Give the current phase more minutes, at one table or all."""

    roles = STAFF
    minutes: Annotated[int, Whole(name="minutes", label="Minutes", low=1, high=10_080, optional=True)] = 1
    number: Annotated[int, _TABLE] = 0
    session: str = ""


@dataclass(frozen=True)
class Advance(Request):
    """Close the lobby or the current phase now, at one table or all; whoever is silent is filled by rule."""

    roles = STAFF
    number: Annotated[int, _TABLE] = 0
    session: str = ""
    phase: str = ""


@dataclass(frozen=True)
class Substitute(Request):
    """Put a person on a seat, or a bot (no person named)."""

    roles = STAFF
    number: Annotated[int, Whole(name="number", label="Table", low=1, high=5_000)]
    seat: Annotated[str, Words(name="seat", label="Seat", limit=60)]
    person: Annotated[str, Words(name="person", label="Person", limit=60, optional=True)] = ""
    session: str = ""


@dataclass(frozen=True)
class End(Request):
    """End the session, or void one table: it counts for nothing."""

    roles = STAFF
    number: Annotated[int, _TABLE] = 0
    session: str = ""


@dataclass(frozen=True)
class TurnPage(Request):
    """Turn the debrief's next page for the class."""

    roles = STAFF
    session: str = ""
    page: int = 0
    """The page the button was on; a second press of the same button turns nothing."""


@dataclass(frozen=True)
class ShowDebrief(Request):
    """Show the debrief's pages turned so far; staff see all."""

    roles = MEMBERS
    writes = False
    page: Annotated[int, Whole(name="page", label="Page", low=0, high=60, optional=True)] = 0
    session: str = ""


@dataclass(frozen=True)
class Renew(Request):
    """A session's game has a new version: its tables go on with it, or end. Only the clock asks for it, at a start."""

    session: str = ""


@dataclass(frozen=True)
class PostAgain(Request):
    """Try to post the boards that could not be posted."""

    roles = STAFF
    session: str = ""


@dataclass(frozen=True)
class Remind(Request):
    """A third of a phase is left: remind those who hold it up. Only the clock asks for it."""

    table: str = ""
    at: int = 0
    """When it was to be (`Table.nudge`)."""


@dataclass(frozen=True)
class Strike(Request):
    """A deadline has come. Only the clock asks for it."""

    table: str = ""
    session: str = ""
    deadline: int = 0
