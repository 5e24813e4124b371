"""What a team promised of a ticket: a warning under its card when most of the time is over, its backup when all of it is."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from slack_app.domain.feedback.terms import OPEN, Step, Target
from slack_app.domain.feedback.worked_on.targets import Stage, next_stage
from slack_app.domain.feedback.worked_on.teams import Team, hours_for
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.shown import permalink
from slack_app.flows.feedback import cards, clocks
from slack_app.flows.feedback.teams import backup_of, team_of
from slack_app.flows.outcomes import Drop, Outcome, Say, Then, Wait
from slack_app.flows.people import community_and_member, direct_channel, words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import steps, tickets
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket
from slack_app.views.feedback.worked_on import promises as view
from slack_app.views.words import words_for

STEPS = {Stage.WARNING: Step.WARNED, Stage.LATE: Step.ESCALATED}
BACKUP = "backup"


def ask_to_check(session: Session, deps: Deps, ticket: Ticket) -> None:
    """Ask that what is promised be looked at when its time comes: each moment has its row, those that hold no more end by themselves."""
    for target in Target:
        found = _next(session, deps, ticket, target)
        if found:
            stage, at = found
            key = f"target:{ticket.id}:{target.value}:{stage.value}:{int(at.timestamp())}"
            args = {"ticket_id": ticket.id, "target": target.value, "stage": stage.value, "at": at.isoformat()}
            task = Task(Job.CHECK_TARGET, key, args=args, due_at=at)
            outbox.put_unless_done(session, ticket.team_id, task, now=deps.now())


def check_target(deps: Deps, errand: Errand) -> Outcome:
    """Warn under the card, or say that it is late and tell the team's backup; each once, and only while it is so."""
    target = Target(errand.args["target"])
    with deps.db.reading() as session:
        ticket = tickets.find(session, errand.team_id, int(errand.args["ticket_id"]))
        team = team_of(session, errand.team_id, ticket.product_team_id) if ticket else None
        found = _next(session, deps, ticket, target) if ticket else None
    if ticket is None or team is None:
        return Drop("no_team")
    if errand.args["stage"] == BACKUP:
        return _tell_backup(deps, errand, ticket, team, target)
    if found is None or (found[0].value, found[1].isoformat()) != (errand.args["stage"], errand.args["at"]):
        with transaction(deps) as session:
            ask_to_check(session, deps, ticket)
        return Drop("holds_no_more")
    if found[1] > deps.now():
        return Wait(found[1])
    return _say_under_card(deps, errand, ticket, found[0], target)


def _say_under_card(deps: Deps, errand: Errand, ticket: Ticket, stage: Stage, target: Target) -> Outcome:
    if not (ticket.card_channel_id and ticket.card_ts):
        return Drop("no_card")
    with deps.db.reading() as session:
        words = words_for(workspaces.community_of(session, errand.team_id).language)
        team = team_of(session, errand.team_id, ticket.product_team_id)
        has_backup = team is not None and backup_of(session, errand.team_id, team) is not None
    letter = view.under_card(words, stage, target, has_backup=has_backup)
    post = Post(ticket.card_channel_id, letter.text, letter.blocks, thread_ts=ticket.card_ts, key=errand.key)
    return Say(post, _said(deps, ticket.id or 0, errand, stage, target))


def _said(deps: Deps, ticket_id: int, errand: Errand, stage: Stage, target: Target) -> Then:
    def then(session: Session, _receipt: Receipt) -> None:
        ticket = tickets.hold(session, errand.team_id, ticket_id)
        if ticket is None:
            return
        facts = {"target": target.value}
        steps.note(session, errand.team_id, ticket_id, STEPS[stage], facts=facts, now=deps.now())
        session.flush()
        team = team_of(session, errand.team_id, ticket.product_team_id)
        backup_id = backup_of(session, errand.team_id, team) if team else None
        if stage is Stage.LATE and backup_id:
            args = {**errand.args, "stage": BACKUP}
            task = Task(Job.CHECK_TARGET, f"{errand.key}:{BACKUP}", backup_id, args, "answer")
            outbox.put(session, errand.team_id, task, now=deps.now())
        cards.ask_to_show(session, deps, errand.team_id, ticket_id)

    return then


def _tell_backup(deps: Deps, errand: Errand, ticket: Ticket, team: Team, target: Target) -> Outcome:
    if errand.user_id is None or clocks.clock_of(ticket).done_at(target) or ticket.status not in OPEN:
        return Drop("not_late_any_more")
    community, member = community_and_member(deps, errand.team_id, errand.user_id)
    link = permalink(deps, errand.team_id, ticket.card_channel_id, ticket.card_ts)
    letter = view.to_backup(words_of(member, community), ticket.number, team.name, target, link)
    return Say(Post(direct_channel(deps, errand.team_id, errand.user_id), letter.text, letter.blocks, key=errand.key))


def _next(session: Session, deps: Deps, ticket: Ticket, target: Target) -> tuple[Stage, datetime] | None:
    """What is to be said next of a promise, and when; None where there is none, or nothing to say."""
    hours = _hours(session, ticket, target)
    if hours is None or ticket.status not in OPEN:
        return None
    told = _told(session, ticket, target)
    work = clocks.work_of(session, ticket)
    return next_stage(clocks.clock_of(ticket), target, hours, work, told=told, now=deps.now())


def _hours(session: Session, ticket: Ticket, target: Target) -> int | None:
    team = team_of(session, ticket.team_id, ticket.product_team_id)
    return hours_for(team, ticket.kind, ticket.priority, target) if team else None


def _told(session: Session, ticket: Ticket, target: Target) -> Iterable[Stage]:
    """What was said of it already, since it was last opened."""
    said: set[Stage] = set()
    for row in steps.of(session, ticket.team_id, ticket.id or 0):
        if row.step == Step.REOPENED:
            said.clear()
        elif row.facts.get("target") == target:
            said |= {stage for stage, step in STEPS.items() if step == row.step}
    return said
