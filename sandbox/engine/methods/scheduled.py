"""Messages that are to appear later, by the local Slack's own clock."""

from sandbox.engine.calls import Answer, Call
from sandbox.engine.errors import SlackError
from sandbox.engine.later import Scheduled
from sandbox.engine.methods.chat import target, thread_of, words_of
from sandbox.engine.methods.places import page

FARTHEST_SECONDS = 120 * 86_400
WINDOW_SECONDS = 300
MOST_IN_A_WINDOW = 30


def schedule(call: Call) -> Answer:
    """`chat.scheduleMessage`."""
    channel, post_at, now = target(call), call.number("post_at", 0), call.world.clock.seconds()
    if post_at <= now:
        raise SlackError("time_in_past")
    if post_at > now + FARTHEST_SECONDS:
        raise SlackError("time_too_far")
    waiting = [one for one in call.hall.scheduled.values() if one.channel_id == channel.channel_id]
    if sum(one.post_at // WINDOW_SECONDS == post_at // WINDOW_SECONDS for one in waiting) >= MOST_IN_A_WINDOW:
        raise SlackError("restricted_too_many")
    words = words_of(call)
    thread_of(channel, words)
    one = Scheduled(call.world.new_id("Q"), call.team_id, channel.channel_id, post_at, int(now), words)
    call.hall.scheduled[one.scheduled_id] = one
    message = {"text": words.text, "type": "delayed_message", "bot_id": call.bot.bot_id}
    return {
        "channel": channel.channel_id,
        "scheduled_message_id": one.scheduled_id,
        "post_at": post_at,
        "message": message,
    }


def unschedule(call: Call) -> Answer:
    """`chat.deleteScheduledMessage`."""
    one = call.hall.scheduled.get(call.text("scheduled_message_id"))
    if one is None or one.team_id != call.team_id or one.channel_id != call.text("channel"):
        raise SlackError("invalid_scheduled_message_id")
    del call.hall.scheduled[one.scheduled_id]
    return {}


def listed(call: Call) -> Answer:
    """`chat.scheduledMessages.list`."""
    waiting = [one for one in call.hall.scheduled.values() if one.team_id == call.team_id]
    if call.text("channel"):
        waiting = [one for one in waiting if one.channel_id == call.text("channel")]
    shown, cursor = page(call, sorted(waiting, key=lambda one: one.post_at), told)
    return {"scheduled_messages": shown, "response_metadata": {"next_cursor": cursor}}


def told(one: Scheduled) -> Answer:
    """A waiting message, listed."""
    return {
        "id": one.scheduled_id,
        "channel_id": one.channel_id,
        "post_at": one.post_at,
        "date_created": one.created,
        "text": one.words.text,
    }


METHODS = {
    "chat.scheduleMessage": schedule,
    "chat.deleteScheduledMessage": unschedule,
    "chat.scheduledMessages.list": listed,
}
