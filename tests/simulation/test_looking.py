"""Looks in whatever order tasks are run: nobody waits for an answer that nobody is working on."""

import asyncio
from pathlib import Path
from random import Random

from core.rows import Mark
from core.store.store import Store
from tests.desk import NOTHING_TO_PLAY
from tests.simulation.driver import MACHINE, url_of
from tests.simulation.machine import Machine
from tests.simulation.shape import Shape
from tests.simulation.stage import Stage
from tests.simulation.template import template


def test_whoever_looks_just_as_the_last_looks_end_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "entente.sqlite"
    file.write_bytes(template())
    for seed in range(40):
        stage = Stage(Shape.of(seed), file, NOTHING_TO_PLAY)
        stage.loop.run_until_complete(_three_people_look(stage))  # a look that is never answered is a deadlock


async def _three_people_look(stage: Stage) -> None:
    MACHINE.set(Machine(stage, 1, lambda _plan: None))
    store = Store(url_of(stage.file), stage.catalogue)
    await asyncio.gather(*(_look_often(store, Random(f"{stage.shape.seed}:{n}")) for n in range(3)))
    await store.close()


async def _look_often(store: Store, rng: Random) -> None:
    for _ in range(6):
        await store.view(lambda ledger: ledger.get(Mark, "clock"))
        await asyncio.sleep(rng.choice((0, 0, 0.001)))
