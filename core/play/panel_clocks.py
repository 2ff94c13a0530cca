"""Until when each table's phase lasts, as the panel tells it: tables whose clocks agree share a line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.blocks import Until
from core.play.hall import Hall

_NUMBERED = 12
"""So many tables are named in a line; of more, how many there are."""


def clocks(halls: Sequence[Hall]) -> Iterator[Until]:
    """Yield a line for each phase and the moment at which it closes, the earliest first; paused clocks have none."""
    together: dict[tuple[int, str], list[int]] = defaultdict(list)
    for hall in halls:
        if hall.table.deadline is not None:
            together[hall.table.deadline, hall.phase.title].append(hall.table.number)
    for (deadline, phase), numbers in sorted(together.items()):
        where = "" if len(halls) == 1 else f" at {_tables(numbers)}"
        yield Until(f"{phase} closes{where}", deadline)


def _tables(numbers: Sequence[int]) -> str:
    """Return "table 3", "tables 1, 2 and 4", or the first of them and how many more."""
    if len(numbers) == 1:
        return f"table {numbers[0]}"
    more = len(numbers) - _NUMBERED
    shown = [str(number) for number in numbers[:_NUMBERED]] + ([f"{more:,} more"] if more > 0 else [])
    return f"tables {', '.join(shown[:-1])} and {shown[-1]}"
