"""People, channels, messages and files as Slack's answers and events show them."""

import hashlib
from typing import Any

from sandbox.delivery.payloads.messages import bot_profile, file_object
from sandbox.engine.channels import Channel, ChannelKind, Message
from sandbox.engine.people import Person, Role
from sandbox.engine.world import File, World
from sandbox.engine.zones import offset_of

JSON = dict[str, Any]
SHARED_IN = {
    ChannelKind.PUBLIC: "channels",
    ChannelKind.PRIVATE: "groups",
    ChannelKind.MPIM: "groups",
    ChannelKind.IM: "ims",
}
MIMETYPES = {
    "gif": "image/gif",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "text/plain",
    "png": "image/png",
    "txt": "text/plain",
}


def user(world: World, person: Person, viewer_team: str, *, email: bool = False, locale: bool = False) -> JSON:
    """A person as a token of `viewer_team` sees them: thin if they belong to another workspace, or are gone."""
    shown: JSON = {"id": person.user_id, "team_id": person.team_id, "name": person.handle, "deleted": person.deleted}
    shown |= {"real_name": person.real_name, "profile": profile(person, email=email)}
    stranger = person.team_id != viewer_team
    if stranger:
        shown |= {"is_stranger": True}
    if not person.deleted and not stranger:
        shown |= {
            "color": hashlib.sha256(person.user_id.encode()).hexdigest()[:6],
            "who_can_share_contact_card": "EVERYONE",
        }
    if not person.deleted:
        shown |= zone(world, person)
    shown |= roles(person) if not person.deleted and not stranger else {}
    shown |= {"is_bot": person.is_bot, "is_app_user": False, "updated": person.updated}
    if not person.deleted and not person.is_bot and not stranger:
        shown["is_email_confirmed"] = True
    if locale and person.locale and not stranger:
        shown["locale"] = person.locale
    return shown


def zone(world: World, person: Person) -> JSON:
    """The time zone's three keys, which someone without a zone has not."""
    if not person.tz:
        return {}
    offset, label = offset_of(person.tz, world.clock.now())
    return {"tz": person.tz, "tz_label": label, "tz_offset": offset}


def roles(person: Person) -> JSON:
    """What someone may do."""
    return {
        "is_admin": person.is_admin,
        "is_owner": person.role is Role.OWNER,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": person.role is Role.SINGLE_CHANNEL_GUEST,
    }


def profile(person: Person, *, email: bool = False) -> JSON:
    """Someone's profile; only the pictures are sure to be there."""
    avatar = hashlib.sha256(person.user_id.encode()).hexdigest()[:12]
    first, _, last = person.real_name.partition(" ")
    shown: JSON = {
        "title": person.title,
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "fields": None,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": avatar,
        "first_name": first,
        "last_name": last,
        "pronouns": person.pronouns,
        "team": person.team_id,
    }
    if person.is_bot:
        shown |= {"bot_id": person.bot_id, "api_app_id": person.app_id, "always_active": True}
    if email and person.email:
        shown["email"] = person.email
    return shown | {
        f"image_{size}": f"https://local.slack.invalid/{avatar}_{size}.png" for size in (24, 32, 48, 72, 192, 512)
    }


def channel(world: World, one: Channel, team_id: str, *, me: str = "", count: bool = False) -> JSON:
    """A conversation as a member `me` of a workspace sees it."""
    if one.kind is ChannelKind.IM:
        return direct(one, team_id, me)
    private, shared = one.kind is not ChannelKind.PUBLIC, bool(one.shared_with)
    shown: JSON = {
        "id": one.channel_id,
        "name": one.name,
        "is_channel": one.kind is ChannelKind.PUBLIC,
        "is_group": one.kind is ChannelKind.PRIVATE,
        "is_im": False,
        "is_mpim": one.kind is ChannelKind.MPIM,
        "is_private": private,
        "created": one.created,
        "is_archived": one.is_archived,
        "is_general": one.is_general,
        "unlinked": 0,
        "name_normalized": one.name,
        "is_shared": shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "context_team_id": team_id,
        "updated": one.created * 1000,
        "parent_conversation": None,
        "creator": one.creator,
        "is_ext_shared": shared,
        "shared_team_ids": [one.team_id, *sorted(one.shared_with)],
        "pending_connected_team_ids": [],
        "is_member": me in one.members,
        "topic": {"value": one.topic, "creator": one.creator if one.topic else "", "last_set": 0},
        "purpose": {"value": one.purpose, "creator": one.creator if one.purpose else "", "last_set": 0},
        "previous_names": [],
    }
    if me in one.members:
        shown["last_read"] = one.last_read.get(me, "0000000000.000000")
    return shown | ({"num_members": alive(world, one)} if count else {})


