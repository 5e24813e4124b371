"""Slack for real: each verb is the method that serves it, within the limits, with the workspace's token."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from slack_app.domain.people import Person
from slack_app.gateway import reading
from slack_app.gateway.calls import Calls
from slack_app.gateway.limits import Limits
from slack_app.gateway.line import Line
from slack_app.gateway.outcome import header
from slack_app.gateway.protocol import (
    PATIENCE,
    Blocks,
    Channel,
    Fence,
    GiveUpError,
    Identity,
    Page,
    Post,
    Receipt,
    Spoken,
)

_PAGE, _HISTORY_PAGE = 999, 200
_LONGEST_ALT = 1000
_LOOK_BACK = timedelta(seconds=5)
_A_MOMENT, _SOME_SECONDS = timedelta(seconds=3), timedelta(seconds=10)
_UNREADABLE = frozenset(
    {"channel_not_found", "not_in_channel", "thread_not_found", "message_not_found", "missing_scope"}
)
"""So Slack says that there is nothing for us to read."""
_REFUSED_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""So Slack says that it took nothing of a message, because of its blocks."""


class SlackGateway:
    """The one real Slack of the protocol: `tokens` by team_id, looked up at each call. Safe for many threads.

    A call over the limits is not made: TryAgainError("limited") says when to come back.
    """

    def __init__(
        self,
        tokens: Mapping[str, str],
        limits: Limits,
        *,
        base_url: str,
        timeout: float = 10.0,
        quick: float = 2.5,
    ) -> None:
        self._calls = Calls(tokens, limits, Line(base_url, timeout, quick))
        self._identities: dict[str, Identity] = {}

    def post(self, team_id: str, post: Post, *, fence: Fence | None = None) -> Receipt:
        """Send a message once; never repeated inside, but with its simpler blocks where Slack took none of it."""
        try:
            return self._post(team_id, post, post.blocks, fence)
        except GiveUpError as refusal:
            if not post.simpler or refusal.code not in _REFUSED_BLOCKS:
                raise
        return self._post(team_id, post, post.simpler, fence, patience=_A_MOMENT)

    def _post(
        self, team_id: str, post: Post, blocks: Blocks, fence: Fence | None, *, patience: timedelta = timedelta(0)
    ) -> Receipt:
        said = {"channel": post.channel_id, "thread_ts": post.thread_ts, **_words(post.text, blocks)}
        said |= _mark(post.key) if post.key else {}
        answer = self._calls.ask(
            team_id, "chat.postMessage", said, channel_id=post.channel_id, fence=fence, patience=patience
        )
        return reading.receipt(answer.body)

    def find(
        self, team_id: str, channel_id: str, key: str, *, since: datetime, thread_ts: str | None = None
    ) -> Receipt | None:
        """Look for the message that bears `key` in what was posted since then (minus five seconds)."""
        oldest = f"{(since - _LOOK_BACK).timestamp():.6f}"
        where = {"channel": channel_id, "ts": thread_ts, "oldest": oldest, "include_all_metadata": True}
        method = "conversations.history" if thread_ts is None else "conversations.replies"
        for page in self._calls.pages(team_id, method, {**where, "limit": _HISTORY_PAGE}):
            found = reading.bearer(reading.objects(page, "messages"), channel_id, key)
            if found is not None:
                return found
        return None

    def update(self, team_id: str, where: Receipt, text: str, blocks: Blocks, *, simpler: Blocks = ()) -> None:
        """Put new words in a message of ours; no blocks takes away those that it had."""
        said = {"channel": where.channel_id, "ts": where.message_ts, "text": text, "blocks": list(blocks)}
        try:
            self._calls.ask(team_id, "chat.update", said)
        except GiveUpError as refusal:
            if not simpler or refusal.code not in _REFUSED_BLOCKS:
                raise
            self._calls.ask(team_id, "chat.update", {**said, "blocks": list(simpler)}, patience=_A_MOMENT)

    def delete(self, team_id: str, where: Receipt) -> None:
        """Take away a message of ours; one that is gone already is no error."""
        self._calls.ask(team_id, "chat.delete", {"channel": where.channel_id, "ts": where.message_ts})

    def permalink(self, team_id: str, where: Receipt) -> str:
        """The address of a message."""
        arguments = {"channel": where.channel_id, "message_ts": where.message_ts}
        return reading.needed(self._calls.ask(team_id, "chat.getPermalink", arguments).body, "permalink")

    def open_dm(self, team_id: str, user_ids: Sequence[str]) -> str:
        """The channel id of the direct message with these people (one to eight)."""
        answer = self._calls.ask(team_id, "conversations.open", {"users": ",".join(user_ids)})
        return reading.needed(answer.body, "channel", "id")

    def person(self, team_id: str, user_id: str, *, within: float | None = None) -> Person:
        """Who someone is now, with their locale; `within` so many seconds, where a person waits for it."""
        asked = {"user": user_id, "include_locale": True}
        return reading.person(reading.nested(self._calls.ask(team_id, "users.info", asked, within=within).body, "user"))

    def everyone(self, team_id: str, *, patience: timedelta = PATIENCE) -> Iterable[Person]:
        """Everyone of the workspace, bots and closed accounts too, page by page; a few seconds may lie between two."""
        asked = {"include_locale": True, "limit": _PAGE}
        for page in self._calls.pages(team_id, "users.list", asked, patience=patience):
            yield from reading.people(page)

    def names(self, team_id: str) -> Mapping[str, str]:
        """What everyone is called, page by page."""
        pages = self._calls.pages(team_id, "users.list", {"limit": _PAGE}, patience=PATIENCE)
        return {user_id: name for page in pages for user_id, name in reading.names(page)}

    def called(self, team_id: str) -> Iterable[str]:
        """All that anybody is called; a few seconds may lie between pages."""
        for page in self._calls.pages(team_id, "users.list", {"limit": _PAGE}, patience=_SOME_SECONDS):
            yield from reading.called(page)

    def members_of(self, team_id: str, channel_id: str) -> Iterable[str]:
        """Who is in a channel, by id, bots too, page by page; a second may lie between two."""
        asked = {"channel": channel_id, "limit": _PAGE}
        for page in self._calls.pages(team_id, "conversations.members", asked, patience=PATIENCE):
            yield from reading.ids(page, "members")

    def history(self, team_id: str, channel_id: str, *, since: datetime, cursor: str | None = None) -> Page:
        """One page of what was said in a channel since then, the newest first, without the replies; one call."""
        asked = {"channel": channel_id, "oldest": f"{since.timestamp():.6f}", "limit": _HISTORY_PAGE, "cursor": cursor}
        return reading.page(self._calls.ask(team_id, "conversations.history", asked).body)

    def replies(self, team_id: str, channel_id: str, thread_ts: str, *, cursor: str | None = None) -> Page:
        """One page of a thread, the message that began it first; one waits for one's turn to turn a page."""
        asked = {"channel": channel_id, "ts": thread_ts, "limit": _HISTORY_PAGE, "cursor": cursor}
        patience = _A_MOMENT if cursor else timedelta(0)
        return reading.page(self._calls.ask(team_id, "conversations.replies", asked, patience=patience).body)

    def words_at(self, team_id: str, channel_id: str, ts: str, thread_ts: str | None = None) -> Spoken | None:
        """Who wrote a message, and its words: looked for in the channel, and then as a reply; two calls at most."""
        one = {"channel": channel_id, "oldest": ts, "latest": ts, "inclusive": True}
        replies = ("conversations.replies", {**one, "ts": thread_ts or ts, "limit": 2})
        ways = [replies] if thread_ts else [("conversations.history", {**one, "limit": 1}), replies]
        try:
            answers = (self._calls.ask(team_id, method, asked, patience=_A_MOMENT).body for method, asked in ways)
            return next((found for body in answers if (found := reading.spoken(body, ts))), None)
        except GiveUpError as refusal:
            if refusal.code not in _UNREADABLE:
                raise
        return None

    def channels(self, team_id: str) -> Iterable[Channel]:
        """The public channels that are not archived, page by page."""
        asked = {"types": "public_channel", "exclude_archived": True, "limit": _PAGE}
        for page in self._calls.pages(team_id, "conversations.list", asked):
            yield from (reading.channel(found) for found in reading.objects(page, "channels"))

    def channel(self, team_id: str, channel_id: str) -> Channel:
        """One channel."""
        answer = self._calls.ask(team_id, "conversations.info", {"channel": channel_id, "include_num_members": True})
        return reading.channel(reading.nested(answer.body, "channel"))

    def open_view(self, team_id: str, trigger_id: str, view: Mapping[str, Any]) -> str:
        """Open a modal; the view's id."""
        answer = self._calls.ask(team_id, "views.open", {"trigger_id": trigger_id, "view": view})
        return reading.needed(answer.body, "view", "id")

    def push_view(self, team_id: str, trigger_id: str, view: Mapping[str, Any]) -> str:
        """Open a modal on top of another; the view's id."""
        answer = self._calls.ask(team_id, "views.push", {"trigger_id": trigger_id, "view": view})
        return reading.needed(answer.body, "view", "id")

    def update_view(self, team_id: str, view_id: str, view: Mapping[str, Any]) -> None:
        """Replace what an open modal shows."""
        self._calls.ask(team_id, "views.update", {"view_id": view_id, "view": view})

    def publish_home(self, team_id: str, user_id: str, view: Mapping[str, Any]) -> None:
        """Show someone their Home tab."""
        self._calls.ask(team_id, "views.publish", {"user_id": user_id, "view": view})

    def tell_privately(
        self,
        team_id: str,
        channel_id: str,
        user_id: str,
        text: str,
        blocks: Blocks = (),
        *,
        thread_ts: str | None = None,
    ) -> None:
        """A message in a channel, or in a thread of it, that only one person sees; at most once, not kept by Slack."""
        where = {"channel": channel_id, "user": user_id, "thread_ts": thread_ts}
        self._calls.ask(team_id, "chat.postEphemeral", {**where, **_words(text, blocks)})

    def upload(  # noqa: PLR0913 a file, and where it is shown
        self,
        team_id: str,
        channel_id: str,
        filename: str,
        content: bytes,
        comment: str,
        *,
        alt: str = "",
        thread_ts: str | None = None,
    ) -> None:
        """Put a file in a channel; only the last of its three steps shows, and it is made once."""
        asked = {"filename": filename, "length": len(content), "alt_txt": alt[:_LONGEST_ALT] or None}
        place = self._calls.ask(team_id, "files.getUploadURLExternal", asked).body
        self._calls.line.send_file(reading.needed(place, "upload_url"), content)
        files = json.dumps([{"id": reading.needed(place, "file_id"), "title": filename}])
        shown = {"files": files, "channel_id": channel_id, "initial_comment": comment or None, "thread_ts": thread_ts}
        self._calls.ask(team_id, "files.completeUploadExternal", shown)

    def identity(self, team_id: str) -> Identity:
        """Whose token is used for a workspace; asked of Slack once."""
        if team_id not in self._identities:
            answer = self._calls.ask(team_id, "auth.test", {})
            self._identities[team_id] = reading.identity(answer.body, header(answer.headers, "x-oauth-scopes"))
        return self._identities[team_id]

    def remember(self, identity: Identity) -> None:
        """Spare the question whose token a workspace's is."""
        self._identities[identity.team_id] = identity


def _words(text: str, blocks: Blocks) -> dict[str, Any]:
    return {"text": text, "blocks": list(blocks) or None}


def _mark(key: str) -> dict[str, Any]:
    """What makes a message findable; Slack may also know a repeat by its client_msg_id, which is not relied upon."""
    metadata = {"event_type": reading.EVENT_TYPE, "event_payload": {"key": key}}
    return {"metadata": metadata, "client_msg_id": str(uuid5(NAMESPACE_URL, key))}
