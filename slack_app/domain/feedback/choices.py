"""What managers choose of feedback: what is heard, the areas, votes, names, and what is told each month."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.channels import AREA_LENGTH, ChannelChoices, EmojiBy, Heard
from slack_app.domain.plain import JSON, flag_at, id_at, int_at, str_at, strs_at
from slack_app.domain.words import clean, distinct, topic_key

MOST_EMOJIS = 10
MOST_AREAS = 50
MOST_CHANNELS = 200
VOTES = range(2, 1001)
MONTHLY_DAYS = range(1, 29)
_EMOJI = re.compile(r"[\w'+-]{1,100}")


@dataclass(frozen=True)
class FeedbackChoices:
    """The managers' choices. `emojis` are Slack's names without colons; `channels` are those that have choices of their own.

    At `vote_threshold` voices a ticket is put before its team. `hook` allows asking the classifier that the installation
    names: off unless managers say so.
    """

    is_on: bool = True
    emojis: tuple[str, ...] = ("ticket",)
    emoji_by: EmojiBy = EmojiBy.ANYONE
    channels: tuple[ChannelChoices, ...] = ()
    areas: tuple[str, ...] = ()
    triage_channel: str | None = None
    vote_threshold: int = 10
    anonymous: bool = True
    monthly_channel: str | None = None
    monthly_day: int = 1
    hook: bool = False

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote, in this version or another: what is unknown or impossible is left at its default."""
        by, default = str_at(stored, "emoji_by"), cls()
        found = cls(
            is_on=not _is_off(stored, "is_on"),
            emojis=_stored_emojis(stored),
            emoji_by=EmojiBy(by) if by in set(EmojiBy) else default.emoji_by,
            channels=tuple(_stored_channels(stored))[:MOST_CHANNELS],
            areas=distinct(clean(area, AREA_LENGTH) for area in strs_at(stored, "areas"))[:MOST_AREAS],
            triage_channel=id_at(stored, "triage_channel"),
            vote_threshold=_number(stored, "vote_threshold", default.vote_threshold),
            anonymous=not _is_off(stored, "anonymous"),
            monthly_channel=id_at(stored, "monthly_channel"),
            monthly_day=_number(stored, "monthly_day", default.monthly_day),
            hook=flag_at(stored, "hook"),
        )
        return replace(found, **{name: getattr(default, name) for name, _ in faults_of(found)})

    def to_json(self) -> dict[str, JSON]:
        """The choices as plain JSON."""
        return {
            "is_on": self.is_on,
            "emojis": list(self.emojis),
            "emoji_by": self.emoji_by.value,
            "channels": [dict(one.to_json()) for one in self.channels],
            "areas": list(self.areas),
            "triage_channel": self.triage_channel,
            "vote_threshold": self.vote_threshold,
            "anonymous": self.anonymous,
            "monthly_channel": self.monthly_channel,
            "monthly_day": self.monthly_day,
            "hook": self.hook,
        }

    def channel(self, channel_id: str | None) -> ChannelChoices | None:
        """The choices of a channel; None where it has none of its own."""
        return next((one for one in self.channels if one.channel_id == channel_id), None)

    def heard_in(self, channel_id: str) -> Heard:
        """What becomes feedback there by itself: where nothing was chosen, what bears the emoji."""
        own = self.channel(channel_id)
        return own.mode if own else Heard.EMOJI

    def emojis_in(self, channel_id: str) -> tuple[str, ...]:
        """The emoji that make feedback of a message there."""
        return () if self.heard_in(channel_id) is Heard.FORM else self.emojis

    def emoji_by_in(self, channel_id: str) -> EmojiBy:
        """Whose emoji counts there."""
        own = self.channel(channel_id)
        return own.emoji_by if own and own.emoji_by else self.emoji_by


def with_channel(choices: FeedbackChoices, channel: ChannelChoices) -> FeedbackChoices:
    """The choices with this channel's, in the place of its former ones."""
    others = tuple(one for one in choices.channels if one.channel_id != channel.channel_id)
    return replace(choices, channels=(*others, channel))


def without_channel(choices: FeedbackChoices, channel_id: str) -> FeedbackChoices:
    """The choices with that channel as every other."""
    return replace(choices, channels=tuple(one for one in choices.channels if one.channel_id != channel_id))


def area_named(choices: FeedbackChoices, text: str | None) -> str | None:
    """The community's area that the text names, however it is written; None where there is none."""
    wanted = topic_key(text or "")
    return next((area for area in choices.areas if wanted and topic_key(area) == wanted), None)


def emoji_named(text: str) -> str | None:
    """The name of an emoji as Slack reports it: without colons or skin tone, in small letters; None where it is none."""
    name = text.strip().strip(":").split("::")[0].lower()
    return name if _EMOJI.fullmatch(name) else None


def tidied(choices: FeedbackChoices) -> FeedbackChoices:
    """The choices with each emoji, area and channel once."""
    return replace(
        choices,
        emojis=tuple(dict.fromkeys(choices.emojis)),
        areas=distinct(choices.areas),
        channels=tuple({one.channel_id: one for one in choices.channels}.values()),
    )


def checked(choices: FeedbackChoices) -> FeedbackChoices:
    """The choices as they may be kept. Raises InvalidAnswersError with the code of what is wrong for each field at fault."""
    once = tidied(choices)
    faults = dict(faults_of(once))
    if faults:
        raise InvalidAnswersError(faults)
    return once


def faults_of(choices: FeedbackChoices) -> Iterator[tuple[str, str]]:
    """What cannot be, as (field, code)."""
    if any(emoji_named(one) != one for one in choices.emojis):
        yield "emojis", "unknown"
    if any(len(area) > AREA_LENGTH for area in choices.areas):
        yield "areas", "too_long"
    for name, most in (("emojis", MOST_EMOJIS), ("areas", MOST_AREAS), ("channels", MOST_CHANNELS)):
        if len(getattr(choices, name)) > most:
            yield name, "too_many"
    if choices.vote_threshold not in VOTES:
        yield "vote_threshold", "out_of_range"
    if choices.monthly_day not in MONTHLY_DAYS:
        yield "monthly_day", "out_of_range"


def _stored_emojis(stored: object) -> tuple[str, ...]:
    if not (isinstance(stored, Mapping) and isinstance(stored.get("emojis"), list)):
        return FeedbackChoices.emojis
    names = (emoji_named(one) for one in strs_at(stored, "emojis"))
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_EMOJIS]


def _stored_channels(stored: object) -> Iterator[ChannelChoices]:
    rows = stored.get("channels") if isinstance(stored, Mapping) else None
    found = (ChannelChoices.from_json(row) for row in rows) if isinstance(rows, list) else ()
    yield from {one.channel_id: one for one in found if one}.values()


def _is_off(stored: object, name: str) -> bool:
    return isinstance(stored, Mapping) and stored.get(name) is False


def _number(stored: object, name: str, default: int) -> int:
    found = int_at(stored, name)
    return default if found is None else found
