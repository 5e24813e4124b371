"""What a member tells of themselves, within what limits, and how topics compare."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Self

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.plain import JSON, flag_at, str_at, strs_at
from slack_app.domain.words import clean, distinct, says_something, tidy, topic_key

__all__ = ["LIMITS", "MOST_LANGUAGES", "MOST_TOPICS", "TOPIC_LENGTH", "Profile", "clean", "topic_key"]

LIMITS = {"role": 120, "team": 80, "place": 80, "hopes": 500}
"""Characters that each text may have."""
TOPIC_LENGTH = 40
MOST_TOPICS = 10
MOST_LANGUAGES = 10
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?", re.ASCII)


@dataclass(frozen=True)
class Profile:
    """A member's own words; topics (interests, offers, looking_for) are short labels as typed, languages codes (fr).

    `team` is their team, company or group: whatever they would say they belong to.
    """

    role: str = ""
    team: str = ""
    place: str = ""
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    looking_for: tuple[str, ...] = ()
    hopes: str = ""
    in_directory: bool = False
    open_to_coffee: bool = False

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote, in this version or another: unknown keys are passed over, the rest is cut to size."""
        return cls(
            role=clean(str_at(stored, "role") or "", LIMITS["role"]),
            team=clean(str_at(stored, "team") or "", LIMITS["team"]),
            place=clean(str_at(stored, "place") or "", LIMITS["place"]),
            languages=_codes(strs_at(stored, "languages"))[:MOST_LANGUAGES],
            interests=to_topics(strs_at(stored, "interests")),
            offers=to_topics(strs_at(stored, "offers")),
            looking_for=to_topics(strs_at(stored, "looking_for")),
            hopes=clean(str_at(stored, "hopes") or "", LIMITS["hopes"], lines=True),
            in_directory=flag_at(stored, "in_directory"),
            open_to_coffee=flag_at(stored, "open_to_coffee"),
        )

    def to_json(self) -> dict[str, JSON]:
        """The profile as plain JSON, for its row and for the export."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def made(  # noqa: PLR0913 one for each field of the form
    *,
    role: str | None,
    team: str | None = None,
    place: str | None = None,
    languages: Iterable[str] = (),
    interests: Iterable[str] = (),
    offers: Iterable[str] = (),
    looking_for: Iterable[str] = (),
    hopes: str | None = None,
    in_directory: bool = False,
    open_to_coffee: bool = False,
) -> Profile:
    """The profile of a filled-in form; only `role` is required.

    Raises InvalidAnswersError with, for each field at fault, `required`, `too_long`, `too_many` or `unknown`.
    """
    profile = Profile(
        role=tidy(role or ""),
        team=tidy(team or ""),
        place=tidy(place or ""),
        languages=_codes(languages),
        interests=distinct(interests),
        offers=distinct(offers),
        looking_for=distinct(looking_for),
        hopes=tidy(hopes or "", lines=True),
        in_directory=in_directory,
        open_to_coffee=open_to_coffee,
    )
    faults = dict(_faults(profile))
    if faults:
        raise InvalidAnswersError(faults)
    return profile


def to_topics(values: Iterable[str]) -> tuple[str, ...]:
    """The first ten different topics, each cut to forty characters, as they were first written."""
    return distinct(clean(value, TOPIC_LENGTH) for value in values)[:MOST_TOPICS]


def shared_words(profile: Profile) -> Profile:
    """What may be shown to everyone: never the hopes, which are for the community's team.

    Who does not want to be in the directory is introduced by what they do and the languages they speak, nothing more.
    """
    if profile.in_directory:
        return replace(profile, hopes="")
    return Profile(role=profile.role, languages=profile.languages)


def _codes(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for value in values if (code := value.strip().lower())))


def _faults(profile: Profile) -> Iterable[tuple[str, str]]:
    if not says_something(profile.role):
        yield "role", "required"
    for name, limit in LIMITS.items():
        if len(getattr(profile, name)) > limit:
            yield name, "too_long"
    for name in ("interests", "offers", "looking_for"):
        fault = _fault_of_topics(getattr(profile, name))
        if fault:
            yield name, fault
    if len(profile.languages) > MOST_LANGUAGES:
        yield "languages", "too_many"
    elif not all(_LANGUAGE.fullmatch(code) for code in profile.languages):
        yield "languages", "unknown"


def _fault_of_topics(topics: tuple[str, ...]) -> str | None:
    if any(len(topic) > TOPIC_LENGTH for topic in topics):
        return "too_long"
    return "too_many" if len(topics) > MOST_TOPICS else None
