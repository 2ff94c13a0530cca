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


def spread(groups: Sequence[Sequence[T]], late: Sequence[T]) -> tuple[tuple[T, ...], ...]:
    """Return hand-made groups with the people nobody placed added, each to the smallest group."""
    tables = [list(group) for group in groups if group]
    for person in late:
        min(tables, key=len).append(person)
    return tuple(tuple(table) for table in tables)
