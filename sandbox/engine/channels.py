"""Conversations and the messages in them, kept in the order of their timestamps."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

TOMBSTONE = "tombstone"
SLACKBOT = "USLACKBOT"


class ChannelKind(StrEnum):
    """Slack's four kinds of conversation, named as `conversations.list` names them."""

    PUBLIC = "public_channel"
    PRIVATE = "private_channel"
    IM = "im"
    MPIM = "mpim"


@dataclass(slots=True)
class Message:
    """One message. `bot_id` is set if the app wrote it; `ephemeral_to` if only one person sees it."""

    ts: str
    channel_id: str
    team_id: str
    user_id: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str = ""
    app_id: str = ""
    client_msg_id: str = ""
    metadata: dict[str, Any] | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited_ts: str | None = None
    edited_by: str = ""
    file_ids: list[str] = field(default_factory=list)
    ephemeral_to: str | None = None
    broadcast: bool = False
    typed: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was put in its inputs: block_id → action_id → what was chosen."""

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread which another message began."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_tombstone(self) -> bool:
        """Whether it stands in the place of what was deleted, above the replies to it."""
        return self.subtype == TOMBSTONE

    def bury(self) -> None:
        """Become a tombstone: nothing of it stays but its place."""
        self.subtype, self.user_id, self.text = TOMBSTONE, SLACKBOT, "This message was deleted."
        self.bot_id = self.app_id = self.client_msg_id = self.edited_by = ""
        self.metadata = self.edited_ts = None
        self.blocks, self.attachments, self.file_ids, self.reactions, self.typed = [], [], [], {}, {}


@dataclass
class Channel:
    """A conversation; `members` maps each to when they joined (seconds), `shared_with` are other workspaces."""

    channel_id: str
    team_id: str
    name: str
    kind: ChannelKind = ChannelKind.PUBLIC
    creator: str = ""
    created: int = 0
    topic: str = ""
    purpose: str = ""
    is_archived: bool = False
    is_general: bool = False
    shared_with: frozenset[str] = frozenset()
    members: dict[str, float] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    """By timestamp; never ephemeral ones."""
    ephemerals: list[Message] = field(default_factory=list)
    timeline: list[str] = field(default_factory=list)
    """The timestamps of what `conversations.history` shows, rising."""
    threads: dict[str, list[str]] = field(default_factory=dict)
    """By the first message's timestamp: the timestamps of the replies, rising."""
    latest_ts: str = ""

    @property
    def is_direct(self) -> bool:
        """Whether it is a direct message, of two or more."""
        return self.kind in {ChannelKind.IM, ChannelKind.MPIM}

    @property
    def is_private(self) -> bool:
        """Whether only members see it."""
        return self.kind is not ChannelKind.PUBLIC

    def is_in(self, team_id: str) -> bool:
        """Whether this workspace has it, as its own or as a shared one."""
        return team_id == self.team_id or team_id in self.shared_with

    def next_ts(self, seconds: float) -> str:
        """A timestamp for a message now, later than every other here."""
        ts = f"{seconds:.6f}"
        if ts <= self.latest_ts:
            whole, micros = self.latest_ts.split(".")
            number = int(whole) * 1_000_000 + int(micros) + 1
            ts = f"{number // 1_000_000}.{number % 1_000_000:06d}"
        self.latest_ts = ts
        return ts

    def keep(self, message: Message) -> None:
        """Add a message, whose timestamp comes from `next_ts`."""
        if message.ephemeral_to:
            self.ephemerals.append(message)
            return
        self.messages[message.ts] = message
        if message.is_reply:
            self.threads.setdefault(message.thread_ts or "", []).append(message.ts)
        if not message.is_reply or message.broadcast:
            self.timeline.append(message.ts)

    def drop(self, message: Message) -> Message | None:
        """Take a message away; the tombstone that goes with it, if it was the last reply to what is deleted already."""
        self.messages.pop(message.ts, None)
        head = self.messages.get(message.thread_ts or "")
        if message.ts in (replies := self.threads.get(message.thread_ts or "", [])):
            replies.remove(message.ts)
        where = bisect_left(self.timeline, message.ts)
        if where < len(self.timeline) and self.timeline[where] == message.ts:
            del self.timeline[where]
        return head if head and head.is_tombstone and not replies else None

    def between(self, oldest: str, latest: str, *, inclusive: bool) -> list[str]:
        """The timestamps of history from `oldest` to `latest` (either may be empty), rising."""
        first, last = (bisect_left, bisect_right) if inclusive else (bisect_right, bisect_left)
        start = first(self.timeline, oldest) if oldest else 0
        end = last(self.timeline, latest) if latest else len(self.timeline)
        return self.timeline[start:end]
