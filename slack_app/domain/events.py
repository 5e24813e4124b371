"""What Slack's events say, distilled to facts: who, where, when, of what kind; never a text or a name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from slack_app.domain import messages, people
from slack_app.domain.messages import length_class
from slack_app.domain.people import person_of
from slack_app.domain.plain import JSON, flag_at, id_at, int_at, mapping_at, str_at, strs_at, ts_at

__all__ = ["Heard", "HeardKind", "distil", "length_class", "person_of"]


class HeardKind(StrEnum):
    """The kinds of event that mean something here; named as Slack names them, or its subtype of a message."""

    TEAM_JOIN = "team_join"
    USER_CHANGE = "user_change"
    MEMBER_JOINED_CHANNEL = "member_joined_channel"
    MEMBER_LEFT_CHANNEL = "member_left_channel"
    MESSAGE = "message"
    MESSAGE_DELETED = "message_deleted"
    REACTION_ADDED = "reaction_added"
    APP_HOME_OPENED = "app_home_opened"
    CHANNEL_ARCHIVE = "channel_archive"
    CHANNEL_DELETED = "channel_deleted"
    CHANNEL_RENAME = "channel_rename"
    GROUP_ARCHIVE = "group_archive"
    GROUP_DELETED = "group_deleted"
    TOKENS_REVOKED = "tokens_revoked"
    APP_UNINSTALLED = "app_uninstalled"
    APP_CLICK = "app_click"
    """No event of Slack's: somebody used the app, noted once a day."""


@dataclass(frozen=True)
class Heard:
    """One event. `team_id` is the workspace where the app is installed, `event_ts` Slack's time of the event.

    Facts, by kind (a key whose value is unknown holds None):

    - team_join, user_change: what `people.to_json` writes; `people.from_json(user_id, facts)` reads it;
    - member_joined_channel, member_left_channel: user_team, channel_type, inviter_id;
    - message: ts, thread_ts (of a reply only), parent_user_id (who began that thread), question, resource (a link or a
      file), length (S, M, L), channel_type, user_team, is_broadcast;
    - message_deleted: ts (of the message that is no more);
    - reaction_added: ts (of the message), author_id (of the message), user_team, emoji (its name, in channels alone);
    - app_home_opened: tab;
    - tokens_revoked: bot (whether the bot's own is among them), user_ids (whose others);
    - app_click: user_team.

    `is_ext_shared_channel` stands wherever a person and a channel are known.
    """

    team_id: str
    enterprise_id: str | None
    event_id: str
    kind: HeardKind
    user_id: str | None
    channel_id: str | None
    event_ts: str
    facts: dict[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True)
class _Found:
    """What one kind of event tells beyond its envelope."""

    user_id: str | None = None
    channel_id: str | None = None
    facts: dict[str, JSON] = field(default_factory=dict)
    kind: HeardKind | None = None
    """Where it is not the event's own type."""


_Event = Mapping[str, object]
_PRIVATE_TALK = frozenset({"im", "app_home"})
_GROUP = "mpim"
_MOST_IDS = 100
_LONGEST_NAME = 130
"""An emoji's hundred characters, and its skin's."""


def distil(envelope: object) -> Heard | None:
    """The facts of an Events API envelope; None for what means nothing here, or is malformed. Never raises."""
    event = mapping_at(envelope, "event")
    kind = str_at(event, "type") or ""
    read = _READERS.get(kind)
    if read is None:
        return None
    team_id, enterprise_id = _installation(envelope)
    event_id, event_ts = id_at(envelope, "event_id"), _event_ts(envelope, event)
    if team_id is None or event_id is None or event_ts is None:
        return None
    found = read(event)
    if found is None:
        return None
    facts = found.facts
    if found.channel_id and found.user_id:
        facts = {**facts, "is_ext_shared_channel": flag_at(envelope, "is_ext_shared_channel")}
    return Heard(
        team_id,
        enterprise_id,
        event_id,
        found.kind or HeardKind(kind),
        found.user_id,
        found.channel_id,
        event_ts,
        facts,
    )


def _installation(envelope: object) -> tuple[str | None, str | None]:
    """Whose event it is: in a shared channel the authorization names our workspace, the envelope perhaps another's."""
    listed = envelope.get("authorizations") if isinstance(envelope, Mapping) else None
    ours = listed[0] if isinstance(listed, list) and listed else {}
    team_id, enterprise_id = id_at(ours, "team_id"), id_at(ours, "enterprise_id")
    if team_id:
        return team_id, enterprise_id
    return id_at(envelope, "team_id"), enterprise_id or id_at(envelope, "enterprise_id")


def _event_ts(envelope: object, event: _Event) -> str | None:
    stated = ts_at(event, "event_ts") or ts_at(event, "ts")
    if stated:
        return stated
    seconds = int_at(envelope, "event_time")
    return f"{seconds}.000000" if seconds and 0 < seconds < 10**12 else None