def alive(world: World, one: Channel) -> int:
    """How many members are not deactivated."""
    return sum(not world.people[user_id].deleted for user_id in one.members)


def direct(one: Channel, team_id: str, me: str) -> JSON:
    """A direct message of two."""
    other = next((user_id for user_id in one.members if user_id != me), me)
    return {
        "id": one.channel_id,
        "created": one.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": team_id,
        "updated": one.created * 1000,
        "user": other,
        "is_user_deleted": False,
        "priority": 0,
    }


def message(world: World, one: Message, *, metadata: bool = False) -> JSON:
    """A message as history shows it; its own metadata only if asked for."""
    shown: JSON = sort_of(one)
    shown |= {"user": one.user_id, "text": one.text, "ts": one.ts, "team": one.team_id}
    if one.client_msg_id:
        shown["client_msg_id"] = one.client_msg_id
    if one.bot_id:
        installed = bot_profile(one.bot_id, one.app_id, world.app_name, one.team_id)
        shown |= {"bot_id": one.bot_id, "app_id": one.app_id, "bot_profile": installed}
    if one.blocks:
        shown["blocks"] = one.blocks
    if one.attachments:
        shown["attachments"] = one.attachments
    if one.edited_ts:
        shown["edited"] = {"user": one.edited_by, "ts": one.edited_ts}
    shown |= thread(world, one)
    if one.file_ids:
        shown |= {"files": [file(world, world.files[file_id]) for file_id in one.file_ids], "upload": False}
    if one.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)} for name, users in one.reactions.items()
        ]
    if metadata and one.metadata:
        shown["metadata"] = one.metadata
    return shown


def sort_of(one: Message) -> JSON:
    """What sort of message it is."""
    shown: JSON = {"type": "message"} | ({"subtype": one.subtype} if one.subtype else {})
    return shown | ({"hidden": True} if one.is_tombstone else {})


def thread(world: World, one: Message) -> JSON:
    """What a message says about its thread."""
    if one.is_reply:
        place = world.channels[one.channel_id]
        parent = place.messages.get(one.thread_ts or "")
        return {"thread_ts": one.thread_ts} | ({"parent_user_id": parent.user_id} if parent else {})
    replies = world.channels[one.channel_id].threads.get(one.ts)
    if not replies:
        return {}
    place = world.channels[one.channel_id]
    authors = list(dict.fromkeys(place.messages[ts].user_id for ts in replies))
    return {
        "thread_ts": one.ts,
        "reply_count": len(replies),
        "reply_users_count": len(authors),
        "latest_reply": replies[-1],
        "reply_users": authors[:5],
        "is_locked": False,
        "subscribed": False,
    }


def file(world: World, one: File) -> JSON:
    """A file: what it is, and where it was shared, by the kind of conversation."""
    shared: dict[str, list[str]] = {"channels": [], "groups": [], "ims": []}
    for channel_id in one.channel_ids:
        shared[SHARED_IN[world.channels[channel_id].kind]].append(channel_id)
    kind = MIMETYPES.get(one.name.rpartition(".")[2].lower(), "application/octet-stream")
    more: JSON = {"title": one.title or one.name, "size": one.size, "user_team": one.team_id}
    more |= {"mimetype": kind, "is_public": bool(shared["channels"])}
    if one.alt_txt:
        more["alt_txt"] = one.alt_txt
    return file_object(one.file_id, one.name, one.user_id, one.created, **more, **shared)
