"""A ticket as the rules see it: its words, who speaks, and what managers set up for where it came from."""

from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.feedback.routed.because import Reason, reasons_of
from slack_app.domain.feedback.routed.conditions import AuthorGroup, Item
from slack_app.domain.feedback.routed.routing import SAID, Setting
from slack_app.domain.feedback.routed.rules import Rules
from slack_app.domain.feedback.terms import By, Field, Impact, Source, Status
from slack_app.domain.feedback.text.plain_words import normalised
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import teams
from slack_app.store import members, workspaces
from slack_app.store.feedback import listening, rule_sets, voices
from slack_app.store.schema import Ticket

NEW_FOR = timedelta(days=30)


def item_of(session: Session, deps: Deps, ticket: Ticket, words: str) -> Item:
    """The ticket as it came in; `words` are its own, or what was read where they are not kept. Who gave no name has none."""
    author = voices.author_of(session, ticket.team_id, ticket.id or 0)
    author_id = author.user_id if author else None
    return Item(
        words=normalised(words),
        language=ticket.language,
        source=Source(ticket.source),
        channel_id=ticket.source_channel_id,
        author_id=author_id,
        groups=_groups_of(session, deps, ticket.team_id, author_id) if author_id else frozenset(),
        voices=ticket.voices,
        impact=Impact(ticket.impact) if ticket.impact else None,
    )


def setting_of(session: Session, ticket: Ticket, rules: Rules | None = None) -> Setting:
    """What managers set up for where the ticket came from; with the rules that hold, unless others are given."""
    team_id = ticket.team_id
    return Setting(
        rules=rule_sets.in_force(session, team_id) if rules is None else rules,
        teams=teams.all_teams(session, team_id),
        channel=workspaces.community_of(session, team_id).feedback.channel(ticket.source_channel_id),
        asked=listening.of_ticket(session, team_id, ticket.id or 0) if ticket.source == Source.LISTENING else None,
    )


def said_of(ticket: Ticket) -> dict[Field, Reason]:
    """What people said of the ticket's fields: its author, until it is routed by what they chose; later also the team."""
    reasons = {field: reason for field, reason in reasons_of(ticket.because).items() if reason.by in SAID}
    if ticket.status == Status.DRAFT:
        chosen = {Field.KIND: ticket.kind, Field.AREA: ticket.area}
        reasons = {field: Reason(field, By.AUTHOR, value) for field, value in chosen.items() if value} | reasons
    return reasons


def _groups_of(session: Session, deps: Deps, team_id: str, user_id: str) -> frozenset[AuthorGroup]:
    found = set()
    member = members.find(session, team_id, user_id)
    if member and member.joined_at > deps.now() - NEW_FOR:
        found.add(AuthorGroup.NEWCOMER)
    if teams.is_of_a_team(session, team_id, user_id):
        found.add(AuthorGroup.TEAM)
    return frozenset(found)
