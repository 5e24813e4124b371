"""What one person sees of the world, as the page's JSON: people, places, messages, the app, the time."""

from collections.abc import Iterable
from typing import Any

from sandbox.engine import shapes
from sandbox.engine.channels import Channel, ChannelKind, Message
from sandbox.engine.faults import Faults
from sandbox.engine.people import Person, Workspace
from sandbox.engine.ports import AppSpec
from sandbox.engine.world import World

JSON = dict[str, Any]
KINDS = {
    ChannelKind.PUBLIC: "channel",
    ChannelKind.PRIVATE: "private",
    ChannelKind.IM: "im",
    ChannelKind.MPIM: "mpim",
}
MOST_UNREAD = 99


def workspace(one: Workspace) -> JSON:
    """A workspace."""
    return {"id": one.team_id, "name": one.name, "locale": one.locale}


def person(one: Person) -> JSON:
    """Someone, with what the switcher shows of them."""
    return {
        "id": one.user_id,
        "team": one.team_id,
        "name": one.handle,
        "real_name": one.real_name,
        "display_name": one.real_name,
        "role": one.role.value,
        "title": one.title,
        "locale": one.locale or "",
        "tz": one.tz or "",
        "is_bot": one.is_bot,
        "is_admin": one.is_admin,
        "deleted": one.deleted,
    }


def visible(one: Channel, who: Person) -> bool:
    """Whether this person may look into a conversation."""
    return one.is_in(who.team_id) and (who.user_id in one.members or (not one.is_private and not who.is_guest))


def channel(world: World, one: Channel, who: Person, since: float) -> JSON:
    """A conversation; `since` (seconds) is when the page began, what is older counts as read."""
    others = [user_id for user_id in one.members if user_id != who.user_id]
    return {
        "id": one.channel_id,
        "name": one.name,
        "label": label(world, one, others),
        "kind": KINDS[one.kind],
        "is_member": who.user_id in one.members,
        "is_archived": one.is_archived,
        "is_general": one.is_general,
        "members": shapes.alive(world, one),
        "topic": one.topic,
        "purpose": one.purpose,
        "with": others if one.is_direct else [],
        "latest": one.timeline[-1] if one.timeline else "",
        "unread": unread(one, who, since),
    }


def label(world: World, one: Channel, others: Iterable[str]) -> str:
    """The name that people read: `#python`, or who one writes with, programs last."""
    if not one.is_direct:
        return f"#{one.name}"
    found = sorted((world.people[user_id] for user_id in others), key=lambda one: (one.is_bot, one.real_name))
    return ", ".join(one.real_name for one in found) or "…"


def unread(one: Channel, who: Person, since: float) -> int:
    """How many messages of others this person has not seen, at most `MOST_UNREAD`."""
    if who.user_id not in one.members:
        return 0
    seen = one.last_read.get(who.user_id) or f"{max(since, who.joined):.6f}"
    later = one.between(seen, "", inclusive=False)[-MOST_UNREAD:]
    return sum(one.messages[ts].user_id != who.user_id for ts in later)


def message(world: World, one: Message) -> JSON:
    """A message as history shows it, its files at addresses of this machine."""
    shown = shapes.message(world, one)
    if one.ephemeral_to:
        shown["is_ephemeral"] = True
    if one.file_ids:
        shown["files"] = [file | {"url_private": f"/page/file/{file['id']}"} for file in shown["files"]]
    return shown


def find(one: Channel, ts: str, who: Person) -> Message | None:
    """A message by its timestamp, also one that only this person sees."""
    whispered = (each for each in one.ephemerals if each.ts == ts and each.ephemeral_to == who.user_id)
    return one.messages.get(ts) or next(whispered, None)


def history(world: World, one: Channel, who: Person, *, before: str, limit: int) -> JSON:
    """A page of a conversation, oldest first, ending before a timestamp (or with the newest)."""
    earlier = one.between("", before, inclusive=False)
    page = earlier[-limit:]
    found = [one.messages[ts] for ts in page]
    first = page[0] if len(earlier) > len(page) else ""
    whispered = [each for each in one.ephemerals if each.ephemeral_to == who.user_id and each.thread_ts is None]
    found += [each for each in whispered if each.ts >= first and (not before or each.ts < before)]
    found.sort(key=lambda each: each.ts)
    return {"messages": [message(world, each) for each in found], "more": len(earlier) > len(page)}


def thread(world: World, one: Channel, who: Person, ts: str) -> JSON:
    """A thread: its first message, then the replies, with those that only this person sees."""
    replies = [one.messages[reply] for reply in one.threads.get(ts, []) if reply in one.messages]
    whispered = [each for each in one.ephemerals if each.ephemeral_to == who.user_id and each.thread_ts == ts]
    first = [one.messages[ts]] if ts in one.messages else []
    found = first + sorted([*replies, *whispered], key=lambda each: each.ts)
    return {"messages": [message(world, each) for each in found]}


def apps(world: World, spec: AppSpec, who: Person) -> list[JSON]:
    """The app, where it is installed: its bot, its commands, its shortcuts."""
    installed = world.installations.get(who.team_id)
    if installed is None or installed.revoked:
        return []
    direct = world.existing_direct((who.user_id, installed.bot_user_id))
    commands = [
        {"command": name, **{key: entry.get(key, "") for key in HINTS}} for name, entry in spec.commands.items()
    ]
    shortcuts = [
        {key: one.get(key, "") for key in ("name", "type", "callback_id", "description")} for one in spec.shortcuts
    ]
    app = {"id": world.app_id, "name": world.app_name, "user": installed.bot_user_id}
    return [app | {"dm": direct.channel_id if direct else None, "commands": commands, "shortcuts": shortcuts}]


HINTS = ("description", "usage_hint")


def views(world: World, who: Person) -> list[JSON]:
    """The modals that are open for someone, the topmost last."""
    return [world.views[view_id].shown for view_id in world.open_modals.get(who.user_id, [])]


def homes(world: World, who: Person) -> JSON:
    """The app's Home as it was last published for someone, by app."""
    view_id = world.homes.get(who.user_id)
    return {world.app_id: world.views[view_id].shown} if view_id in world.views else {}


def faults(waiting: Faults) -> list[JSON]:
    """What waits to go wrong."""
    return [fault.told() for fault in waiting.waiting()]
