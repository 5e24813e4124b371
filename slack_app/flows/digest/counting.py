"""Counting a week: its rows are read once and counted, and what is known from then on is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.digest.catching_up import State
from slack_app.domain.feedback.surveys.scores import recommendation
from slack_app.domain.feedback.surveys.survey import Chosen, Result
from slack_app.domain.figures import RoundFigures
from slack_app.domain.hours import local
from slack_app.domain.measures import weeks
from slack_app.domain.measures.counting import Counted, Past, count
from slack_app.domain.measures.feedback import Piece
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.log import MICROSECONDS, Log
from slack_app.domain.measures.recommending import Asked
from slack_app.domain.measures.weeks import WEEK
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Drop, Outcome, Wait
from slack_app.store import activity, errands, member_weeks, members, workspaces
from slack_app.store.digest import catching_up, reports, stages, standing, week_totals
from slack_app.store.errands import Errand
from slack_app.store.feedback import surveys
from slack_app.store.feedback import times as feedback_times

LOOKS_BACK = 12
"""As many weeks as a week is compared with."""
A_DAY = timedelta(days=1)
TAKES_ITS_TIME = timedelta(minutes=4)
"""Beyond the lease: a week of a million rows on a slow machine."""
EVERY, PATIENCE = timedelta(minutes=2), timedelta(hours=6)
"""How often, and for how long, a digest waits for the reading of the history to end."""
OF_COFFEE = "coffee_round:"


@dataclass(frozen=True)
class Counting:
    """A week as it was counted, the rows on which it was, and the weeks before (newest first).

    `rows` is how many there were when they were read; `now` is until when, in microseconds.
    """

    team_id: str
    community: Community
    counted: Counted
    log: Log
    past: Sequence[WeekFigures]
    team: frozenset[str]
    now: int
    rows: int

    @property
    def figures(self) -> WeekFigures:
        """What is told of it."""
        return self.counted.figures

    @property
    def tz(self) -> str:
        """The zone of its days."""
        return self.community.tz


def last_week(now: datetime, tz: str) -> date:
    """The last week that is over, by its Monday."""
    return weeks.monday(local(now, tz).date()) - WEEK


def micros_of(at: datetime) -> int:
    """A moment as the rows of activity have it."""
    return round(at.timestamp() * MICROSECONDS)


def instant_of(micros: int) -> datetime:
    """The moment of so many microseconds."""
    return datetime.fromtimestamp(micros / MICROSECONDS, UTC)


def team_of(session: Session, team_id: str, community: Community) -> frozenset[str]:
    """Whose activity is told apart: whom managers named, else themselves and the workspace's admins."""
    return frozenset(community.digest.team or (*community.managers, *members.admins(session, team_id)))


def heard_since(session: Session, team_id: str) -> int | None:
    """Since when the community is heard: the first that was said, or the oldest week that was counted; None: not yet.

    Rows of members who used the app tell nothing: the app may have been in no channel.
    """
    first, oldest = activity.first_said(session, team_id), week_totals.oldest(session, team_id)
    if first is None or oldest is None:
        return first
    return min(first, weeks.start(oldest, workspaces.community_of(session, team_id).tz))


def first_week(session: Session, team_id: str, tz: str) -> date | None:
    """The first week that was heard as a whole; None where nothing was heard yet."""
    since = heard_since(session, team_id)
    return weeks.first_whole(since, tz) if since is not None else None


def missing(session: Session, team_id: str, tz: str, *, before: date) -> date | None:
    """The oldest of the twelve weeks before that one which is not counted, though it was heard.

    A week in which nobody said anything is not counted afterwards: the app may well have been away.
    """
    first = first_week(session, team_id, tz)
    if first is None:
        return None
    since = max(first, before - LOOKS_BACK * WEEK)
    return uncounted(session, team_id, tz, since, before)


