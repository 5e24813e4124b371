"""What time brings: schedules that are due, and the daily sweep."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlmodel import Session

from slack_app.domain import occurrences, recurrence
from slack_app.domain.community import Community
from slack_app.domain.digest.choices import clock_of
from slack_app.domain.feedback.months.you_said import HOUR
from slack_app.domain.measures.weeks import monday
from slack_app.domain.programmes import Programme
from slack_app.domain.recurrence import Occurrence
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import learning, retention
from slack_app.flows.feedback.answered import polling
from slack_app.flows.feedback.listening import asking
from slack_app.flows.outcomes import Outcome
from slack_app.jobs import Job
from slack_app.store import events, outbox, schedules, workspaces
from slack_app.store.coffee import programmes
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import ProgrammeRow, Schedule

INSTANT = timedelta(microseconds=1)
A_ROUNDS_GRACE = timedelta(days=2)
"""A round that opens a day late is better than none for weeks."""
A_DIGESTS_GRACE = timedelta(days=2)
"""The same of a week's digest, and of its recap."""
A_MONTHS_GRACE = timedelta(days=5)
"""The same of a month's answer to what members said."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONCE_A_WEEK = frozenset({Job.WEEKLY_DIGEST, Job.WEEKLY_RECAP})
"""A week is told once, also where the day of the telling is changed in its middle."""
ONCE_A_MONTH = frozenset({Job.DRAFT_YOU_SAID})
DAILY: dict[Job, str] = {
    Job.REPORT_NEWCOMERS: "FREQ=DAILY;BYHOUR=9;BYMINUTE=30;BYSECOND=0",
    Job.SWEEP: "FREQ=DAILY;BYHOUR=3;BYMINUTE=15;BYSECOND=0",
}


def keep_schedules(session: Session, deps: Deps, team_id: str, community: Community) -> None:
    """What recurs in a workspace, in its zone; a zone that changed moves what is to come."""
    for job, rule in DAILY.items():
        next_due_at = recurrence.next_due(rule, community.tz, deps.now())
        schedules.set_rule(session, team_id, job.value, rule=rule, tz=community.tz, next_due_at=next_due_at)
    for row in programmes.on(session, team_id):
        keep_rounds(session, deps, row, community)
    _keep_digest(session, deps, team_id, community)
    _keep_month(session, deps, team_id, community)
    asking.recur_all(session, deps, team_id, community)
    polling.keep(session, deps, team_id)


def _keep_digest(session: Session, deps: Deps, team_id: str, community: Community) -> None:
    """The digest, the recap and the daily brief recur as managers chose; what is off recurs no more."""
    of = community.digest
    digest = _weekly((of.weekday,), of.hour) if of.is_on else None
    recap = _weekly((of.recap_weekday,), of.recap_hour) if of.recap else None
    brief = _weekly(range(5), of.brief_hour) if of.brief else None
    rules = {Job.WEEKLY_DIGEST: digest, Job.WEEKLY_RECAP: recap, Job.DAILY_BRIEF: brief}
    for job, rule in rules.items():
        if rule is None:
            schedules.drop(session, team_id, job.value)
            continue
        tz, grace = clock_of(of, community.tz), A_DIGESTS_GRACE if job in ONCE_A_WEEK else schedules.GRACE
        due_at = recurrence.next_due(rule, tz, deps.now())
        schedules.set_rule(session, team_id, job.value, rule=rule, tz=tz, next_due_at=due_at, grace=grace)


def _keep_month(session: Session, deps: Deps, team_id: str, community: Community) -> None:
    """A month's answer is drafted on the day that managers chose, as long as there is a channel for it."""
    name, of = Job.DRAFT_YOU_SAID.value, community.feedback
    if not (of.is_on and of.monthly_channel):
        schedules.drop(session, team_id, name)
        return
    rule = f"FREQ=MONTHLY;BYMONTHDAY={of.monthly_day};BYHOUR={HOUR};BYMINUTE=0;BYSECOND=0"
    due_at = recurrence.next_due(rule, community.tz, deps.now())
    schedules.set_rule(session, team_id, name, rule=rule, tz=community.tz, next_due_at=due_at, grace=A_MONTHS_GRACE)


def _weekly(weekdays: Iterable[int], hour: int) -> str:
    days = ",".join(WEEKDAYS[weekday] for weekday in weekdays)
    return f"FREQ=WEEKLY;BYDAY={days};BYHOUR={hour};BYMINUTE=0;BYSECOND=0"


def keep_rounds(session: Session, deps: Deps, row: ProgrammeRow, community: Community) -> None:
    """The rounds of a programme recur while it is on; one that is off opens none by itself."""
    name = rounds_of(row.id or 0)
    if not row.is_on:
        schedules.drop(session, row.team_id, name)
        return
    rule = occurrences.rule_text(Programme.from_json(row.choices))
    next_due_at = recurrence.next_due(rule, community.tz, deps.now())
    schedules.set_rule(
        session, row.team_id, name, rule=rule, tz=community.tz, next_due_at=next_due_at, grace=A_ROUNDS_GRACE
    )


def rounds_of(programme_id: int) -> str:
    """The name of the schedule by which a programme's rounds open."""
    return f"{Job.OPEN_ROUND.value}:{programme_id}"


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
        outbox.put(session, schedule.team_id, _task(schedule.name, newest.local_date), now=now)


def _task(name: str, day: date) -> Task:
    """A schedule is named after its job; one of many of a kind bears the id of what it is for after a colon."""
    job, _, of = name.partition(":")
    if job == Job.ASK_LISTENING:
        return asking.task_of(int(of), day)
    args = {"day": day.isoformat(), **({"programme_id": int(of)} if of else {})}
    return Task(Job(job), f"{name}:{_named(Job(job), day).isoformat()}", args=args)


def _named(job: Job, day: date) -> date:
    """The day that a piece of work is known by: its week's, or its month's first, where it happens once in it."""
    if job in ONCE_A_WEEK:
        return monday(day)
    return day.replace(day=1) if job in ONCE_A_MONTH else day


def sweep(deps: Deps, errand: Errand) -> Outcome:
    """Forget handled events once Slack can no longer send them again, and what is older than managers wish to keep."""
    with transaction(deps) as session:
        events.purge(session, errand.team_id, before=deps.now() - events.KEEP_FOR)
        learning.ask_to_learn(session, deps, errand.team_id)
    return retention.forget_old(deps, errand)


def install(deps: Deps, team_id: str, *, enterprise_id: str | None, bot_user_id: str) -> None:
    """The app works in this workspace from now on."""
    with transaction(deps) as session:
        workspaces.register(session, team_id, enterprise_id=enterprise_id, bot_user_id=bot_user_id, now=deps.now())
        keep_schedules(session, deps, team_id, workspaces.community_of(session, team_id))
