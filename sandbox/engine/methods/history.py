"""What was said in a channel, and in a thread of it."""

import re

from sandbox.engine import shapes
from sandbox.engine.calls import Answer, Call
from sandbox.engine.channels import Channel
from sandbox.engine.errors import SlackError
from sandbox.engine.methods.places import HISTORY, LARGEST_PAGE, channel_of, closed, inside, opened

TS = re.compile(r"\d+(\.\d*)?")
PADDED = 10


def bound(call: Call, name: str) -> str:
    """A timestamp that limits what is shown, in the form in which ours are kept."""
    given = call.text(name)
    if not given or given == "now":
        return ""
    if not TS.fullmatch(given):
        raise SlackError(f"invalid_ts_{name}")
    whole, _, rest = given.partition(".")
    return f"{whole.zfill(PADDED)}.{rest.ljust(6, '0')[:6]}"


def readable(call: Call) -> Channel:
    """The channel, if the bot may read it."""
    channel = channel_of(call)
    call.need(HISTORY[channel.kind])
    return inside(call, channel)


def history(call: Call) -> Answer:
    """`conversations.history`: newest first."""
    channel = readable(call)
    found = channel.between(bound(call, "oldest"), bound(call, "latest"), inclusive=call.flag("inclusive"))[::-1]
    return paged(call, channel, found, default=100) | {"is_limited": False, "pin_count": 0}


def replies(call: Call) -> Answer:
    """`conversations.replies`: the first message, then the replies, oldest first."""
    channel, ts = readable(call), call.text("ts")
    if ts not in channel.messages and ts not in channel.threads:
        raise SlackError("thread_not_found")
    oldest, latest, inclusive = bound(call, "oldest"), bound(call, "latest"), call.flag("inclusive")
    inner = [one for one in channel.threads.get(ts, []) if within(one, oldest, latest, inclusive=inclusive)]
    first = [ts] if ts in channel.messages else []
    return paged(call, channel, first + inner, default=LARGEST_PAGE)


def within(ts: str, oldest: str, latest: str, *, inclusive: bool) -> bool:
    """Whether a timestamp lies between two (either may be empty)."""
    if inclusive and ts in {oldest, latest}:
        return True
    return (not oldest or ts > oldest) and (not latest or ts < latest)


def paged(call: Call, channel: Channel, found: list[str], *, default: int) -> Answer:
    """One page of messages."""
    start, limit = opened(call.text("cursor")), call.number("limit", default)
    if limit <= 0:
        raise SlackError("invalid_limit")
    end = start + min(limit, LARGEST_PAGE)
    metadata = call.flag("include_all_metadata")
    shown = [shapes.message(call.world, channel.messages[ts], metadata=metadata) for ts in found[start:end]]
    more = end < len(found)
    answer: Answer = {"messages": shown, "has_more": more}
    return answer | ({"response_metadata": {"next_cursor": closed(end)}} if more else {})


METHODS = {"conversations.history": history, "conversations.replies": replies}
