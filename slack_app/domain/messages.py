"""What a message tells of itself beyond its words: who, when, in which thread, of what kind; the words end here."""

from collections.abc import Mapping
from typing import NamedTuple

from slack_app.domain.people import SLACKBOT
from slack_app.domain.plain import flag_at, id_at, str_at, ts_at
from slack_app.domain.questions import asks

_HUMAN_SUBTYPES = frozenset({None, "file_share", "thread_broadcast", "me_message"})
_SHORT, _MEDIUM = 80, 500
_LINK, _LINKS = "<http", ("<https://", "<http://")
"""So begins a link in Slack's text; what somebody types as such is escaped."""


class MessageFacts(NamedTuple):
    """One message that somebody wrote. `thread_ts` is a reply's only; `parent_user_id` began that thread, where known."""

    ts: str
    user_id: str
    thread_ts: str | None
    parent_user_id: str | None
    question: bool
    resource: bool
    length: str
    user_team: str | None
    is_broadcast: bool


def facts_of(message: Mapping[str, object]) -> MessageFacts | None:
    """The facts of a message, as it comes in an event or in a history; None for what no person said. Never raises."""
    user_id, ts = id_at(message, "user"), ts_at(message, "ts")
    if user_id is None or ts is None or not _is_human_talk(message):
        return None
    text, thread_ts = str_at(message, "text") or "", ts_at(message, "thread_ts")
    is_reply = thread_ts is not None and thread_ts != ts
    return MessageFacts(
        ts,
        user_id,
        thread_ts if is_reply else None,
        author_at(message, "parent_user_id") if is_reply else None,
        asks(text),
        has_resource(message, text),
        length_class(text),
        id_at(message, "user_team") or id_at(message, "team"),
        message.get("subtype") == "thread_broadcast",
    )


def author_at(source: Mapping[str, object], key: str) -> str | None:
    """Who wrote a message, as another one tells; None for Slackbot, in whose name Slack puts what was deleted."""
    found = id_at(source, key)
    return None if found == SLACKBOT else found


def has_resource(message: Mapping[str, object], text: str) -> bool:
    """Whether it carries a link or a file; a file that was taken away again is none."""
    if _LINK in text and any(link in text for link in _LINKS):
        return True
    files = message.get("files")
    return isinstance(files, list) and any(isinstance(one, Mapping) and _is_there(one) for one in files)


def length_class(text: str) -> str:
    """S: up to 80 characters, M: up to 500, L: more."""
    return "S" if len(text) <= _SHORT else "M" if len(text) <= _MEDIUM else "L"


def _is_there(file: Mapping[str, object]) -> bool:
    return file.get("mode") != "tombstone"


def _is_human_talk(message: Mapping[str, object]) -> bool:
    subtype = message.get("subtype")
    by_human = message.get("user") != SLACKBOT and not message.get("bot_id") and not message.get("bot_profile")
    is_said = subtype is None or (isinstance(subtype, str) and subtype in _HUMAN_SUBTYPES)
    return by_human and is_said and not flag_at(message, "hidden")
