"""Values that are dear to compute and never change: made once, kept while they are asked for."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

_MOST = 32
"""As many debriefs as a school holds at once; each is some ten kilobytes of text and figures."""


class Kept:
    """The values asked for last, by key. A key names one value for good."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._values: OrderedDict[str, Any] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def lent(self) -> "Kept":
        """Return the same values for a decision; what it adds is taken back once that on which it rests is stored."""
        lent = Kept(self._most)
        lent._values.update(self._values)
        return lent

    def take_back(self, lent: "Kept") -> None:
        """Take in what was added to values that were lent."""
        for key, value in lent._values.items():  # noqa: SLF001 (one of its own kind)
            if key not in self._values:
                self.keep(key, value)

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return the value of a key, made now if it has not been; what `make` raises is not kept."""
        if key not in self._values:
            self.keep(key, make())
        self._values.move_to_end(key)
        value: T = self._values[key]
        return value

    def keep(self, key: str, value: object) -> None:
        """Take in a value that was made elsewhere."""
        self._values[key] = value
        while len(self._values) > self._most:
            self._values.popitem(last=False)
