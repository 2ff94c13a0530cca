"""A class that looks at once: one snapshot for all who wait, and nobody's trouble but their own."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ledger import Ledger
from core.rows import Person
from core.service import Service
from core.store.codec import Codec
from core.store.looks import Looks
from core.store.schema import TABLES
from core.store.trouble import StoreTrouble
from tests.desk import NOTHING_TO_PLAY
from tests.store.office import delivery, office, together

CLASS = 40


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with office(tmp_path / "looks.sqlite") as running:
        await together(running, [delivery(f"person-{n}") for n in range(CLASS)])
        yield running


@contextmanager
def read(service: Service) -> Iterator[list[str]]:
    """Collect what is sent to the reading connections."""
    sent: list[str] = []
    engine = service.store._engines.read.sync_engine

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def everybody(ledger: Ledger) -> tuple[Person, ...]:
    """Return all people."""
    return ledger.find(Person, workspace="discord:guild-1")


async def test_forty_looks_cost_the_statements_of_two(service: Service) -> None:
    await service.store.view(everybody)
    people = [person.id for person in await service.store.view(everybody)]

    def look(row_id: str) -> "asyncio.Task[Person | None]":
        return asyncio.create_task(service.store.view(lambda ledger: ledger.get(Person, row_id)))

    with read(service) as sent:
        found = await asyncio.gather(*map(look, people))
    assert [person.id for person in found if person] == people
    assert len([statement for statement in sent if statement.startswith("SELECT")]) <= 2


async def test_a_look_sees_all_that_was_stored_before_it_was_asked_for(service: Service) -> None:
    async def join(n: int) -> int:
        await service.decide(delivery(f"late-{n}"))
        return len(await service.store.view(everybody))

    counts = await asyncio.gather(*(join(n) for n in range(20)))
    assert all(count >= CLASS + 1 for count in counts)
    assert max(counts) == len(await service.store.view(everybody)) == CLASS + 20


async def test_a_look_that_breaks_breaks_alone(service: Service) -> None:
    def broken(_: Ledger) -> None:
        raise LookupError("mine")

    looks = [service.store.view(everybody), service.store.view(broken), service.store.view(everybody)]
    first, second, third = await asyncio.gather(*looks, return_exceptions=True)
    assert isinstance(second, LookupError)
    assert first == third
    assert isinstance(first, tuple)
    assert len(first) == CLASS


async def test_whoever_no_longer_waits_hinders_nobody(service: Service) -> None:
    gone = asyncio.create_task(service.store.view(everybody))
    stays = asyncio.create_task(service.store.view(everybody))
    await asyncio.sleep(0)
    gone.cancel()
    assert len(await stays) == CLASS
    assert len(await service.store.view(everybody)) == CLASS


async def test_a_look_that_asks_for_something_new_each_time_is_a_defect_and_said_so(service: Service) -> None:
    asked: list[int] = []

    def greedy(ledger: Ledger) -> None:
        asked.append(1)
        ledger.get(Person, f"nobody-{len(asked)}")

    with pytest.raises(RuntimeError, match="never stops asking"):
        await service.store.view(greedy)
    assert len(await service.store.view(everybody)) == CLASS


@pytest.mark.sqlite("a table is taken away from a file")
async def test_a_database_in_trouble_is_told_to_all_who_look_and_to_nobody_afterwards(tmp_path: Path) -> None:
    async with office(tmp_path / "trouble.sqlite") as service:
        with closing(sqlite3.connect(tmp_path / "trouble.sqlite")) as other:
            other.execute(f"ALTER TABLE {TABLES[Person].name} RENAME TO elsewhere")
        looks = [service.store.view(everybody) for _ in range(3)]
        answers = await asyncio.gather(*looks, return_exceptions=True)
        assert all(isinstance(answer, StoreTrouble) for answer in answers)
        with closing(sqlite3.connect(tmp_path / "trouble.sqlite")) as other:
            other.execute(f"ALTER TABLE elsewhere RENAME TO {TABLES[Person].name}")
        assert await service.store.view(everybody) == ()


class NoDatabase:
    """An engine whose snapshots are opened and closed in one step, so that every step of the loop can be tried."""

    @asynccontextmanager
    async def connect(self) -> AsyncIterator["NoDatabase"]:
        yield self

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[None]:
        yield


@pytest.mark.parametrize("step", range(60, 80))
async def test_a_look_that_comes_as_others_end_is_never_forgotten(step: int) -> None:
    looks = Looks(cast("AsyncEngine", NoDatabase()), Codec(NOTHING_TO_PLAY))
    before = [asyncio.create_task(looks.take(lambda _: "before")) for _ in range(128)]  # two snapshots full, in step
    for _ in range(step):
        await asyncio.sleep(0)
    async with asyncio.timeout(10):
        assert await looks.take(lambda _: "after") == "after"
    assert {await one for one in before} == {"before"}
    await looks.close()
