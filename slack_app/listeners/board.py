"""The board as people use it: another list, a filter, a page, or opened from a message; and one ticket in detail."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.domain.errors import NotAllowedError
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.worked_on import board
from slack_app.listeners import forms
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, chosen, selected, view_of
from slack_app.views.actions import Action
from slack_app.views.feedback.worked_on import board as view_of_board
from slack_app.views.feedback.worked_on.private import pressed


def register(app: Routes) -> None:
    """The board's selects and buttons."""
    for action in view_of_board.CHANGES:
        app.action(action)(_chose(action))
    app.action(Action.BOARD_TICKET)(opened)


def _chose(element: Action) -> Callable[..., None]:
    def chose(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
        who, view_id = acting(context), view_of(body)
        value = selected(action) or str(chosen(action).get("value") or "")
        narrowed = view_of_board.changed(view_of_board.narrowed_in(body.get("view")), element, value)
        draw = partial(board.shown, deps, who.team_id, who.user_id, narrowed)
        if view_id is None:
            forms.show(deps, who, body, draw)
            ack()
            return
        try:
            view = draw()
        except NotAllowedError as error:
            view = forms.refusal(deps, who, error)
        deps.slack.update_view(who.team_id, view_id, view)
        ack()

    return chose


def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """A ticket in detail, on top of where its button stood."""
    who, (ticket_id, _) = acting(context), pressed(str(chosen(action).get("value") or ""))
    forms.show(deps, who, body, partial(board.ticket, deps, who.team_id, who.user_id, ticket_id))
    ack()
