"""The app's own messages: posted, changed, deleted, whispered, linked to."""

from typing import Any

from sandbox.delivery.payloads.views import with_action_ids, with_block_ids
from sandbox.engine import shapes
from sandbox.engine.blockcheck import refuse_bad_blocks
from sandbox.engine.calls import Answer, Call
from sandbox.engine.channels import Channel, Message
from sandbox.engine.errors import SlackError
from sandbox.engine.methods.places import channel_of, inside, living, message_of, person_of, visible
from sandbox.engine.speaking import Words

LONGEST_TEXT = 40_000
LONGEST_MARKDOWN = 12_000
MOST_ATTACHMENTS = 100
LARGEST_METADATA = 10_000


def post(call: Call) -> Answer:
    """`chat.postMessage`."""
    channel = target(call)
    words = words_of(call)
    words.text = words.text[:LONGEST_TEXT]
    thread_of(channel, words)
    message = call.hall.speaking.post(call.bot, channel, words)
    warn_of_silence(call, words)
    return said(call, message)


def target(call: Call) -> Channel:
    """Where a message goes: a channel by id or name, or a person's direct message by theirs."""
    asked = call.text("channel")
    if asked.startswith(("U", "W")):
        person = person_of_channel(call, asked)
        return call.world.direct(call.team_id, (call.bot.user_id, person))
    channel = named_or_known(call, asked)
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.bot.user_id not in channel.members and "chat:write.public" not in call.installation.scopes:
        raise SlackError("not_in_channel")
    return channel


def person_of_channel(call: Call, user_id: str) -> str:
    """Someone to write to, named where a channel belongs."""
    try:
        person = person_of(call, user_id)
    except SlackError:
        raise SlackError("channel_not_found") from None
    if person.deleted or person.is_bot:
        raise SlackError("channel_not_found" if person.deleted else "cannot_dm_bot")
    return person.user_id


def named_or_known(call: Call, asked: str) -> Channel:
    """A channel of the workspace by id or by name."""
    channel = call.world.channels.get(asked)
    if channel is None and asked and not asked[0].isupper():
        channel = next(
            (one for one in call.world.channels_of(call.team_id) if one.name == asked.removeprefix("#")), None
        )
    if channel is None or not channel.is_in(call.team_id) or not visible(call, channel):
        raise SlackError("channel_not_found")
    return channel


def words_of(call: Call) -> Words:
    """What the message says; SlackError for what Slack would not take."""
    text, markdown = call.text("text"), call.text("markdown_text")
    if markdown and (text or call.arguments.get("blocks")):
        raise SlackError("markdown_text_conflict")
    if len(markdown) > LONGEST_MARKDOWN:
        raise SlackError("msg_too_long")
    blocks = blocks_of(call)
    attachments = attachments_of(call)
    if not (text.strip() or markdown or blocks or attachments):
        raise SlackError("no_text")
    return Words(
        text=text or markdown,
        blocks=blocks,
        attachments=attachments,
        thread_ts=call.text("thread_ts") or None,
        broadcast=call.flag("reply_broadcast"),
        metadata=metadata_of(call),
        client_msg_id=call.text("client_msg_id"),
    )


def blocks_of(call: Call) -> list[dict[str, Any]]:
    """The blocks, each with its ids filled in."""
    blocks: Any = call.structure("blocks", otherwise="invalid_blocks_format")
    if blocks in (None, []):
        return []
    refuse_bad_blocks(blocks)
    salt = f"{call.world.chance.random()}"
    return with_block_ids([*with_action_ids(blocks, salt)], salt)


def attachments_of(call: Call) -> list[dict[str, Any]]:
    """The old-style attachments."""
    attachments: Any = call.structure("attachments", otherwise="invalid_attachments")
    if attachments is None:
        return []
    if not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    return attachments


def metadata_of(call: Call) -> dict[str, Any] | None:
    """The message's metadata: a type and a payload."""
    metadata: Any = call.structure("metadata", otherwise="invalid_metadata_format")
    if metadata is None:
        return None
    right = isinstance(metadata, dict) and set(metadata) <= {"event_type", "event_payload", "entities"}
    if (
        not right
        or not isinstance(metadata.get("event_type"), str)
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise SlackError("invalid_metadata_format")
    if len(str(metadata)) > LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return dict(metadata)


def thread_of(channel: Channel, words: Words) -> None:
    """A reply goes under the message that began the thread."""
    if words.thread_ts is None:
        return
    parent = channel.messages.get(words.thread_ts)
    if parent is None and words.thread_ts not in channel.threads:
        raise SlackError("thread_not_found")
    if parent and parent.is_reply:
        words.thread_ts = parent.thread_ts


def said(call: Call, message: Message) -> Answer:
    """The answer that holds a message."""
    return {
        "channel": message.channel_id,
        "ts": message.ts,
        "message": shapes.message(call.world, message, metadata=True),
    }


def warn_of_silence(call: Call, words: Words) -> None:
    """Slack warns of blocks without a text: screen readers and notifications would say nothing."""
    if words.blocks and not words.text:
        call.warnings.append("missing_text_in_message")


def update(call: Call) -> Answer:
    """`chat.update`: of the app's own messages only."""
    channel = channel_of(call)
    message = message_of(channel, call.text("ts"))
    if message.bot_id != call.installation.bot_id:
        raise SlackError("cant_update_message")
    if len(call.text("text")) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    words = words_of(call)
    if "blocks" not in call.arguments and not words.blocks:
        words.blocks = []
    call.hall.speaking.change(message, words, call.bot)
    return {**said(call, message), "text": message.text}


def delete(call: Call) -> Answer:
    """`chat.delete`: of the app's own messages only."""
    channel = channel_of(call)
    message = message_of(channel, call.text("ts"))
    if message.bot_id != call.installation.bot_id:
        raise SlackError("cant_delete_message")
    call.hall.speaking.delete(message)
    return {"channel": channel.channel_id, "ts": message.ts}


def post_ephemeral(call: Call) -> Answer:
    """`chat.postEphemeral`: one person sees it, and nobody keeps it."""
    channel = living(inside(call, channel_of(call)))
    user_id = call.text("user")
    if user_id not in channel.members:
        raise SlackError("user_not_in_channel")
    words = words_of(call)
    words.ephemeral_to = user_id
    thread_of(channel, words)
    message = call.hall.speaking.post(call.bot, channel, words)
    warn_of_silence(call, words)
    return {"message_ts": message.ts}


def permalink(call: Call) -> Answer:
    """`chat.getPermalink`."""
    channel = channel_of(call)
    message = message_of(channel, call.text("message_ts"))
    address = f"https://{call.world.workspaces[call.team_id].domain}.slack.com/archives"
    link = f"{address}/{channel.channel_id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.channel_id}"
    return {"channel": channel.channel_id, "permalink": link}


METHODS = {
    "chat.postMessage": post,
    "chat.update": update,
    "chat.delete": delete,
    "chat.postEphemeral": post_ephemeral,
    "chat.getPermalink": permalink,
}
