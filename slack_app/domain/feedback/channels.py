"""What managers choose of one channel: what is heard in it, what is thought of it, and what is told back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from slack_app.domain.feedback.terms import Kind, Status
from slack_app.domain.plain import JSON, id_at, int_at, str_at, strs_at
from slack_app.domain.words import clean

AREA_LENGTH = 60
TOLD = (Status.ACCEPTED, Status.PLANNED, Status.SHIPPED, Status.DECLINED, Status.MERGED)
"""What authors and voters may be told of."""


class Heard(StrEnum):
    """What of a channel becomes feedback by itself; the form and the shortcut work everywhere."""

    EVERY = "every"
    """Each message that begins a thread."""
    EMOJI = "emoji"
    FORM = "form"
    """Only what somebody sends with the form or the shortcut."""


class EmojiBy(StrEnum):
    """Whose emoji makes feedback of somebody's message."""

    ANYONE = "anyone"
    TEAM = "team"
    """Of the product teams and the managers; the message's own author always may."""


@dataclass(frozen=True)
class ChannelChoices:
    """One channel's choices; `emoji_by` None: as everywhere. `tell` is what is told of what was said there."""

    channel_id: str
    mode: Heard = Heard.EMOJI
    emoji_by: EmojiBy | None = None
    default_kind: Kind | None = None
    default_area: str | None = None
    product_team_id: int | None = None
    tell: frozenset[Status] = frozenset(TOLD)

    @classmethod
    def from_json(cls, stored: object) -> Self | None:
        """What `to_json` wrote: what is unknown is left at its default; None without a channel."""
        channel_id = id_at(stored, "channel_id")
        if channel_id is None:
            return None
        mode, by, kind = (str_at(stored, name) for name in ("mode", "emoji_by", "default_kind"))
        silent = set(strs_at(stored, "silent"))
        return cls(
            channel_id=channel_id,
            mode=Heard(mode) if mode in set(Heard) else Heard.EMOJI,
            emoji_by=EmojiBy(by) if by in set(EmojiBy) else None,
            default_kind=Kind(kind) if kind in set(Kind) else None,
            default_area=clean(str_at(stored, "default_area") or "", AREA_LENGTH) or None,
            product_team_id=int_at(stored, "product_team_id"),
            tell=frozenset(status for status in TOLD if status.value not in silent),
        )

    def to_json(self) -> Mapping[str, JSON]:
        """The choices as plain JSON; of what is told what is not, so that something new is."""
        return {
            "channel_id": self.channel_id,
            "mode": self.mode.value,
            "emoji_by": self.emoji_by.value if self.emoji_by else None,
            "default_kind": self.default_kind.value if self.default_kind else None,
            "default_area": self.default_area,
            "product_team_id": self.product_team_id,
            "silent": [status.value for status in TOLD if status not in self.tell],
        }
