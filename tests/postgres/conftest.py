"""A server for these tests, and an empty database on it for each."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from core.clock import ClassClock, VirtualTicks
from core.context import Decide
from core.ids import Ids
from core.requests.section import ChangeMe
from core.service import Service
from core.store import migrate
from core.store.store import Store
from tests.desk import MONDAY, NOTHING_TO_PLAY
from tests.server import ABSENT, Server, binaries, running

BUSY_MS = 300
BOTS = 4


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of these tests' own: they stop it, fill it up, and lock it."""
    if binaries() is None:
        pytest.skip(ABSENT)
    with running() as started:
        yield started


@pytest.fixture
def database(server: Server, tmp_path: Path) -> str:
    """The name of a database without tables."""
    server.create(name := sha256(str(tmp_path).encode()).hexdigest()[:12])
    return name


@pytest.fixture
def bare(server: Server, database: str) -> str:
    """A database without tables."""
    return server.url(database)


@pytest.fixture
async def url(bare: str) -> str:
    """A database in which nothing has happened."""
    await migrate.upgrade(bare)
    return bare


@pytest.fixture
def ticks() -> VirtualTicks:
    """Time that passes only when told to."""
    return VirtualTicks(MONDAY)


@asynccontextmanager
async def bot(
    url: str, chance: int = 1, change_me: Decide | None = None, ticks: VirtualTicks | None = None
) -> AsyncIterator[Service]:
    """Run a service on a database; `chance` seeds its ids, another number for each at the same time."""
    store = Store(url, NOTHING_TO_PLAY, BUSY_MS)
    clock = ClassClock(ticks or VirtualTicks(MONDAY), await store.mark())
    service = Service(store, NOTHING_TO_PLAY, clock, Ids(Random(chance), clock.now))
    if change_me is not None:
        service._handlers = service._handlers.instead(ChangeMe, change_me)
    async with service:
        yield service


async def bots(stack: AsyncExitStack, url: str) -> Sequence[Service]:
    """Return four bots at work on a database."""
    return [await stack.enter_async_context(bot(url, n)) for n in range(BOTS)]
