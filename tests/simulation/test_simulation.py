"""Whole classes under virtual time, with everything that can go wrong, a thousand times."""

import os
import subprocess
import sys

import pytest

from tests.import_rules import ROOT
from tests.simulation.many import run_many
from tests.simulation.world import run
from tests.telling import Tell


@pytest.mark.parametrize("first", [1, 9])
def test_a_few_classes_find_everything_as_it_was_promised(first: int) -> None:
    reports = [run(seed) for seed in range(first, first + 4)]
    assert sum(report.tally["commits"] for report in reports) > 100


@pytest.mark.slow
@pytest.mark.wide
def test_a_thousand_classes_find_everything_as_it_was_promised(tell: Tell) -> None:
    summary = run_many(range(1, 1_001))
    tell(str(summary))
    assert summary.runs == 1_000
    for happened in ("crashes", "stops", "clock jumps", "troubles", "deliveries lost", "answers lost"):
        assert summary.tally[happened] > 100, happened


@pytest.mark.parametrize("seed", [8, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (5, 20, 33, 47))])
def test_the_same_seed_leaves_the_same_trace_in_every_process(seed: int) -> None:
    traces = {_trace(seed, hash_seed) for hash_seed in ("1", "2")}
    assert len(traces) == 1


def _trace(seed: int, hash_seed: str) -> str:
    command = [sys.executable, "-m", "tests.simulation", "--seed", str(seed)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
