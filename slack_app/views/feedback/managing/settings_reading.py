"""Reading the forms of what is heard and of a channel back: what they change, whatever was sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from slack_app.domain.community import Community
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.channels import TOLD, ChannelChoices, EmojiBy, Heard
from slack_app.domain.feedback.choices import area_named, emoji_named, with_channel, without_channel
from slack_app.domain.feedback.terms import Kind
from slack_app.domain.plain import ID
from slack_app.domain.words import distinct
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.managing.settings_forms import NONE, USUAL, YES
from slack_app.views.kit.reading import State
from slack_app.views.words import Words

_OUT_OF_RANGE = -1
_BETWEEN = re.compile(r"[\s,;]+")
_LINES = re.compile(r"[\n,;]+")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True)
class WhatIsHeard:
    """What the form changes of the choices."""

    choices: Mapping[str, Any]

    def on(self, community: Community) -> Community:
        """The set-up with these changes; `domain.community.checked` says whether it may be kept."""
        return replace(community, feedback=replace(community.feedback, **self.choices))


@dataclass(frozen=True)
class ChannelChosen:
    """What the form says of a channel; `is_usual`: it shall be as every other."""

    channel: ChannelChoices
    is_usual: bool = False

    def on(self, community: Community) -> Community:
        """The set-up with this channel's choices."""
        chosen = community.feedback
        area = area_named(chosen, self.channel.default_area)
        if self.is_usual:
            return replace(community, feedback=without_channel(chosen, self.channel.channel_id))
        return replace(community, feedback=with_channel(chosen, replace(self.channel, default_area=area)))


def what_is_heard(view: object) -> WhatIsHeard:
    """What was chosen. Raises InvalidAnswersError for an emoji that is none."""
    state = kit.state_of(view)
    found: dict[str, Any] = {
        name: YES in kit.chosen_many(state, name) for name in ("is_on", "anonymous", "hook") if name in state
    }
    for name in ("vote_threshold", "monthly_day"):
        if name in state:
            found[name] = whole(kit.typed(state, name))
    for name in ("triage_channel", "monthly_channel"):
        if name in state:
            found[name] = an_id(kit.chosen(state, name))
    if "areas" in state:
        found["areas"] = listed(kit.typed(state, "areas"))
    if "emojis" in state:
        found["emojis"] = _emojis(kit.typed(state, "emojis"))
    if "emoji_by" in state:
        found["emoji_by"] = one_in(EmojiBy, state, "emoji_by")
    return WhatIsHeard(found)


def channel(view: object) -> ChannelChosen:
    """What was chosen of a channel. Raises InvalidAnswersError."""
    state = kit.state_of(view)
    channel_id = an_id(kit.chosen(state, "channel_id"))
    if channel_id is None:
        raise InvalidAnswersError({"channel_id": "required"})
    if kit.chosen(state, "mode") == USUAL:
        return ChannelChosen(ChannelChoices(channel_id), is_usual=True)
    chosen = ChannelChoices(
        channel_id=channel_id,
        mode=one_in(Heard, state, "mode"),
        emoji_by=maybe_in(EmojiBy, state, "emoji_by"),
        default_kind=maybe_in(Kind, state, "default_kind"),
        default_area=chosen_or_none(state, "default_area"),
        product_team_id=number(chosen_or_none(state, "product_team_id") or ""),
        tell=frozenset(one for one in TOLD if one in kit.chosen_many(state, "tell")),
    )
    return ChannelChosen(chosen)


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    said = refusals.beside_fields(words, refusal)
    if refusal.fields.get("emojis") == "unknown":
        said["emojis"] = words.plain("Please write each emoji by its name, as :ticket:, with a space between two.")
    if refusal.fields.get("channel_id") == "required":
        said["channel_id"] = words.plain("Please choose a channel.")
    return said


def listed(typed: str) -> tuple[str, ...]:
    """What was typed on lines or between commas, each once."""
    return distinct(_LINES.split(typed))


def whole(text: str) -> int:
    """The number that was typed; what is none is out of every range."""
    found = number(text.strip())
    return _OUT_OF_RANGE if found is None else found


def an_id(text: str) -> str | None:
    """The Slack id that was chosen, if it is one."""
    return text if ID.fullmatch(text) else None


def chosen_or_none(state: State, name: str) -> str | None:
    """What was chosen in a list, unless it was *none*."""
    text = kit.chosen(state, name)
    return None if text in ("", NONE) else text


def one_in(choices: type[_Choice], state: State, name: str) -> _Choice:
    """What was chosen. Raises InvalidAnswersError where it is no choice."""
    found = next((one for one in choices if one == kit.chosen(state, name)), None)
    if found is None:
        raise InvalidAnswersError({name: "unknown"})
    return found


def maybe_in(choices: type[_Choice], state: State, name: str) -> _Choice | None:
    """The same, where nothing may be chosen."""
    return None if chosen_or_none(state, name) is None else one_in(choices, state, name)


def _emojis(typed: str) -> tuple[str, ...]:
    names = [emoji_named(text) for text in _BETWEEN.split(typed) if text]
    if None in names:
        raise InvalidAnswersError({"emojis": "unknown"})
    return tuple(dict.fromkeys(name for name in names if name))
