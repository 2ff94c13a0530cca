"""Two-dimensional win-sets: the exact area against the lens formula and against counted cells."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.theory import winsets

THREE = [(0, 0), (1, 0), (0, 1)]
HOME = (0.6, 0.6)
points = st.tuples(st.integers(-6, 6), st.integers(-6, 6))


def lens(r: float, s: float, d: float) -> float:
    if d >= r + s:
        return 0.0
    if d <= abs(r - s):
        return math.pi * min(r, s) ** 2
    a = math.acos((d * d + r * r - s * s) / (2 * d * r))
    b = math.acos((d * d + s * s - r * r) / (2 * d * s))
    return r * r * (a - math.sin(2 * a) / 2) + s * s * (b - math.sin(2 * b) / 2)


def counted(
    ideals: list[tuple[int, int]], home: tuple[float, float], quota: int, cells: int = 1200
) -> tuple[float, float]:
    """Return the area of the cells whose middle wins the vote, and a bound on the error at the edges."""
    radii = [math.dist(ideal, home) for ideal in ideals]
    size = 2 * max(radii) or 1.0
    steps = (np.arange(cells) + 0.5) / cells * 2 * size - size
    x, y = np.meshgrid(home[0] + steps, home[1] + steps)
    votes = sum(
        ((x - ideal[0]) ** 2 + (y - ideal[1]) ** 2 < radius**2).astype(int)
        for ideal, radius in zip(ideals, radii, strict=True)
    )
    cell = (2 * size / cells) ** 2
    return float(np.sum(votes >= quota) * cell), 0.002 * size**2


def test_three_groups_majority_area_94781_is_three_lenses_less_twice_what_all_accept() -> None:
    radii = [math.dist(ideal, HOME) for ideal in THREE]
    lenses = [lens(radii[i], radii[j], math.dist(THREE[i], THREE[j])) for i, j in ((0, 1), (0, 2), (1, 2))]
    assert lenses == pytest.approx([0.476539, 0.476539, 0.005291], abs=1e-6)
    everybody = winsets.win_set_area(THREE, HOME, 3)
    assert everybody == pytest.approx(0.00528, abs=2e-5)
    majority = winsets.win_set_area(THREE, HOME, 2)
    assert majority == pytest.approx(0.94781, abs=1e-4)
    assert majority == pytest.approx(sum(lenses) - 2 * everybody, abs=1e-9)
    assert winsets.win_set_area(THREE, HOME, None) == majority


@given(first=points, second=points, home=points)
def test_two_voters_under_unanimity_ratify_the_lens_of_their_circles(
    first: tuple[int, int], second: tuple[int, int], home: tuple[int, int]
) -> None:
    exact = lens(math.dist(first, home), math.dist(second, home), math.dist(first, second))
    assert winsets.win_set_area([first, second], home, 2) == pytest.approx(exact, abs=1e-5)


@settings(max_examples=15)
@given(ideals=st.lists(points, min_size=1, max_size=6), home=points, data=st.data())
def test_the_exact_area_agrees_with_a_vote_in_every_cell(
    ideals: list[tuple[int, int]], home: tuple[int, int], data: st.DataObject
) -> None:
    quota = data.draw(st.integers(1, len(ideals)))
    area, doubt = counted(ideals, home, quota)
    assert winsets.win_set_area(ideals, home, quota) == pytest.approx(area, abs=doubt)


@given(ideals=st.lists(points, min_size=2, max_size=7), home=points)
def test_every_further_vote_needed_shrinks_the_area_and_one_voter_alone_ratifies_a_disc(
    ideals: list[tuple[int, int]], home: tuple[int, int]
) -> None:
    areas = [winsets.win_set_area(ideals, home, quota) for quota in range(1, len(ideals) + 1)]
    assert all(areas[i] >= areas[i + 1] - 1e-9 for i in range(len(areas) - 1))
    assert winsets.win_set_area(ideals[:1], home, 1) == pytest.approx(math.pi * math.dist(ideals[0], home) ** 2)


def test_mckelvey_1976_three_groups_almost_always_leave_something_to_ratify_but_a_median_point_does_not() -> None:
    assert winsets.win_set_area(THREE, (0.3, 0.3), 2) > 0.01
    on_a_line = [(0, 0), (1, 0), (3, 0)]
    assert winsets.win_set_area(on_a_line, (1, 0), 2) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("ideals", "home", "quota", "complaint"),
    [
        ([(0, 0, 0)], (0, 0), 1, "two coordinates"),
        ([(0, 0)], (0, 0, 0), 1, "two coordinates"),
        ([0, 1], (0, 0), 1, "2 dimension"),
        (THREE, HOME, 4, "at most all"),
        (THREE, HOME, 0, "above 0"),
        (THREE, HOME, 1.5, "whole number"),
        ([(0, math.nan)], HOME, 1, "finite"),
    ],
)
def test_wrong_shapes_and_impossible_quotas_are_refused(
    ideals: list[tuple[float, ...]], home: tuple[float, ...], quota: int, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        winsets.win_set_area(ideals, home, quota)
