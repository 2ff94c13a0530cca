"""Rate limits as Discord announces them: a bucket for each kind of route and channel, and 429 with its headers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from tests.discord_wire.calls import Call
from tests.discord_wire.hours import Hours


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls within so many seconds."""

    calls: int
    seconds: float


AS_DISCORD: Mapping[str, Limit] = {
    "POST /channels/{channel_id}/messages": Limit(5, 5),
    "PATCH /channels/{channel_id}/messages/{message_id}": Limit(5, 5),
    "DELETE /channels/{channel_id}/messages/{message_id}": Limit(5, 1),
    "POST /users/@me/channels": Limit(10, 10),
    "POST /webhooks/{webhook_id}/{webhook_token}": Limit(5, 2),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": Limit(5, 2),
}
"""What the service answers with today, channel by channel and token by token; it promises none of it."""

_MAJOR = ("channel_id", "guild_id", "webhook_token")


@dataclass(slots=True)
class _Bucket:
    left: int
    resets: float


class Rates:
    """The buckets. `limits` is what stories play under; none at all for benchmarks."""

    def __init__(self, hours: Hours, limits: Mapping[str, Limit] = AS_DISCORD) -> None:
        self._hours = hours
        self._limits = limits
        self._buckets: dict[tuple[str, ...], _Bucket] = {}
        self.hits = 0
        """How many calls were told to wait."""

    def take(self, call: Call) -> tuple[Mapping[str, str], float]:
        """Return the headers of the answer, and the seconds to wait: 0 for a call that is let through."""
        limit = self._limits.get(call.route)
        if limit is None:
            return {}, 0.0
        key = (call.route, *(call.params.get(name, "") for name in _MAJOR))
        now = self._hours.now()
        bucket = self._buckets.get(key)
        if bucket is None or bucket.resets <= now:
            bucket = self._buckets[key] = _Bucket(limit.calls, now + limit.seconds)
        waits = 0.0 if bucket.left else bucket.resets - now
        bucket.left = max(0, bucket.left - 1)
        self.hits += waits > 0
        return self._headers(call, limit, bucket, now), waits

    def _headers(self, call: Call, limit: Limit, bucket: _Bucket, now: float) -> Mapping[str, str]:
        after = max(0.0, bucket.resets - now)
        return {
            "X-RateLimit-Limit": str(limit.calls),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{self._hours.wall_ms() / 1000 + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(call.route.encode()).hexdigest()[:32],
        }


def too_many(seconds: float, *, everywhere: bool = False) -> tuple[dict[str, str], dict[str, object]]:
    """Return the headers and the body of a 429; discord.py believes only those that came through a proxy (Via)."""
    headers = {"Via": "1.1 loopback", "Retry-After": f"{seconds:.3f}", "X-RateLimit-Scope": "user"}
    if everywhere:
        headers |= {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
    body = {"message": "You are being rate limited.", "retry_after": round(seconds, 3), "global": everywhere}
    return headers, body
