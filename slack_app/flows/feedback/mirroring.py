"""Lines in the thread under a ticket's card: what its team and its author write to each other, and what the team should see."""

from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.feedback.terms import Step
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import telling
from slack_app.flows.outcomes import Drop, Outcome, Say, Wait
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import remarks, tickets, voices
from slack_app.store.outbox import Task
from slack_app.store.schema import Remark, Ticket
from slack_app.views.feedback.worked_on import exchange as view
from slack_app.views.kit import Letter
from slack_app.views.words import words_for

LOOKS_AGAIN_AFTER = timedelta(seconds=30)
WAITS_FOR_CARD = timedelta(hours=1)


def ask_to_mirror(session: Session, deps: Deps, remark: Remark) -> None:
    """Ask that a remark be shown under the card."""
    args = {"ticket_id": remark.ticket_id, "remark_id": remark.id}
    outbox.put(session, remark.team_id, Task(Job.POST_REMARK, f"remark:{remark.id}", args=args), now=deps.now())


def ask_to_tell(session: Session, deps: Deps, ticket: Ticket, step: Step) -> None:
    """Ask that the newest step of that kind be told under the card."""
    now, args = deps.now(), {"ticket_id": ticket.id, "step": step.value}
    key = f"step:{ticket.id}:{step.value}:{int(now.timestamp())}"
    outbox.put(session, ticket.team_id, Task(Job.POST_REMARK, key, args=args), now=now)


def post_remark(deps: Deps, errand: Errand) -> Outcome:
    """Say the line under the card, once there is one; what was erased meanwhile is not said."""
    with deps.db.reading() as session:
        ticket = tickets.find(session, errand.team_id, int(errand.args["ticket_id"]))
        letter = _line(session, deps, ticket, errand) if ticket else None
    if ticket is None or letter is None:
        return Drop("nothing_to_say")
    if not (ticket.card_channel_id and ticket.card_ts):
        waits = deps.now() < errand.created_at + WAITS_FOR_CARD
        return Wait(deps.now() + LOOKS_AGAIN_AFTER) if waits else Drop("no_card")
    return Say(
        Post(ticket.card_channel_id, letter.text, letter.blocks, thread_ts=ticket.card_ts, key=errand.key)
    )  # fmt: skip


def _line(session: Session, deps: Deps, ticket: Ticket, errand: Errand) -> Letter | None:
    words = words_for(workspaces.community_of(session, errand.team_id).language)
    if "step" in errand.args:
        return telling.newest(session, deps, ticket, Step(errand.args["step"]), words)
    remark = remarks.find(session, errand.team_id, int(errand.args["remark_id"]))
    if remark is None or not remark.words:
        return None
    author = voices.author_of(session, errand.team_id, ticket.id or 0)
    return view.mirrored(words, remark.words, by_id=remark.by_id, author_id=author.user_id if author else None)
