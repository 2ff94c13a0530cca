"""Four bot processes on one PostgreSQL server, killed again and again while every delivery comes three times."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.durability.fleet import Evening, Report, play_together
from tests.server import ABSENT, Server, binaries, running
from tests.telling import Tell

pytestmark = [pytest.mark.slow, pytest.mark.skipif(binaries() is None, reason=ABSENT)]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that waits for the disk at every commit; it is not killed, the bots are."""
    with running(durable=True) as started:
        yield started


def played(server: Server, evening: Evening, seed: int, fault: str = "") -> Report:
    server.create(name := fault or "fleet")
    return asyncio.run(play_together(server.url(name), evening, seed, fault))


def test_four_processes_and_25_kills_have_every_effect_once_every_deadline_once_and_every_table_in_order(
    server: Server, tell: Tell
) -> None:
    report = played(server, Evening(kills=25, commands=1_000, minutes=8), seed=1)
    tell(f"PostgreSQL, four processes, kill -9: {report}")
    assert report.clean
    assert report.tally.kills == 25
    assert report.deliveries >= 3 * report.tally.acknowledged
    assert report.deadlines.struck > 25


@pytest.mark.parametrize(
    ("fault", "evening"),
    [
        ("upserts", Evening(kills=0, commands=300, minutes=1)),
        ("forgets", Evening(kills=0, commands=100, minutes=0)),
        ("strikes blindly", Evening(kills=0, commands=100, minutes=3)),
    ],
    ids=str,
)
def test_a_planted_fault_is_caught(server: Server, tell: Tell, fault: str, evening: Evening) -> None:
    report = played(server, evening, seed=2, fault=fault)
    tell(f"PostgreSQL, four processes, planted ({fault}): {report}")
    assert not report.clean
