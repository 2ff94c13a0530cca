"""What can go wrong, on demand: the next calls of a route are refused, delayed by 429, or answered into nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.discord_wire.calls import Call, Refused


@dataclass(frozen=True, slots=True)
class Storm:
    """429 with this wait; `everywhere` makes it the global limit."""

    seconds: float
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A 5xx. `after`: the work has been done all the same."""

    status: int = 502
    after: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection breaks without an answer. `after`: the work has been done all the same."""

    after: bool = True


Trouble = Storm | Broken | Dropped | Refused


@dataclass(slots=True)
class _Planned:
    matches: Callable[[Call], bool]
    trouble: Trouble
    left: int


class Faults:
    """Troubles planned, first come first served."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self.met = 0
        """How many calls have met trouble."""

    def plan(self, route: str, trouble: Trouble, times: int = 1, where: str = "") -> None:
        """Let the next calls of a route ("POST /channels/{channel_id}/messages") fail; `where` narrows to an id."""

        def matches(call: Call) -> bool:
            return route in {"*", call.route} and (not where or where in call.params.values())

        self._planned.append(_Planned(matches, trouble, times))

    def meet(self, call: Call) -> Trouble | None:
        """Return the trouble that this call runs into."""
        for planned in self._planned:
            if planned.left and planned.matches(call):
                planned.left -= 1
                self.met += 1
                return planned.trouble
        return None

    def clear(self) -> None:
        """Let everything go well again."""
        self._planned.clear()
