"""The inner events about people, channels, reactions and the app itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.delivery.payloads.parties import Payload, Person, Room

CHANNEL_TYPES = {"channel": "C", "group": "G", "im": "D", "mpim": "G", "app_home": "D"}


def team_join(user: Mapping[str, Any], event_ts: str) -> Payload:
    """Say that someone joined the workspace; `user` is the whole user object, as `users.info` gives it."""
    return {"type": "team_join", "user": dict(user), "cache_ts": seconds(event_ts), "event_ts": event_ts}


def user_change(user: Mapping[str, Any], event_ts: str) -> Payload:
    """Say that a person's profile, role, language, time zone or status changed; `user` is the whole new object."""
    return {"type": "user_change", "user": dict(user), "cache_ts": seconds(event_ts), "event_ts": event_ts}


def app_home_opened(
    who: Person, room: Room, event_ts: str, *, view: Mapping[str, Any] | None, tab: str = "home"
) -> Payload:
    """Say that someone opened the app's Home or Messages tab; `view` is what is published for them, if anything."""
    event: Payload = {"type": "app_home_opened", "user": who.id, "channel": room.id, "tab": tab, "event_ts": event_ts}
    if tab == "home" and view is not None:
        event["view"] = dict(view)
    return event


def member_joined_channel(who: Person, room: Room, event_ts: str, *, inviter: str | None = None) -> Payload:
    """Say that someone joined a conversation, by themselves or invited by `inviter`."""
    event = membership("member_joined_channel", who, room, event_ts)
    return event if inviter is None else {**event, "inviter": inviter}


def member_left_channel(who: Person, room: Room, event_ts: str) -> Payload:
    """Say that someone left a conversation."""
    return membership("member_left_channel", who, room, event_ts)


def membership(kind: str, who: Person, room: Room, event_ts: str) -> Payload:
    """Return what joining and leaving have in common."""
    return {
        "type": kind,
        "user": who.id,
        "channel": room.id,
        "channel_type": CHANNEL_TYPES[room.kind],
        "team": who.team_id,
        "event_ts": event_ts,
    }


def reaction_added(who: Person, reaction: str, item: Payload, event_ts: str) -> Payload:
    """Say that someone reacted to the message that `message_item` describes."""
    return reacted("reaction_added", who, reaction, item, event_ts)


def reaction_removed(who: Person, reaction: str, item: Payload, event_ts: str) -> Payload:
    """Say that someone took a reaction back."""
    return reacted("reaction_removed", who, reaction, item, event_ts)


def reacted(kind: str, who: Person, reaction: str, item: Payload, event_ts: str) -> Payload:
    """Return what both reaction events have in common; the author stands in `item_user`, not in `item`."""
    place = {key: value for key, value in item.items() if key != "user"}
    event: Payload = {"type": kind, "user": who.id, "reaction": reaction, "item": place, "event_ts": event_ts}
    return {**event, "item_user": item["user"]} if item.get("user") else event


def message_item(channel: str, ts: str, author: str | None) -> Payload:
    """Describe the message that was reacted to; messages without a person behind them have no author."""
    return {"type": "message", "channel": channel, "ts": ts, "user": author}


def channel_archive(who: Person, room: Room, event_ts: str, *, archived: bool = True) -> Payload:
    """Say that a channel was archived, or with `archived=False` brought back."""
    kind = ("group_" if room.kind == "group" else "channel_") + ("archive" if archived else "unarchive")
    return {"type": kind, "channel": room.id, "user": who.id, "is_moved": 0, "event_ts": event_ts}


def channel_deleted(who: Person, room: Room, event_ts: str) -> Payload:
    """Say that a channel is gone for ever."""
    kind = "group_deleted" if room.kind == "group" else "channel_deleted"
    return {"type": kind, "channel": room.id, "actor_id": who.id, "event_ts": event_ts}


def channel_rename(room: Room, event_ts: str, *, created: int) -> Payload:
    """Say that a channel has the new name that `room` bears."""
    private = room.kind == "group"
    channel: Payload = {"id": room.id, "name": room.name, "name_normalized": room.name, "created": created}
    channel |= {"is_channel": not private, "is_mpim": False}
    return {"type": "group_rename" if private else "channel_rename", "channel": channel, "event_ts": event_ts}


def channel_created(who: Person, room: Room, event_ts: str, *, created: int) -> Payload:
    """Say that a public channel was made."""
    channel: Payload = {"id": room.id, "name": room.name, "name_normalized": room.name, "created": created}
    channel |= {"is_channel": True, "is_shared": False, "is_org_shared": False, "creator": who.id}
    return {"type": "channel_created", "channel": {**channel, "context_team_id": who.team_id}, "event_ts": event_ts}


def tokens_revoked(event_ts: str, *, bot: Iterable[str] = (), oauth: Iterable[str] = ()) -> Payload:
    """Say whose tokens no longer work: user ids, not tokens."""
    return {"type": "tokens_revoked", "tokens": {"oauth": list(oauth), "bot": list(bot)}, "event_ts": event_ts}


def app_uninstalled(event_ts: str) -> Payload:
    """Say that the app was removed from the workspace."""
    return {"type": "app_uninstalled", "event_ts": event_ts}


def seconds(ts: str) -> int:
    """Return the whole seconds of a Slack timestamp."""
    return int(ts.split(".", maxsplit=1)[0])
