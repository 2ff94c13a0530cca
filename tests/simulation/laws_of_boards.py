"""Boards and letters: owed with what they tell, and taken by one at a time. True after every single commit."""

from collections.abc import Iterator

from core.outgoing.ends import ANSWER_S
from core.rows import Board, Letter, Session, Table
from tests.simulation.commit import Commit, Law


def boards_are_owed_what_has_changed(commit: Commit) -> Iterator[str]:
    altered = [row.id for row in commit.put(Session) if row != commit.before.get(Session, row.id)]
    altered += [row.session for row in commit.put(Table) if row != commit.before.get(Table, row.id)]
    for session in dict.fromkeys(altered):
        for board in commit.after.all(Board, session=session):
            if board.kind != "rooms" and board.wanted <= board.shown:
                yield f"session {session} changed, and its board {board.id} is not owed"


def whoever_takes_something_has_time_to_say_it(commit: Commit) -> Iterator[str]:
    rows: list[Board | Letter] = [*commit.put(Board), *commit.put(Letter)]
    for row in rows:
        before = commit.before.get(type(row), row.id)
        if before is None or row.claims == before.claims:
            continue
        if before.held and before.due is not None and before.due > commit.class_now:
            yield f"{row.id} was taken at {commit.class_now}, though somebody has it until {before.due}"
        if row.due is None or row.due - commit.class_now < 1000 * ANSWER_S:
            yield f"{row.id} was taken until {row.due}, at {commit.class_now}: too short for one send"


LAWS: tuple[Law, ...] = (boards_are_owed_what_has_changed, whoever_takes_something_has_time_to_say_it)
