"""Who sits where: balanced tables, whatever the number of people. Pure."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from core.game import TableSize

T = TypeVar("T")


def table_sizes(people: int, size: TableSize) -> tuple[int, ...]:
    """Return how many people sit at each table: sizes differ by at most one and fit the game where they can.

    Fewer people than the least still get one table; bots take the empty seats. More than fit become delegates.
    """
    if people <= 0:
        return ()
    if size.grows:
        return (people,)
    tables = max(1, round(people / size.ideal))
    while tables > 1 and people // tables < size.least:
        tables -= 1
    while -(-people // tables) > size.most and people // (tables + 1) >= size.least:
        tables += 1
    small, more = divmod(people, tables)
    return tuple(small + 1 if number < more else small for number in range(tables))


def balanced(people: Sequence[T], size: TableSize, rng: Random) -> tuple[tuple[T, ...], ...]:
    """Return the people in tables of balanced size, in a drawn order: the first of a table takes its first seat."""
    order = list(people)
    rng.shuffle(order)
    groups: list[tuple[T, ...]] = []
    start = 0
    for count in table_sizes(len(order), size):
        groups.append(tuple(order[start : start + count]))
        start += count
    return tuple(groups)


def with_groups(
    groups: Sequence[Sequence[T]], people: Sequence[T], size: TableSize, rng: Random
) -> tuple[tuple[T, ...], ...]:
    """Return tables of the hand-made groups, as far as their people are here, and of everybody else.

    People whom nobody placed get balanced tables of their own when they are enough for one; a few join the smallest
    groups.
    """
    here = set(people)
    tables = [list(found) for group in groups if (found := [person for person in group if person in here])]
    placed = {person for table in tables for person in table}
    others = [person for person in people if person not in placed]
    if not tables or len(others) >= size.least:
        return (*map(tuple, tables), *balanced(others, size, rng))
    for person in others:
        min(tables, key=len).append(person)
    return tuple(map(tuple, tables))
