"""How long to wait before what failed is tried again: a second, then twice as long each time, a minute at most."""

from dataclasses import dataclass

_FIRST_MS = 1_000
_MOST_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Held:
    until: int
    wait: int


class Patience:
    """What failed, by name, and until when (class time, ms) it is left alone."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    def ready(self, name: str, now: int) -> bool:
        """Tell whether this may be tried."""
        held = self._held.get(name)
        return held is None or held.until <= now

    def failed(self, name: str, now: int) -> None:
        """Leave this alone for a while. What has not failed again a minute after its time is forgotten."""
        self._held = {other: held for other, held in self._held.items() if now - held.until < _MOST_MS}
        before = self._held.get(name)
        wait = min(2 * before.wait, _MOST_MS) if before else _FIRST_MS
        self._held[name] = _Held(now + wait, wait)
