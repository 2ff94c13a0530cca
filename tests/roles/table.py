"""The table of who may ask what, and when: every cell is tried, and written down as it came out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from bot.commands import BUTTON_ONLY, COMMANDS, row_of
from core.batch import decide_all
from core.command import Command, Where, Who
from core.requests import ANYBODY, MEMBERS, STAFF, TEACHERS, Request
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from tests.memory import Memory
from tests.roles.samples import KINDS, sample
from tests.roles.states import ASKERS, STATES, WHO_THEY_ARE, State, begin

Table = Mapping[str, Mapping[str, str]]
"""By kind of request and state: the letters of those for whom it is done."""

FITTING: Mapping[type[Request], Callable[[State], Request]] = MappingProxyType(
    {
        s.ChangeSection: lambda _: s.ChangeSection(notes=True),
        s.ChangeMe: lambda _: s.ChangeMe(plain=True),
        s.MakeAssistant: lambda _: s.MakeAssistant(person="Wim"),
        s.Help: lambda _: s.Help(),
        g.StartGame: lambda _: g.StartGame(scenario="ratify-or-revert"),
        g.Practice: lambda _: g.Practice(),
        g.Act: lambda at: g.Act("offer", False, {"share": "48"}, at.ids.get("table", ""), at.ids.get("phase", "")),
        g.OpenForm: lambda at: g.OpenForm(at.ids.get("table", ""), "offer"),
        g.SaveDraft: lambda at: g.SaveDraft("offer", "share", "48", at.ids.get("table", "")),
        g.Substitute: lambda at: g.Substitute(1, at.ids.get("to", "x"), "Wim", at.ids.get("session", "")),
        g.Advance: lambda at: g.Advance(0, at.ids.get("session", ""), at.ids.get("phase", "")),
        g.Extend: lambda at: g.Extend(1, 0, at.ids.get("session", "")),
        g.End: lambda at: g.End(0, at.ids.get("session", "")),
        g.TurnPage: lambda at: g.TurnPage(at.ids.get("session", ""), 1),
        q.StudyQuiz: lambda _: q.StudyQuiz(),
        q.StartQuiz: lambda _: q.StartQuiz(),
        q.Answer: lambda _: q.Answer("A"),
        q.Grade: lambda _: q.Grade("good"),
    }
)
"""Requests that would be granted if role and state allow them, where one made of the fields alone would not fit."""
BEFORE: Mapping[type[Request], tuple[Request, ...]] = MappingProxyType(
    {q.Grade: (q.Answer("A"),), q.UndoAnswer: (q.Answer("A"),)}
)
"""What the asker has to do first."""
DECLARED = MappingProxyType(
    {ANYBODY: "anybody", MEMBERS: "members", STAFF: "staff", TEACHERS: "instructors", frozenset(): "the clock"}
)


async def tried(folder: Path, states: Sequence[str] = STATES) -> Table:
    """Return the table, each cell as the handlers answer over what is stored; nothing is stored by it."""
    found: dict[str, dict[str, str]] = {name: {} for name in KINDS}
    for state in states:
        within = folder / state.replace(" ", "-")
        within.mkdir()
        at = await begin(within, state)
        async with at.lesson:
            memory = Memory(at.rows)
            for name, kind in KINDS.items():
                done = (letter for letter, who in ASKERS.items() if not refused(at, memory, who, kind))
                found[name][state] = "".join(done)
    return found


def refused(at: State, memory: Memory, who: Who, kind: type[Request]) -> str:
    """Return how somebody's request is refused in a state, "" if it is done."""
    memory.start_again()
    for number, ask in enumerate(asked(at, kind)):
        answer = answered(at, memory, Command(who, Where(at.channel), f"try-{number}", ask))
        if answer:
            return answer
    return ""


def asked(at: State, kind: type[Request]) -> tuple[Request, ...]:
    """Return what somebody asks to try a kind of request: what comes before it, and itself."""
    return (*BEFORE.get(kind, ()), fitting(at, kind))


def fitting(at: State, kind: type[Request]) -> Request:
    """Return a request of a kind that is granted if role and state allow it."""
    return FITTING[kind](at) if kind in FITTING else sample(kind, at.ids)


def answered(at: State, memory: Memory, command: Command) -> str:
    """Return how a command is refused, "" if it is done; a defect inside is raised."""
    if not command.request.writes:
        return at.lesson.service._show(memory, command).refused
    (decided,) = decide_all(at.lesson.world(), memory, [command], at.lesson.service._handlers)
    if decided.fault is not None:
        raise decided.fault
    return decided.result.refused


def as_markdown(table: Table) -> str:
    """Return the table as SECURITY.md shows it, commands first, in the order of the command table."""
    header = ("request", "declared for", *STATES)
    lines = [header, ("---",) * len(header), *_rows(table)]
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), "", WHO_THEY_ARE])


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    in_order = dict.fromkeys([*(row.request.__name__ for row in COMMANDS), *sorted(table)])
    for name in in_order:
        kind = KINDS[name]
        cells = (" ".join(table[name][state]) or "–" for state in STATES)
        yield (_called(kind), _declared(kind), *cells)


def _declared(kind: type[Request]) -> str:
    more = {" who may teach": kind.teaches, " who administers": kind.administers}
    return DECLARED[kind.roles] + "".join(words for words, needed in more.items() if needed)


def _called(kind: type[Request]) -> str:
    if (row := row_of(kind)) is not None:
        return f"`/{row.words}`"
    return f"{BUTTON_ONLY.get(kind, kind.__name__)} (`{kind.__name__}`)"
