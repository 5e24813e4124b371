"""A ticket's priority, decided anew when more people want it, when its author says how much it matters, or when it is another kind."""

from sqlmodel import Session

from slack_app.domain.feedback.routed.because import Reason, Why, reasons_of, with_reason
from slack_app.domain.feedback.routed.conditions import Item
from slack_app.domain.feedback.routed.priority import prioritised
from slack_app.domain.feedback.routed.routing import as_it_stands
from slack_app.domain.feedback.routed.rules import Act, decide
from slack_app.domain.feedback.terms import By, Field
from slack_app.flows.deps import Deps
from slack_app.flows.feedback import cards
from slack_app.flows.feedback.items import item_of
from slack_app.store.feedback import rule_sets
from slack_app.store.schema import Ticket

_STAND = frozenset({Act.KIND, Act.AREA})


def reprioritise(session: Session, deps: Deps, ticket: Ticket) -> bool:
    """Rank a ticket (held by the caller) anew, after its voices or its author's impact changed; whether that changed it.

    What a person said of its priority stands. Asks for the card where it changed.
    """
    reasons = reasons_of(ticket.because)
    former = reasons.get(Field.PRIORITY)
    if former is None or former.by is By.PERSON or _rests_on_words_not_kept(ticket, former):
        return False
    item = as_it_stands(item_of(session, deps, ticket, ticket.words), reasons)
    reason = _reason(session, ticket.team_id, item)
    if reason == former:
        return False
    ticket.because, ticket.updated_at = with_reason(ticket.because, reason), deps.now()
    changed, ticket.priority = ticket.priority != reason.value, str(reason.value)
    session.add(ticket)
    if changed:
        cards.ask_to_show(session, deps, ticket.team_id, ticket.id or 0)
    return changed


def _reason(session: Session, team_id: str, item: Item) -> Reason:
    """By the rules that hold, which decide no other kind or area for it: those stand."""
    rules = rule_sets.in_force(session, team_id).rules
    return prioritised(item.words, item.impact, item.voices, decide(rules, item, settled=_STAND))


def _rests_on_words_not_kept(ticket: Ticket, former: Reason) -> bool:
    """Of a message that was only read, words may have decided: they cannot be looked at again, so that stands."""
    return not ticket.words and (former.why is Why.SAFETY or former.rule is not None)
