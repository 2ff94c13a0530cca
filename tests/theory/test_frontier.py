"""The fast frontier against the definition, on clouds made to be awkward."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.theory import frontier
from core.theory.inputs import Floats


def by_definition(payoffs: Floats) -> list[int]:
    at_least = (payoffs[:, :, None] >= payoffs[:, None, :]).all(axis=0)
    more = (payoffs[:, :, None] > payoffs[:, None, :]).any(axis=0)
    return np.flatnonzero(~(at_least & more).any(axis=0)).tolist()


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32), parties=st.integers(1, 5), count=st.integers(1, 700), levels=st.integers(1, 60))
def test_the_frontier_is_what_no_point_weakly_dominates_ties_and_all(
    seed: int, parties: int, count: int, levels: int
) -> None:
    cloud = np.random.default_rng(seed).integers(0, levels, (parties, count)).astype(float)
    assert frontier.undominated(cloud).tolist() == by_definition(cloud)


@pytest.mark.parametrize("parties", [2, 3])
def test_clouds_of_one_shape_or_another_keep_their_frontier(parties: int) -> None:
    rng = np.random.default_rng(7)
    sphere = np.abs(rng.normal(size=(parties, 800)))
    for cloud in (sphere, sphere / np.linalg.norm(sphere, axis=0), np.sort(sphere), -sphere, 1e6 * sphere):
        assert frontier.undominated(cloud).tolist() == by_definition(cloud)


def test_many_blocks_of_equals_and_rivals_are_eliminated_as_one() -> None:
    # A wide plateau of equal welfare before a dominated crowd: more than one block of survivors
    rising = np.linspace(0, 1, 600)
    plateau = np.stack([rising, 1 - rising, np.full(600, 0.5)])
    cloud = np.concatenate([plateau - 0.1, plateau, plateau], axis=1)
    assert frontier.undominated(cloud).tolist() == list(range(600, 1800))


def test_differences_below_the_tolerance_do_not_count_and_above_it_do() -> None:
    cloud = np.array([[0.5, 0.5 + 1e-12, 0.5 - 1e-8], [0.7, 0.7, 0.7]])
    assert frontier.undominated(cloud).tolist() == [0, 1]


def test_an_empty_cloud_has_an_empty_frontier() -> None:
    assert frontier.undominated(np.empty((2, 0))).tolist() == []


def test_near_ties_on_both_sides_of_a_buckets_edge_stand_together() -> None:
    crowd = np.full((2, 14), 0.1)
    twins = np.array([[1.0, 1.0 - 1e-13], [0.5, 0.5]])
    assert frontier.undominated(np.concatenate([twins, crowd], axis=1)).tolist() == [0, 1]
