"""A round opens: whoever is due is matched, and one transaction writes the round, its groups and all that follows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from slack_app.domain import occurrences
from slack_app.domain.community import Community
from slack_app.domain.matching import Group, Matching
from slack_app.domain.programmes import Programme
from slack_app.domain.rounds import starter, when_awake, window
from slack_app.flows import trouble
from slack_app.flows.clockwork import rounds_of
from slack_app.flows.coffee import closing, falling_through, reasons, reporting
from slack_app.flows.coffee.counting_in import audience_of
from slack_app.flows.coffee.gathering import Gathered, bring_together, gather, seed_of
from slack_app.flows.coffee.schedule import next_opening
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Wait
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store import errands, outbox, schedules, workspaces
from slack_app.store.coffee import meetings, programmes, rounds
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.coffee.rounds import NewRound
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import ProgrammeRow, Round
from slack_app.views.coffee.programmes import Noted, noted_letter
from slack_app.views.words import words_for

PACE = timedelta(seconds=1.25)
"""Slack opens fifty conversations a minute: rows that are due faster would only knock in vain."""
TIME_A_PERSON = timedelta(milliseconds=5)
"""Some times what matching takes of a slow machine's time: 100,000 people are matched in two minutes."""
TOO_SHORT = timedelta(days=2)
"""What is left until the next round when one that comes late is not worth opening."""


@dataclass(frozen=True)
class Opening:
    """All that a round is made of, computed before anything is written."""

    community: Community
    programme: Programme
    gathered: Gathered
    matching: Matching
    day: date
    seed: int


def open_round(deps: Deps, errand: Errand) -> Outcome:
    """Open the round of a day unless one is open: by the clock, or (`by_hand`) because a manager wishes so now."""
    team_id, programme_id = errand.team_id, int(errand.args["programme_id"])
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
        row = programmes.find(session, team_id, programme_id)
        hindrance = _hindrance(session, deps, errand, row, community)
    if row is None or hindrance:
        return hindrance or Drop("no_programme")
    closing.end_if_over(deps, team_id, programme_id)
    programme, day = Programme.from_json(row.choices), date.fromisoformat(errand.args["day"])
    only = audience_of(deps, team_id, programme_id, programme)
    gathered = gather(deps, team_id, programme_id, programme, only=only)
    if not gathered.people:
        return _nobody(deps, errand, row, programme) if errand.args.get("by_hand") else Drop("nobody_is_due")
    if not may_take_its_time(deps, errand, len(gathered.people)):
        return Drop("somebody_else_opens_it")
    seed = seed_of(programme_id, day)
    matching = bring_together(deps, team_id, programme, gathered.people, seed=seed)
    return _write(deps, row, Opening(community, programme, gathered, matching, day, seed))


def may_take_its_time(deps: Deps, errand: Errand, people: int) -> bool:
    """Keep the row while so many people are matched, so that no other worker begins the same; False if one has."""
    until = deps.now() + deps.pace.lease + people * TIME_A_PERSON
    with transaction(deps) as session:
        return errands.hold_on(session, errand, until=until)


