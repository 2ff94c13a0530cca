"""Journals, seats, clocks and scores of every table: true after every single commit."""

from collections import Counter
from collections.abc import Iterator, Sequence

from core.game import Step
from core.play.flow import step_of
from core.rows import Chair, Draft, Entry, Place, Score, SealedMove, Session, Snapshot, Table
from tests.simulation.commit import Commit, Law
from tests.simulation.memory import Memory


def journals_have_no_gap(commit: Commit) -> Iterator[str]:
    written: dict[str, list[int]] = {}
    for entry in commit.put(Entry):
        written.setdefault(entry.table, []).append(entry.seq)
    for table in commit.tables:
        before = commit.before.get(Table, table.id)
        first = before.seq if before else 0
        snapshot = commit.after.get(Snapshot, table.id)
        if sorted(written.get(table.id, [])) != list(range(first, table.seq)):
            yield f"table {table.id} went from {first} to {table.seq} by the lines {written.get(table.id, [])}"
        if snapshot is None or not snapshot.seq == snapshot.position.seq == table.seq:
            yield f"table {table.id} has {table.seq} lines, its snapshot {snapshot and snapshot.seq}"


def what_was_sealed_is_what_closes(commit: Commit) -> Iterator[str]:
    closings: dict[str, Step] = {}
    for entry in sorted(commit.put(Entry), key=lambda entry: -entry.seq):
        if entry.kind == "close":
            closings[entry.table] = step_of(entry)  # the first closing of a transaction is looked at
    for table_id, step in closings.items():
        before = commit.before.get(Table, table_id)
        if before is None:
            continue
        rows = commit.after.all(SealedMove, table=table_id, phase=before.phase)
        wanted = {row.seat: (row.move, dict(row.values)) for row in rows}
        found = {seat: (s.move.name, dict(s.move.values)) for seat, s in step.sealed.items() if s.source == "person"}
        if wanted != found:
            yield f"table {table_id} closed {before.phase} with {found}; sealed were {wanted}"


def a_seat_has_one_head_or_a_bot(commit: Commit) -> Iterator[str]:
    for table in commit.tables:
        people: dict[str, list[Place]] = {}
        for place in commit.after.all(Place, table=table.id, live=True):
            people.setdefault(place.seat, []).append(place)
        for chair in commit.after.all(Chair, table=table.id):
            here = people.get(chair.key, [])
            heads = sum(place.part == "head" for place in here)
            if here and (heads != 1 or chair.bot):
                yield f"{chair.id} has {heads} heads among {len(here)} people, and the bot {chair.bot!r}"
        if table.status != "running" and people:
            yield f"table {table.id} is {table.status}, and people sit at it"


def a_person_has_one_seat_a_session(commit: Commit) -> Iterator[str]:
    for session in dict.fromkeys(place.session for place in commit.put(Place)):
        seats = Counter(place.person for place in commit.after.all(Place, session=session, live=True))
        for person, count in seats.items():
            if count > 1:
                yield f"{person} holds {count} seats in session {session}"


def clocks_run_when_they_should(commit: Commit) -> Iterator[str]:
    touched = dict.fromkeys([s.id for s in commit.put(Session)] + [t.session for t in commit.tables])
    for session_id in touched:
        session = commit.after.get(Session, session_id)
        assert session is not None
        for table in commit.after.all(Table, session=session_id):
            runs = table.status == "running" and session.status == "running"
            stands = table.status == "running" and session.status == "paused"
            if (table.deadline is not None) != runs or (table.left is not None) != stands:
                yield f"table {table.id}, {table.status} while {session.status}: {table.deadline}, {table.left}"


def whatever_is_over_owes_nothing(commit: Commit) -> Iterator[str]:
    for table in commit.tables:
        if table.status != "running" and commit.after.all(Draft, table=table.id):
            yield f"table {table.id} is {table.status} and keeps drafts"
    for session in commit.put(Session):
        if session.status == "over":
            running = [t.id for t in commit.after.all(Table, session=session.id) if t.status == "running"]
            if running or session.deadline is not None:
                yield f"session {session.id} is over; tables running: {running}, deadline {session.deadline}"


def scores_are_complete_and_compared(commit: Commit) -> Iterator[str]:
    for session in commit.put(Session):
        before = commit.before.get(Session, session.id)
        if session.status == "over" and before is not None and before.status != "over":
            yield from _scores(commit.after, session)


def _scores(memory: Memory, session: Session) -> Iterator[str]:
    tables = memory.all(Table, session=session.id)
    rows = memory.all(Score, session=session.id)
    twice = [key for key, count in Counter((r.table, r.seat, r.person) for r in rows).items() if count > 1]
    if twice:
        yield f"scored twice: {twice}"
    for table in tables:
        snapshot = memory.get(Snapshot, table.id)
        outcome = snapshot.position.outcome if snapshot else None
        wanted = {seat: score.payoff for seat, score in outcome.scores.items()} if outcome else {}
        found = {row.seat: row.payoff for row in rows if row.table == table.id}
        if found != (wanted if table.status == "over" else {}):
            yield f"table {table.id} has the scores {found}, not {wanted}"
    yield from _compared([row for row in rows if row.counts])


def _compared(rows: Sequence[Score]) -> Iterator[str]:
    """Check duplicate scores by the rule itself: 100·(beaten + ½ ties)/(n − 1), raw points below three tables."""
    for row in rows:
        others = {r.table: r.points for r in rows if r.seat == row.seat and r.table != row.table}
        beaten = sum(row.points > points + 1e-9 for points in others.values())
        ties = sum(abs(row.points - points) <= 1e-9 for points in others.values())
        wanted = row.points if len(others) < 2 else 100 * (beaten + ties / 2) / len(others)
        if row.duplicate is None or abs(row.duplicate - wanted) > 1e-6:
            yield f"{row.id} has the duplicate score {row.duplicate}, not {wanted}"


LAWS: tuple[Law, ...] = (
    journals_have_no_gap,
    what_was_sealed_is_what_closes,
    a_seat_has_one_head_or_a_bot,
    a_person_has_one_seat_a_session,
    clocks_run_when_they_should,
    whatever_is_over_owes_nothing,
    scores_are_complete_and_compared,
)
