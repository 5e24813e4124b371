"""A team that can act on feedback: who is in it, when it works, and what it promises."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self, TypeAlias

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.terms import Kind, Priority, Target
from slack_app.domain.hours import is_zone
from slack_app.domain.plain import ID, JSON, id_at, int_at, str_at, strs_at
from slack_app.domain.words import clean, distinct, topic_key
from slack_app.domain.working_days import COUNTRIES

NAME_LENGTH = 60
MOST_MEMBERS = 100
MOST_AREAS = 50
MOST_TEAMS = 40
TARGET_HOURS = range(1, 1001)
WORKDAYS = (0, 1, 2, 3, 4)

Targets: TypeAlias = Mapping[tuple[Kind | None, Priority], Mapping[Target, int]]

USUAL_TARGETS: Targets = {
    (None, Priority.HIGH): {Target.FIRST_ANSWER: 4, Target.RESOLUTION: 45},
    (None, Priority.NORMAL): {Target.FIRST_ANSWER: 18, Target.RESOLUTION: 180},
    (None, Priority.LOW): {Target.FIRST_ANSWER: 45},
}
"""Hours of work: an answer within half a day, two days, a week; what is urgent is resolved within a week."""


@dataclass(frozen=True)
class Team:
    """A team's choices. `hours` are the full hours at which its day begins and ends, `weekdays` count from Monday, 0.

    `tz` is None where the community's holds; the public holidays of `country` (ISO 3166) are not worked. `targets` are in working hours, by kind (None: any) and priority; what is
    not there has no target. Who stands in `rotation` is assigned to new tickets in turn. `id` is the row's, 0 for a new one.
    """

    name: str
    channel_id: str | None = None
    member_ids: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    backup_id: str | None = None
    tz: str | None = None
    hours: tuple[int, int] = (9, 18)
    weekdays: tuple[int, ...] = WORKDAYS
    country: str | None = None
    targets: Targets = field(default_factory=lambda: USUAL_TARGETS)
    default_tracker_id: int | None = None
    rotation: tuple[str, ...] = ()
    id: int = 0

    @classmethod
    def from_json(cls, stored: object, team_id: int = 0) -> Self:
        """What `to_json` wrote: what is unknown or impossible is left at its default."""
        found = cls(
            name=clean(str_at(stored, "name") or "", NAME_LENGTH) or "?",
            channel_id=id_at(stored, "channel_id"),
            member_ids=_ids(strs_at(stored, "member_ids"))[:MOST_MEMBERS],
            areas=distinct(strs_at(stored, "areas"))[:MOST_AREAS],
            backup_id=id_at(stored, "backup_id"),
            tz=str_at(stored, "tz"),
            hours=_hours(stored),
            weekdays=_weekdays(stored),
            country=country if (country := str_at(stored, "country")) in COUNTRIES else None,
            targets=_targets(stored),
            default_tracker_id=int_at(stored, "default_tracker_id"),
            rotation=_ids(strs_at(stored, "rotation"))[:MOST_MEMBERS],
            id=team_id,
        )
        return found if found.tz is None or is_zone(found.tz) else replace(found, tz=None)

    def to_json(self) -> dict[str, JSON]:
        """The choices as plain JSON, without the id."""
        return {
            "name": self.name,
            "channel_id": self.channel_id,
            "member_ids": list(self.member_ids),
            "areas": list(self.areas),
            "backup_id": self.backup_id,
            "tz": self.tz,
            "hours": list(self.hours),
            "weekdays": list(self.weekdays),
            "country": self.country,
            "targets": list(_kept_targets(self.targets)),
            "default_tracker_id": self.default_tracker_id,
            "rotation": list(self.rotation),
        }


def hours_for(team: Team, kind: str | None, priority: str, target: Target) -> int | None:
    """In how many working hours the team promises that for such a ticket: the kind's own target, else that of any kind."""
    for key in ((kind, priority), (None, priority)):
        promised = {(str(one) if one else None, str(how)): hours for (one, how), hours in team.targets.items()}.get(key)
        if promised is not None and target in promised:
            return promised[target]
    return None


def owner_of(teams: Iterable[Team], area: str | None) -> Team | None:
    """The first team that has the area; how it is written does not matter."""
    wanted = topic_key(area or "")
    return next((team for team in teams if wanted and wanted in map(topic_key, team.areas)), None)


def checked(team: Team) -> Team:
    """The team as it may be kept, each person and area once.

    Raises InvalidAnswersError with `required`, `too_many`, `unknown` or `out_of_range` for each field at fault.
    """
    once = replace(
        team,
        name=clean(team.name, NAME_LENGTH),
        member_ids=tuple(dict.fromkeys(team.member_ids)),
        areas=distinct(team.areas),
        weekdays=tuple(sorted(set(team.weekdays))),
        rotation=tuple(dict.fromkeys(team.rotation)),
    )
    faults = dict(_faults(once))
    if faults:
        raise InvalidAnswersError(faults)
    return once


def _faults(team: Team) -> Iterator[tuple[str, str]]:
    if not team.name:
        yield "name", "required"
    if not team.channel_id:
        yield "channel_id", "required"
    if not team.weekdays:
        yield "weekdays", "required"
    if not set(team.weekdays) <= set(range(7)):
        yield "weekdays", "out_of_range"
    if not 0 <= team.hours[0] < team.hours[1] <= 24:  # noqa: PLR2004  a day's hours
        yield "hours", "out_of_range"
    yield from _faults_of_place(team)
    if any(hours not in TARGET_HOURS for promised in team.targets.values() for hours in promised.values()):
        yield "targets", "out_of_range"
    for name, most in (("member_ids", MOST_MEMBERS), ("areas", MOST_AREAS), ("rotation", MOST_MEMBERS)):
        if len(getattr(team, name)) > most:
            yield name, "too_many"


def _faults_of_place(team: Team) -> Iterator[tuple[str, str]]:
    if team.tz is not None and not is_zone(team.tz):
        yield "tz", "unknown"
    if team.country not in (None, *COUNTRIES):
        yield "country", "unknown"


def _kept_targets(targets: Targets) -> Iterator[dict[str, JSON]]:
    for (kind, priority), promised in targets.items():
        hours: dict[str, JSON] = {target.value: hours for target, hours in promised.items()}
        yield {"kind": kind.value if kind else None, "priority": priority.value, **hours}


def _targets(stored: object) -> Targets:
    rows = stored.get("targets") if isinstance(stored, Mapping) else None
    if not isinstance(rows, list):
        return USUAL_TARGETS
    found: dict[tuple[Kind | None, Priority], Mapping[Target, int]] = {}
    for row in rows:
        kind, priority = str_at(row, "kind"), str_at(row, "priority")
        if priority in set(Priority) and (kind is None or kind in set(Kind)):
            named = {target: int_at(row, target.value) for target in Target}
            promised = {target: hours for target, hours in named.items() if hours is not None and hours in TARGET_HOURS}
            found[Kind(kind) if kind else None, Priority(priority)] = promised
    return found


def _hours(stored: object) -> tuple[int, int]:
    match stored.get("hours") if isinstance(stored, Mapping) else None:
        case [int(starts), int(ends)] if 0 <= starts < ends <= 24:  # noqa: PLR2004  a day's hours
            return starts, ends
    return 9, 18


def _weekdays(stored: object) -> tuple[int, ...]:
    found = stored.get("weekdays") if isinstance(stored, Mapping) else None
    days = {one for one in found if isinstance(one, int) and one in range(7)} if isinstance(found, list) else set()
    return tuple(sorted(days)) or WORKDAYS


def _ids(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if ID.fullmatch(text)))
