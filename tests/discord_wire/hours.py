"""The server's time: the machine's, plus what a story has skipped."""

from core.clock import SystemTicks

EPOCH_MS = 1_420_070_400_000


class Hours:
    """Seconds that can be skipped; snowflakes and deadlines follow."""

    def __init__(self) -> None:
        self._ticks = SystemTicks()
        self._skipped_ms = 0

    def now(self) -> float:
        """Return seconds that never run backwards."""
        return (self._ticks.monotonic() + self._skipped_ms) / 1000

    def wall_ms(self) -> int:
        """Return Unix time in milliseconds."""
        return int(self._ticks.wall().timestamp() * 1000) + self._skipped_ms

    def skip(self, seconds: float) -> None:
        """Let time pass at once."""
        self._skipped_ms += int(seconds * 1000)
