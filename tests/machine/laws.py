"""What is true of everything stored, at every moment, whatever anybody has done."""

from collections import Counter
from collections.abc import Iterable
from math import fsum

from core.rows import Chair, Draft, Membership, Place, Score, SealedMove, Session, Signup, Snapshot, Table
from tests.machine.now import Law, Now

ENOUGH = 3
"""Tables from which on a seat is compared with the same seat elsewhere."""


def nobody_sits_twice(now: Now) -> None:
    """A person holds one live seat in a session, one place in a lobby, one role in a section, one practice."""
    _single((place.session, place.person) for place in now.all(Place, live=True))
    _single((signup.session, signup.person) for signup in now.all(Signup))
    _single((member.section, member.person) for member in now.all(Membership))
    practices = [session for session in now.all(Session, kind="practice") if session.status != "over"]
    _single((session.workspace, session.started_by) for session in practices)


def only_members_sit(now: Now) -> None:
    """Who has left a section holds no seat and no place in a lobby there."""
    here = {(member.section, member.person) for member in now.all(Membership, left=None)}
    held: list[Place | Signup] = [*now.all(Place, live=True), *now.all(Signup)]
    for row in held:
        assert (row.section, row.person) in here, f"Somebody who left still holds {row}."


def one_session_at_a_time(now: Now) -> None:
    """A section has one session going on; what belongs to a stage is there in that stage only."""
    _single(s.section for s in now.all(Session) if s.kind != "practice" and s.status != "over")
    for session in now.all(Session):
        running = [table for table in now.all(Table, session=session.id) if table.status == "running"]
        assert bool(running) == (session.status in {"running", "paused"}), f"{session.status}, {len(running)} running"
        assert (session.deadline is not None) == (session.status == "lobby"), "Only a lobby has a session's deadline."
        assert session.status == "lobby" or not now.all(Signup, session=session.id), "A signup outlived its lobby."
        assert (session.ended is not None) == (session.status == "over"), "A session ended, or it did not."


def a_seat_has_one_head(now: Now) -> None:
    """A held seat has one who signs and no bot; a bot's seat has nobody; a table that is over holds nobody."""
    for table in now.all(Table):
        people = now.people(table)
        assert table.status == "running" or not people, "Somebody sits at a table that is over."
        heads = Counter(place.seat for place in people if place.part == "head")
        assert dict(heads) == dict.fromkeys({place.seat for place in people}, 1), f"Heads: {dict(heads)}"
        bots = {chair.key for chair in now.all(Chair, table=table.id) if chair.bot}
        assert not bots & set(heads), f"A bot and a person hold {bots & set(heads)}."


def counts_are_what_is_stored(now: Now) -> None:
    """A running table's counts of whom it waits for, and who is done, are those of its rows."""
    for table in now.tables():
        waited = now.waited_for(table)
        assert table.phase == now.phase(table).key, "The table's row is in another phase than its game."
        found = (len(waited), len(waited & now.done(table)))
        assert (table.waiting, table.done) == found, f"{table.phase}: stored {table.waiting, table.done}, is {found}"


def nothing_waits_that_is_done(now: Now) -> None:
    """A phase that everybody is done with has closed, unless the class is paused or only its deadline closes it."""
    for table in now.tables():
        phase, session = now.phase(table), now.session(table)
        if session.status != "paused" and phase.closes != "deadline" and now.waited_for(table):
            assert now.owing(table), f"{phase.key} waits for nobody and stays open."


def the_journal_has_no_gap(now: Now) -> None:
    """A journal counts from 0 without a gap, as far as the snapshot and the table's row say; it begins with a deal."""
    for table in now.all(Table):
        journal = now.journal(table)
        assert [entry.seq for entry in journal] == list(range(table.seq)), "The journal has a gap."
        assert now.one(Snapshot, table.id).seq == table.seq == now.position(table).seq, "The snapshot lags."
        assert journal[0].kind == "deal", "The journal does not begin with the deal."
        assert [entry.id for entry in journal] == [f"{table.id}:{seq:08d}" for seq in range(table.seq)]
        assert [entry.time for entry in journal] == sorted(entry.time for entry in journal), "Time ran backwards."


def clocks_run_only_where_people_play(now: Now) -> None:
    """A running table has a deadline, a paused one what was left of it; one that is over has neither."""
    for table in now.all(Table):
        running = table.status == "running"
        paused = running and now.session(table).status == "paused"
        assert (table.deadline is not None) == (running and not paused), f"{table.status}: deadline {table.deadline}"
        assert (table.left is not None) == paused, f"{table.status}: left {table.left}"


def scores_are_there_once_it_is_over(now: Now) -> None:
    """Every seat of a table that was played to its end has a score; a table that was not has none."""
    for table in now.all(Table):
        seats = {score.seat for score in now.all(Score, table=table.id)}
        ended = table.status == "over" and now.position(table).outcome is not None
        chairs = {chair.key for chair in now.all(Chair, table=table.id)}
        assert seats == (chairs if ended else set()), f"{table.status}: scores of {seats or 'nobody'}"
        if table.status != "running":
            assert not now.all(Draft, table=table.id), "A draft outlived its table."


def seats_are_compared_as_in_duplicate_bridge(now: Now) -> None:
    """A score that counts has, once its session is over, its share of the same seat's other tables beaten."""
    for score in now.all(Score):
        over = now.one(Session, score.session).status == "over"
        expected = _duplicate(now, score) if over and score.counts else None
        if expected is None or score.duplicate is None:
            assert expected == score.duplicate, f"{score.seat}: {score.duplicate} instead of {expected}"
        else:
            assert abs(expected - score.duplicate) < 1e-6, f"{score.seat}: {score.duplicate} instead of {expected}"


def what_is_sealed_belongs_to_a_seat(now: Now) -> None:
    """Sealed moves and drafts name a table and a seat that are there."""
    chairs = {chair.id for chair in now.all(Chair)}
    kept: list[SealedMove | Draft] = [*now.all(SealedMove), *now.all(Draft)]
    for row in kept:
        assert f"{row.table}:{row.seat}" in chairs, f"{row} belongs to nobody."


LAWS: tuple[Law, ...] = (
    nobody_sits_twice,
    only_members_sit,
    one_session_at_a_time,
    a_seat_has_one_head,
    counts_are_what_is_stored,
    nothing_waits_that_is_done,
    the_journal_has_no_gap,
    clocks_run_only_where_people_play,
    scores_are_there_once_it_is_over,
    seats_are_compared_as_in_duplicate_bridge,
    what_is_sealed_belongs_to_a_seat,
)


def _duplicate(now: Now, score: Score) -> float:
    """Return 100·(beaten + ½ ties)/(n − 1) against the same seat elsewhere; below three tables the points."""
    same = now.all(Score, session=score.session, seat=score.seat, counts=True)
    tables = {other.table: other.points for other in same}
    others = [points for table, points in tables.items() if table != score.table]
    if len(tables) < ENOUGH:
        return score.points
    won = fsum(1.0 if other < score.points - 1e-9 else 0.5 * (other <= score.points + 1e-9) for other in others)
    return 100 * won / len(others)


def _single(found: Iterable[object]) -> None:
    twice = [what for what, count in Counter(found).items() if count > 1]
    assert not twice, f"Twice: {twice}"
