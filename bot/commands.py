"""The command surface, declared once: words → core request → how it is touched instead.

Every adapter is generated from this table: the terminal's parser, a platform's command tree, completion, help and
the table in the README. A row's parameters are the request's own inputs, so a parameter is declared once too.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from types import MappingProxyType
from typing import Annotated, get_args, get_origin, get_type_hints

from core.kit.fields import Field
from core.requests import ANYBODY, MEMBERS, STAFF, TEACHERS, Request, Role
from core.requests import admin as a
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s

LONGEST_HELP = 100
"""Characters of a description that every platform shows."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a command: the request's attribute, the kit field that reads it, and what stands if unsaid."""

    attribute: str
    field: Field
    default: object = MISSING

    @property
    def required(self) -> bool:
        """Whether the command cannot be made without it."""
        return self.default is MISSING

    @property
    def description(self) -> str:
        """Return what to enter, short enough for every platform."""
        says = self.field.help or self.field.range_text()
        whole = f"{self.field.label}: {says}" if says else self.field.label
        return whole if len(whole) <= LONGEST_HELP else self.field.label


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRow:
    """One command. `words` are typed after a slash; `touch` names the button, form or card that does the same."""

    words: str
    request: type[Request]
    help: str
    touch: str
    positions: int
    """How many parameters may be given by position alone; the rest need their names."""
    parameters: tuple[Parameter, ...]
    """What may be typed after the words, in order."""
    open_values: str
    """The attribute that takes values by any name (a scenario's options, a move's fields), or ""."""

    @property
    def group(self) -> str:
        """Return the first word: "game" of "game start"."""
        return self.words.split()[0]

    @property
    def who(self) -> str:
        """Return who may make the request, in words."""
        if self.request.administers:
            return "administrator"
        return "instructor" if self.request.teaches else _WHO[self.request.roles]

    @property
    def usage(self) -> str:
        """Return the command with its parameters: required ones bare, others in brackets."""
        words = [p.field.name if p.required else f"[{p.field.name}]" for p in self.parameters]
        named = [f"[{self.open_values}]"] if self.open_values else []
        return " ".join([f"/{self.words}", *words, *named])


_WHO: Mapping[frozenset[Role], str] = MappingProxyType(
    {ANYBODY: "everyone", MEMBERS: "student", STAFF: "instructor or assistant", TEACHERS: "instructor"}
)


def parameters(request: type[Request]) -> tuple[Parameter, ...]:
    """Return the inputs of a request with the attributes that hold them, in order."""
    hints = get_type_hints(request, include_extras=True)
    found = ((part.name, _input(hints[part.name]), part.default) for part in fields(request))
    return tuple(Parameter(name, field, default) for name, field, default in found if field is not None)


def open_values(request: type[Request]) -> str:
    """Return the attribute of a request that is a mapping of names to values, or ""."""
    hints = get_type_hints(request)
    return next((part.name for part in fields(request) if get_origin(hints[part.name]) is Mapping), "")


def _input(hint: object) -> Field | None:
    parts = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((part for part in parts if isinstance(part, Field)), None)


def _row(words: str, request: type[Request], says: str, touch: str, positions: int = 25) -> CommandRow:
    return CommandRow(
        words=words,
        request=request,
        help=says,
        touch=touch,
        positions=positions,
        parameters=parameters(request),
        open_values=open_values(request),
    )


