"""Coffee programmes: who is in, how often, in what size, what is weighed."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Literal, Self, TypeVar

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.matching import Recipe, Rule, Term
from slack_app.domain.matching.topics import keys_of
from slack_app.domain.plain import JSON, id_at, int_at, mapping_at, str_at
from slack_app.domain.profile import TOPIC_LENGTH, Profile
from slack_app.domain.words import clean, says_something, tidy, words_of
from slack_app.domain.working_days import COUNTRIES

NAME_LENGTH = 60
AMONG_LENGTH = TOPIC_LENGTH
WEEKDAYS = range(5)
HOURS = range(7, 20)
SIZES = range(2, 6)
WEIGHTS = range(4)
REMEMBER_WEEKS = range(53)
ALWAYS: Literal["always"] = "always"
NEVER: Literal["never"] = "never"


class Kind(StrEnum):
    """What a programme is for; a kind comes with sensible choices (`preset`)."""

    COFFEE = "coffee"
    MENTORING = "mentoring"
    COHORT = "cohort"
    NEWCOMERS = "newcomers"


class Audience(StrEnum):
    """Who is in."""

    OPT_IN = "opt_in"
    """Those who join."""
    CHANNEL = "channel"
    """The members of a channel, unless they leave the programme."""


class Cadence(StrEnum):
    """How often a round opens."""

    WEEKLY = "weekly"
    TWO_WEEKS = "two_weeks"
    THREE_WEEKS = "three_weeks"
    FOUR_WEEKS = "four_weeks"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Programme:
    """What managers chose. `weights` says for each term 0 (not at all) to 3 (a lot); `rule` is (term, always or never).

    `weekday` counts from Monday, 0; `hour` is the community's; a term that `weights` does not name weighs nothing.
    """

    name: str = ""
    kind: Kind = Kind.COFFEE
    audience: Audience = Audience.OPT_IN
    channel_id: str | None = None
    among: str = ""
    cadence: Cadence = Cadence.TWO_WEEKS
    weekday: int = 0
    hour: int = 10
    size: int = 2
    weights: tuple[tuple[Term, int], ...] = ()
    rule: Rule | None = None
    remember_weeks: int = 12
    country: str | None = None

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote, in this version or another: what is unknown or impossible is left at its default."""
        found = cls(
            name=clean(str_at(stored, "name") or "", NAME_LENGTH),
            kind=_one_of(Kind, stored, "kind") or cls.kind,
            audience=_one_of(Audience, stored, "audience") or cls.audience,
            channel_id=id_at(stored, "channel_id"),
            among=clean(str_at(stored, "among") or "", AMONG_LENGTH),
            cadence=_one_of(Cadence, stored, "cadence") or cls.cadence,
            **{name: number for name in _NUMBERS if (number := int_at(stored, name)) is not None},
            weights=_stored_weights(stored),
            rule=_stored_rule(stored),
            country=str_at(stored, "country"),
        )
        default = cls()
        return replace(found, **{name: getattr(default, name) for name, _ in _faults(found)})

    def to_json(self) -> dict[str, JSON]:
        """The programme as plain JSON, for its row and for its rounds."""
        return asdict(self) | {"weights": dict(self.weights), "rule": list(self.rule) if self.rule else None}


def checked(programme: Programme) -> Programme:
    """The programme, its words cleaned, as it may be kept.

    Raises InvalidAnswersError with, for each field at fault, `required`, `too_long`, `out_of_range` or `unknown`.
    """
    tidied = replace(programme, name=tidy(programme.name), among=tidy(programme.among))
    faults = dict(_faults(tidied))
    if faults:
        raise InvalidAnswersError(faults)
    return tidied


