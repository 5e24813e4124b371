"""When a programme's rounds fall: the next one by the clock, moved off holidays, and a round asked for by hand."""

from datetime import date, datetime

from sqlmodel import Session

from slack_app.domain import occurrences
from slack_app.domain.community import Community
from slack_app.domain.hours import local
from slack_app.domain.programmes import Programme
from slack_app.flows.clockwork import rounds_of
from slack_app.store import schedules
from slack_app.store.schema import ProgrammeRow


def next_opening(session: Session, row: ProgrammeRow, community: Community) -> datetime | None:
    """When the next round opens by itself, in UTC; None while the programme is off."""
    schedule = schedules.find(session, row.team_id, rounds_of(row.id or 0))
    if schedule is None:
        return None
    day = local(schedule.next_due_at, schedule.tz).date()
    return occurrences.opens_at(Programme.from_json(row.choices), day, community.tz)


def next_on(session: Session, row: ProgrammeRow, community: Community) -> date | None:
    """The day of it, in the community's zone."""
    at = next_opening(session, row, community)
    return local(at, community.tz).date() if at else None
