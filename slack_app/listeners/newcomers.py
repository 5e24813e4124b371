"""Greeting a newcomer in person, from the team's message."""

from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.flows import newcomers
from slack_app.flows.deps import Deps
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, chosen, message_of
from slack_app.views.actions import Action


def register(app: Routes) -> None:
    """One button."""
    app.action(Action.GREET)(claimed)


def claimed(ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """The first to press greets; the message then shows who."""
    who, where = acting(context), message_of(body)
    newcomer_id = chosen(action).get("value")
    if where and isinstance(newcomer_id, str):
        newcomers.claim_greeting(deps, who.team_id, who.user_id, newcomer_id, where)
    ack()
