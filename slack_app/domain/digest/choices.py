"""What managers choose of the digest: when, what is counted and told, the goals, and the rules of the path."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.hours import is_zone
from slack_app.domain.measures.terms import MEASURES, Better, Group, Measure, Unit
from slack_app.domain.plain import ID, JSON, flag_at, float_at, id_at, int_at, mapping_at, str_at, strs_at

WEEKDAYS = range(7)
HOURS = range(24)
RETENTION_MONTHS = range(4, 61)
"""The least still holds the twelve weeks that each week is compared with."""
PATH_RULES = {"posts": range(1, 21), "replies": range(1, 51), "helped": range(1, 51), "helping_weeks": range(1, 13)}
MOST_GOALS = 2
MOST_CHANNELS_OFF = 500
MOST_TEAM = 500
MOST_TARGETS = {Unit.COUNT: 10_000_000.0, Unit.MEAN: 1_000_000.0, Unit.SHARE: 1.0, Unit.HOURS: 24.0, Unit.SCORE: 100.0}
"""What a goal can ask for at most; answers are waited for no longer than a day."""
GOALS = tuple(measure for measure, definition in MEASURES.items() if definition.better is not Better.NEITHER)
"""What can be a goal: where one way is better than the other."""
SHOWN_TO_ALL = frozenset({Measure.ACTIVE_WEEKLY, Measure.NEW, Measure.MESSAGES, Measure.REPLY_RATE})


@dataclass(frozen=True)
class Goal:
    """A measure that is to reach a target, in the measure's own unit (a share: of one)."""

    measure: Measure
    target: float


@dataclass(frozen=True)
class PathRules:
    """What it takes to be activated, a contributor, an advocate; all but the last is counted over four weeks."""

    posts: int = 1
    """Activated: so many messages (or an introduction)."""
    replies: int = 3
    """A contributor: so many replies to others."""
    helped: int = 5
    """An advocate: so many people helped, and ..."""
    helping_weeks: int = 6
    """... somebody helped in so many of the last twelve weeks."""


@dataclass(frozen=True)
class DigestChoices:
    """The managers' choices. Weekdays count from Monday, 0; hours are those of `tz`, or of the community where it is None.

    `public` may be seen by every member; the activity of `team` is told apart (empty: managers and admins); messages in
    `channels_off` are not counted.
    """

    is_on: bool = True
    weekday: int = 0
    hour: int = 9
    tz: str | None = None
    groups: frozenset[Group] = frozenset(Group)
    public: frozenset[Measure] = SHOWN_TO_ALL
    channels_off: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    rules: PathRules = field(default_factory=PathRules)
    retention_months: int = 13
    brief: bool = False
    brief_hour: int = 9
    recap: bool = False
    recap_channel: str | None = None
    recap_weekday: int = 0
    recap_hour: int = 10

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """What `to_json` wrote, in this version or another: what is unknown or impossible is left at its default."""
        channel = id_at(stored, "recap_channel")
        found = cls(
            **_stored_numbers(stored),
            is_on=not (isinstance(stored, Mapping) and stored.get("is_on") is False),
            tz=str_at(stored, "tz"),
            groups=frozenset(Group) - set(strs_at(stored, "groups_off")),
            public=_stored_public(stored),
            channels_off=_ids(strs_at(stored, "channels_off"))[:MOST_CHANNELS_OFF],
            team=_ids(strs_at(stored, "team"))[:MOST_TEAM],
            goals=tuple(_stored_goals(stored))[:MOST_GOALS],
            rules=_stored_rules(stored),
            brief=flag_at(stored, "brief"),
            recap=flag_at(stored, "recap") and channel is not None,
            recap_channel=channel,
        )
        default = cls()
        return replace(found, **{name: getattr(default, name) for name, _ in faults_of(found)})

    def to_json(self) -> dict[str, JSON]:
        """The choices as plain JSON; of the groups those that are off, so that one that is new is on."""
        kept = asdict(self) | {
            "groups_off": [group.value for group in Group if group not in self.groups],
            "public": [measure.value for measure in Measure if measure in self.public],
            "channels_off": list(self.channels_off),
            "team": list(self.team),
            "goals": [{"measure": goal.measure.value, "target": goal.target} for goal in self.goals],
        }
        del kept["groups"]
        return kept


