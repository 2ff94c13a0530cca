"""What people ask about a class section: /class and /me, /board, /help."""

from dataclasses import dataclass
from typing import Annotated

from core.kit.fields import Option, Pick, Whole, Words, YesNo
from core.requests.base import ANYBODY, MEMBERS, STAFF, TEACHERS, Request

_NAME = Words(name="name", label="Name of the section", limit=60, help="As students know it: POL 210, Monday group")
_CODE = Words(name="code", label="Join code", limit=24, help="Six letters and digits from your instructor")
_PERSON = Words(name="person", label="Person", limit=120, help="Their alias or their name in this chat")


@dataclass(frozen=True)
class CreateSection(Request):
    """Make a section for this channel, with a join code; the asker becomes its instructor."""

    roles = ANYBODY
    teaches = True
    here = True
    name: Annotated[str, _NAME]


@dataclass(frozen=True)
class JoinSection(Request):
    """Join a section by its code. An instructor who does so in a channel without a section links the channel."""

    roles = ANYBODY
    here = True
    code: Annotated[str, _CODE]


@dataclass(frozen=True)
class LeaveSection(Request):
    """Leave the section; may be undone for ten minutes."""

    roles = MEMBERS


@dataclass(frozen=True)
class UndoLeave(Request):
    """Come back within ten minutes of leaving, as if nothing had happened."""

    roles = ANYBODY
    section: str = ""


@dataclass(frozen=True)
class ShowSection(Request):
    """Show who is here, the join code (to staff) and how many have played."""

    roles = MEMBERS
    writes = False


@dataclass(frozen=True)
class MakeAssistant(Request):
    """Make a member an assistant, another instructor, or a student again."""

    roles = TEACHERS
    person: Annotated[str, _PERSON]
    instructor: Annotated[bool, YesNo(name="instructor", label="Instructor like me", optional=True)] = False
    undo: Annotated[bool, YesNo(name="undo", label="Back to student", optional=True)] = False


@dataclass(frozen=True)
class ChangeSection(Request):
    """Change the section's settings; with `person` and `extra`, a student's extra time. Nothing named: show them."""

    roles = STAFF
    board: Annotated[bool | None, YesNo(name="board", label="Leaderboard shown", optional=True)] = None
    notes: Annotated[bool | None, YesNo(name="notes", label="Private notes between students", optional=True)] = None
    quiet: Annotated[
        str, Words(name="quiet", label="Quiet hours", limit=16, optional=True, help="22:00-07:00, or off")
    ] = ""
    zone: Annotated[str, Words(name="zone", label="Time zone", limit=40, optional=True, help="Europe/Athens")] = ""
    reviews: Annotated[
        int | None, Whole(name="reviews", label="Quiz reviews a day", low=0, high=200, optional=True)
    ] = None
    fresh: Annotated[int | None, Whole(name="fresh", label="New questions a day", low=0, high=50, optional=True)] = None
    exam: Annotated[str, Words(name="exam", label="Exam date", limit=10, optional=True, help="2026-12-15, or off")] = ""
    person: Annotated[str, Words(name="person", label="Student", limit=120, optional=True)] = ""
    extra: Annotated[
        int | None, Whole(name="extra", label="Their time", low=100, high=400, unit="%", optional=True)
    ] = None


@dataclass(frozen=True)
class ShowBoard(Request):
    """Show the standings: top five by alias and the asker's own rank."""

    roles = MEMBERS
    writes = False
    scope: Annotated[
        str,
        Pick(
            name="scope",
            label="Of what",
            optional=True,
            options=(
                Option("games", "Games"),
                Option("quiz", "Quiz"),
                Option("participation", "Participation"),
                Option("session", "Last session"),
            ),
        ),
    ] = "games"
    period: Annotated[
        str,
        Pick(
            name="period",
            label="Since when",
            optional=True,
            options=(Option("all", "The whole course"), Option("week", "The last seven days"), Option("day", "Today")),
        ),
    ] = "all"


@dataclass(frozen=True)
class ChangeMe(Request):
    """Change one's own settings. Nothing named: show them."""

    roles = ANYBODY
    alias: Annotated[str, Words(name="alias", label="Alias", limit=30, optional=True, help="new: draw another")] = ""
    plain: Annotated[bool | None, YesNo(name="plain", label="Plain text instead of pictures", optional=True)] = None
    theme: Annotated[
        str,
        Pick(
            name="theme",
            label="Pictures",
            optional=True,
            options=(Option("dark", "Dark"), Option("light", "Light")),
        ),
    ] = ""
    reminders: Annotated[bool | None, YesNo(name="reminders", label="Reminders", optional=True)] = None


@dataclass(frozen=True)
class Help(Request):
    """Say what the asker can do right now, first; then everything."""

    roles = ANYBODY
    writes = False
    topic: Annotated[str, Words(name="topic", label="Topic", limit=40, optional=True)] = ""
