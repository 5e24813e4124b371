"""One ticket in detail, for who may read it: people of a team, who spoke for it, and of an idea everybody."""

from dataclasses import replace

from sqlmodel import Session

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.terms import OPEN, RESOLVED, Kind, Status, Step
from slack_app.flows.deps import Deps
from slack_app.flows.digest.shown import permalink
from slack_app.flows.feedback import teams, telling, voicing
from slack_app.flows.feedback.entering import enter
from slack_app.flows.feedback.worked_on import showing
from slack_app.store.feedback import board, remarks, tickets, voices
from slack_app.store.schema import Ticket
from slack_app.views.feedback.routed import because
from slack_app.views.feedback.worked_on import details as view
from slack_app.views.feedback.worked_on.card import Other
from slack_app.views.feedback.worked_on.details import DetailsShown
from slack_app.views.feedback.worked_on.exchange import RemarkShown
from slack_app.views.kit import View
from slack_app.views.words import Words

FOR_EVERYBODY = (
    Step.FILED, Step.ACCEPTED, Step.PLANNED, Step.SHIPPED, Step.DECLINED, Step.REOPENED, Step.MERGED, Step.UNMERGED,
)  # fmt: skip
"""What everybody may read of an idea's history; the rest is its team's own."""


def ticket(deps: Deps, team_id: str, user_id: str, ticket_id: int) -> View:
    """The details. Raises NotAllowedError for who may not read it, and where it is gone."""
    entered = enter(deps, team_id, user_id)
    with deps.db.reading() as session:
        found = tickets.find(session, team_id, ticket_id)
        if found is None or not _may_read(session, deps, found, user_id):
            raise NotAllowedError
        is_on_team = teams.is_of_a_team(session, team_id, user_id)
        shown = _for_everybody(session, deps, found, user_id)
        shown = _for_team(session, deps, found, shown, entered.words) if is_on_team else shown
    card_link = permalink(deps, team_id, found.card_channel_id, found.card_ts) if is_on_team else ""
    link = showing.link_to(deps, found) if is_on_team or not found.words else ""
    return view.details(entered.words, replace(shown, link=link, card_link=card_link))


def _may_read(session: Session, deps: Deps, found: Ticket, user_id: str) -> bool:
    if found.status in (Status.DRAFT, Status.WITHDRAWN):
        return False
    is_idea = found.kind == Kind.IDEA and found.status in (*OPEN, *RESOLVED)
    if is_idea or teams.is_of_a_team(session, found.team_id, user_id):
        return True
    return voicing.is_voice(session, deps, found, user_id)


def _for_everybody(session: Session, deps: Deps, found: Ticket, user_id: str) -> DetailsShown:
    team_id, ticket_id = found.team_id, found.id or 0
    into = tickets.find(session, team_id, found.merged_into_id) if found.merged_into_id else None
    steps = [step for step in telling.history_of(session, deps, found) if step.step in FOR_EVERYBODY]
    is_author = voicing.is_author(session, deps, found, user_id)
    return DetailsShown(
        ticket_id=ticket_id,
        number=found.number,
        status=Status(found.status),
        words=found.words,
        kind=found.kind,
        area=found.area,
        voices=found.voices,
        steps=steps,
        said=_said(session, found) if is_author else (),
        into=Other(into.id or 0, into.number) if into else None,
        decline_reason=found.decline_reason or "",
        may_join=not voicing.is_voice(session, deps, found, user_id),
    )


def _for_team(session: Session, deps: Deps, found: Ticket, shown: DetailsShown, words: Words) -> DetailsShown:
    team_id, ticket_id = found.team_id, found.id or 0
    team = teams.team_of(session, team_id, found.product_team_id)
    family = tickets.family_ids(session, team_id, ticket_id)
    named = dict.fromkeys(voice.user_id for voice in voices.of(session, team_id, family) if voice.user_id)
    linked = board.linked_to(session, team_id, [ticket_id])
    return replace(
        shown,
        priority=found.priority,
        team=team.name if team else "",
        named=tuple(named),
        because=because.sentences(words, found.because),
        steps=telling.history_of(session, deps, found),
        said=_said(session, found),
        linked=[Other(one.id or 0, one.number, one.words, one.status) for one in linked],
        tracker_url=found.tracker_url or "",
        is_on_team=True,
    )


def _said(session: Session, found: Ticket) -> list[RemarkShown]:
    rows = remarks.of(session, found.team_id, found.id or 0)
    return [RemarkShown(row.words, row.from_team) for row in rows if row.words]
