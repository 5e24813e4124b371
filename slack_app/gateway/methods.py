"""The methods of Slack's Web API that the app calls: how often each may be called, and in what manner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True)
class Rate:
    """At most `quota` calls in any stretch of `per`, of which at most `burst` at once."""

    quota: int
    per: timedelta
    burst: int

    @property
    def interval_us(self) -> int:
        """Microseconds between two calls once the burst is spent; so wide that burst and steady calls keep the quota."""
        return -(-round(self.per.total_seconds() * 1_000_000) // (self.quota - self.burst + 1))

    def shared_by(self, processes: int) -> "Rate":
        """What one of so many processes may do alone without the others knowing."""
        burst = max(1, self.burst // processes)
        return Rate(burst + (self.quota - self.burst), self.per * processes, burst)


class Manner(StrEnum):
    """What may be done to get an answer."""

    HARMLESS = "harmless"
    """Doing it twice shows nothing: repeated inside after a broken connection or a server's error."""
    ONCE = "once"
    """Never repeated inside; an uncertain outcome is reported as such."""
    QUICK = "quick"
    """Like ONCE, while a person waits: short time limit, and only a pause that Slack asked for holds it back."""


@dataclass(frozen=True)
class Method:
    """One method: `rate` holds for a workspace, `channel_rate` for each of its channels."""

    manner: Manner
    rate: Rate | None = None
    channel_rate: Rate | None = None
    as_json: bool = False


_MINUTE = timedelta(minutes=1)
_TIER_2 = Rate(20, _MINUTE, burst=5)
_TIER_3 = Rate(50, _MINUTE, burst=12)
_TIER_4 = Rate(100, _MINUTE, burst=25)
_POSTS = Rate(300, _MINUTE, burst=10)
_POSTS_IN_A_CHANNEL = Rate(1, timedelta(seconds=1), burst=1)

METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "apps.connections.open": Method(Manner.HARMLESS, _TIER_3),
        "auth.test": Method(Manner.HARMLESS, _TIER_4),
        "chat.delete": Method(Manner.HARMLESS, _TIER_3, as_json=True),
        "chat.getPermalink": Method(Manner.HARMLESS, _TIER_4),
        "chat.postEphemeral": Method(Manner.QUICK, as_json=True),
        "chat.postMessage": Method(Manner.ONCE, _POSTS, _POSTS_IN_A_CHANNEL, as_json=True),
        "chat.update": Method(Manner.HARMLESS, _TIER_3, as_json=True),
        "conversations.history": Method(Manner.HARMLESS, _TIER_3),
        "conversations.info": Method(Manner.HARMLESS, _TIER_3),
        "conversations.list": Method(Manner.HARMLESS, _TIER_2),
        "conversations.members": Method(Manner.HARMLESS, _TIER_4),
        "conversations.open": Method(Manner.HARMLESS, _TIER_3),
        "conversations.replies": Method(Manner.HARMLESS, _TIER_3),
        "files.completeUploadExternal": Method(Manner.ONCE, _TIER_4),
        "files.getUploadURLExternal": Method(Manner.HARMLESS, _TIER_4),
        "users.info": Method(Manner.HARMLESS, _TIER_4),
        "users.list": Method(Manner.HARMLESS, _TIER_2),
        "views.open": Method(Manner.QUICK, as_json=True),
        "views.publish": Method(Manner.HARMLESS, _TIER_4, as_json=True),
        "views.push": Method(Manner.QUICK, as_json=True),
        "views.update": Method(Manner.QUICK, as_json=True),
    }
)