def preset(kind: Kind) -> Programme:
    """What suits a kind of programme; its name and its people are still to be chosen."""
    chosen = {
        Kind.COFFEE: Programme(weights=_weighing(interests=3, other_team=2, hours=2, language=2, goals=1, offers=1)),
        Kind.MENTORING: Programme(
            cadence=Cadence.FOUR_WEEKS, weights=_weighing(offers=3, language=2, hours=2, seniority=2, goals=1)
        ),
        Kind.COHORT: Programme(
            cadence=Cadence.MONTHLY, size=4, weights=_weighing(hours=3, goals=2, interests=2, language=2)
        ),
        Kind.NEWCOMERS: Programme(
            cadence=Cadence.WEEKLY, weights=_weighing(seniority=3, language=3, interests=2, hours=2, near=1)
        ),
    }
    return replace(chosen[kind], kind=kind)


def recipe_of(programme: Programme) -> Recipe:
    """How its rounds are matched; what the managers weighed nowhere is matched by what usually matters."""
    weights = {term: float(weight) for term, weight in programme.weights if weight}
    if not weights:
        return Recipe(size=programme.size, rule=programme.rule)
    return Recipe(size=programme.size, weights=weights, rule=programme.rule)


def wishes(programme: Programme) -> tuple[int, ...]:
    """The sizes between which its people may choose: pairs and groups of three where it makes one of them, else none."""
    return _PAIRS_OR_THREES if programme.size in _PAIRS_OR_THREES else ()


def is_among(programme: Programme, profile: Profile | None) -> bool:
    """Whether it is for them: `among` stands in their role, an interest or an offer; it is for all when empty."""
    wanted = _folded(programme.among)
    if not wanted or profile is None:
        return not wanted
    named = (profile.role, *profile.interests, *profile.offers)
    return any(f" {wanted} " in f" {_folded(text)} " for text in named)


_NUMBERS = ("weekday", "hour", "size", "remember_weeks")
_PAIRS_OR_THREES = (2, 3)
_Choice = TypeVar("_Choice", bound=StrEnum)


def _faults(programme: Programme) -> Iterator[tuple[str, str]]:
    if not says_something(programme.name):
        yield "name", "required"
    if programme.audience is Audience.CHANNEL and not programme.channel_id:
        yield "channel_id", "required"
    for name, limit in (("name", NAME_LENGTH), ("among", AMONG_LENGTH)):
        if len(getattr(programme, name)) > limit:
            yield name, "too_long"
    for name, allowed in zip(_NUMBERS, (WEEKDAYS, HOURS, SIZES, REMEMBER_WEEKS), strict=True):
        if getattr(programme, name) not in allowed:
            yield name, "out_of_range"
    if programme.country not in (None, *COUNTRIES):
        yield "country", "unknown"
    yield from _faults_of_weighing(programme)


def _faults_of_weighing(programme: Programme) -> Iterator[tuple[str, str]]:
    if not all(weight in WEIGHTS for _, weight in programme.weights):
        yield "weights", "out_of_range"
    elif len(dict(programme.weights)) < len(programme.weights):
        yield "weights", "unknown"
    if programme.rule and programme.rule[1] not in (ALWAYS, NEVER):
        yield "rule", "unknown"


def _weighing(**weights: int) -> tuple[tuple[Term, int], ...]:
    return tuple((term, weights[term]) for term in Term if term in weights)


def _one_of(choices: type[_Choice], stored: object, key: str) -> _Choice | None:
    found = str_at(stored, key)
    return next((choice for choice in choices if choice == found), None)


def _stored_weights(stored: object) -> tuple[tuple[Term, int], ...]:
    weights: Mapping[str, object] = mapping_at(stored, "weights")
    found = ((term, int_at(weights, term)) for term in Term)
    return tuple((term, weight) for term, weight in found if weight in WEIGHTS and weight is not None)


def _stored_rule(stored: object) -> Rule | None:
    rule = stored.get("rule") if isinstance(stored, Mapping) else None
    match rule:
        case [str(term), "always" | "never" as how] if term in list(Term):
            return Term(term), how
    return None


def _folded(text: str) -> str:
    """The words as they compare: «Designers UX,» and designer ux."""
    return " ".join(keys_of((" ".join(words_of(text)),)))
