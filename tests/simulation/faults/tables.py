"""Slips at the tables: seats, seals, scores, journals."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from core.context import Context
from core.kit.refusals import Refused
from core.play import dealing, flow, late, leaving, panel, scoring, sealing, timing
from core.play.hall import Hall
from core.replies import Result
from core.rows import Entry, Score, Snapshot, Table
from tests.simulation.faults.fault import Fault


def a_sealed_move_is_lost_at_the_close() -> AbstractContextManager[object]:
    """Of what was sealed, the last is left out; its seat counts as silent."""
    real = sealing.all_sealed
    return patch.object(sealing, "all_sealed", lambda hall: dict(list(real(hall).items())[:-1]))


def scores_are_written_twice() -> AbstractContextManager[object]:
    """A table's scores get new rows when it is looked at again."""
    real = scoring.record

    def record(hall: Hall, outcome: Any) -> None:
        real(hall, outcome)
        for score in hall.ctx.find(Score, table=hall.table.id):
            hall.ctx.put(replace(score, id=f"{score.id}:again"))

    return patch.object(scoring, "record", record)


def ties_count_as_beaten() -> AbstractContextManager[object]:
    """The duplicate score takes an equal for a weaker one."""

    def generous(own: float, ranked: Sequence[float]) -> float:
        return 100 * (sum(points <= own for points in ranked) - 1) / (len(ranked) - 1)

    return patch.object(scoring, "duplicate", generous)


def a_snapshot_keeps_its_number() -> AbstractContextManager[object]:
    """A snapshot is written under the number of the one before."""
    return patch.object(flow, "Snapshot", lambda **row: Snapshot(**{**row, "seq": max(1, row["seq"] - 1)}))


def a_journal_line_is_missing() -> AbstractContextManager[object]:
    """Of several lines that a move writes, the last one falls under the table."""
    real = flow._entry

    def entry(hall: Hall, step: Any) -> Entry:
        line = real(hall, step)
        return replace(line, id=f"{line.table}:{0:08d}") if step.kind == "move" and not line.person else line

    return patch.object(flow, "_entry", entry)


def a_seat_is_given_twice() -> AbstractContextManager[object]:
    """Whoever comes late becomes the head of a seat that has one."""
    return patch.object(late, "_people_on", lambda _hall, _chair: 0)


def a_person_sits_down_twice() -> AbstractContextManager[object]:
    """Putting somebody on a seat does not ask whether they hold another."""
    real = leaving._seat_person

    def seat(hall: Hall, chair: Any, member: Any) -> str:
        try:
            return real(hall, chair, member)
        except Refused:
            dealing.sit(hall.ctx, hall.table, chair.key, member.person.id, "head")
            hall.ctx.put(replace(chair, bot="", was=""))
            return "Seated."

    return patch.object(leaving, "_seat_person", seat)


def the_bot_stays_when_a_person_comes_back() -> AbstractContextManager[object]:
    """A seat that somebody takes over from a bot keeps its bot."""
    real = late._take

    def take(hall: Hall, chair: Any) -> Result:
        result = real(hall, chair)
        hall.ctx.put(replace(chair, was=""))
        return result

    return patch.object(late, "_take", take)


def whoever_leaves_stays_seated() -> AbstractContextManager[object]:
    """Leaving a seat notes who left, and does not free it."""

    def stand_up(hall: Hall, place: Any) -> None:
        hall.ctx.put(replace(hall.chair(place.seat), was=place.person))

    return patch.object(leaving, "stand_up", stand_up)


def a_pause_stops_no_clock() -> AbstractContextManager[object]:
    """A paused class runs out of time."""
    return patch.object(timing, "stopped", lambda table, _now: table)


def a_table_that_was_ended_keeps_its_deadline() -> AbstractContextManager[object]:
    """An ended table stays due for ever."""
    real = panel._stop

    def stop(hall: Hall) -> None:
        real(hall)
        ended = hall.ctx.get(Table, hall.table.id)
        assert ended is not None
        hall.ctx.put(replace(ended, deadline=hall.table.deadline))

    return patch.object(panel, "_stop", stop)


def places_lie_with_another_tenant() -> AbstractContextManager[object]:
    """Whoever sits down is stored under another workspace."""
    real = dealing.sit

    def sit(ctx: Context, table: Table, seat: str, person: str, part: str) -> Any:
        place = replace(real(ctx, table, seat, person, part), workspace="discord:elsewhere")
        ctx.put(place)
        return place

    return patch.object(dealing, "sit", sit)


FAULTS: tuple[Fault, ...] = (
    Fault(a_sealed_move_is_lost_at_the_close),
    Fault(scores_are_written_twice),
    Fault(ties_count_as_beaten, seed=10),
    Fault(a_snapshot_keeps_its_number),
    Fault(a_journal_line_is_missing),
    Fault(a_seat_is_given_twice, seed=2),
    Fault(a_person_sits_down_twice, seed=6),
    Fault(the_bot_stays_when_a_person_comes_back, seed=3),
    Fault(whoever_leaves_stays_seated),
    Fault(a_pause_stops_no_clock, seed=4),
    Fault(a_table_that_was_ended_keeps_its_deadline, seed=31),
    Fault(places_lie_with_another_tenant),
)
