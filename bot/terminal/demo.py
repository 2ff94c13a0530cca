"""The demo: a fresh database, a class in virtual time, a transcript or one JSON object at the end."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from rich.console import Console

from bot.app import running
from bot.terminal.cast import students
from bot.terminal.crowd import Crowd
from bot.terminal.door import Door
from bot.terminal.folder import PICTURES, fresh_database
from bot.terminal.peek import look
from bot.terminal.report import Object, came_to
from bot.terminal.scene import Scene
from bot.terminal.script import perform
from bot.terminal.stage import Stage
from core import catalogue
from core.catalogue import Catalogue
from core.clock import VirtualTicks
from core.figures import Gallery
from core.ids import Ids
from core.store import migrate
from core.store.engine import url_of

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""When every demo begins, so that the same seed gives the same class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a demo plays, and where it keeps what it makes."""

    scenario: str
    students: int
    seed: int
    out: Path


async def run(plan: Plan, console: Console) -> Object:
    """Play a class, shown on the console, and return what it came to.

    Raises NotAMove for an unknown scenario, NotOurs for a folder with somebody's database, StoreTrouble, OSError.
    """
    began = time.perf_counter()
    games = catalogue.load()
    scenario = games.scenario(plan.scenario)
    database = fresh_database(plan.out)
    await migrate.upgrade(url_of(database))
    async with _on_stage(plan, console, games, url_of(database)) as scene:
        session = await perform(scene)
        came = await look(scene.door.service, lambda ctx: came_to(ctx, session))
        files = [str(file) for file in scene.stage.files]
    return {
        "scenario": scenario.key,
        "game": scenario.game,
        "seed": plan.seed,
        "students": plan.students,
        "tables": came.tables,
        "benchmark": came.benchmark,
        "leaderboard": came.leaderboard,
        "quiz": came.quiz,
        "figures": files,
        "database": str(database),
        "seconds": round(time.perf_counter() - began, 3),
    }


@asynccontextmanager
async def _on_stage(plan: Plan, console: Console, games: Catalogue, url: str) -> AsyncIterator[Scene]:
    """Set the stage: time stands still until somebody lets it pass, and all chance comes from the seed."""
    ticks, gallery = VirtualTicks(MONDAY), Gallery(plan.out / PICTURES)
    people, seed = students(plan.students), str(plan.seed)
    try:
        async with running(url, games, ticks, lambda clock: Ids(Random(f"{seed}:ids"), clock.now)) as service:
            door = Door(service, "demo")
            crowd = Crowd(door, {who.user: who for who in people}, seed)
            yield Scene(plan.scenario, seed, Stage(console, service.clock, gallery), door, crowd, people, ticks)
    finally:
        gallery.close()
