"""From Slack's JSON to our types, which takes nothing for granted."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slack_app.domain.messages import author_at, facts_of
from slack_app.domain.people import Person, person_of
from slack_app.domain.plain import int_at, ts_at
from slack_app.gateway.outcome import UNREADABLE
from slack_app.gateway.protocol import Channel, Identity, Page, Receipt, Said, Spoken, TryAgainError

EVENT_TYPE = "convive_message"


def needed(body: Mapping[str, Any], *path: str) -> str:
    """The string that must stand at `path`. Raises TryAgainError when it does not."""
    found = nested(body, *path[:-1]).get(path[-1])
    if not isinstance(found, str) or not found:
        raise TryAgainError(UNREADABLE)
    return found


def nested(body: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """The object at `path`, or an empty one."""
    here: Mapping[str, Any] = body
    for name in path:
        inner = here.get(name)
        here = inner if isinstance(inner, Mapping) else {}
    return here


def objects(body: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """The objects of the list called `name`."""
    found = body.get(name)
    return (item for item in found if isinstance(item, Mapping)) if isinstance(found, list) else iter(())


def person(user: Mapping[str, Any]) -> Person:
    """One user of users.info. Raises TryAgainError when it names nobody."""
    found = person_of(user)
    if found is None or not found.team_id:
        raise TryAgainError(UNREADABLE)
    return found


def people(page: Mapping[str, Any]) -> Iterator[Person]:
    """The users of a page of users.list; whoever cannot be read is passed over."""
    found = (person_of(user) for user in objects(page, "members"))
    return (one for one in found if one is not None and one.team_id)


def names(page: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The id and the name of each user of a page of users.list; whoever has no name goes by their id."""
    for user in objects(page, "members"):
        shown = _text(nested(user, "profile"), "display_name") or _text(user, "real_name") or _text(user, "name")
        if user_id := _text(user, "id"):
            yield user_id, shown or user_id


def called(page: Mapping[str, Any]) -> Iterator[str]:
    """All that the users of a page of users.list are called."""
    for user in objects(page, "members"):
        profile = nested(user, "profile")
        named = [_text(user, name) for name in ("name", "real_name")]
        named += [_text(profile, name) for name in ("display_name", "real_name", "first_name", "last_name")]
        yield from dict.fromkeys(name for name in named if name)


def ids(page: Mapping[str, Any], name: str) -> Iterator[str]:
    """The ids of the list called `name`."""
    found = page.get(name)
    return (one for one in found if isinstance(one, str) and one) if isinstance(found, list) else iter(())


def channel(found: Mapping[str, Any]) -> Channel:
    """One channel of conversations.list or conversations.info."""
    members = found.get("num_members")
    return Channel(
        channel_id=needed(found, "id"),
        name=_text(found, "name"),
        purpose=_text(nested(found, "purpose"), "value"),
        members=members if isinstance(members, int) else 0,
        is_archived=bool(found.get("is_archived")),
        is_member=bool(found.get("is_member")),
        is_private=bool(found.get("is_private")),
        is_general=bool(found.get("is_general")),
    )


def identity(body: Mapping[str, Any], scopes: str | None) -> Identity:
    """The answer of auth.test, with the scopes of its header."""
    return Identity(
        team_id=needed(body, "team_id"),
        enterprise_id=_text(body, "enterprise_id") or None,
        team_name=_text(body, "team"),
        bot_user_id=needed(body, "user_id"),
        bot_id=_text(body, "bot_id"),
        scopes=frozenset(name.strip() for name in (scopes or "").split(",") if name.strip()),
    )


def bearer(messages: Iterable[Mapping[str, Any]], channel_id: str, key: str) -> Receipt | None:
    """The first of these messages that bears `key` in its metadata."""
    for message in messages:
        mark = nested(message, "metadata")
        if mark.get("event_type") == EVENT_TYPE and nested(mark, "event_payload").get("key") == key:
            return Receipt(channel_id, needed(message, "ts"))
    return None


def page(body: Mapping[str, Any]) -> Page:
    """A page of conversations.history or conversations.replies as facts; what cannot be read is passed over."""
    found = (said(message) for message in objects(body, "messages"))
    return Page(tuple(one for one in found if one is not None), next_cursor(body) or None)


def said(message: Mapping[str, Any]) -> Said | None:
    """One message as facts; None without a timestamp."""
    ts, facts = ts_at(message, "ts"), facts_of(message)
    if ts is None:
        return None
    count, reactors = int_at(message, "reply_count") or 0, tuple(_reactors(message))
    if facts is None:
        thread_ts = ts_at(message, "thread_ts")
        other_ts, author_id = (thread_ts if thread_ts != ts else None), author_at(message, "user")
        return Said(ts, author_id, by_person=False, thread_ts=other_ts, reply_count=count, reactors=reactors)
    return Said(
        ts,
        facts.user_id,
        thread_ts=facts.thread_ts,
        parent_user_id=facts.parent_user_id,
        question=facts.question,
        resource=facts.resource,
        length=facts.length,
        user_team=facts.user_team,
        reply_count=count,
        reactors=reactors,
    )


def spoken(body: Mapping[str, Any], ts: str) -> Spoken | None:
    """The words of the message of that timestamp; None where it is not among these."""
    message = next((one for one in objects(body, "messages") if one.get("ts") == ts), None)
    if message is None:
        return None
    facts = facts_of(message)
    if facts is None:
        return Spoken(_text(message, "text"), None)
    return Spoken(_text(message, "text"), facts.user_id, facts.user_team, facts.thread_ts)


def _reactors(message: Mapping[str, Any]) -> Iterable[str]:
    """Who reacted, once each, whatever the number of their emoji."""
    return dict.fromkeys(user_id for reaction in objects(message, "reactions") for user_id in ids(reaction, "users"))


def receipt(body: Mapping[str, Any]) -> Receipt:
    """Where a message was posted. Raises an uncertain TryAgainError when Slack said yes and did not say where."""
    try:
        return Receipt(needed(body, "channel"), needed(body, "ts"))
    except TryAgainError as unreadable:
        raise TryAgainError(unreadable.code, uncertain=True) from None


def next_cursor(body: Mapping[str, Any]) -> str:
    """Where the next page begins; empty after the last."""
    return _text(nested(body, "response_metadata"), "next_cursor")


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""