def clock_of(choices: DigestChoices, community_tz: str) -> str:
    """The time zone of the digest's hours."""
    return choices.tz or community_tz


def checked(choices: DigestChoices) -> DigestChoices:
    """The choices, each channel, person and goal once, as they may be kept.

    Raises InvalidAnswersError with, for each field at fault, `required`, `unknown`, `out_of_range` or `too_many`; the fields
    are those of the choices, and those of `PathRules`.
    """
    once = tidied(choices)
    faults = dict(faults_of(once))
    if faults:
        raise InvalidAnswersError(faults)
    return once


def tidied(choices: DigestChoices) -> DigestChoices:
    """The choices with each channel, person and goal once, as first named."""
    goals = tuple(dict.fromkeys(choices.goals))
    return replace(choices, channels_off=_once(choices.channels_off), team=_once(choices.team), goals=goals)


def faults_of(choices: DigestChoices) -> Iterator[tuple[str, str]]:
    """What cannot be, as (field, code)."""
    for name, allowed in _NUMBERS.items():
        if getattr(choices, name) not in allowed:
            yield name, "out_of_range"
    for name, allowed in PATH_RULES.items():
        if getattr(choices.rules, name) not in allowed:
            yield name, "out_of_range"
    if choices.tz is not None and not is_zone(choices.tz):
        yield "tz", "unknown"
    if choices.recap and not choices.recap_channel:
        yield "recap_channel", "required"
    for name, most in (("channels_off", MOST_CHANNELS_OFF), ("team", MOST_TEAM), ("goals", MOST_GOALS)):
        if len(getattr(choices, name)) > most:
            yield name, "too_many"
    yield from _faults_of_goals(choices.goals)


def is_possible(goal: Goal) -> bool:
    """Whether it can be a goal: to have nothing of what should be less is one; to have nothing of what should be more, none."""
    definition = MEASURES[goal.measure]
    least = 0 if definition.better is Better.LESS else 1e-9
    return goal.measure in GOALS and least <= goal.target <= MOST_TARGETS[definition.unit]


_NUMBERS = {
    "weekday": WEEKDAYS,
    "hour": HOURS,
    "retention_months": RETENTION_MONTHS,
    "brief_hour": HOURS,
    "recap_weekday": WEEKDAYS,
    "recap_hour": HOURS,
}


def _faults_of_goals(goals: Iterable[Goal]) -> Iterator[tuple[str, str]]:
    measures = [goal.measure for goal in goals]
    if any(measure not in GOALS for measure in measures) or len(set(measures)) < len(measures):
        yield "goals", "unknown"
    elif not all(is_possible(goal) for goal in goals):
        yield "goals", "out_of_range"


def _stored_public(stored: object) -> frozenset[Measure]:
    if not (isinstance(stored, Mapping) and isinstance(stored.get("public"), list)):
        return SHOWN_TO_ALL
    return frozenset(measure for measure in Measure if measure.value in strs_at(stored, "public"))


def _stored_goals(stored: object) -> Iterator[Goal]:
    rows = stored.get("goals") if isinstance(stored, Mapping) else None
    seen: set[Measure] = set()
    for row in rows if isinstance(rows, list) else ():
        measure = next((one for one in GOALS if one.value == str_at(row, "measure")), None)
        target = float_at(row, "target")
        if measure and target is not None and measure not in seen and is_possible(Goal(measure, target)):
            seen.add(measure)
            yield Goal(measure, target)


def _stored_rules(stored: object) -> PathRules:
    rules = mapping_at(stored, "rules")
    found = ((one.name, int_at(rules, one.name)) for one in fields(PathRules))
    return PathRules(**{name: number for name, number in found if number is not None and number in PATH_RULES[name]})


def _stored_numbers(stored: object) -> dict[str, Any]:
    return {name: number for name in _NUMBERS if (number := int_at(stored, name)) is not None}


def _ids(texts: Iterable[str]) -> tuple[str, ...]:
    return _once(text for text in texts if ID.fullmatch(text))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
