"""Faults to plant: each breaks one thing that the machine promises to notice, and leaves the rest running."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from types import MappingProxyType

import pytest

from core import handlers
from core.blocks import Block, Text
from core.command import Command
from core.context import Context, Handlers
from core.game import Phase, Step, Viewer, seen_by
from core.ledger import Ledger
from core.play import boards, flow, late, moves
from core.play.hall import Hall, hall_of
from core.replies import Result
from core.requests.game import Strike
from core.rows import Draft, Entry, Place, SealedMove, Session, Table
from core.store.store import Store

Plant = Callable[[pytest.MonkeyPatch], None]


def the_first_who_is_done_closes_the_phase(patch: pytest.MonkeyPatch) -> None:
    """The phase does not wait for the others."""
    patch.setattr("core.play.waiting.is_over", lambda hall: hall.table.done > 0)


def who_leaves_is_still_counted(patch: pytest.MonkeyPatch) -> None:
    """Leaving does not count anew whom the phase waits for."""
    patch.setattr(flow, "recount", lambda hall: hall)


def the_striker_is_a_millisecond_fast(patch: pytest.MonkeyPatch) -> None:
    """Deadlines are struck before they come."""
    due = Store.due
    patch.setattr(Store, "due", lambda self, now: due(self, now + 1))


def an_old_strike_closes_the_phase_of_now(patch: pytest.MonkeyPatch) -> None:
    """A strike does not look which deadline it was sent for."""

    def strike(ctx: Context, ask: Strike) -> Result:
        table = ctx.ledger.get(Table, ask.table)
        return table_struck(
            ctx, ask if table is None or table.deadline is None else replace(ask, deadline=table.deadline)
        )

    whole = handlers.every()
    table_struck = whole.decide[Strike]
    patch.setattr(handlers, "every", lambda: Handlers({**whole.decide, Strike: strike}, whole.show))


def a_pause_lets_the_clocks_run(patch: pytest.MonkeyPatch) -> None:
    """Pausing stops no clock."""
    patch.setattr("core.play.timing.stopped", lambda table, *_: table)


def who_is_paused_may_play(patch: pytest.MonkeyPatch) -> None:
    """Moves are taken while the class is paused."""

    def open_phase(hall: Hall, place: Place, pressed_in: str = "") -> Phase:
        return asked(replace(hall, session=replace(hall.session, status="running")), place, pressed_in)

    asked = moves.open_phase
    patch.setattr(moves, "open_phase", open_phase)


def who_leaves_the_section_keeps_the_seat(patch: pytest.MonkeyPatch) -> None:
    """Leaving the section gives up no seat."""
    patch.setattr(handlers, "leave_all", lambda *_: None)


def who_comes_late_may_sit_twice(patch: pytest.MonkeyPatch) -> None:
    """A late comer is not asked whether they sit already."""

    def join_late(ctx: Context, session: Session) -> Result:
        tables = [table for table in ctx.find(Table, session=session.id) if table.status == "running"]
        hall = hall_of(ctx, tables[0].id)
        return late._take(hall, late._bot_seat(hall) or hall.chairs[0])

    patch.setattr("core.play.lobby.join_late", join_late)


def a_refusal_keeps_half_of_what_it_did(patch: pytest.MonkeyPatch) -> None:
    """What a refused command had already changed is not taken back."""
    patch.setattr(Ledger, "attempt", lambda _: nullcontext())


def what_comes_twice_is_done_twice(patch: pytest.MonkeyPatch) -> None:
    """No delivery is recognised."""

    def once_id(command: Command) -> str:
        return f"{command.who.workspace}:{id(command)}"

    patch.setattr("core.batch.once_id", once_id)
    patch.setattr("core.service.once_id", once_id)


def the_journal_forgets_what_bots_do(patch: pytest.MonkeyPatch) -> None:
    """Only what people do, and closings, are written down."""

    def entry(hall: Hall, step: Step) -> Entry:
        made = written(hall, step)
        return replace(made, id=f"{made.id[:-8]}{0:08d}") if step.seat in hall.bots else made

    written = flow._entry
    patch.setattr(flow, "_entry", entry)


def a_desk_shows_everybodys_drafts(patch: pytest.MonkeyPatch) -> None:
    """The desk shows the drafts of the whole table."""

    def drafts(hall: Hall, *_: object) -> list[Block]:
        return [Text(str(dict(draft.values))) for draft in hall.ctx.find(Draft, table=hall.table.id)]

    patch.setattr("core.play.desk._drafts", drafts)


def a_desk_shows_the_first_seats_card(patch: pytest.MonkeyPatch) -> None:
    """Whoever looks at their desk sees what another seat may see."""

    def seen_from(seat: str) -> Viewer:
        return seen_by("y" if seat == "x" else "x" if seat == "y" else seat)

    patch.setattr("core.play.desk.seen_by", seen_from)


def a_board_shows_what_is_sealed(patch: pytest.MonkeyPatch) -> None:
    """The public line of a table tells what was sealed there."""

    def line(hall: Hall) -> tuple[str, str, str]:
        sealed = hall.ctx.find(SealedMove, table=hall.table.id)
        number, phase, done = drawn(hall)
        return number, phase, f"{done} {[dict(row.values) for row in sealed]}"

    drawn = boards._line
    patch.setattr(boards, "_line", line)


def a_void_table_breaks_the_board(patch: pytest.MonkeyPatch) -> None:
    """The board expects every table that has no outcome to be in a phase."""

    def line(hall: Hall) -> tuple[str, str, str]:
        if hall.position.outcome is None and hall.table.status != "running":
            raise LookupError("This table is in no phase.")
        return drawn(hall)

    drawn = boards._line
    patch.setattr(boards, "_line", line)


def the_bell_is_not_heard(patch: pytest.MonkeyPatch) -> None:
    """Moves are taken after the deadline, until it is struck."""

    def open_phase(hall: Hall, place: Place, pressed_in: str = "") -> Phase:
        return asked(replace(hall, table=replace(hall.table, deadline=None)), place, pressed_in)

    asked = moves.open_phase
    patch.setattr(moves, "open_phase", open_phase)


def the_clock_forgets_its_mark(patch: pytest.MonkeyPatch) -> None:
    """After a restart class time goes by the wall clock alone."""

    async def mark(_: Store) -> int:
        return 0

    patch.setattr(Store, "mark", mark)


FAULTS: Mapping[Plant, str] = MappingProxyType(
    {
        the_first_who_is_done_closes_the_phase: "closed without",
        who_leaves_is_still_counted: "stored",
        the_striker_is_a_millisecond_fast: "ms early|struck once",
        an_old_strike_closes_the_phase_of_now: "A strike that is over",
        a_pause_lets_the_clocks_run: "deadline",
        who_is_paused_may_play: "during a pause",
        who_leaves_the_section_keeps_the_seat: "still holds",
        who_comes_late_may_sit_twice: "Twice|Heads",
        a_refusal_keeps_half_of_what_it_did: "A refusal changed more",
        what_comes_twice_is_done_twice: "twice|again",
        the_journal_forgets_what_bots_do: "The journal",
        a_desk_shows_everybodys_drafts: "leaks|tells",
        a_desk_shows_the_first_seats_card: "tells",
        a_board_shows_what_is_sealed: "The board tells",
        a_void_table_breaks_the_board: "in no phase",
        the_bell_is_not_heard: "after the bell",
        the_clock_forgets_its_mark: "fell behind",
    }
)
"""Each fault, and words of what the machine says when it has found it."""
