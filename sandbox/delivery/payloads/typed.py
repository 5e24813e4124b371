"""What Slack's own composer makes of typed text: a rich text block."""

import re
from collections.abc import Callable, Iterator, Mapping

from sandbox.delivery.payloads.parties import Payload

PIECE = re.compile(
    r"<@(?P<user>[UW]\w+)(?:\|[^>]*)?>"
    r"|<#(?P<channel>[CG]\w+)(?:\|[^>]*)?>"
    r"|<!(?P<broadcast>here|channel|everyone)(?:\|[^>]*)?>"
    r"|<!subteam\^(?P<usergroup>S\w+)(?:\|[^>]*)?>"
    r"|<(?P<link>(?:https?|mailto):[^|>]+)(?:\|(?P<label>[^>]*))?>"
    r"|(?P<emoji>(?<![\w:]):(?:[a-z][a-z0-9_+'-]*|[+-]1)(?:::skin-tone-[2-6])?:(?!\w))"
)


def typed_text(text: str, ts: str) -> list[Payload]:
    """Return the block of a person's message: `text` as the message holds it, escaped, with mentions in brackets."""
    line = {"type": "rich_text_section", "elements": list(pieces(text))}
    return [{"type": "rich_text", "block_id": f"b{ts[-6:]}", "elements": [line]}] if text else []


def pieces(text: str) -> Iterator[Payload]:
    """Yield what stands in a line: plain words, mentions, links and emoji."""
    end = 0
    for found in PIECE.finditer(text):
        yield from words(text[end : found.start()])
        named = {kind: said for kind, said in found.groupdict().items() if said is not None}
        yield next(make(named) for kind, make in MADE.items() if kind in named)
        end = found.end()
    yield from words(text[end:])


def words(text: str) -> Iterator[Payload]:
    """Yield plain words, their escapes undone; nothing for none."""
    if text:
        yield {"type": "text", "text": unescaped(text)}


def unescaped(text: str) -> str:
    """Return text with Slack's three escapes undone."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link(named: Mapping[str, str]) -> Payload:
    """Return a link, with its words where it has its own."""
    made: Payload = {"type": "link", "url": unescaped(named["link"])}
    return {**made, "text": unescaped(named["label"])} if named.get("label") else made


def emoji(named: Mapping[str, str]) -> Payload:
    """Return an emoji, with its skin tone where one was chosen."""
    name, _, tone = named["emoji"].strip(":").partition("::skin-tone-")
    made: Payload = {"type": "emoji", "name": name}
    return {**made, "skin_tone": int(tone)} if tone else made


MADE: Mapping[str, Callable[[Mapping[str, str]], Payload]] = {
    "user": lambda named: {"type": "user", "user_id": named["user"]},
    "channel": lambda named: {"type": "channel", "channel_id": named["channel"]},
    "broadcast": lambda named: {"type": "broadcast", "range": named["broadcast"]},
    "usergroup": lambda named: {"type": "usergroup", "usergroup_id": named["usergroup"]},
    "link": link,
    "emoji": emoji,
}
