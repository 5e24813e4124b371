"""The same budgets shared by all processes through Redis, on its clock; without Redis each process takes a part."""

from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from time import monotonic

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from slack_app.gateway.limits import MemoryLimits, buckets

_MICROSECOND = timedelta(microseconds=1)
_MILLISECOND = timedelta(milliseconds=1)
_WITHOUT_REDIS_FOR = 5.0

# KEYS: the pause, then the budgets. ARGV: for each budget its interval in microseconds and its burst.
_TAKE = """
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local wait = math.max(redis.call('PTTL', KEYS[1]), 0) * 1000
local due = {}
for i = 2, #KEYS do
  local interval, burst = tonumber(ARGV[2 * i - 3]), tonumber(ARGV[2 * i - 2])
  local instant = tonumber(redis.call('GET', KEYS[i]) or now)
  instant = math.min(math.max(instant, now), now + interval * burst)
  wait = math.max(wait, instant - interval * (burst - 1) - now)
  due[i] = instant + interval
end
if wait > 0 then return wait end
for i = 2, #KEYS do
  redis.call('SET', KEYS[i], string.format('%.0f', due[i]), 'PX', math.ceil((due[i] - now) / 1000) + 1)
end
return 0
"""
_PAUSE = """
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], 1, 'PX', ARGV[1]) end
return 0
"""


class RedisLimits:
    """Limits over `redis`; when it fails, five seconds of MemoryLimits as one of `processes`, then it is asked again."""

    def __init__(
        self,
        redis: Redis,
        *,
        processes: int = 4,
        prefix: str = "convive:limits",
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._take, self._pause = redis.register_script(_TAKE), redis.register_script(_PAUSE)
        self._prefix = prefix
        self._clock = clock
        self._alone = MemoryLimits(processes=processes, clock=clock)
        self._away_until = -1.0
        self._lock = Lock()

    @classmethod
    def at(cls, url: str, *, processes: int = 4) -> "RedisLimits":
        """Over the Redis at `url`, with time limits that suit a question asked before every call."""
        retry = Retry(NoBackoff(), 0)
        return cls(Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1, retry=retry), processes=processes)

    def take(self, team_id: str, method: str, channel_id: str | None = None) -> timedelta:
        """As promised by Limits."""
        asked = buckets(method, channel_id)
        keys = [self._paused(team_id, method), *(self._key(team_id, name) for name, _ in asked)]
        rates = [part for _, rate in asked for part in (rate.interval_us, rate.burst)]
        if self._is_there():
            try:
                return int(self._take(keys, rates)) * _MICROSECOND
            except RedisError:
                self._is_away()
        return self._alone.take(team_id, method, channel_id)

    def pause(self, team_id: str, method: str, for_: timedelta) -> None:
        """As promised by Limits; this process keeps it in mind too, should Redis go."""
        self._alone.pause(team_id, method, for_)
        if self._is_there():
            try:
                self._pause([self._paused(team_id, method)], [max(for_ // _MILLISECOND, 1)])
            except RedisError:
                self._is_away()

    def _key(self, team_id: str, name: str) -> str:
        return f"{self._prefix}:{{{team_id}}}:{name}"

    def _paused(self, team_id: str, method: str) -> str:
        return self._key(team_id, f"{method}:paused")

    def _is_there(self) -> bool:
        with self._lock:
            return self._clock() >= self._away_until

    def _is_away(self) -> None:
        with self._lock:
            self._away_until = self._clock() + _WITHOUT_REDIS_FOR
