"""How often a method may be called: Slack's tiers per app, workspace and method, and a message a second per channel."""

import math
import threading

from sandbox.engine.clock import Clock

PER_MINUTE = {"t1": 1, "t2": 20, "t3": 50, "t4": 100, "t5": 600}
MESSAGES_AT_ONCE = 3
MESSAGES_PER_SECOND = 1.0
POSTING = {"chat.postMessage", "chat.postEphemeral"}


class Bucket:
    """So many at once, and so many a second after that."""

    __slots__ = ("at", "level", "rate", "size")

    def __init__(self, size: float, rate: float, at: float) -> None:
        self.size, self.rate, self.level, self.at = size, rate, size, at

    def wait(self, now: float) -> float:
        """Seconds until one more may come."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate


class Limits:
    """All buckets, filled by the local Slack's clock. `scale` above 1 allows more; 0 switches them off."""

    def __init__(self, clock: Clock, scale: float = 1.0) -> None:
        self.clock, self.scale = clock, scale
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, ...], Bucket] = {}

    def take(self, team_id: str, method: str, tier: str, channel_id: str = "") -> int:
        """Count one call: 0 if it may go on, else the whole seconds after which to come again."""
        if not self.scale:
            return 0
        now = self.clock.seconds()
        with self._lock:
            buckets = self._of(team_id, method, tier, channel_id, now)
            wait = max(bucket.wait(now) for bucket in buckets)
            if wait > 0:
                return max(1, math.ceil(wait))
            for bucket in buckets:
                bucket.level -= 1
        return 0

    def _of(self, team_id: str, method: str, tier: str, channel_id: str, now: float) -> list[Bucket]:
        per_minute = PER_MINUTE[tier] * self.scale
        found = [self._bucket(("tier", team_id, method), per_minute, per_minute / 60, now)]
        if method in POSTING and channel_id:
            at_once, rate = MESSAGES_AT_ONCE * self.scale, MESSAGES_PER_SECOND * self.scale
            found.append(self._bucket(("channel", team_id, channel_id), at_once, rate, now))
        return found

    def _bucket(self, key: tuple[str, ...], size: float, rate: float, now: float) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = Bucket(max(size, 1.0), rate, now)
        return bucket
