"""A ticket's card is posted, and drawn anew as everything stands now; one that was taken away comes back."""

from dataclasses import replace

from sqlmodel import Session

from slack_app.domain.feedback.terms import OPEN, Status
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.cards import ask_anew, ask_to_post, ask_to_show, channel_for, was_asked_to_show
from slack_app.flows.feedback.teams import team_of
from slack_app.flows.feedback.worked_on import showing, targets
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.flows.trouble import ask_to_warn, where_managers_read
from slack_app.gateway.protocol import GiveUpError, Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import tickets
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket
from slack_app.views.feedback.worked_on import card as view
from slack_app.views.kit import Letter
from slack_app.views.words import words_for

HAS_NO_CARD = (Status.DRAFT, Status.WITHDRAWN)
IS_GONE = frozenset({"message_not_found", "channel_not_found", "is_archived", "not_in_channel"})


def post_card(deps: Deps, errand: Errand) -> Outcome:
    """Say the card in the channel of its team, or in that of triage; where that is closed, where managers read."""
    with deps.db.reading() as session:
        ticket = tickets.find(session, errand.team_id, int(errand.args["ticket_id"]))
        if ticket is None or ticket.status in HAS_NO_CARD or ticket.cards != errand.args["number"]:
            return Drop("no_card_to_post")
        wanted, community = channel_for(session, ticket), workspaces.community_of(session, errand.team_id)
    letter = _drawn(deps, ticket)
    channel_id = where_managers_read(deps, errand.team_id, community, rather=wanted)
    if letter is None or channel_id is None:
        return Drop("nowhere_to_post")
    post = Post(channel_id, letter.text, letter.blocks, key=errand.key)
    return Say(post, _posted(deps, errand, wanted))


def _posted(deps: Deps, errand: Errand, wanted: str | None) -> Then:
    """It is known where it stands; what changed while it was sent is shown, or moves it on."""

    def then(session: Session, receipt: Receipt) -> None:
        team_id = errand.team_id
        ticket = tickets.hold(session, team_id, int(errand.args["ticket_id"]))
        if ticket is None:
            return
        if ticket.cards != errand.args["number"]:
            args = {"ticket_id": ticket.id, "channel_id": receipt.channel_id, "ts": receipt.message_ts}
            task = Task(Job.SHOW_CARD, f"show_card:{ticket.id}:late:{errand.args['number']}", args=args)
            outbox.put(session, team_id, task, now=deps.now())
            return
        ticket.card_channel_id, ticket.card_ts = receipt.channel_id, receipt.message_ts
        session.add(ticket)
        session.flush()
        if wanted and receipt.channel_id != wanted:
            ask_to_warn(session, deps, team_id, code="channel_not_found", about=wanted)
        if channel_for(session, ticket) != wanted:
            ask_to_post(session, deps, ticket)
        elif was_asked_to_show(session, team_id, ticket.id or 0):
            ask_to_show(session, deps, team_id, ticket.id or 0)
        else:
            targets.ask_to_check(session, deps, ticket)

    return then


def show_card(deps: Deps, errand: Errand) -> Outcome:
    """Draw the card again as everything stands now, and look what is promised next; of one that left, where to.

    The ticket is held, so that a card that was sent a moment ago is known.
    """
    team_id, ticket_id = errand.team_id, int(errand.args["ticket_id"])
    with transaction(deps) as session:
        ticket = tickets.hold(session, team_id, ticket_id)
        if ticket:
            targets.ask_to_check(session, deps, ticket)
    if ticket is None:
        return Drop("no_ticket")
    if "ts" in errand.args:
        return _update(deps, ticket, Receipt(errand.args["channel_id"], errand.args["ts"]), _gone(deps, ticket))
    letter = _drawn(deps, ticket) if ticket.card_channel_id and ticket.card_ts else None
    if letter is None:
        return Drop("no_card")
    return _update(deps, ticket, Receipt(ticket.card_channel_id or "", ticket.card_ts or ""), letter)


def _update(deps: Deps, ticket: Ticket, where: Receipt, letter: Letter) -> Outcome:
    """Where somebody took the card of an open ticket away, it gets another."""
    try:
        deps.slack.update(ticket.team_id, where, letter.text, letter.blocks)
    except GiveUpError as refusal:
        if refusal.code not in IS_GONE:
            raise
        _post_anew(deps, ticket, where)
        return Drop(refusal.code)
    return Done()


def _post_anew(deps: Deps, ticket: Ticket, where: Receipt) -> None:
    with transaction(deps) as session:
        held = tickets.hold(session, ticket.team_id, ticket.id or 0)
        if held and held.card_ts == where.message_ts and held.status in OPEN:
            ask_anew(session, deps, held)


def _drawn(deps: Deps, ticket: Ticket) -> Letter | None:
    """The card, in the community's language; who took their words back is not shown any more than they wish."""
    with deps.db.reading() as session:
        words = words_for(workspaces.community_of(session, ticket.team_id).language)
        found = showing.shown(session, deps, ticket, words)
    if ticket.status == Status.DRAFT:
        return None
    return view.card(words, replace(found, link=showing.link_to(deps, ticket)))


def _gone(deps: Deps, ticket: Ticket) -> Letter:
    with deps.db.reading() as session:
        words = words_for(workspaces.community_of(session, ticket.team_id).language)
        team = team_of(session, ticket.team_id, ticket.product_team_id)
    return view.went(words, ticket.number, team.name if team else "")
