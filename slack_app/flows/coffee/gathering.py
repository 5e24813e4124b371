"""Who would be in a round that opens now, and how they would be brought together; nothing is written here."""

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session

from slack_app.domain.candidates import person_of
from slack_app.domain.community import Community
from slack_app.domain.door import Openness
from slack_app.domain.matching import Matching, Past, Person, match
from slack_app.domain.participation import Taking, is_due
from slack_app.domain.profile import Profile
from slack_app.domain.programmes import Cadence, Programme, is_among, recipe_of
from slack_app.flows.deps import Deps
from slack_app.flows.people import words_of
from slack_app.store import workspaces
from slack_app.store.coffee import apart, pairs, participants
from slack_app.store.coffee.participants import Candidate

PERIODS = {
    Cadence.WEEKLY: timedelta(days=7),
    Cadence.TWO_WEEKS: timedelta(days=14),
    Cadence.THREE_WEEKS: timedelta(days=21),
    Cadence.FOUR_WEEKS: timedelta(days=28),
    Cadence.MONTHLY: timedelta(days=30),
}


@dataclass
class Gathered:
    """Who is due, their zones (by id, None where unknown), and how often each was asked to start."""

    people: list[Person] = field(default_factory=list)
    zones: dict[str, str | None] = field(default_factory=dict)
    started: dict[str, int] = field(default_factory=dict)


def gather(
    deps: Deps, team_id: str, programme_id: int, programme: Programme, *, only: AbstractSet[str] | None
) -> Gathered:
    """Everyone who is due now; `only`: none but these. One read, in batches."""
    with deps.db.reading() as session:
        return gather_in(session, deps, team_id, programme_id, programme, only=only)


def gather_in(
    session: Session,
    deps: Deps,
    team_id: str,
    programme_id: int,
    programme: Programme,
    *,
    only: AbstractSet[str] | None,
) -> Gathered:
    """The same within a transaction."""
    found, now = Gathered(), deps.now()
    community = workspaces.community_of(session, team_id)
    for one in participants.candidates(session, team_id, programme_id, only=only):
        if _is_in(one, programme, now):
            _add(found, one, as_person(one, community, now))
    return found


def _is_in(one: Candidate, programme: Programme, now: datetime) -> bool:
    return is_due(taking_of(one), openness_of(one), now) and is_among(programme, profile_of(one))


def _add(found: Gathered, one: Candidate, person: Person) -> None:
    found.people.append(person)
    found.zones[person.user_id] = one.member.tz
    found.started[person.user_id] = one.participant.times_started


def bring_together(deps: Deps, team_id: str, programme: Programme, people: Iterable[Person], *, seed: int) -> Matching:
    """The groups of a round of these people, from what is remembered; computed outside of any transaction."""
    with deps.db.reading() as session:
        known = past(session, team_id, programme, deps.now())
    return match(list(people), recipe_of(programme), known, seed=seed)


def past(session: Session, team_id: str, programme: Programme, now: datetime, *, who: str | None = None) -> Past:
    """Who met within the programme's memory, in whatever programme, and who never shall; `who`: of one person."""
    since = now - timedelta(weeks=programme.remember_weeks)
    met = pairs.met_since(session, team_id, since, who=who)
    return Past(
        met=[(one, other, _rounds_ago(programme, now - opened_at)) for one, other, opened_at in met],
        blocks=list(apart.blocks(session, team_id)),
    )


def _rounds_ago(programme: Programme, age: timedelta) -> int:
    """In this programme's rounds: what was a week ago is the last round, also where the day was moved."""
    return max(1, round(age / PERIODS[programme.cadence]))


def seed_of(programme_id: int, day: date) -> int:
    """Chance of a programme's day: the same however often it is computed, so that a crash changes no group."""
    return int.from_bytes(hashlib.blake2b(f"{programme_id}:{day.isoformat()}".encode(), digest_size=6).digest())


def as_person(one: Candidate, community: Community, now: datetime) -> Person:
    """Someone as the matching sees them."""
    return person_of(
        one.member.user_id,
        profile_of(one),
        taking_of(one),
        tz=one.member.tz or community.tz,
        language=words_of(one.member, community).language,
        member_for_days=max(0, (now - one.member.joined_at).days),
        now=now,
    )


def profile_of(one: Candidate) -> Profile | None:
    """What they told of themselves, if they did."""
    return Profile.from_json(one.profile.answers) if one.profile else None


def taking_of(one: Candidate) -> Taking:
    """How they take part."""
    row = one.participant
    return Taking(
        status=row.status,
        skips_next=row.skips_next,
        paused_until=row.paused_until,
        every=row.every,
        wish=row.wish,
        rounds_since=row.rounds_since,
        fairness=row.fairness,
        times_left_out=row.times_left_out,
    )


def openness_of(one: Candidate) -> Openness:
    """How open they are to messages at all."""
    member = one.member
    return Openness(member.status, member.tz, member.paused_until, member.opted_out)
