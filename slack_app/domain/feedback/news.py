"""What is worth telling those who spoke for a ticket: only what still holds, and only what they do not know."""

from dataclasses import dataclass

from slack_app.domain.feedback.channels import TOLD, ChannelChoices
from slack_app.domain.feedback.terms import Status

BY_AUTHOR = "author"
"""Who merged a ticket, where it was its author: *it's mine too*."""
OPEN_AGAIN = (Status.NEW, Status.TRIAGE)
ENDS = (Status.SHIPPED, Status.DECLINED, Status.MERGED)
"""Who was told one of these wants to know where it does not hold any more."""


@dataclass(frozen=True)
class Told:
    """How a ticket stands, as somebody is told it; `reason` is why it was declined."""

    status: Status
    reason: str = ""


@dataclass(frozen=True)
class Stands:
    """How a ticket stands now that somebody spoke for: what it counts for in the end, and whether the link still holds."""

    canonical_id: int
    status: Status
    is_linked: bool = False


def is_told(status: Status) -> bool:
    """Whether anybody is ever told that a ticket stands so."""
    return status in TOLD or status in OPEN_AGAIN


def holds(status: Status, of_id: int, now: Stands) -> bool:
    """Whether what was decided of `of_id` is true of what somebody spoke for, now that they are told."""
    if status is Status.MERGED:
        return now.is_linked
    if of_id != now.canonical_id:
        return False
    return now.status in OPEN_AGAIN if status in OPEN_AGAIN else now.status is status


def is_new(told: Told, before: Told | None) -> bool:
    """Whether it says more than what they were told before; that something is open again, only to who heard of its end."""
    if told.status in OPEN_AGAIN:
        return before is not None and before.status in ENDS
    return told != before


def is_wanted(status: Status, channel: ChannelChoices | None) -> bool:
    """Whether managers let that be told of what was said in the channel."""
    return channel is None or status not in TOLD or status in channel.tell
