"""Snowflakes: milliseconds since Discord's epoch, then a counter."""

from tests.discord_wire.hours import EPOCH_MS, Hours

_COUNTER_BITS = 22


class Snowflakes:
    """New ids, each greater than the last."""

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self._last = 0

    def new(self) -> str:
        """Return a new id."""
        self._last = max(self._last + 1, (self._hours.wall_ms() - EPOCH_MS) << _COUNTER_BITS)
        return str(self._last)

    def on_shard(self, shard: int, shards: int) -> str:
        """Return a new guild's id that falls to a shard."""
        self._last = max(self._last, int(self.new()) + (1 << _COUNTER_BITS))
        while (self._last >> _COUNTER_BITS) % shards != shard:
            self._last += 1 << _COUNTER_BITS
        return str(self._last)


def shard_of(guild: str, shards: int) -> int:
    """Return the shard that a guild belongs to; direct messages (no guild) are shard 0's."""
    return (int(guild or 0) >> _COUNTER_BITS) % shards