def _nobody(deps: Deps, errand: Errand, row: ProgrammeRow, programme: Programme) -> Outcome:
    """Whoever pressed learns why nothing happens."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, row.team_id)
    place = trouble.where_managers_read(deps, row.team_id, community, before_others=row.created_by)
    if place is None:
        return Drop("nobody_is_due")
    letter = noted_letter(words_for(community.language), Noted.NOBODY, programme.name)
    return Say(Post(place, letter.text, letter.blocks, key=errand.key))


def _hindrance(
    session: Session, deps: Deps, errand: Errand, row: ProgrammeRow | None, community: Community
) -> Outcome | None:
    if row is None:
        return Drop("no_programme")
    open_one = rounds.current(session, row.team_id, row.id or 0)
    if open_one and open_one.ends_at > deps.now():
        return Drop("round_is_open")
    return None if errand.args.get("by_hand") else _not_now(session, row, community, _day(errand), deps.now())


def _not_now(session: Session, row: ProgrammeRow, community: Community, day: date, now: datetime) -> Outcome | None:
    """Why the clock does not open a round at this moment: off, skipped, a holiday, or too late to be worth it."""
    is_skipped = schedules.status_of(session, row.team_id, rounds_of(row.id or 0), day) == schedules.SKIPPED
    if is_skipped or not row.is_on:
        return Drop("skipped" if is_skipped else "switched_off")
    opens_at = occurrences.opens_at(Programme.from_json(row.choices), day, community.tz)
    if opens_at > now:
        return Wait(opens_at)
    following = next_opening(session, row, community, now)
    return Drop("too_late") if following and following - now < TOO_SHORT else None


def _day(errand: Errand) -> date:
    return date.fromisoformat(errand.args["day"])


def _write(deps: Deps, row: ProgrammeRow, of: Opening) -> Outcome:
    """The one transaction; whoever opened a round meanwhile was first."""
    team_id, programme_id, now = row.team_id, row.id or 0, deps.now()
    with transaction(deps) as session:
        programmes.hold(session, team_id, programme_id)
        if rounds.current(session, team_id, programme_id):
            return Drop("round_is_open")
        left_out = ((one.user_id, one.why.value) for one in of.matching.left_out)
        new = _new_round(session, row, of, now)
        opened = rounds.open_round(session, team_id, new, _new_meetings(of), left_out, now=now)
        if opened is None:
            return Drop("round_of_that_day")
        _ask_for_what_follows(session, deps, opened, of)
    return Done()


def _new_round(session: Session, row: ProgrammeRow, of: Opening, now: datetime) -> NewRound:
    tz, country = of.community.tz, of.programme.country
    following = next_opening(session, row, of.community, now) or occurrences.next_opening(of.programme, tz, now)
    half_at, ends_at = window(now, following, tz, country)
    return NewRound(row.id or 0, of.day, of.seed, of.programme.to_json(), now, half_at, ends_at)


def _new_meetings(of: Opening) -> Iterator[NewMeeting]:
    for group in of.matching.groups:
        turns = {user_id: of.gathered.started[user_id] for user_id in group.user_ids}
        yield NewMeeting(
            user_ids=group.user_ids,
            score=group.score,
            reasons=reasons.to_json(group.reasons),
            starter_id=starter(turns, of.seed),
            weakness=group.weakness,
        )


def _ask_for_what_follows(session: Session, deps: Deps, opened: Round, of: Opening) -> None:
    team_id, round_id, now = opened.team_id, opened.id or 0, deps.now()
    outbox.put_many(session, team_id, _introductions(session, opened, of), now=now)
    told = (falling_through.left_out(round_id, one.user_id) for one in of.matching.left_out)
    outbox.put_many(session, team_id, told, now=now)
    ends = Task(Job.CLOSE_ROUND, f"close_round:{round_id}", args={"round_id": round_id}, due_at=opened.ends_at)
    outbox.put(session, team_id, ends, now=now)
    reporting.ask_to_show(session, deps, team_id, round_id)


def _introductions(session: Session, opened: Round, of: Opening) -> Iterator[Task]:
    """Each group in its turn, when nobody in it sleeps; the flow looks again, for a queue can be long."""
    ids = meetings.ids_of_round(session, opened.team_id, opened.id or 0)
    for meeting_id, due_at in zip(ids, _turns(of, opened.opened_at), strict=True):
        yield introduction(meeting_id, due_at)


def _turns(of: Opening, now: datetime) -> Iterator[datetime]:
    """When each group's turn comes: of those who wake at the same moment one after the other."""
    queues: Counter[datetime] = Counter()
    for group in of.matching.groups:
        awake_at = _awake_at(of, group, now)
        yield awake_at + queues[awake_at] * PACE
        queues[awake_at] += 1


def _awake_at(of: Opening, group: Group, now: datetime) -> datetime:
    return when_awake(now, [of.gathered.zones[user_id] for user_id in group.user_ids], of.community.tz)


def introduction(meeting_id: int, due_at: datetime | None = None) -> Task:
    """The introduction of a group."""
    return Task(
        Job.INTRODUCE_MEETING, f"introduce_meeting:{meeting_id}", args={"meeting_id": meeting_id}, due_at=due_at
    )
