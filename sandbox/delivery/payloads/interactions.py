"""What a person's act becomes: commands, block actions, submissions, closings, suggestions, shortcuts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.delivery.payloads.parties import Installation, Payload, Person, Room


@dataclass(frozen=True)
class Origin:
    """Where a button stands: in a message (`room` and `message`), or in a modal or Home (`view`)."""

    room: Room | None = None
    message: Mapping[str, Any] | None = None
    view: Mapping[str, Any] | None = None
    ephemeral: bool = False
    state: Mapping[str, Any] = field(default_factory=dict)
    response_url: str = ""

    def container(self) -> Payload:
        """Return the `container` of an interaction."""
        if self.view is not None:
            return {"type": "view", "view_id": self.view["id"]}
        if self.room is None or self.message is None:
            return {"type": "message"}
        place = {"type": "message", "message_ts": self.message["ts"], "channel_id": self.room.id}
        thread = {"thread_ts": self.message["thread_ts"]} if "thread_ts" in self.message else {}
        return {**place, **thread, "is_ephemeral": self.ephemeral}


def common(kind: str, app: Installation, who: Person) -> Payload:
    """Return the keys that every interaction has."""
    return {
        "type": kind,
        "team": app.team(),
        "user": who.brief(),
        "api_app_id": app.app_id,
        "token": app.verification_token,
        "enterprise": app.enterprise(),
        "is_enterprise_install": False,
    }


def slash_command(
    app: Installation, who: Person, room: Room, typed: str, *, trigger_id: str, response_url: str
) -> Payload:
    """Return the form of a slash command; `typed` is the whole line (`/intro me`)."""
    command, _, text = typed.partition(" ")
    form = {
        "token": app.verification_token,
        "team_id": app.team_id,
        "team_domain": app.team_domain,
        "channel_id": room.id,
        "channel_name": room.brief()["name"],
        "user_id": who.id,
        "user_name": who.name,
        "command": command,
        "text": text.strip(),
        "api_app_id": app.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }
    enterprise = {"enterprise_id": app.enterprise_id, "enterprise_name": app.enterprise_name}
    return {**form, **enterprise} if app.enterprise_id else form


def block_actions(
    app: Installation, who: Person, origin: Origin, actions: Sequence[Mapping[str, Any]], *, trigger_id: str
) -> Payload:
    """Return what a click or a choice becomes; `actions` are from `action_of`."""
    payload = common("block_actions", app, who)
    payload |= {"container": origin.container(), "trigger_id": trigger_id}
    if origin.view is not None:
        payload["view"] = with_state(origin.view, origin.state)
    else:
        payload |= from_message(origin)
    return {**payload, "actions": [dict(action) for action in actions]}


def from_message(origin: Origin) -> Payload:
    """Return what an interaction says of its message; of an ephemeral one Slack keeps, and sends, no content."""
    payload: Payload = {"state": {"values": dict(origin.state)}, "response_url": origin.response_url}
    if origin.room is not None:
        payload["channel"] = origin.room.brief()
    if origin.message is not None and not origin.ephemeral:
        payload["message"] = dict(origin.message)
    return payload


def with_state(view: Mapping[str, Any], values: Mapping[str, Any]) -> Payload:
    """Return a view with what the person has put into it."""
    return {**view, "state": {"values": dict(values)}}


def view_submission(
    app: Installation,
    who: Person,
    view: Mapping[str, Any],
    *,
    trigger_id: str,
    response_urls: Sequence[Mapping[str, Any]] = (),
) -> Payload:
    """Return what the submit button becomes; `view` is the whole view object, with its state."""
    payload = common("view_submission", app, who)
    return {
        **payload,
        "trigger_id": trigger_id,
        "view": dict(view),
        "response_urls": [dict(url) for url in response_urls],
    }


def view_closed(app: Installation, who: Person, view: Mapping[str, Any], *, cleared: bool = False) -> Payload:
    """Return what closing becomes, for a view that asked for it; `cleared` when the whole stack went."""
    return {**common("view_closed", app, who), "view": dict(view), "is_cleared": cleared}


def block_suggestion(
    app: Installation, who: Person, origin: Origin, *, block_id: str, action_id: str, typed: str
) -> Payload:
    """Return the question for options that an external select asks while a person types in it."""
    payload = common("block_suggestion", app, who)
    payload |= {"container": origin.container(), "action_id": action_id, "block_id": block_id, "value": typed}
    if origin.view is not None:
        return {**payload, "view": with_state(origin.view, origin.state)}
    message = {key: value for key, value in from_message(origin).items() if key in {"channel", "message"}}
    return {**payload, **message}


def shortcut(app: Installation, who: Person, callback_id: str, *, trigger_id: str, action_ts: str) -> Payload:
    """Return what a global shortcut becomes: it has no channel and no response_url."""
    user = {"id": who.id, "username": who.name, "team_id": who.team_id}
    asked = {"callback_id": callback_id, "trigger_id": trigger_id, "action_ts": action_ts}
    return {**common("shortcut", app, who), "user": user, **asked}


def message_action(
    app: Installation, who: Person, origin: Origin, callback_id: str, *, trigger_id: str, action_ts: str
) -> Payload:
    """Return what a message shortcut becomes."""
    message = dict(origin.message or {})
    asked = {"callback_id": callback_id, "trigger_id": trigger_id, "action_ts": action_ts}
    place = {"message_ts": message.get("ts", ""), "channel": origin.room.brief() if origin.room else {}}
    answer = {"message": message, "response_url": origin.response_url}
    return {**common("message_action", app, who), **asked, **place, **answer}
