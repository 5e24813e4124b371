"""Reading the digest's settings back: each form gives what it changes, whatever was sent."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from slack_app.domain.community import Community
from slack_app.domain.digest.choices import MOST_GOALS, PATH_RULES, Goal, is_possible
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.measures.terms import MEASURES, Group, Measure, Unit
from slack_app.domain.plain import ID
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Callback, Field
from slack_app.views.coffee.carried import number
from slack_app.views.digest.settings_forms import NONE, YES, block_of_goal, block_of_target
from slack_app.views.kit.reading import State
from slack_app.views.words import Words

_OUT_OF_RANGE = -1
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)
_PER_CENT = 100


@dataclass(frozen=True)
class Changes:
    """What a form changes: fields of the community, of its digest's choices, and of the path's rules."""

    community: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)

    def on(self, community: Community) -> Community:
        """The set-up with these changes; `domain.community.checked` says whether it may be kept."""
        rules = replace(community.digest.rules, **self.rules)
        return replace(community, **self.community, digest=replace(community.digest, **self.choices, rules=rules))


def read(callback_id: str, view: object) -> Changes:
    """What a submitted form changes; nothing for a form that is not ours. Raises InvalidAnswersError."""
    reader = _READERS.get(callback_id)
    return reader(kit.state_of(view)) if reader else Changes()


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    faults = dict(refusal.fields)
    said = refusals.beside_fields(words, refusal, {"goals": block_of_goal(MOST_GOALS - 1)})
    if faults.get("recap_channel") == "required":
        said["recap_channel"] = words.plain("Please choose the channel in which the recap is posted.")
    if faults.get("goals") == "unknown":
        said[block_of_goal(MOST_GOALS - 1)] = words.plain("Two goals of one kind are too many: please choose another.")
    targets = [block_of_target(place) for place in range(MOST_GOALS)]
    needed = words.plain("Please write a number that can be reached: for a share, up to 100.")
    return said | {name: needed for name in targets if name in faults}


def not_saved(words: Words, callback_id: str, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was typed stays in it."""
    first = {Callback.DIGEST_WHEN: "is_on", Callback.DIGEST_WHAT: "groups", Callback.DIGEST_PATH: "posts"}
    named = {str(callback): block_id for callback, block_id in first.items()}
    return refusals.not_saved(words, named.get(callback_id, "is_on"), error_id)


def _when(state: State) -> Changes:
    switches = {name: YES in kit.chosen_many(state, name) for name in ("is_on", "brief", "recap") if name in state}
    numbers = {name: _whole(kit.chosen(state, name)) for name in _CLOCKS if name in state}
    channel = {"digest_channel": _id(kit.chosen(state, Field.DIGEST_CHANNEL))} if Field.DIGEST_CHANNEL in state else {}
    more: dict[str, Any] = {"tz": kit.chosen(state, Field.TZ) or None} if Field.TZ in state else {}
    if "recap_channel" in state:
        more["recap_channel"] = _id(kit.chosen(state, "recap_channel"))
    return Changes(channel, switches | numbers | more)


def _what(state: State) -> Changes:
    found: dict[str, Any] = {}
    if "groups" in state:
        found["groups"] = frozenset(group for group in Group if group in kit.chosen_many(state, "groups"))
    if "public" in state:
        found["public"] = frozenset(one for one in Measure if one in kit.chosen_many(state, "public"))
    for name in ("channels_off", "team"):
        if name in state:
            found[name] = tuple(filter(_id, kit.chosen_many(state, name)))
    if "retention_months" in state:
        found["retention_months"] = _whole(kit.typed(state, "retention_months"))
    if block_of_goal(0) in state:
        found["goals"] = tuple(_goals(state))
    return Changes(choices=found)


def _path(state: State) -> Changes:
    return Changes(rules={name: _whole(kit.typed(state, name)) for name in PATH_RULES if name in state})


def _goals(state: State) -> Iterator[Goal]:
    """The goals, each by itself; which of them is at fault is known here alone."""
    faults: dict[str, str] = {}
    for place in range(MOST_GOALS):
        chosen = kit.chosen(state, block_of_goal(place))
        measure = next((one for one in Measure if one == chosen), None)
        target = _target(measure, kit.typed(state, block_of_target(place))) if measure else None
        if measure is None and chosen not in ("", NONE):
            faults[block_of_goal(place)] = "unknown"
        elif measure and (target is None or not is_possible(Goal(measure, target))):
            faults[block_of_target(place)] = "out_of_range"
        elif measure and target is not None:
            yield Goal(measure, target)
    if faults:
        raise InvalidAnswersError(faults)


def _target(measure: Measure, typed: str) -> float | None:
    """The number that was typed, in the measure's own unit; a comma is a point, unless it stands between thousands."""
    text = re.sub(r"[\s%]", "", typed)
    text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
    if not _NUMBER.fullmatch(text):
        return None
    return float(text) / _PER_CENT if MEASURES[measure].unit is Unit.SHARE else float(text)


def _whole(text: str) -> int:
    found = number(text)
    return _OUT_OF_RANGE if found is None else found


def _id(text: str) -> str | None:
    return text if ID.fullmatch(text) else None


_CLOCKS = ("weekday", "hour", "brief_hour", "recap_weekday", "recap_hour")
_READERS: dict[str, Callable[[State], Changes]] = {
    Callback.DIGEST_WHEN: _when,
    Callback.DIGEST_WHAT: _what,
    Callback.DIGEST_PATH: _path,
}
