"""The simulation is shown able to fail: every planted fault is found by some seed, which says how to see it again."""

import pytest

from tests.simulation.faults import FAULTS
from tests.simulation.many import catch_all, caught
from tests.telling import Tell

_SEEDS = 150  # within which each must be found
_SOON = (
    "acknowledged_before_the_commit",
    "deliveries_of_all_workspaces_are_one",
    "strikes_come_early",
    "a_sealed_move_is_lost_at_the_close",
    "the_bot_stays_when_a_person_comes_back",
    "an_answer_is_stored_twice",
    "whoever_leaves_is_still_in",
    "any_answer_is_right",
)  # by the seeds that they name


@pytest.mark.parametrize("fault", _SOON)
def test_a_fault_is_caught_at_once_and_told_how_to_replay(fault: str) -> None:
    found = caught(fault, 3)
    assert f"replay: python -m tests.simulation --seed {found.seed} --fault {fault}" in found.said


@pytest.mark.slow
@pytest.mark.wide
def test_every_planted_fault_is_caught(tell: Tell) -> None:
    found = catch_all(list(FAULTS), _SEEDS)
    for one in found:
        tell(f"planted: {one.fault} caught by seed {one.seed}")
    assert len(found) >= 20
    assert [one.fault for one in found if not one.seed] == []
