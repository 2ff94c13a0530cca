"""A database in trouble: one plain sentence, nothing lost, and the same process goes on once it is healed."""

import resource
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest

from core.requests.section import Help
from core.rows import Person
from core.service import Service
from core.store import migrate
from core.store.engine import url_of
from core.store.store import Store
from core.store.trouble import StoreTrouble
from tests.desk import MONDAY, NOTHING_TO_PLAY, student, text
from tests.store.office import BUSY_MS, EMPTY, delivery, office, pragma, together

pytestmark = pytest.mark.sqlite("what can befall a file")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the write lock, as another program might."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def full(service: Service) -> AsyncIterator[None]:
    """Let the file grow no further, as on a full disk."""
    await pragma(service, "max_page_count=1")  # taken as: no more pages than it has
    yield
    await pragma(service, "max_page_count=1000000")


@asynccontextmanager
async def read_only(service: Service) -> AsyncIterator[None]:
    """Make the file one that can only be read."""
    await pragma(service, "query_only=ON")
    yield
    await pragma(service, "query_only=OFF")


@contextmanager
def sick(path: Path) -> Iterator[None]:
    """Let the system refuse every write behind the end of the file's log: SQLite calls that an I/O error.

    Only what is there may be written over; the limit is the process's, for files of every kind.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (Path(f"{path}-wal").stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def people(service: Service) -> set[str]:
    """Return the ids of the people who are stored."""
    workspace = student("Ana").workspace
    return {row.id for row in await service.store.view(lambda ledger: ledger.find(Person, workspace=workspace))}


async def test_a_locked_database_says_so_and_the_same_delivery_succeeds_once_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    async with office(path) as service:
        before = await service.decide(delivery("before"))
        with locked(path):
            refused = await together(service, [delivery("one"), delivery("two")])
            help_text = text(await service.handle(delivery("look", Help())))
        after = await together(service, [delivery("one"), delivery("two")])
        assert len(await people(service)) == 3
    assert {result.said for result in refused} == {
        ("The database is in use by another program. Nothing was lost; try again in a moment.",)
    }
    assert {result.refused for result in refused} == {"trouble"}
    assert help_text  # readers are not locked out
    assert not any(result.refused for result in [before, *after])


async def test_a_full_disk_says_so_and_the_same_process_goes_on_when_there_is_room(tmp_path: Path) -> None:
    async with office(tmp_path / "a.sqlite") as service:
        before = await together(service, [delivery(f"before-{n}") for n in range(50)])
        async with full(service):
            refused = await together(service, [delivery(f"n-{n}") for n in range(100)])
            assert len(await people(service)) == 50
        after = await together(service, [delivery(f"n-{n}") for n in range(100)])
        assert len(await people(service)) == 150
    assert {result.said for result in refused} == {
        ("The disk is full. Free some space, then try again; nothing that was confirmed is lost.",)
    }
    assert not any(result.refused for result in [*before, *after])


async def test_a_disk_with_errors_says_so_and_the_same_process_goes_on_once_it_is_well(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    async with office(path) as service:
        before = await together(service, [delivery(f"before-{n}") for n in range(50)])
        with sick(path):
            refused = await together(service, [delivery(f"n-{n}") for n in range(100)])
            help_text = text(await service.handle(delivery("look", Help())))
            assert len(await people(service)) == 50
        after = await together(service, [delivery(f"n-{n}") for n in range(100)])
        again = await together(service, [delivery(f"n-{n}") for n in range(100)])
        assert len(await people(service)) == 150
    with closing(sqlite3.connect(path)) as stored:
        assert stored.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert {result.said for result in refused} == {
        ("The disk reported an error. Check the disk; nothing that was confirmed is lost.",)
    }
    assert {result.refused for result in refused} == {"trouble"}
    assert help_text  # readers are not locked out
    assert not any(result.refused for result in [*before, *after])
    assert again == after


async def test_a_file_that_can_only_be_read_says_so_and_heals(tmp_path: Path) -> None:
    async with office(tmp_path / "a.sqlite") as service:
        async with read_only(service):
            refused = await service.decide(delivery("one"))
        after = await service.decide(delivery("one"))
    assert refused.said == ("The database file can only be read. Make it writable for Entente, then try again.",)
    assert not after.refused


async def test_a_database_opened_for_reading_only_says_so_too(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(EMPTY)
    store = Store(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true", NOTHING_TO_PLAY, BUSY_MS)
    with pytest.raises(StoreTrouble, match="can only be read"):
        await store.commit(lambda ledger: ledger.put(_ana()))
    await store.close()


async def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "essay.sqlite"
    path.write_text("Collective security, an essay. " * 200)
    store = Store(url_of(path), NOTHING_TO_PLAY, BUSY_MS)
    with pytest.raises(StoreTrouble, match="not a database of Entente's"):
        await store.commit(lambda ledger: ledger.put(_ana()))
    with pytest.raises(StoreTrouble, match="not a database of Entente's"):
        await store.view(lambda ledger: ledger.get(Person, "ana"))
    with pytest.raises(StoreTrouble, match="not a database of Entente's"):
        await store.next_deadline()
    await store.close()
    for work in (migrate.check, migrate.upgrade):
        with pytest.raises(StoreTrouble, match="not a database of Entente's"):
            await work(url_of(path))
    assert path.read_text().startswith("Collective security")


async def test_a_folder_that_went_missing_says_so(tmp_path: Path) -> None:
    store = Store(url_of(tmp_path / "gone" / "a.sqlite"), NOTHING_TO_PLAY, BUSY_MS)
    with pytest.raises(StoreTrouble, match=r"cannot be opened\. Check that its folder exists"):
        await store.commit(lambda ledger: ledger.put(_ana()))
    await store.close()


async def test_a_file_that_cannot_be_opened_leaves_no_thread_behind(tmp_path: Path) -> None:
    for _ in range(20):  # the thread ended by chance: late, it told an event loop that was closed by then
        before = threading.active_count()
        store = Store(url_of(tmp_path / "gone" / "a.sqlite"), NOTHING_TO_PLAY, BUSY_MS)
        with pytest.raises(StoreTrouble):
            await store.view(lambda ledger: ledger.get(Person, "ana"))
        assert threading.active_count() == before
        await store.close()


async def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(EMPTY[:4096] + b"\xff" * (len(EMPTY) - 4096))
    store = Store(url_of(path), NOTHING_TO_PLAY, BUSY_MS)
    with pytest.raises(StoreTrouble, match=r"damaged\. Restore the last backup"):
        await store.commit(lambda ledger: ledger.put(_ana()))
    await store.close()


async def test_an_unheard_of_trouble_is_told_in_the_drivers_words_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE unrelated (id TEXT)")
    store = Store(url_of(path), NOTHING_TO_PLAY, BUSY_MS)
    with pytest.raises(StoreTrouble, match=r"^The database refused: no such table: people\.$"):
        await store.view(lambda ledger: ledger.get(Person, "ana"))
    await store.close()


def _ana() -> Person:
    return Person(id="ana", workspace="w", alias="calm fox", at=MONDAY)