def _person(event: _Event) -> _Found | None:
    person = person_of(event.get("user"))
    return _Found(person.user_id, facts=people.to_json(person)) if person else None


def _presence(event: _Event) -> _Found | None:
    user_id, channel_id = id_at(event, "user"), id_at(event, "channel")
    if user_id is None or channel_id is None:
        return None
    facts: dict[str, JSON] = {
        "user_team": id_at(event, "team"),
        "channel_type": id_at(event, "channel_type"),
        "inviter_id": id_at(event, "inviter"),
    }
    return _Found(user_id, channel_id, facts)


def _message(event: _Event) -> _Found | None:
    channel_id = id_at(event, "channel")
    if channel_id is None or _is_private(event):
        return None
    said = messages.facts_of(event)
    if said is None:
        return _deletion(event, channel_id)
    facts: dict[str, JSON] = {
        "ts": said.ts,
        "thread_ts": said.thread_ts,
        "parent_user_id": said.parent_user_id,
        "question": said.question,
        "resource": said.resource,
        "length": said.length,
        "channel_type": id_at(event, "channel_type"),
        "user_team": said.user_team,
        "is_broadcast": said.is_broadcast,
    }
    return _Found(said.user_id, channel_id, facts)


def _is_private(event: _Event) -> bool:
    return str_at(event, "channel_type") in _PRIVATE_TALK or (str_at(event, "channel") or "").startswith("D")


def _deletion(event: _Event, channel_id: str) -> _Found | None:
    """A message is no more: it is gone, or, where others had replied to it, a tombstone stands in its place."""
    ts: str | None = None
    if event.get("subtype") == "message_deleted":
        ts = ts_at(event, "deleted_ts")
    elif event.get("subtype") == "message_changed":
        changed = mapping_at(event, "message")
        ts = ts_at(changed, "ts") if changed.get("subtype") == "tombstone" else None
    if ts is None or event.get("channel_type") == _GROUP:
        return None
    return _Found(channel_id=channel_id, facts={"ts": ts}, kind=HeardKind.MESSAGE_DELETED)


def _reaction(event: _Event) -> _Found | None:
    item, user_id = mapping_at(event, "item"), id_at(event, "user")
    channel_id, ts = id_at(item, "channel"), ts_at(item, "ts")
    if user_id is None or channel_id is None or ts is None or item.get("type") != "message":
        return None
    facts: dict[str, JSON] = {
        "ts": ts,
        "author_id": messages.author_at(event, "item_user"),
        "user_team": id_at(event, "user_team"),
        "emoji": None if channel_id.startswith("D") else _name_at(event, "reaction"),
    }
    return _Found(user_id, channel_id, facts)


def _name_at(event: _Event, key: str) -> str | None:
    """The name of an emoji; None for what is too long for one."""
    name = str_at(event, key)
    return name if name and len(name) <= _LONGEST_NAME else None


def _home(event: _Event) -> _Found | None:
    user_id = id_at(event, "user")
    tab = "messages" if event.get("tab") == "messages" else "home"
    return _Found(user_id, id_at(event, "channel"), {"tab": tab}) if user_id else None


def _channel(event: _Event) -> _Found | None:
    channel_id = id_at(event, "channel") or id_at(event.get("channel"), "id")
    return _Found(channel_id=channel_id) if channel_id else None


def _tokens(event: _Event) -> _Found:
    tokens = mapping_at(event, "tokens")
    user_ids = [one for one in strs_at(tokens, "oauth")[:_MOST_IDS] if id_at({"id": one}, "id")]
    return _Found(facts={"bot": bool(strs_at(tokens, "bot")), "user_ids": list(user_ids)})


def _uninstalled(_event: _Event) -> _Found:
    return _Found()


_READERS: Mapping[str, Callable[[_Event], _Found | None]] = {
    HeardKind.TEAM_JOIN: _person,
    HeardKind.USER_CHANGE: _person,
    HeardKind.MEMBER_JOINED_CHANNEL: _presence,
    HeardKind.MEMBER_LEFT_CHANNEL: _presence,
    HeardKind.MESSAGE: _message,
    HeardKind.REACTION_ADDED: _reaction,
    HeardKind.APP_HOME_OPENED: _home,
    HeardKind.CHANNEL_ARCHIVE: _channel,
    HeardKind.CHANNEL_DELETED: _channel,
    HeardKind.CHANNEL_RENAME: _channel,
    HeardKind.GROUP_ARCHIVE: _channel,
    HeardKind.GROUP_DELETED: _channel,
    HeardKind.TOKENS_REVOKED: _tokens,
    HeardKind.APP_UNINSTALLED: _uninstalled,
}
