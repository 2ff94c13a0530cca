"""Token buckets: how much may be said where, so that no platform has to ask us to wait. Pure, in whole milliseconds.

A bucket holds `burst` tokens at most and gains `per_second` of them; whatever is said takes one. So in any stretch of
t seconds at most burst + t·per_second things are said.
"""

from dataclasses import dataclass, replace

_TOKEN = 1_000  # parts of a token: one a second is one part a millisecond, exactly


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something may be said."""

    per_second: int
    burst: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket as it was at a moment (class time)."""

    rate: Rate
    parts: int
    at: int

    @classmethod
    def full(cls, rate: Rate, now: int) -> "Bucket":
        """Return a bucket that nothing has been taken from."""
        return cls(rate, rate.burst * _TOKEN, now)

    def since(self, now: int) -> "Bucket":
        """Return the bucket as it is now; time that seems to run backwards adds nothing."""
        gained = max(0, now - self.at) * self.rate.per_second
        return replace(self, parts=min(self.rate.burst * _TOKEN, self.parts + gained), at=max(self.at, now))

    def wait(self, now: int) -> int:
        """Return in how many milliseconds there will be a token; 0: there is one."""
        missing = _TOKEN - self.since(now).parts
        return max(0, -(-missing // self.rate.per_second))

    def less_one(self, now: int) -> "Bucket":
        """Return the bucket after a token has been taken, which must be there."""
        filled = self.since(now)
        if filled.parts < _TOKEN:
            raise ValueError("There is no token to take.")
        return replace(filled, parts=filled.parts - _TOKEN)

    def is_full(self, now: int) -> bool:
        """Tell whether it is as if nothing had ever been taken."""
        return self.since(now).parts == self.rate.burst * _TOKEN


class Budget:
    """A bucket for every destination, and one for each platform as a whole."""

    def __init__(self, each: Rate, whole: Rate) -> None:
        self._each, self._whole = each, whole
        self._buckets: dict[str, Bucket] = {}

    def wait(self, platform: str, address: str, now: int) -> int:
        """Return in how many milliseconds something may be said there; 0: now."""
        return max(self._bucket(platform, self._whole, now).wait(now), self._bucket(address, self._each, now).wait(now))

    def take(self, platform: str, address: str, now: int) -> None:
        """Count something that is said there now; `wait` must be 0."""
        whole = self._bucket(platform, self._whole, now).less_one(now)
        each = self._bucket(address, self._each, now).less_one(now)
        self._buckets |= {platform: whole, address: each}

    def forget(self, now: int) -> None:
        """Drop the buckets that have filled up again: as many stay as places spoken to in the last seconds."""
        self._buckets = {name: bucket for name, bucket in self._buckets.items() if not bucket.is_full(now)}

    def _bucket(self, name: str, rate: Rate, now: int) -> Bucket:
        return self._buckets.get(name) or Bucket.full(rate, now)
