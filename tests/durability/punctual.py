"""Reads in the journals whether each phase was closed once and when its time was up, by playing them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core import referee
from core.catalogue import Catalogue
from core.game import Phase, Step
from core.kit.refusals import Refused
from core.ledger import Ledger
from core.play.flow import step_of
from core.play.hall import seats_of
from core.play.timing import length
from core.rows import Chair, Entry, Once, Session, Table
from core.store.store import Store

_CLOCKS_DIFFER_MS = 500  # of class time between two processes on one machine, whose clock runs ten times as fast


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What became of the deadlines."""

    struck: int
    """Strikes that were stored."""
    closed: int
    """Phases that were closed."""
    early: int
    """Phases that were closed before their time though somebody still owed a move: a deadline struck twice."""
    backwards: int
    """Journal lines that are older than the line before them."""

    def __str__(self) -> str:
        return f"struck={self.struck}, closed={self.closed}, early={self.early}, backwards={self.backwards}"

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong."""
        return not (self.early or self.backwards)


async def deadlines(store: Store, games: Catalogue) -> Deadlines:
    """Return what all journals say."""
    return await store.view(lambda ledger: _deadlines(ledger, games))


def _deadlines(ledger: Ledger, games: Catalogue) -> Deadlines:
    tables = ledger.find(Table, status="running") + ledger.find(Table, status="over")
    closings = ledger.each(tables, lambda table: list(_closings(ledger, games, table)))
    journals = ledger.each(tables, lambda table: ledger.find(Entry, table=table.id))
    early = [is_early for at_table in closings for is_early in at_table]
    strikes = [row for row in ledger.find(Once, workspace="clock:") if row.id.startswith("clock::strike:")]
    return Deadlines(len(strikes), len(early), sum(early), sum(map(_backwards, journals)))


def _closings(ledger: Ledger, games: Catalogue, table: Table) -> Iterator[bool]:
    """Yield for each phase that was closed whether that was before its time."""
    session, journal = ledger.get(Session, table.session), ledger.find(Entry, table=table.id)
    assert session is not None
    game = games.games[session.game]
    chairs = sorted(ledger.find(Chair, table=table.id), key=lambda chair: chair.place)
    held = {chair.key for chair in chairs if not chair.bot}
    position = referee.deal(
        game, game.Params.model_validate(session.params), tuple(seats_of(tuple(chairs))), session.seed
    ).position
    opened = journal[0].time
    for entry in journal[1:]:
        step, phase = step_of(entry), position.phase
        try:
            position = referee._again(game, position, step, session.seed)
        except Refused:  # such a journal disagrees with its snapshot, which is counted elsewhere
            return
        if step.kind == "close" and phase is not None:
            yield _is_early(phase, step, entry.time - opened, session.pace, held)
        if position.phase is not None and (phase is None or position.phase.key != phase.key):
            opened = entry.time


def _is_early(phase: Phase, step: Step, lasted: int, pace: int, held: set[str]) -> bool:
    owed = [s for s in phase.waits_for if s in held and (s not in step.sealed or step.sealed[s].source == "silence")]
    in_time = lasted >= length(phase.seconds, pace) - _CLOCKS_DIFFER_MS
    return not in_time and bool(owed)


def _backwards(journal: Sequence[Entry]) -> int:
    times = [entry.time for entry in journal]
    return sum(1 for before, after in pairwise(times) if after < before - _CLOCKS_DIFFER_MS)
