"""Evenings that hypothesis invents: whatever anybody does, in whatever order, what must hold holds.

Both doses are the same every time; with `--hypothesis-seed=N` the full one invents other evenings. What fails is
printed as the shortest program that fails, with the line that runs it again.
"""

from collections import Counter
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.hall import everything_to_play
from tests.machine.evening import Evening
from tests.machine.faults import FAULTS, Plant, a_pause_lets_the_clocks_run
from tests.telling import Tell

_BASE = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
SMALL = settings(_BASE, max_examples=5, stateful_step_count=20, derandomize=True)
FULL = settings(_BASE, max_examples=100, stateful_step_count=30, derandomize=True)
UNTIL_FOUND = settings(FULL, max_examples=200, phases=[Phase.generate], report_multiple_bugs=False)


def _marks(plant: Plant) -> tuple[pytest.MarkDecorator, ...]:
    """Return the mark of faults that take many evenings to find; one of the others is in the small dose."""
    return () if plant is a_pause_lets_the_clocks_run else (pytest.mark.slow,)


def invent(folder: Path, dose: settings) -> Counter[str]:
    """Let evenings be invented, each on a file of its own; return how many, and how many played a game to its end."""
    played_out = Counter[str]()
    machine = cast("type[RuleBasedStateMachine]", lambda: Evening(folder, played_out))
    run_state_machine_as_test(machine, settings=dose)
    return played_out


def test_whatever_anybody_does_in_an_evening_what_must_hold_holds(tmp_path: Path) -> None:
    invent(tmp_path, SMALL)


@pytest.mark.slow
def test_whatever_anybody_does_in_a_hundred_evenings_what_must_hold_holds(
    tmp_path: Path, pytestconfig: pytest.Config, tell: Tell
) -> None:
    found = invent(tmp_path, settings(FULL, derandomize=pytestconfig.getoption("--hypothesis-seed") is None))
    games = {game: found[game] for game in everything_to_play().games}
    to_the_end = ", ".join(f"{game} {count}" for game, count in sorted(games.items()))
    tell(f"state machine: {found['evenings']} evenings; played to its end in: {to_the_end}")
    assert all(games.values())


@pytest.mark.parametrize("plant", [pytest.param(plant, marks=_marks(plant), id=plant.__name__) for plant in FAULTS])
def test_a_planted_fault_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Plant) -> None:
    plant(monkeypatch)
    with pytest.raises(Exception, match=FAULTS[plant]):
        invent(tmp_path, UNTIL_FOUND)
