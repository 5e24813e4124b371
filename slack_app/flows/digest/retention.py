"""What is older than managers wish to keep becomes a week's total, and goes."""

from collections.abc import Callable
from datetime import date, datetime

from sqlmodel import Session

from slack_app.domain.hours import local
from slack_app.domain.measures import weeks
from slack_app.domain.measures.weeks import monday
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import counting
from slack_app.flows.outcomes import Done, Outcome, Wait
from slack_app.store import activity, member_weeks, workspaces
from slack_app.store.digest import reports, settled, thanks
from slack_app.store.errands import Errand
from slack_app.store.feedback import surveys

NAMING_PEOPLE = ("digest", "digest_now", "recap", "brief")
"""Reports in which people stand by their ids."""
AT_ONCE = 5000
MOST_TURNS = 20
"""After so many transactions another turn begins, so that nobody holds the row for long."""


def forget_old(deps: Deps, errand: Errand) -> Outcome:
    """Count what was never counted of the old weeks, one in each turn; then let their rows go, a few thousand at once."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
        today = local(deps.now(), community.tz).date()
        oldest = monday(_months_before(today, community.digest.retention_months))
        before = weeks.start(oldest, community.tz)
        first = activity.first_at(session, errand.team_id)
        uncounted = _uncounted(session, errand.team_id, community.tz, oldest) if first and first < before else None
    if uncounted:
        return counting.count_one(deps, errand, uncounted)
    with transaction(deps) as session:
        _forget_names(session, errand.team_id, oldest, counting.instant_of(before))
    is_done = _all(deps, lambda session: activity.purge(session, errand.team_id, before=before, at_most=AT_ONCE))
    is_done &= _all(deps, lambda session: member_weeks.purge(session, errand.team_id, before=oldest, at_most=AT_ONCE))
    return Done() if is_done else Wait(deps.now())


def _forget_names(session: Session, team_id: str, oldest: date, began: datetime) -> None:
    """What was told of those weeks names people, and so may thanks, what was settled and lines in surveys: totals alone stay."""
    reports.purge(session, team_id, NAMING_PEOPLE, before=oldest)
    settled.purge(session, team_id, before=began)
    thanks.purge(session, team_id, before=began)
    surveys.forget_lines(session, team_id, before=began)


def _uncounted(session: Session, team_id: str, tz: str, oldest: date) -> date | None:
    """The first of the old weeks that is not counted, though it was heard as a whole."""
    first = counting.first_week(session, team_id, tz)
    return counting.uncounted(session, team_id, tz, first, oldest) if first else None


def _all(deps: Deps, purge: Callable[[Session], int]) -> bool:
    """Let rows go until none is left, or it has taken long enough."""
    for _ in range(MOST_TURNS):
        with transaction(deps) as session:
            if purge(session) < AT_ONCE:
                return True
    return False


def _months_before(day: date, months: int) -> date:
    """The first of the month so many months ago: what is kept is a little more than was asked for, never less."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
