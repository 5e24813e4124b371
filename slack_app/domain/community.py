"""How one community is set up by its managers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Self

from slack_app.domain.digest import choices
from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback import choices as feedback_choices
from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.hours import is_zone
from slack_app.domain.plain import JSON, id_at, int_at, mapping_at, str_at, strs_at
from slack_app.domain.profile import TOPIC_LENGTH
from slack_app.domain.series import WELCOME
from slack_app.domain.words import clean, distinct, tidy

LANGUAGES = ("fr", "en")
MOST_INTERESTS = 100
MOST_MANAGERS = 50
LONGEST_TEXT = 2000
WEEKLY_CAPS = range(1, 15)
HELD_OUT_PERCENTS = range(51)
CHANNELS = ("community_channel", "introductions_channel", "coffee_channel", "digest_channel", "team_channel")
CHECKLIST = (
    "introductions_channel",
    "team_channel",
    "digest_channel",
    "interests",
    "community_channel",
)
"""What a manager sets up first, the most useful first; what no feature uses yet is not asked for."""
_STEPS = frozenset(step.name for step in WELCOME.steps)


@dataclass(frozen=True)
class Community:
    """A workspace's set-up. Channels are ids or None; `texts` maps (step, language) to the managers' own words."""

    language: str = "en"
    tz: str = "UTC"
    community_channel: str | None = None
    introductions_channel: str | None = None
    coffee_channel: str | None = None
    digest_channel: str | None = None
    team_channel: str | None = None
    managers: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    steps_off: frozenset[str] = frozenset()
    texts: tuple[tuple[str, str, str], ...] = ()
    weekly_cap: int = 3
    held_out_percent: int = 0
    digest: DigestChoices = field(default_factory=DigestChoices)
    feedback: FeedbackChoices = field(default_factory=FeedbackChoices)

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote, in this version or another: what is unknown or impossible is left at its default."""
        found = cls(
            language=str_at(stored, "language") or "",
            tz=str_at(stored, "tz") or "",
            **{name: id_at(stored, name) for name in CHANNELS},
            managers=tuple(dict.fromkeys(strs_at(stored, "managers")))[:MOST_MANAGERS],
            interests=_short_interests(stored),
            steps_off=frozenset(strs_at(stored, "steps_off")) & _STEPS,
            texts=_stored_texts(stored),
            weekly_cap=int_at(stored, "weekly_cap") or 0,
            held_out_percent=int_at(stored, "held_out_percent") or 0,
            digest=DigestChoices.from_json(mapping_at(stored, "digest")),
            feedback=FeedbackChoices.from_json(mapping_at(stored, "feedback")),
        )
        default = cls()
        return replace(found, **{name: getattr(default, name) for name, _ in _faults(found)})

    def to_json(self) -> dict[str, JSON]:
        """The set-up as plain JSON, for the workspace's row."""
        return asdict(self) | {
            "managers": list(self.managers),
            "interests": list(self.interests),
            "steps_off": sorted(self.steps_off),
            "texts": [list(text) for text in self.texts],
            "digest": self.digest.to_json(),
            "feedback": self.feedback.to_json(),
        }

    def text_of(self, step: str, language: str) -> str | None:
        """The managers' own words for a step in a language; None where ours stand."""
        return next((text for name, tongue, text in self.texts if (name, tongue) == (step, language)), None)


def checked(community: Community) -> Community:
    """The set-up, its words cleaned, as it may be kept.

    Raises InvalidAnswersError with, for each field at fault, `unknown`, `out_of_range`, `too_long` or `too_many`; the
    choices of the digest and of feedback bring their own (`digest.choices.checked`, `feedback.choices.checked`).
    """
    tidied = replace(
        community,
        interests=distinct(community.interests),
        texts=_texts(community.texts),
        digest=choices.tidied(community.digest),
        feedback=feedback_choices.tidied(community.feedback),
    )
    faults = dict(_faults(tidied)) | dict(choices.faults_of(tidied.digest))
    faults |= dict(feedback_choices.faults_of(tidied.feedback))
    if faults:
        raise InvalidAnswersError(faults)
    return tidied


def still_to_do(community: Community) -> tuple[str, ...]:
    """What is not set up yet, in the order in which a manager would do it: codes of `CHECKLIST`."""
    return tuple(name for name in CHECKLIST if not getattr(community, name))


def channels_in_use(community: Community) -> frozenset[str]:
    """The ids of all channels that a feature posts in or listens to."""
    recap = community.digest.recap_channel if community.digest.recap else None
    told = (recap, community.feedback.triage_channel, community.feedback.monthly_channel)
    return frozenset(one for one in (*(getattr(community, name) for name in CHANNELS), *told) if one)


def may_manage(community: Community, user_id: str, is_admin: bool) -> bool:
    """Whether they may change the set-up: the workspace's admins, and whom these named."""
    return is_admin or user_id in community.managers


def steps_on(community: Community) -> frozenset[str]:
    """The names of the welcome's steps that are switched on."""
    return _STEPS - community.steps_off


def _texts(texts: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    by_place = {(step, language): tidy(text, lines=True) for step, language, text in texts}
    return tuple((step, language, text) for (step, language), text in sorted(by_place.items()) if text)


def _faults(community: Community) -> Iterator[tuple[str, str]]:
    if community.language not in LANGUAGES:
        yield "language", "unknown"
    if not is_zone(community.tz):
        yield "tz", "unknown"
    if community.weekly_cap not in WEEKLY_CAPS:
        yield "weekly_cap", "out_of_range"
    if community.held_out_percent not in HELD_OUT_PERCENTS:
        yield "held_out_percent", "out_of_range"
    if not community.steps_off <= _STEPS:
        yield "steps_off", "unknown"
    yield from _faults_of_lists(community)


def _faults_of_lists(community: Community) -> Iterator[tuple[str, str]]:
    if len(community.managers) > MOST_MANAGERS:
        yield "managers", "too_many"
    if any(len(topic) > TOPIC_LENGTH for topic in community.interests):
        yield "interests", "too_long"
    elif len(community.interests) > MOST_INTERESTS:
        yield "interests", "too_many"
    if any(len(text) > LONGEST_TEXT for _, _, text in community.texts):
        yield "texts", "too_long"
    elif not all(step in _STEPS and language in LANGUAGES for step, language, _ in community.texts):
        yield "texts", "unknown"


def _short_interests(stored: object) -> tuple[str, ...]:
    return distinct(clean(topic, TOPIC_LENGTH) for topic in strs_at(stored, "interests"))[:MOST_INTERESTS]


def _stored_texts(stored: object) -> tuple[tuple[str, str, str], ...]:
    rows = stored.get("texts") if isinstance(stored, Mapping) else None
    return _texts(text for row in rows if (text := _text_of(row))) if isinstance(rows, list) else ()


def _text_of(row: object) -> tuple[str, str, str] | None:
    match row:
        case [str(step), str(language), str(text)] if step in _STEPS and language in LANGUAGES:
            return step, language, clean(text, LONGEST_TEXT, lines=True)
    return None
