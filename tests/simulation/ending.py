"""The last look: the file against the memory, row by row, and every table's journal against its state."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from core.kit.refusals import Refused
from core.ledger import Ledger
from core.play.replay import retell
from core.rows import EVERY, Row, Table
from core.store.store import Store
from tests.simulation.driver import MACHINE, url_of
from tests.simulation.machine import Machine
from tests.simulation.stage import Stage


async def look_at_the_rows(stage: Stage) -> None:
    """Open the file that a process left behind and compare it with the memory."""
    async with _opened(stage) as store:
        await _compare(stage, store)


async def look_at_everything(stage: Stage) -> None:
    """Compare the file with the memory, and replay all that was played."""
    async with _opened(stage) as store:
        await _compare(stage, store)
        for table in stage.memory.all(Table):
            await _replay(stage, store, table)


@asynccontextmanager
async def _opened(stage: Stage) -> AsyncIterator[Store]:
    token = MACHINE.set(Machine(stage, 0, lambda _plan: None))
    store = Store(url_of(stage.file), stage.catalogue)
    try:
        yield store
    finally:
        await store.close()
        MACHINE.reset(token)


async def _compare(stage: Stage, store: Store) -> None:
    for kind in EVERY:
        expected = {row.id: row for row in stage.memory.all(kind)}
        workspaces = sorted({row.workspace for row in expected.values()} | {"", "clock:", "discord:guild-0"})
        found: dict[str, Row] = {}
        for workspace in workspaces:
            rows = await store.view(partial(_of_workspace, kind, workspace))
            found |= {row.id: row for row in rows}
        differing = [i for i in expected.keys() | found.keys() if expected.get(i) != found.get(i)]
        for row_id in sorted(differing)[:1]:
            stage.wrong(f"{kind.__name__} {row_id} is {found.get(row_id)}; it should be {expected.get(row_id)}")
        stage.tally["rows compared"] += len(expected)


def _of_workspace(kind: type[Row], workspace: str, ledger: Ledger) -> tuple[Row, ...]:
    return ledger.find(kind, workspace=workspace)


async def _replay(stage: Stage, store: Store, table: Table) -> None:
    stage.tally["tables replayed"] += 1
    try:
        agrees = (await retell(store, stage.catalogue, table.id)).agrees
    except Refused as refused:
        stage.wrong(f"the journal of table {table.id} cannot be replayed: {refused.sentence}")
        return
    if not agrees:
        stage.wrong(f"the journal of table {table.id} does not lead to its state")
