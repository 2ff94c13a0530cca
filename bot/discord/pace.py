"""How fast one person may ask: a few times at once, then five a second. Keeps a stuck key from slowing the class."""

from collections import OrderedDict

PER_SECOND, BURST = 5.0, 10.0
_REMEMBERED = 10_000  # people: whoever was quiet longest is forgotten first, and loses nothing by it


class Pace:
    """Counts what people ask; times are a clock's seconds, handed in."""

    def __init__(self, per_second: float = PER_SECOND, burst: float = BURST) -> None:
        self._per_second, self._burst = per_second, burst
        self._left: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def allows(self, person: int, now: float) -> bool:
        """Tell whether somebody may ask now, and count it if so."""
        left, since = self._left.pop(person, (self._burst, now))
        left = min(self._burst, left + self._per_second * max(0.0, now - since))
        allowed = left >= 1
        self._left[person] = (left - 1 if allowed else left, now)
        if len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)
        return allowed
