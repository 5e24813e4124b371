"""The inner events about messages: posted, changed, deleted, shared with files, echoed from bots, mentions."""

from collections.abc import Mapping
from typing import Any

from sandbox.delivery.payloads.parties import Payload, Room
from sandbox.delivery.payloads.typed import typed_text

MENTION_KEYS = ("client_msg_id", "user", "text", "ts", "blocks", "team", "thread_ts", "bot_id", "app_id", "bot_profile")


def message(posted: Mapping[str, Any], room: Room) -> Payload:
    """Say that `posted` (the message as history shows it, with its `ts`) appeared in `room`.

    Its subtype, if it has one (`file_share`, `thread_broadcast`, `bot_message`, `channel_join`…), stays as it is;
    a bot's own message comes back the same way, with `bot_id`, `app_id` and `bot_profile`.
    """
    return {**posted, "type": "message", **where(room), "event_ts": posted["ts"]}


def person_message(user: str, team: str, text: str, ts: str, **more: object) -> Payload:
    """Return a person's message as history shows it; `more` adds `thread_ts`, `files`, `blocks`, `subtype`…."""
    plain: Payload = {"client_msg_id": client_msg_id(ts), "type": "message", "text": text, "user": user, "ts": ts}
    return {**plain, "blocks": typed_text(text, ts), "team": team, **more}


def bot_profile(bot_id: str, app_id: str, name: str, team_id: str) -> Payload:
    """Return who a bot's message says it is from."""
    icon = f"https://local.slack.invalid/{bot_id}"
    icons = {"image_36": f"{icon}_36.png", "image_48": f"{icon}_48.png", "image_72": f"{icon}_72.png"}
    identity: Payload = {"id": bot_id, "app_id": app_id, "user_id": "", "name": name, "icons": icons}
    return {**identity, "deleted": False, "updated": 0, "team_id": team_id}


def message_changed(new: Mapping[str, Any], old: Mapping[str, Any], room: Room, event_ts: str) -> Payload:
    """Say that a message was edited, or that it got replies, a preview or a file: `new` took the place of `old`."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": dict(new),
        "previous_message": dict(old),
        **where(room),
        "hidden": True,
        "ts": event_ts,
        "event_ts": event_ts,
    }


def message_deleted(old: Mapping[str, Any], room: Room, event_ts: str) -> Payload:
    """Say that `old` is gone; `ts` is the moment of it, `deleted_ts` the message's own."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": dict(old),
        **where(room),
        "hidden": True,
        "deleted_ts": old["ts"],
        "ts": event_ts,
        "event_ts": event_ts,
    }


def app_mention(posted: Mapping[str, Any], room: Room) -> Payload:
    """Say that `posted` names the app; unlike a message it says no channel type."""
    named = {key: posted[key] for key in MENTION_KEYS if key in posted}
    return {**named, "type": "app_mention", "channel": room.id, "event_ts": posted["ts"]}


def file_object(file_id: str, name: str, user: str, created: int, **more: object) -> Payload:
    """Return a file as messages and inputs show it; `more` overrides any of it."""
    kind = name.rpartition(".")[2] or "txt"
    url = f"https://local.slack.invalid/files/{file_id}/{name}"
    return {
        "id": file_id,
        "created": created,
        "timestamp": created,
        "name": name,
        "title": name,
        "mimetype": "application/octet-stream",
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": user,
        "editable": False,
        "size": 0,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": True,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": url,
        "url_private_download": f"{url}?download=1",
        "permalink": url,
        "has_rich_preview": False,
        "file_access": "visible",
        **more,
    }


def client_msg_id(ts: str) -> str:
    """Return the id that a person's client gives to a message, made of its timestamp."""
    digits = ts.replace(".", "").rjust(32, "0")
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def where(room: Room) -> Payload:
    """Return the two keys by which a message says its conversation."""
    return {"channel": room.id, "channel_type": room.kind}
