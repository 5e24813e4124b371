"""A dry run of the routing rules on the last hundred tickets, for the manager who asks; nothing of it is kept."""

from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session

from slack_app.domain.feedback.learned.guess import Guess
from slack_app.domain.feedback.routed import routing
from slack_app.domain.feedback.routed.because import Reason, Why, reasons_of
from slack_app.domain.feedback.routed.routing import Routed
from slack_app.domain.feedback.routed.rules import Rules
from slack_app.domain.feedback.terms import By, Field
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.items import item_of, said_of, setting_of
from slack_app.flows.feedback.learned import guessing
from slack_app.flows.feedback.teams import all_teams, team_of
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.people import direct_channel
from slack_app.flows.wishes import wish, wished_by
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store import workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import rule_sets
from slack_app.store.schema import Ticket
from slack_app.views.feedback.routed import rehearsal as view
from slack_app.views.feedback.routed.rehearsal import Change, Elsewhere, RehearsalOf


def ask(deps: Deps, team_id: str, user_id: str, *, asked: str) -> None:
    """Ask for a dry run of the rules as they are in the settings now; `asked` tells one press from another. Raises NotAllowedError."""
    wish(deps, team_id, user_id, Job.REHEARSE_RULES, asked=asked)


def rehearse(deps: Deps, errand: Errand) -> Outcome:
    """Where each of the last tickets would go by the rules that wait, or by those in force where none do, and why."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    wisher = wished_by(deps, errand)
    if wisher is None:
        return Drop("not_allowed")
    words, _ = wisher
    with deps.db.reading() as session:
        found = _rehearsed(session, deps, team_id)
    letter = view.rehearsal(words, found)
    return Say(Post(direct_channel(deps, team_id, user_id), letter.text, letter.blocks, key=errand.key))


def _rehearsed(session: Session, deps: Deps, team_id: str) -> RehearsalOf:
    draft = rule_sets.draft(session, team_id)
    rules = rule_sets.in_force(session, team_id) if draft is None else draft
    tried = rule_sets.to_try_on(session, team_id)
    open_teams = all_teams(session, team_id)
    closed = (team_of(session, team_id, one.product_team_id) for one in tried)
    names = {str(team.id): team.name for team in (*open_teams, *closed) if team}
    moved = [(one, list(_changes(one, _routed(session, deps, one, rules), names))) for one in tried]
    return RehearsalOf(
        tried=len(tried),
        wordless=sum(not one.words for one in tried),
        elsewhere=[Elsewhere(one.number, one.words, changes) for one, changes in moved if changes],
        is_draft=draft is not None,
    )


def _routed(session: Session, deps: Deps, ticket: Ticket, rules: Rules) -> Routed:
    item, setting = item_of(session, deps, ticket, ticket.words), setting_of(session, ticket, rules)
    return routing.route(item, said_of(ticket), _guesses(session, deps, ticket), setting)


def _guesses(session: Session, deps: Deps, ticket: Ticket) -> Mapping[Field, Guess]:
    """What the models thought when it came in; what they think now where a rule spoke before them. Outside nobody is asked."""
    reasons = reasons_of(ticket.because)
    thought = {one: guess for one, reason in reasons.items() if (guess := _guessed(reason))}
    if not ticket.words or {Field.KIND, Field.AREA} <= thought.keys():
        return thought
    areas = workspaces.community_of(session, ticket.team_id).feedback.areas
    return {**guessing.guess(session, deps, ticket, areas), **thought}


def _guessed(reason: Reason) -> Guess | None:
    if reason.by is By.MODEL and reason.value:
        return Guess(reason.value, reason.confidence or 0.0, None, 0.0, reason.terms, reason.near, may_act_alone=True)
    if reason.candidates and reason.why is not Why.OUTSIDE:
        first, second = (*reason.candidates, None)[:2]
        return Guess(str(first), reason.confidence or 0.0, second, 0.0, reason.terms, reason.near, worth_asking=True)
    return None


def _changes(ticket: Ticket, routed: Routed, names: Mapping[str, str]) -> Iterator[Change]:
    stands: Sequence[tuple[Field, str | None]] = [
        (Field.KIND, ticket.kind),
        (Field.AREA, ticket.area),
        (Field.TEAM, str(ticket.product_team_id) if ticket.product_team_id else None),
        (Field.PRIORITY, ticket.priority),
    ]
    for field, before in stands:
        reason = routed.reasons[field]
        if reason.value != before:
            after = reason.value
            if field is Field.TEAM:
                before, after = (names.get(one, one) if one else None for one in (before, after))  # noqa: PLW2901
            yield Change(before, after, reason)
