"""What waits of feedback, as the week's digest tells it: an answer that is late, and what nobody has sorted."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from slack_app.domain.digest.candidates import Feedback
from slack_app.domain.feedback.terms import OPEN, Status, Target
from slack_app.domain.feedback.worked_on.targets import is_met
from slack_app.domain.feedback.worked_on.teams import hours_for
from slack_app.flows.feedback import clocks
from slack_app.flows.feedback.teams import team_of
from slack_app.store.feedback import board
from slack_app.store.feedback.board import Asked
from slack_app.store.schema import Ticket

MOST, HOUR_S = 200, 3600
"""So many of the oldest are looked at."""


def waiting(session: Session, team_id: str, *, now: datetime) -> Feedback:
    """What waits for a first answer beyond what its team promised, and in triage; what is put off does not."""
    unanswered = Asked(order="oldest", statuses=OPEN, unanswered=True, awake_at=now)
    found = board.listed(session, team_id, unanswered, start=0, limit=MOST)
    late = [one for one in found if _is_late(session, one, now)]
    in_triage = [one for one in found if one.status == Status.TRIAGE]
    return Feedback(
        late_id=late[0].id if late else None,
        number=late[0].number if late else 0,
        late_hours=_hours(late, now),
        more_late=max(len(late) - 1, 0),
        triage=board.count(session, team_id, Asked(statuses=(Status.TRIAGE,), unanswered=True, awake_at=now)),
        triage_hours=_hours(in_triage, now),
        newest_id=max((one.id or 0 for one in in_triage), default=0),
    )


def _is_late(session: Session, ticket: Ticket, now: datetime) -> bool:
    team = team_of(session, ticket.team_id, ticket.product_team_id)
    hours = hours_for(team, ticket.kind, ticket.priority, Target.FIRST_ANSWER) if team else None
    if hours is None:
        return False
    clock, work = clocks.clock_of(ticket), clocks.work_of(session, ticket)
    return is_met(clock, Target.FIRST_ANSWER, hours, work, now=now) is False


def _hours(oldest_first: Sequence[Ticket], now: datetime) -> float:
    """How long the first of them has been there."""
    since = oldest_first[0].filed_at or oldest_first[0].created_at if oldest_first else now
    return max((now - since).total_seconds() / HOUR_S, 0.0)
