"""What is true of every step from one moment to the next."""

from dataclasses import replace

from core.rows import Entry, Score, Session, Table
from tests.machine.now import Now


def history_only_grows(before: Now, after: Now) -> None:
    """What stands in a journal stays as it is; a session that is over stays over; class time never runs back."""
    for entry in before.all(Entry):
        assert after.one(Entry, entry.id) == entry, "The journal was rewritten."
    for session in before.all(Session, status="over"):
        assert after.one(Session, session.id).status == "over", "A session came back."
    for table in before.all(Table):
        if table.status != "running":
            assert _but_reminders(after.one(Table, table.id)) == _but_reminders(table), "A table that is over moved."
    assert after.at >= before.at, "Class time ran backwards."


def paused_tables_stand_still(before: Now, after: Now) -> None:
    """While the class is paused no table plays: late comers are admitted, and that is all that is written."""
    for table in before.tables():
        now = after.one(Table, table.id)
        if before.session(table).status == after.session(table).status == "paused" and now.status == "running":
            assert now.phase == table.phase, f"{table.phase} closed during a pause."
            new = after.journal(table)[table.seq :]
            assert {entry.kind for entry in new} <= {"admit"}, f"Played during a pause: {[e.body for e in new]}"
            assert after.sealed(table) == before.sealed(table), "Sealed during a pause."
            ready = {place.id: place.ready for place in after.people(now)}
            assert all(ready.get(p.id, p.ready) == p.ready for p in before.people(table)), "Ready during a pause."


def deadlines_fire_once_and_never_early(before: Now, after: Now) -> None:
    """A strike closes what is overdue, all of it, each phase once, and touches no table whose time has not come."""
    overdue = before.overdue()
    assert not after.overdue(), "Something overdue was not struck."
    for table in before.tables():
        now = after.one(Table, table.id)
        if table.id not in overdue:
            early = (table.deadline or 0) - before.at
            assert _but_reminders(now) == _but_reminders(table), f"{table.phase} was struck {early} ms early."
            assert now.nudge == table.nudge or (table.nudge or 0) <= before.at, "Somebody was reminded early."
        elif now.late and not table.late:
            assert now.deadline is not None, "Extra time without an end."
            assert now.deadline > after.at, "Extra time that is over was given."
        else:
            closings = [entry for entry in after.journal(table)[table.seq :] if entry.kind == "close"]
            assert closings, f"{table.phase} was overdue and did not close."
    for session in before.all(Session, status="lobby"):
        assert (after.one(Session, session.id) == session) == (session.id not in overdue), "A lobby closed early."


def nobody_plays_after_the_bell(before: Now, after: Now) -> None:
    """Where a deadline has come and is not yet struck, no move is taken any more."""
    for table in before.tables():
        if table.id in before.overdue():
            assert after.sealed(table) == before.sealed(table), "Sealed after the bell."
            new = after.journal(table)[table.seq :]
            assert not new or new[0].kind != "move" or not new[0].person, "Played after the bell."


def phases_close_early_only_when_all_are_done(before: Now, after: Now, acted: set[str]) -> None:
    """A phase that closed before its deadline waited for nobody but the seats (`table:seat`) that have just acted."""
    for table in before.tables():
        new = after.journal(table)[table.seq :]
        if new and new[0].kind == "close":
            owing = {f"{table.id}:{seat}" for seat in before.owing(table)}
            assert owing <= acted, f"{table.phase} closed without {owing - acted}."


def scores_name_who_sat(before: Now, after: Now, acted: set[str]) -> None:
    """Whoever sat at a table when it was played to its end has a score there; `acted` may just have left."""
    for table in before.tables():
        named = {score.person for score in after.all(Score, table=table.id)}
        for place in before.people(table) if named else ():
            left = f"{place.table}:{place.seat}" in acted
            assert left or place.person in named, f"Who held {place.seat} at the end has no score."


def _but_reminders(table: Table) -> Table:
    """Return the row without the time of its reminder, which comes and goes apart from its deadline."""
    return replace(table, nudge=None)
