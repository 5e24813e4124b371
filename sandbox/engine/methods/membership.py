"""Who is in a channel: joining, inviting, leaving, sending away."""

from sandbox.engine.calls import Answer, Call
from sandbox.engine.channels import Channel
from sandbox.engine.errors import SlackError
from sandbox.engine.methods.conversations import shown
from sandbox.engine.methods.places import MANAGE, channel_of, inside, living, named, person_of
from sandbox.engine.people import Person, Role


def join(call: Call) -> Answer:
    """`conversations.join`: public channels only."""
    channel = living(named(channel_of(call)))
    if channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if not call.hall.gathering.join(call.bot, channel):
        call.warnings.append("already_in_channel")
    return {"channel": shown(call, channel)}


def invite(call: Call) -> Answer:
    """`conversations.invite`: all or none."""
    channel = living(inside(call, named(channel_of(call))))
    people = [person_of(call, user_id) for user_id in call.names("users")]
    if not people:
        raise SlackError("no_user")
    if refusals := [refusal for person in people if (refusal := refused(call, channel, person))]:
        raise SlackError(str(refusals[0]["error"]), errors=refusals)
    for person in people:
        call.hall.gathering.join(person, channel, inviter=call.bot.user_id)
    return {"channel": shown(call, channel)}


def refused(call: Call, channel: Channel, person: Person) -> dict[str, object] | None:
    """Why someone cannot be invited."""
    code = ""
    if person.user_id == call.bot.user_id:
        code = "cant_invite_self"
    elif person.user_id in channel.members:
        code = "already_in_channel"
    elif person.deleted:
        code = "cant_invite"
    elif person.role is Role.SINGLE_CHANNEL_GUEST:
        code = "ura_max_channels"
    return {"ok": False, "error": code, "user": person.user_id} if code else None


def leave(call: Call) -> Answer:
    """`conversations.leave`."""
    channel = living(named(channel_of(call)))
    if channel.is_general:
        raise SlackError("cant_leave_general")
    return {} if call.hall.gathering.leave(call.bot, channel) else {"not_in_channel": True}


def kick(call: Call) -> Answer:
    """`conversations.kick`."""
    channel = inside(call, named(channel_of(call)))
    call.need(MANAGE[channel.kind])
    person = person_of(call, call.text("user"))
    if person.user_id == call.bot.user_id:
        raise SlackError("cant_kick_self")
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    if not call.hall.gathering.leave(person, channel):
        raise SlackError("not_in_channel")
    return {}


METHODS = {
    "conversations.join": join,
    "conversations.invite": invite,
    "conversations.leave": leave,
    "conversations.kick": kick,
}
