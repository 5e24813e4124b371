"""What teams wrote is brought to its author: all that waits in one message, not at night, and nobody is named beside a ticket."""

from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.hours import in_quiet_hours, next_working_time
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.teams import team_of
from slack_app.flows.outcomes import Drop, Outcome, Say, Then, Wait
from slack_app.flows.people import community_and_member, direct_channel, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.errands import Errand
from slack_app.store.feedback import remarks, tickets, voices
from slack_app.store.outbox import Task
from slack_app.store.schema import Remark, Ticket
from slack_app.views.feedback.worked_on import exchange as view
from slack_app.views.feedback.worked_on.exchange import Asked, RemarkShown

AN_EARLIER_ONE_IS_AWAITED_FOR = timedelta(hours=1)
A_MOMENT = timedelta(minutes=1)


def ask_to_bring(session: Session, deps: Deps, remark: Remark) -> None:
    """Nobody is named in the row, and it leaves no trace: beside a ticket no table says whose it is."""
    args = {"remark_id": remark.id, "forget": True}
    task = Task(Job.TELL_REMARK, f"tell_remark:{remark.id}", args=args)
    outbox.put(session, remark.team_id, task, now=deps.now())


def tell_remark(deps: Deps, errand: Errand) -> Outcome:
    """Tell an author what they were not told yet. What was written before it to the same person goes first, and takes it along."""
    team_id, remark_id, now = errand.team_id, errand.args["remark_id"], deps.now()
    with deps.db.reading() as session:
        user_id, waiting = _waiting_with(session, deps, team_id, remark_id)
        asked = [one for one in (_asked(session, row) for row in waiting) if one]
    if user_id is None or not asked:
        return Drop("nobody_to_tell")
    if waiting[0].id != remark_id and waiting[0].created_at > now - AN_EARLIER_ONE_IS_AWAITED_FOR:
        return Wait(now + A_MOMENT)
    community, member = community_and_member(deps, team_id, user_id)
    tz = member.tz if member else None
    if member and member.status == "deactivated":
        return Drop("gone")
    if in_quiet_hours(now, tz, community.tz):
        return Wait(next_working_time(now, tz, community.tz))
    letter = view.asked(words_of(member, community), asked)
    channel_id = direct_channel(deps, team_id, user_id)
    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key), _told(deps, team_id, waiting))


def asked_of(ticket: Ticket, said: list[RemarkShown], team: str = "") -> Asked:
    """A ticket as its author reads of it."""
    return Asked(ticket.id or 0, ticket.number, ticket.words, said, team, is_anonymous=ticket.is_anonymous)


def _told(deps: Deps, team_id: str, rows: list[Remark]) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        remarks.told(session, team_id, [row.id or 0 for row in rows], now=deps.now())

    return then


def _waiting_with(session: Session, deps: Deps, team_id: str, remark_id: int) -> tuple[str | None, list[Remark]]:
    """Whom a remark is for, and all that waits to be told them; nobody where it was told or erased."""
    rows = remarks.untold(session, team_id)
    people = {row.id: _author(session, deps, row) for row in rows}
    user_id = people.get(remark_id)
    return user_id, [row for row in rows if user_id and people[row.id] == user_id]


def _author(session: Session, deps: Deps, remark: Remark) -> str | None:
    author = voices.author_of(session, remark.team_id, remark.ticket_id)
    return voicing.person_of(deps, author) if author else None


def _asked(session: Session, remark: Remark) -> Asked | None:
    ticket = tickets.find(session, remark.team_id, remark.ticket_id)
    team = team_of(session, remark.team_id, ticket.product_team_id) if ticket else None
    said = [RemarkShown(remark.words, from_team=True)]
    return asked_of(ticket, said, team.name if team else "") if ticket else None
