"""What somebody who asks to be forgotten leaves behind in their groups: their introductions, and what was shared."""

from sqlmodel import Session

from slack_app.flows.coffee.asking import ask_to_show, shared_as
from slack_app.flows.deps import Deps
from slack_app.flows.introductions import ask_to_withdraw
from slack_app.gateway.protocol import Receipt
from slack_app.store import outbox
from slack_app.store.coffee import meetings


def ask_to_withdraw_of(session: Session, deps: Deps, team_id: str, user_id: str) -> None:
    """Ask that what tells of them be taken away, and that answers be shown without theirs."""
    for meeting in meetings.of_member(session, team_id, user_id):
        meeting_id = meeting.id or 0
        if meeting.channel_id and meeting.message_ts:
            ask_to_withdraw(session, deps, team_id, Receipt(meeting.channel_id, meeting.message_ts))
        if meeting.asked_ts:
            ask_to_show(session, deps, team_id, meeting_id)
        told = outbox.stands_at(session, team_id, shared_as(meeting_id))
        if told:
            ask_to_withdraw(session, deps, team_id, Receipt(*told))
