"""What follows the form of feedback: *is it one of these?*, how much it matters, and someone's own list."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.terms import Impact
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.said import answering, mine
from slack_app.listeners import forms
from slack_app.listeners.feedback import number_of, value_of
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import Who, acting, selected, view_of
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.said import similar
from slack_app.views.kit import View


def register(app: Routes) -> None:
    """Where people answer, look and take back."""
    app.action(Action.FEEDBACK_MINE_TOO)(said_mine_too)
    app.view(Callback.FEEDBACK_SIMILAR)(said_new)
    app.action(Action.FEEDBACK_IMPACT)(said_impact)
    app.action(Action.FEEDBACK_MINE)(asked_for_mine)
    app.action(Action.FEEDBACK_TAKE_BACK)(took_back)


def said_mine_too(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """It is theirs too: the receipt takes the place of the question; from elsewhere it lies on top."""
    who = acting(context)
    draft, _, ticket = value_of(action).partition(":")
    ticket_id, draft_id = number_of(ticket), number_of(draft)
    if ticket_id is not None:
        draw = partial(answering.mine_too, deps, who.team_id, who.user_id, ticket_id, draft_id=draft_id)
        _in_place(deps, who, body, draw) if draft_id is not None else forms.show(deps, who, body, draw)
    ack()


def said_new(ack: Ack, view: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """None of these: it is filed, and the receipt shown."""
    who, draft_id = acting(context), similar.draft_in(view)
    if draft_id is None:
        ack()
        return
    try:
        shown = answering.is_new(deps, who.team_id, who.user_id, draft_id)
    except NotAllowedError as error:
        shown = forms.refusal(deps, who, error)
    ack(response_action="update", view=shown)


def said_impact(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """How much it matters."""
    who = acting(context)
    ticket, _, impact = selected(action).partition(":")
    ticket_id = number_of(ticket)
    if ticket_id is not None and impact in set(Impact):
        deed = partial(answering.matters, deps, who.team_id, who.user_id, ticket_id, Impact(impact))
        forms.do(deps, who, body, deed)
    ack()


def asked_for_mine(ack: Ack, body: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """What they said, and where it stands."""
    who = acting(context)
    forms.show(deps, who, body, partial(mine.mine, deps, who.team_id, who.user_id))
    ack()


def took_back(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """It is taken back, and the list shown as it is now."""
    who, ticket_id = acting(context), number_of(value_of(action))
    if ticket_id is not None:
        _in_place(deps, who, body, partial(mine.take_back, deps, who.team_id, who.user_id, ticket_id))
    ack()


def _in_place(deps: Deps, who: Who, body: dict[str, Any], draw: Callable[[], View]) -> None:
    """The view takes the place of the modal in which the button stood; from a message it opens."""
    view_id = view_of(body)
    if view_id is None:
        forms.show(deps, who, body, draw)
        return
    try:
        view = draw()
    except NotAllowedError as error:
        view = forms.refusal(deps, who, error)
    deps.slack.update_view(who.team_id, view_id, view)
