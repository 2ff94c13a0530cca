"""The power fails in the middle of the lesson: what was acknowledged had reached the disk."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.durability.cutting import cut_often
from tests.durability.trace import Done, Evening, Sync, Trace, Write, an_evening, digest, traced
from tests.telling import Tell

_ANSWERS = 800
_SMALL, _FULL = 60, 1_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cut")


@pytest.fixture(scope="module")
def evening(folder: Path) -> Evening:
    return asyncio.run(an_evening(folder, _ANSWERS))


@pytest.fixture(scope="module")
def safe(evening: Evening, folder: Path) -> Trace:
    """Return the evening as the store's own setting has it written."""
    return traced(evening, folder, evening.synchronous)


def test_the_trace_is_the_evening_that_the_service_stored_with_checkpoints_in_it(
    evening: Evening, safe: Trace, folder: Path
) -> None:
    with closing(sqlite3.connect(folder / "evening.sqlite")) as stored:
        assert safe.digests[-1] == digest(stored)
    assert safe.count(Write, ".sqlite") > 0
    assert safe.count(Sync, ".sqlite-wal") >= safe.count(Done) == len(evening.commits)
    assert sum(evening.deliveries) >= _ANSWERS


def test_sixty_power_cuts_lose_nothing_and_tear_nothing(
    evening: Evening, safe: Trace, folder: Path, tell: Tell
) -> None:
    found = cut_often(evening, safe, folder, _SMALL, seed=1)
    tell(f"power cuts, synchronous={evening.synchronous}: {found}")
    assert (found.cuts, found.lost, found.torn) == (_SMALL, 0, 0)


@pytest.mark.slow
def test_a_thousand_power_cuts_lose_nothing_and_tear_nothing(
    evening: Evening, safe: Trace, folder: Path, tell: Tell
) -> None:
    found = cut_often(evening, safe, folder, _FULL, seed=2)
    tell(f"power cuts, synchronous={evening.synchronous}: {found}")
    assert (found.cuts, found.lost, found.torn) == (_FULL, 0, 0)


def test_synchronous_normal_would_lose_what_was_acknowledged_though_it_tears_nothing(
    evening: Evening, folder: Path, tell: Tell
) -> None:
    found = cut_often(evening, traced(evening, folder, "NORMAL"), folder, _SMALL, seed=3)
    tell(f"power cuts, synchronous=NORMAL (planted): {found}")
    assert found.lost > 0
    assert found.torn == 0


def test_a_disk_that_is_never_asked_to_sync_would_be_found_torn(evening: Evening, folder: Path, tell: Tell) -> None:
    found = cut_often(evening, traced(evening, folder, "OFF"), folder, _SMALL, seed=4)
    tell(f"power cuts, synchronous=OFF (planted): {found}")
    assert found.lost > 0
    assert found.torn > 0


def test_acknowledging_each_batch_before_it_is_stored_would_be_caught(
    evening: Evening, safe: Trace, folder: Path, tell: Tell
) -> None:
    early = replace(safe, steps=(Done(), *safe.steps))
    found = cut_often(evening, early, folder, _SMALL, seed=5)
    tell(f"power cuts, acknowledged before the commit (planted): {found}")
    assert found.lost > 0
