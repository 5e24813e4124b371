"""What time brings: schedules that are due, and the daily sweep."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from slack_app.domain import recurrence
from slack_app.domain.community import Community
from slack_app.domain.recurrence import Occurrence
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Outcome
from slack_app.jobs import Job
from slack_app.store import events, outbox, schedules, workspaces
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Schedule

INSTANT = timedelta(microseconds=1)
DAILY: dict[Job, str] = {
    Job.REPORT_NEWCOMERS: "FREQ=DAILY;BYHOUR=9;BYMINUTE=30;BYSECOND=0",
    Job.SWEEP: "FREQ=DAILY;BYHOUR=3;BYMINUTE=15;BYSECOND=0",
}


def keep_schedules(session: Session, deps: Deps, team_id: str, community: Community) -> None:
    """What recurs in a workspace, in its zone; a zone that changed moves what is to come."""
    for job, rule in DAILY.items():
        next_due_at = recurrence.next_due(rule, community.tz, deps.now())
        schedules.set_rule(session, team_id, job.value, rule=rule, tz=community.tz, next_due_at=next_due_at)


def tick(deps: Deps) -> int:
    """Turn every schedule that is due into work, each in a transaction of its own; how many there were."""
    with deps.db.reading() as session:
        if not schedules.is_any_due(session, deps.now()):
            return 0
    ticked = 0
    while _tick_one(deps):
        ticked += 1
    return ticked


def _tick_one(deps: Deps) -> bool:
    """The newest occurrence runs if it is within its grace, the older ones are written down as missed."""
    now = deps.now()
    with transaction(deps) as session:
        schedule = schedules.next_due(session, now)
        if schedule is None:
            return False
        newest, missed = _occurrences(schedule, now)
        if newest.due_at > now:
            schedule.next_due_at = newest.due_at
            session.add(schedule)
            return True
        schedules.record_missed(session, schedule, missed, now=now)
        schedule.next_due_at = recurrence.next_due(schedule.rule, schedule.tz, now)
        session.add(schedule)
        _run(session, schedule, newest, now)
        return True


def _occurrences(schedule: Schedule, now: datetime) -> tuple[Occurrence, list[date]]:
    """The newest occurrence up to now, and the days of those before it that nobody ran."""
    newest, missed = _next(schedule, schedule.next_due_at - INSTANT), []
    while (following := _next(schedule, newest.due_at)).due_at <= now:
        missed.append(newest.local_date)
        newest = following
    return newest, missed


def _next(schedule: Schedule, after: datetime) -> Occurrence:
    return recurrence.next_occurrence(schedule.rule, schedule.tz, after)


def _run(session: Session, schedule: Schedule, newest: Occurrence, now: datetime) -> None:
    in_time = now - newest.due_at <= timedelta(seconds=schedule.grace_s)
    fresh = schedules.record(session, schedule, newest.local_date, "fired" if in_time else "missed", now=now)
    if fresh and in_time:
        day = newest.local_date.isoformat()
        task = Task(Job(schedule.name), f"{schedule.name}:{day}", args={"day": day})
        outbox.put(session, schedule.team_id, task, now=now)


def sweep(deps: Deps, errand: Errand) -> Outcome:
    """Forget handled events once Slack can no longer send them again."""
    with transaction(deps) as session:
        events.purge(session, errand.team_id, before=deps.now() - events.KEEP_FOR)
    return Done()


def install(deps: Deps, team_id: str, *, enterprise_id: str | None, bot_user_id: str) -> None:
    """The app works in this workspace from now on."""
    with transaction(deps) as session:
        workspaces.register(session, team_id, enterprise_id=enterprise_id, bot_user_id=bot_user_id, now=deps.now())
        keep_schedules(session, deps, team_id, workspaces.community_of(session, team_id))
