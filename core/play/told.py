"""A session's debrief: gathered from the rows, told by the game beside its theory, and kept once the session is over.

Gathering reads the ledger; telling is pure and may take tens of milliseconds for a large class, so it can be done in
a thread beforehand (`core.outgoing.preparing`). Whoever finds nothing prepared tells it there and then.
"""

from dataclasses import dataclass

from core.blocks import Block, Bullets, Text
from core.context import Context
from core.game import Debrief, History, Page
from core.play.hall import hall_of, readable
from core.play.panel_scope import tables_of
from core.referee import AnyGame
from core.rows import Session, Table
from core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Material:
    """All that a debrief is told from."""

    game: AnyGame
    params: object
    tables: tuple[History[object], ...]
    scenario: Scenario | None

    def told(self) -> Debrief:
        """Return the debrief over all tables; the scenario's history stands before the last page."""
        told: Debrief = self.game.debrief(self.params, self.tables)
        if self.scenario is None:
            return told
        *pages, last = told.pages
        return Debrief((*pages, *_history_page(self.scenario), _with_left_out(last, self.scenario)), told.benchmark)


def key_of(session: Session) -> str:
    """Return what a session's debrief is kept under."""
    return f"debrief:{session.id}:{session.version}"


def material_of(ctx: Context, session: Session) -> Material:
    """Gather what a session's debrief is told from."""
    game = ctx.world.catalogue.games[session.game]
    params = game.Params.model_validate(session.params)
    tables = ctx.each(readable(ctx, played(ctx, session)), lambda table: _history(ctx, table))
    return Material(game, params, tuple(tables), ctx.world.catalogue.scenarios.get(session.scenario))


def debrief_of(ctx: Context, session: Session) -> Debrief:
    """Return the debrief over all tables of a session; one that is over never changes, and is told once."""
    if session.status != "over":
        return material_of(ctx, session).told()
    return ctx.world.kept.get(key_of(session), lambda: material_of(ctx, session).told())


def played(ctx: Context, session: Session) -> list[Table]:
    """Return the tables that count for something, by number."""
    return [table for table in tables_of(ctx, session) if table.status != "void"]


def _history(ctx: Context, table: Table) -> History[object]:
    hall = hall_of(ctx, table.id)
    people = {chair.key: not chair.bot for chair in hall.chairs}
    position = hall.position
    return History(label=f"Table {table.number}", state=position.state, outcome=position.outcome, people=people)


def _with_left_out(last: Page, scenario: Scenario) -> Page:
    """Return the page on what the model leaves out, with what this case leaves out besides."""
    if not scenario.left_out:
        return last
    more = (Text("And in this case:"), Bullets(scenario.left_out))
    return Page(last.title, last.concept, (*last.blocks, *more))


def _history_page(scenario: Scenario) -> list[Page]:
    if not scenario.history:
        return []
    blocks: list[Block] = [Text(paragraph) for paragraph in scenario.history]
    blocks.extend(Text(f"Source: {source}", quiet=True) for source in scenario.sources)
    return [Page("What happened in history", "the case behind the scenario", tuple(blocks))]
