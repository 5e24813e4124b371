"""What the app knows about someone: handed over, or forgotten."""

from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.flows import privacy
from slack_app.flows.deps import Deps
from slack_app.listeners.routing import Routes
from slack_app.listeners.who import acting, chosen
from slack_app.views.actions import Action


def register(app: Routes) -> None:
    """Two buttons of Home."""
    app.action(Action.EXPORT_ME)(asked_for_export)
    app.action(Action.ERASE_ME)(asked_to_be_forgotten)


def asked_for_export(ack: Ack, action: dict[str, Any], context: BoltContext, deps: Deps) -> None:
    """A file with everything comes in a direct message; one for each time they ask."""
    who = acting(context)
    privacy.ask_for_export(deps, who.team_id, who.user_id, asked=str(chosen(action).get("action_ts")))
    ack()


def asked_to_be_forgotten(ack: Ack, context: BoltContext, deps: Deps) -> None:
    """Everything about them is deleted at once (Slack has asked them to confirm)."""
    who = acting(context)
    privacy.forget(deps, who.team_id, who.user_id)
    ack()
