"""Who sits where, for any number of people and any hand-made groups."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.game import TableSize
from core.play.scoring import duplicate
from core.play.seating import balanced, table_sizes, with_groups

SIZES = st.tuples(st.integers(1, 6), st.integers(0, 8), st.integers(0, 6)).map(
    lambda s: TableSize(least=s[0], ideal=s[0] + s[1], most=s[0] + s[1] + s[2])
)
PEOPLE = st.integers(0, 60)


@given(PEOPLE, SIZES)
def test_everybody_sits_once_at_tables_that_differ_by_one_at_most(people: int, size: TableSize) -> None:
    sizes = table_sizes(people, size)
    assert sum(sizes) == people
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert len(sizes) <= 1 or min(sizes) >= size.least
    groups = balanced(range(people), size, Random(1))
    assert sorted(person for group in groups for person in group) == list(range(people))


@given(PEOPLE, SIZES, st.lists(st.lists(st.integers(0, 70), unique=True, max_size=6), max_size=6))
def test_hand_made_groups_stay_together_and_nobody_is_left_out(
    people: int, size: TableSize, wished: list[list[int]]
) -> None:
    groups = [[p for p in group if all(p not in earlier for earlier in wished[:n])] for n, group in enumerate(wished)]
    tables = with_groups(groups, range(people), size, Random(1))
    assert sorted(person for table in tables for person in table) == list(range(people))
    assert all(tables)
    for group in groups:
        here = {person for person in group if person < people}
        assert not here or any(here <= set(table) for table in tables)


def test_the_whole_class_sits_at_one_table_where_the_game_grows() -> None:
    assert table_sizes(120, TableSize(least=1, ideal=30, most=5000, grows=True)) == (120,)


@given(st.floats(-100, 100), st.lists(st.floats(-100, 100), min_size=1))
def test_the_duplicate_score_is_the_share_of_tables_beaten_and_half_the_ties(own: float, others: list[float]) -> None:
    beaten = sum(1.0 if other < own - 1e-9 else 0.5 if other <= own + 1e-9 else 0.0 for other in others)
    assert duplicate(own, sorted([own, *others])) == pytest.approx(100 * beaten / len(others))


def test_a_seat_that_beats_three_of_four_other_tables_and_ties_none_has_75() -> None:
    assert duplicate(60, [10, 20, 30, 60, 70]) == 75
    assert duplicate(60, [10, 60, 60, 70, 80]) == 37.5
