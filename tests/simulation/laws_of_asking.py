"""What was asked has its effect, once, in its time, and where it belongs: true after every single commit."""

import re
from collections import Counter
from collections.abc import Iterator

from core.requests.game import Act, LeaveGame, SendNote
from core.rows import Account, Entry, Mark, Note, Once, Place, Session, Table
from tests.simulation.commit import Commit, Law

_STRIKE = re.compile(r":strike:(\w+):(\d+)$").findall
_NO_MOVE = ("Sealed:", "Changed:", "Your draft", "Your standing")
"""How the answers to `Act` begin that put no line into the journal."""


def nothing_is_decided_twice(commit: Commit) -> Iterator[str]:
    for once in commit.put(Once):
        if commit.before.get(Once, once.id) is not None:
            yield f"{once.id} was decided a second time"


def class_time_never_runs_back(commit: Commit) -> Iterator[str]:
    before = commit.before.get(Mark, "clock")
    marks = commit.put(Mark)
    if commit.put(Once) and not marks:
        yield "a transaction left no mark of class time"
    for mark in marks:
        if mark.time > commit.class_now or (before is not None and mark.time < before.time):
            yield f"the mark says {mark.time}; it is {commit.class_now}, and the last one said {before}"


def an_open_move_is_one_line(commit: Commit) -> Iterator[str]:
    moves = sum(1 for _, said in commit.done(Act) if said and not said.startswith(_NO_MOVE))
    lines = sum(1 for entry in commit.put(Entry) if entry.kind == "move" and entry.person)
    if lines != moves:
        yield f"{moves} open moves were made, and {lines} lines were written for people"


def a_note_is_sent_once(commit: Commit) -> Iterator[str]:
    fresh = [note for note in commit.put(Note) if commit.before.get(Note, note.id) is None]
    if len(fresh) != len(commit.done(SendNote)):
        yield f"{len(commit.done(SendNote))} notes were sent, and {len(fresh)} written"


def whoever_left_has_left(commit: Commit) -> Iterator[str]:
    asked = Counter(command.who.account for command in commit.commands)
    for command, said in commit.done(LeaveGame):
        account = commit.after.get(Account, command.who.account)
        assert account is not None
        here = [place for place in commit.put(Place) if place.person == account.person]
        if (
            said.startswith("You left your seat")
            and asked[command.who.account] == 1
            and not any(not place.live for place in here)
        ):
            yield f"{account.id} left, and still sits"


def nothing_is_struck_without_its_deadline(commit: Commit) -> Iterator[str]:
    keys = [once.id for once in commit.put(Once)]
    struck = {row_id: int(deadline) for key in keys if key.startswith("clock:") for row_id, deadline in _STRIKE(key)}
    for row_id, deadline in struck.items():
        if deadline > commit.class_now:
            yield f"{row_id} was struck at {commit.class_now}, before {deadline}"
    if not keys or len(struck) != len(keys):
        return
    for table in commit.put(Table):
        before = commit.before.get(Table, table.id)
        if before is not None and table != before and before.deadline != struck.get(table.id):
            yield f"a strike at {struck.get(table.id)} changed table {table.id}, whose deadline was {before.deadline}"


def rows_stay_with_their_tenant(commit: Commit) -> Iterator[str]:
    for rows in commit.changes.values():
        for row in rows:
            for kind, name in ((Session, "session"), (Table, "table")):
                parent = commit.after.get(kind, getattr(row, name, ""))
                if parent is not None and parent.workspace != row.workspace:
                    yield f"{row} lies with {row.workspace}, its {name} with {parent.workspace}"


LAWS: tuple[Law, ...] = (
    nothing_is_decided_twice,
    class_time_never_runs_back,
    an_open_move_is_one_line,
    a_note_is_sent_once,
    whoever_left_has_left,
    nothing_is_struck_without_its_deadline,
    rows_stay_with_their_tenant,
)
