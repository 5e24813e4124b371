"""What is older than managers wish to keep becomes a week's total and goes; nobody stands in what stays."""

from datetime import date, timedelta

from sqlmodel import Session

from slack_app.domain.measures.log import Act
from slack_app.domain.measures.terms import Measure
from slack_app.flows.deps import transaction
from slack_app.jobs import Job
from slack_app.store import activity, outbox
from slack_app.store.activity import Deed
from slack_app.store.digest import reports, settled, thanks
from slack_app.store.outbox import Task
from slack_app.store.schema import Activity, MemberWeek, Report, Settled, Thanks, WeekTotal
from tests.flows.digest_stories import alive
from tests.house import MONDAY, TEAM, House

OLD, RECENT = timedelta(days=7 * 60), timedelta(days=7 * 20)
TABLES = (Activity, Report, Settled, Thanks)


def live(session: Session, ago: timedelta) -> None:
    """Two weeks so long ago: somebody wrote in each, was thanked, and stood in a digest."""
    then = MONDAY - ago
    at = int(then.timestamp()) * 1_000_000
    for week in range(2):
        ts = at + week * 7 * 86_400_000_000
        activity.note(session, TEAM, Deed("UANA", Act.POST, ts, ts, "C1", ts))
    reports.freeze(session, TEAM, "digest", then.date(), {"todo": ["UANA"]}, now=then)
    settled.settle(session, TEAM, "quiet", f"U{then:%Y%m}", user_id="UANA", by_id="UBOSS", now=then)
    thanks.keep(session, TEAM, "UANA", "Thank you", by_id="UBOSS", may_tell=True, now=then)


def test_after_the_chosen_months_totals_alone_are_left(house: House) -> None:
    alive(house, retention_months=12)
    with house.db.transaction() as session:
        live(session, OLD)
        live(session, RECENT)
    with transaction(house.deps) as session:
        outbox.put(session, TEAM, Task(Job.SWEEP, "sweep:now"), now=house.at)
    house.settle()
    kept = {table: house.rows(table) for table in TABLES}
    assert min(row.at for row in kept[Activity] if row.at) > int((MONDAY - RECENT).timestamp() - 1) * 1_000_000
    assert [len(kept[table]) for table in (Settled, Thanks)] == [1, 1]
    assert min(row.local_date for row in kept[Report]) == (MONDAY - RECENT).date()
    old = {row.week: row.figures for row in house.rows(WeekTotal) if row.week < date(2025, 6, 1)}
    assert [one["values"][Measure.MESSAGES][0] for one in old.values()] == [1, 1]
    assert "UANA" not in str(old)
    assert not [row for row in house.rows(MemberWeek) if row.week < date(2025, 3, 1)]
