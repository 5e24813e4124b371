"""Channels and direct messages: found, listed, opened, made, named and closed."""

import re

from sandbox.engine import shapes
from sandbox.engine.calls import Answer, Call
from sandbox.engine.channels import Channel, ChannelKind
from sandbox.engine.errors import SlackError
from sandbox.engine.methods.places import MANAGE, READ, channel_of, inside, living, named, page, person_of, visible
from sandbox.engine.people import Person

MOST_TOGETHER = 8
LONGEST_NAME = 80
LONGEST_TOPIC = 250
NAME = re.compile(r"[^\W_]|[-_]", re.UNICODE)
KINDS = {kind.value: kind for kind in ChannelKind}


def shown(call: Call, channel: Channel, *, count: bool = False) -> Answer:
    """A channel as the bot sees it."""
    return shapes.channel(call.world, channel, call.team_id, me=call.bot.user_id, count=count)


def info(call: Call) -> Answer:
    """`conversations.info`."""
    channel = channel_of(call)
    call.need(READ[channel.kind])
    about = shown(call, channel, count=call.flag("include_num_members"))
    if call.flag("include_locale"):
        about["locale"] = call.world.workspaces[call.team_id].locale
    return {"channel": about}


def wanted_kinds(call: Call) -> set[ChannelKind]:
    """The kinds of conversation that are asked for; SlackError for an unknown one, or one without its scope."""
    names = call.names("types") or ["public_channel"]
    if any(name not in KINDS for name in names):
        raise SlackError("invalid_types")
    kinds = {KINDS[name] for name in names}
    for kind in sorted(kinds):
        call.need(READ[kind])
    return kinds


def listed(call: Call) -> Answer:
    """`conversations.list`."""
    kinds, archived = wanted_kinds(call), not call.flag("exclude_archived")
    found = [
        channel
        for channel in call.world.channels_of(call.team_id)
        if channel.kind in kinds and visible(call, channel) and (archived or not channel.is_archived)
    ]
    channels, cursor = page(call, found, lambda channel: shown(call, channel, count=not channel.is_direct))
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def of_someone(call: Call) -> Answer:
    """`users.conversations`: where someone (or the bot itself) is a member, as far as the bot may know."""
    kinds, archived = wanted_kinds(call), not call.flag("exclude_archived")
    person = person_of(call, call.text("user")) if call.text("user") else call.bot
    found = [
        channel
        for channel in call.world.conversations_of(person.user_id)
        if channel.kind in kinds and channel.is_in(call.team_id) and visible(call, channel)
        if archived or not channel.is_archived
    ]
    channels, cursor = page(call, found, lambda channel: shown(call, channel))
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def members(call: Call) -> Answer:
    """`conversations.members`: ids, of those who are not deactivated."""
    channel = channel_of(call)
    call.need(READ[channel.kind])
    present = [user_id for user_id in channel.members if not call.world.people[user_id].deleted]
    ids, cursor = page(call, present, str)
    return {"members": ids, "response_metadata": {"next_cursor": cursor}}


def open_direct(call: Call) -> Answer:
    """`conversations.open`: the direct message with one person, or the group's with up to eight."""
    if call.text("channel"):
        channel = channel_of(call)
    else:
        people = partners(call)
        call.need("im:write" if len(people) == 1 else "mpim:write")
        together = {call.bot.user_id, *(person.user_id for person in people)}
        known = call.world.existing_direct(together)
        if known is None and call.flag("prevent_creation"):
            raise SlackError("channel_not_found")
        channel = known or call.world.direct(call.team_id, together)
        if known:
            return {"no_op": True, "already_open": True, "channel": opened(call, channel)}
    return {"channel": opened(call, channel)}


def opened(call: Call, channel: Channel) -> Answer:
    """The channel: whole if asked for, else its id."""
    return shown(call, channel) if call.flag("return_im") else {"id": channel.channel_id}


def partners(call: Call) -> list[Person]:
    """With whom to speak; SlackError for nobody, too many, or someone who cannot."""
    ids = [user_id for user_id in dict.fromkeys(call.names("users")) if user_id != call.bot.user_id]
    if not call.names("users"):
        raise SlackError("users_list_not_supplied")
    if not ids:
        raise SlackError("not_enough_users")
    if len(ids) > MOST_TOGETHER:
        raise SlackError("too_many_users")
    people = [person_of(call, user_id) for user_id in ids]
    if any(person.deleted for person in people):
        raise SlackError("user_disabled")
    if any(person.is_bot for person in people):
        raise SlackError("cannot_dm_bot" if len(people) == 1 else "invalid_user_combination")
    return people


def close(call: Call) -> Answer:
    """`conversations.close`."""
    channel = channel_of(call)
    if not channel.is_direct:
        raise SlackError("method_not_supported_for_channel_type")
    return {}


def create(call: Call) -> Answer:
    """`conversations.create`."""
    kind = ChannelKind.PRIVATE if call.flag("is_private") else ChannelKind.PUBLIC
    call.need(MANAGE[kind])
    name = proper_name(call)
    channel = Channel(channel_id=call.world.new_id("C"), team_id=call.team_id, name=name, kind=kind)
    call.hall.gathering.create(call.bot, channel)
    return {"channel": shown(call, channel)}


def proper_name(call: Call) -> str:
    """A name for a channel: small letters, digits, hyphens, underscores, not taken."""
    name = call.text("name")
    if len(name) > LONGEST_NAME:
        raise SlackError("invalid_name_maxlength")
    if name != name.lower() or any(not NAME.fullmatch(letter) for letter in name):
        raise SlackError("invalid_name_specials")
    if not any(letter.isalnum() for letter in name):
        raise SlackError("invalid_name_punctuation")
    if any(channel.name == name for channel in call.world.channels_of(call.team_id)):
        raise SlackError("name_taken")
    return name


def rename(call: Call) -> Answer:
    """`conversations.rename`."""
    channel = living(inside(call, named(channel_of(call))))
    call.need(MANAGE[channel.kind])
    call.hall.gathering.rename(channel, proper_name(call))
    return {"channel": shown(call, channel)}


def archive(call: Call) -> Answer:
    """`conversations.archive`."""
    channel = inside(call, named(channel_of(call)))
    call.need(MANAGE[channel.kind])
    if channel.is_archived:
        raise SlackError("already_archived")
    if channel.is_general:
        raise SlackError("cant_archive_general")
    call.hall.gathering.archive(call.bot, channel)
    return {}


def set_topic(call: Call) -> Answer:
    """`conversations.setTopic`."""
    channel = living(inside(call, channel_of(call)))
    channel.topic = fitting(call.text("topic"))
    return {"channel": shown(call, channel)}


def set_purpose(call: Call) -> Answer:
    """`conversations.setPurpose`."""
    channel = living(inside(call, channel_of(call)))
    channel.purpose = fitting(call.text("purpose"))
    return {"purpose": channel.purpose}


def fitting(text: str) -> str:
    """The text, if it is not too long for a topic."""
    if len(text) > LONGEST_TOPIC:
        raise SlackError("too_long")
    return text


METHODS = {
    "conversations.info": info,
    "conversations.list": listed,
    "users.conversations": of_someone,
    "conversations.members": members,
    "conversations.open": open_direct,
    "conversations.close": close,
    "conversations.create": create,
    "conversations.rename": rename,
    "conversations.archive": archive,
    "conversations.setTopic": set_topic,
    "conversations.setPurpose": set_purpose,
}
