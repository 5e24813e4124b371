"""Who acts, and where: read from the context that Bolt made of the payload."""

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, BoltContext

from slack_app.gateway.protocol import Receipt


class NobodyError(Exception):
    """The payload does not say who acts."""

    def __init__(self) -> None:
        super().__init__("nobody_acts")


@dataclass(frozen=True)
class Who:
    """A person in a workspace."""

    team_id: str
    user_id: str


def acting(context: BoltContext) -> Who:
    """Who pressed, typed or chose. Raises NobodyError when the payload does not say."""
    if not context.team_id or not context.user_id:
        raise NobodyError
    return Who(context.team_id, context.user_id)


def chosen(action: object) -> dict[str, Any]:
    """The pressed or changed element, in whatever state it comes."""
    return action if isinstance(action, dict) else {}


def selected(action: object) -> str:
    """The value of the one option that was chosen in a list."""
    option = chosen(action).get("selected_option")
    value = option.get("value") if isinstance(option, dict) else None
    return value if isinstance(value, str) else ""


def view_of(body: dict[str, Any]) -> str | None:
    """The modal in which somebody pressed a button, if it was one; Home is none."""
    view = body.get("view")
    if not isinstance(view, dict) or view.get("type") != "modal":
        return None
    view_id = view.get("id")
    return view_id if isinstance(view_id, str) else None


def trigger_of(body: dict[str, Any]) -> str:
    """What allows us to open a modal, for three seconds."""
    trigger = body.get("trigger_id")
    return trigger if isinstance(trigger, str) else ""


def message_of(body: dict[str, Any]) -> Receipt | None:
    """The message in which somebody pressed a button, if it was one."""
    container = body.get("container")
    if not isinstance(container, dict):
        return None
    channel_id, message_ts = container.get("channel_id"), container.get("message_ts")
    if not isinstance(channel_id, str) or not isinstance(message_ts, str):
        return None
    return Receipt(channel_id, message_ts)


def errors_answer(ack: Ack, errors: dict[str, str]) -> None:
    """Keep a modal open, each sentence beside its field."""
    ack(response_action="errors", errors=errors)