COMMANDS: tuple[CommandRow, ...] = (
    _row("class create", s.CreateSection, "Make a section for this channel; shows its join code.", "form"),
    _row("class join", s.JoinSection, "Join a section by its code.", "[Join the class] on the section's card"),
    _row("class leave", s.LeaveSection, "Leave the section; you have ten minutes to undo it.", "[Leave], [Undo]"),
    _row("class show", s.ShowSection, "See who is here and how many have played.", "[Who is here]"),
    _row("class assistant", s.MakeAssistant, "Make a member an assistant, or a student again.", "select on the roster"),
    _row("class settings", s.ChangeSection, "Leaderboard, notes, quiet hours, quiz caps, extra time.", "form"),
    _row("game start", g.StartGame, "Open a lobby for a scenario.", "form made from the scenario's parameters"),
    _row("game join", g.JoinGame, "Take a seat, or give it back while the lobby is open.", "[Join] on the lobby card"),
    _row("game ready", g.Ready, "Say that you are done with this phase; again takes it back.", "[Ready]"),
    _row("game leave", g.LeaveGame, "Leave your seat; a bot holds it until you come back.", "[Leave] on the desk"),
    _row("game desk", g.OpenDesk, "Your private card: role, interests, and what you may do now.", "[My desk]"),
    _row("game act", g.Act, "Make a move; what is missing is asked for.", "buttons, selects and forms on the desk", 1),
    _row("game note", g.SendNote, "Send a private note to another seat at your table.", "[Note], [Reply]"),
    _row("game status", g.ShowStatus, "Phase, clock, and who still owes something (not what).", "the board"),
    _row("game practice", g.Practice, "Play alone against bots, in private; counts for nothing.", "[Practise]"),
    _row("game panel", g.ShowPanel, "All tables, their phases, and who holds them up.", "[Panel] on the lobby card"),
    _row("game pause", g.Pause, "Stop all clocks.", "[Pause] on the panel"),
    _row("game resume", g.Resume, "Let the clocks run on with the time that was left.", "[Resume] on the panel"),
    _row("game extend", g.Extend, "Give the phase more minutes, at one table or all.", "[+1 min] on the panel"),
    _row("game advance", g.Advance, "Close the lobby or the phase now; silence is filled by rule.", "[Advance]"),
    _row(
        "game substitute", g.Substitute, "Put a person on a seat, or a bot if nobody is named.", "select on the panel"
    ),
    _row("game end", g.End, "End the session, or void one table.", "[End] on the panel"),
    _row(
        "game debrief", g.ShowDebrief, "What theory predicts, what all tables did, and why.", "[Debrief], [Next page]"
    ),
    _row("quiz me", q.StudyQuiz, "Begin, or go on with, your spaced self-quiz.", "[Quiz me], A–D, [Again] … [Easy]"),
    _row("quiz due", q.ShowDue, "How many cards are due, and when the next ones are.", "[What is due]"),
    _row("quiz progress", q.ShowProgress, "Your own progress by topic; nobody else sees it.", "[My progress]"),
    _row("quiz undo", q.UndoAnswer, "Take back your last graded answer.", "[Undo]"),
    _row("quiz live", q.StartQuiz, "Open a live quiz for the whole class.", "form"),
    _row("board show", s.ShowBoard, "The standings: top five by alias, and your own rank.", "[Leaderboard]"),
    _row("me settings", s.ChangeMe, "Your alias, plain text, picture theme and reminders.", "form"),
    _row(
        "admin doctor",
        a.Diagnose,
        "Whether I have all that I need here; how to mend the rest.",
        "[Look again]",
    ),
    _row("help", s.Help, "What you can do right now, first; then everything.", "[Help]"),
)

BUTTON_ONLY: Mapping[type[Request], str] = MappingProxyType(
    {
        s.UndoLeave: "[Undo], for ten minutes after leaving",
        g.ShowDesk: "drawn below what a move came to",
        g.OpenForm: "[Edit again], and the move buttons of a desk",
        g.SaveDraft: "the card that edits a move of many fields",
        g.ReportNote: "[Report] beside a received note",
        g.TurnPage: "[Next page] on the debrief",
        g.PostAgain: "[Try again] on the panel, where a board could not be posted",
        q.ShowQuestion: "drawn below what an answer came to",
        q.Answer: "A–D on a question",
        q.Grade: "[Again] [Hard] [Good] [Easy] on a solution",
    }
)
"""Requests that no words make, and where they are touched. Requests with no roles at all are the clock's."""


_BY_REQUEST: Mapping[type[Request], CommandRow] = MappingProxyType({row.request: row for row in COMMANDS})
_BY_WORDS: Mapping[str, CommandRow] = MappingProxyType({row.words: row for row in COMMANDS})


def row_of(request: type[Request]) -> CommandRow | None:
    """Return the row of a request, None if only a button makes it."""
    return _BY_REQUEST.get(request)


def row_named(words: str) -> CommandRow | None:
    """Return the row with exactly these words."""
    return _BY_WORDS.get(words)