def uncounted(session: Session, team_id: str, tz: str, since: date, before: date) -> date | None:
    """The oldest week from then to before then that was heard and is not counted."""
    counted = week_totals.counted(session, team_id, since)
    there = (since + n * WEEK for n in range(max((before - since) // WEEK, 0)))
    return next((one for one in there if one not in counted and _was_heard(session, team_id, one, tz)), None)


def _was_heard(session: Session, team_id: str, week: date, tz: str) -> bool:
    return activity.messages(session, team_id, weeks.start(week, tz), weeks.end(week, tz)) > 0


def wait_for_the_past(deps: Deps, errand: Errand) -> Wait | None:
    """While managers have the last weeks' history read, nothing is counted: half read would be half counted."""
    with deps.db.reading() as session:
        row = catching_up.find(session, errand.team_id)
    is_reading = row is not None and row.state == State.READING
    is_new = deps.now() - errand.created_at < PATIENCE
    return Wait(deps.now() + EVERY) if is_reading and is_new else None


def count_missing(deps: Deps, errand: Errand, *, before: date) -> Outcome | None:
    """Count the oldest week before that one which is missing, and come back for the next; None where none is.

    One week in each turn of the errand: whoever dies in the middle loses no more, and nobody holds a row for long.
    """
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
        week = missing(session, errand.team_id, community.tz, before=before)
    if week is None:
        return None
    ends_at = instant_of(weeks.end(week, community.tz))
    return count_one(deps, errand, week) if ends_at <= deps.now() else Wait(ends_at)


def count_one(deps: Deps, errand: Errand, week: date) -> Outcome:
    """Count that week, and come back at once."""
    if not may_take_its_time(deps, errand):
        return Drop("somebody_else_counts")
    counting = read(deps, errand.team_id, week, whole=False)
    with transaction(deps) as session:
        keep(session, deps, counting)
    return Wait(deps.now())


def may_take_its_time(deps: Deps, errand: Errand) -> bool:
    """Hold the row for as long as counting may take; False when it is somebody else's by now."""
    with transaction(deps) as session:
        return errands.hold_on(session, errand, until=deps.now() + deps.pace.lease + TAKES_ITS_TIME)


def read(deps: Deps, team_id: str, week: date, *, whole: bool = True) -> Counting:
    """Read a week's rows once and count it; nothing is written. `whole`: with what was said since, up to now."""
    now = micros_of(deps.now())
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
        team, tz = team_of(session, team_id, community), community.tz
        until = now if whole else weeks.end(week, tz)
        rows = _rows(session, team_id, week, tz)
        log = activity.log(
            session, team_id, weeks.reads_from(week, tz), until, channels_off=community.digest.channels_off
        )
        past = _past(session, team_id, week)
        before = week_totals.before(session, team_id, week, limit=LOOKS_BACK)
    counted = count(week, tz, log, past, team=team, rules=community.digest.rules)
    return Counting(team_id, community, counted, log, before, team, now, rows)


def _rows(session: Session, team_id: str, week: date, tz: str) -> int:
    return activity.rows(session, team_id, weeks.reads_from(week, tz), weeks.end(week, tz))


def _past(session: Session, team_id: str, week: date) -> Past:
    workspace = workspaces.find(session, team_id)
    return Past(
        standing=standing.of_everybody(session, team_id, on=week + WEEK - A_DAY),
        weeks=member_weeks.past(session, team_id, week),
        heard_since=heard_since(session, team_id) or 0,
        here_since=micros_of(workspace.created_at) if workspace else 0,
        rounds=_rounds(session, team_id, week),
        pieces=_pieces(session, team_id, week),
        surveys=_surveys(session, team_id, week),
    )


def _rounds(session: Session, team_id: str, week: date) -> list[RoundFigures]:
    """What came of the rounds of coffee that were reported in that week."""
    found = reports.between(session, team_id, OF_COFFEE, week, week + WEEK)
    return [RoundFigures.from_json(one.figures) for one in found]


def _pieces(session: Session, team_id: str, week: date) -> list[Piece] | None:
    """The feedback of the week and of the one before it, and what is open."""
    tz = workspaces.community_of(session, team_id).tz
    since, until = (instant_of(weeks.start(one, tz)) for one in (week - WEEK, week + WEEK))
    if not feedback_times.is_any(session, team_id, before=until):
        return None
    return [
        Piece(*(micros_of(at) if at else 0 for at in (one.filed_at, one.answered_at, one.closed_at)))
        for one in feedback_times.between(session, team_id, since, until)
    ]


def _surveys(session: Session, team_id: str, week: date) -> list[Asked]:
    """The last surveys by the week's end that asked everybody for a recommendation, as far as enough answered."""
    until = instant_of(weeks.start(week + WEEK, workspaces.community_of(session, team_id).tz))
    found = surveys.alike(session, team_id, Chosen(), before=until, limit=4)
    results = [(micros_of(one.closed_at or until), Result.from_json(one.result)) for one in found]
    return [
        Asked(closed, recommendation(one.box.counts).amount, one.answered) for closed, one in results if not one.is_few
    ]


def keep(session: Session, deps: Deps, counting: Counting) -> bool:
    """Write what was counted: the week's total, what each member did in it, and who came further.

    A week of silence makes no total, for it would be compared with. False, and nothing is written, where something of that
    week was heard while it was counted.
    """
    team_id, counted = counting.team_id, counting.counted
    workspaces.hold(session, team_id)
    if _rows(session, team_id, counted.figures.week, counting.tz) != counting.rows:
        return False
    member_weeks.replace(session, team_id, counted.figures.week, counted.rows)
    for stage, user_ids in counted.reached.items():
        stages.reached(session, team_id, stage.value, user_ids, on=counted.reached_on)
    if _was_heard(session, team_id, counted.figures.week, counting.tz):
        week_totals.keep(session, team_id, counted.figures, now=deps.now())
    return True
