"""Files from the app: an address to send them to, then where they are shown."""

from typing import Any

from sandbox.engine import shapes
from sandbox.engine.calls import Answer, Call
from sandbox.engine.channels import Channel
from sandbox.engine.errors import SlackError, invalid
from sandbox.engine.methods.places import inside, living, visible
from sandbox.engine.speaking import Words
from sandbox.engine.world import File

LARGEST_BYTES = 1_000_000_000
LONGEST_ALT_TXT = 1000


def begin(call: Call) -> Answer:
    """`files.getUploadURLExternal`."""
    length, alt_txt = call.number("length", 0), call.text("alt_txt")
    if not 0 < length <= LARGEST_BYTES:
        raise SlackError("file_upload_size_restricted")
    if len(alt_txt) > LONGEST_ALT_TXT:
        raise SlackError("alt_txt_too_large")
    file, address = call.hall.uploads.begin(call.team_id, call.bot.user_id, call.text("filename"), length, alt_txt)
    return {"upload_url": address, "file_id": file.file_id}


def complete(call: Call) -> Answer:
    """`files.completeUploadExternal`: and shared in a channel, if one is named."""
    channels = [channel for name in ("channel_id", "channels") for channel in shared_in(call, name)]
    asked: Any = call.structure("files")
    if not isinstance(asked, list) or not asked or not all(isinstance(one, dict) and one.get("id") for one in asked):
        raise invalid("[ERROR] must be a list of files [json-pointer:/files]")
    whole = [call.hall.uploads.complete(call.team_id, str(one["id"]), str(one.get("title") or "")) for one in asked]
    for channel in channels:
        share(call, channel, whole)
    return {"files": [shapes.file(call.world, file) for file in whole]}


def shared_in(call: Call, name: str) -> list[Channel]:
    """The channels that are named in an argument."""
    found = []
    for channel_id in call.names(name):
        channel = call.world.channels.get(channel_id)
        if channel is None or not channel.is_in(call.team_id) or not visible(call, channel):
            raise SlackError("channel_not_found")
        found.append(living(inside(call, channel)))
    return found


def share(call: Call, channel: Channel, whole: list[File]) -> None:
    """The message that shows files."""
    for file in whole:
        file.channel_ids.append(channel.channel_id)
    words = Words(
        text=call.text("initial_comment"),
        thread_ts=call.text("thread_ts") or None,
        subtype="file_share",
        file_ids=[file.file_id for file in whole],
    )
    call.hall.speaking.post(call.bot, channel, words)


def info(call: Call) -> Answer:
    """`files.info`."""
    file = call.world.files.get(call.text("file"))
    if file is None or file.team_id != call.team_id or not file.complete:
        raise SlackError("file_not_found")
    return {"file": shapes.file(call.world, file), "comments": []}


METHODS = {
    "files.getUploadURLExternal": begin,
    "files.completeUploadExternal": complete,
    "files.info": info,
}
