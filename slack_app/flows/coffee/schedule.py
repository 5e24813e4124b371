"""When a programme's rounds fall: the next one by the clock, moved off holidays, and a round asked for by hand."""

from datetime import date, datetime

from sqlmodel import Session

from slack_app.domain import occurrences
from slack_app.domain.community import Community
from slack_app.domain.hours import local
from slack_app.domain.programmes import Programme
from slack_app.flows.clockwork import rounds_of
from slack_app.store import schedules
from slack_app.store.schedules import FIRED
from slack_app.store.schema import ProgrammeRow


def next_day(session: Session, row: ProgrammeRow, community: Community, now: datetime) -> date | None:
    """The date, by its rule, of the round that opens next by itself; None while the programme is off.

    That of a holiday has fallen due already, and waits for the next working day.
    """
    name, programme = rounds_of(row.id or 0), Programme.from_json(row.choices)
    schedule = schedules.find(session, row.team_id, name)
    if schedule is None:
        return None
    waiting = occurrences.next_occurrence(programme, community.tz, now).local_date
    if schedules.status_of(session, row.team_id, name, waiting) == FIRED:
        return waiting
    return local(schedule.next_due_at, schedule.tz).date()


def next_opening(session: Session, row: ProgrammeRow, community: Community, now: datetime) -> datetime | None:
    """When it opens, in UTC."""
    day = next_day(session, row, community, now)
    return occurrences.opens_at(Programme.from_json(row.choices), day, community.tz) if day else None


def next_on(session: Session, row: ProgrammeRow, community: Community, now: datetime) -> date | None:
    """The day on which it opens, in the community's zone."""
    at = next_opening(session, row, community, now)
    return local(at, community.tz).date() if at else None
