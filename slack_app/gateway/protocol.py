"""What the app asks of Slack, in few verbs, and the two ways in which it may not succeed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from slack_app.domain.people import Person

Blocks = Sequence[Mapping[str, Any]]
PATIENCE = timedelta(seconds=30)
"""So long one waits in all for the pages of a long list; less than a worker's lease."""


@dataclass(frozen=True)
class Post:
    """One message to send. `key` names it for ever: it is written in the message's metadata, so that a look finds it."""

    channel_id: str
    text: str
    blocks: Blocks = field(default_factory=tuple)
    thread_ts: str | None = None
    key: str = ""
    simpler: Blocks = ()
    """Sent in place of `blocks` where Slack refuses those, as it does new kinds of block in some workspaces."""


@dataclass(frozen=True)
class Receipt:
    """Where a message stands."""

    channel_id: str
    message_ts: str


@dataclass(frozen=True)
class Said:
    """One message of a history as facts; its words have been read and forgotten.

    `by_person`: False for an app's message or the channel's own line, of which nothing but this, `user_id` (its author,
    where Slack names one) and its thread is told. `thread_ts` and `parent_user_id` (who began it) are a reply's only.
    `reactors` are the people who reacted, once each, as far as Slack names them.
    """

    ts: str
    user_id: str | None
    by_person: bool = True
    thread_ts: str | None = None
    parent_user_id: str | None = None
    question: bool = False
    resource: bool = False
    length: str | None = None
    user_team: str | None = None
    reply_count: int = 0
    reactors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """A message's own words, read for one purpose and kept nowhere. `user_id` wrote it; None: an app did, or Slack itself."""

    words: str
    user_id: str | None
    user_team: str | None = None
    thread_ts: str | None = None


@dataclass(frozen=True)
class Page:
    """Some of the messages of a history; `cursor` leads to the next page, None after the last."""

    messages: tuple[Said, ...]
    cursor: str | None = None


@dataclass(frozen=True)
class Channel:
    """A channel as the app may speak of it."""

    channel_id: str
    name: str
    purpose: str = ""
    members: int = 0
    is_archived: bool = False
    is_member: bool = False
    is_private: bool = False
    is_general: bool = False


@dataclass(frozen=True)
class Identity:
    """Who a bot token is: of which workspace, with which scopes."""

    team_id: str
    enterprise_id: str | None
    team_name: str
    bot_user_id: str
    bot_id: str
    scopes: frozenset[str]


class TryAgainError(Exception):
    """Slack did not do it now. `after`: when to come back. `uncertain`: it may have been done, look before repeating."""

    def __init__(self, code: str, *, after: timedelta = timedelta(seconds=5), uncertain: bool = False) -> None:
        super().__init__(code)
        self.code, self.after, self.uncertain = code, after, uncertain


class GiveUpError(Exception):
    """Slack will never do it (member gone, channel archived, token revoked): `code` is Slack's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Fence = Callable[[], None]
"""Called after the connection stands and before the first byte leaves; it raises to stop a sender whose lease is over."""


class Slack(Protocol):
    """Slack, for one call at a time; every verb names its workspace. All raise TryAgainError and GiveUpError, nothing else."""

    def post(self, team_id: str, post: Post, *, fence: Fence | None = None) -> Receipt:
        """Send a message once; never repeated inside, but with its simpler blocks where Slack took none of it."""

    def find(
        self, team_id: str, channel_id: str, key: str, *, since: datetime, thread_ts: str | None = None
    ) -> Receipt | None:
        """Look for the message that bears `key` in what was posted since then (minus five seconds)."""

    def update(self, team_id: str, where: Receipt, text: str, blocks: Blocks, *, simpler: Blocks = ()) -> None:
        """Put new words in a message of ours; `simpler` ones where Slack refuses the blocks."""

    def delete(self, team_id: str, where: Receipt) -> None:
        """Take away a message of ours; one that is gone already is no error."""

    def permalink(self, team_id: str, where: Receipt) -> str:
        """The address of a message."""

    def open_dm(self, team_id: str, user_ids: Sequence[str]) -> str:
        """The channel id of the direct message with these people (one to eight)."""

    def person(self, team_id: str, user_id: str, *, within: float | None = None) -> Person:
        """Who someone is now, with their locale; `within` so many seconds, where a person waits for it."""

    def everyone(self, team_id: str, *, patience: timedelta = PATIENCE) -> Iterable[Person]:
        """Everyone of the workspace, bots and closed accounts too, page by page; one waits so long in all between pages."""

    def names(self, team_id: str) -> Mapping[str, str]:
        """What everyone is called, by id: to be shown, never to be kept."""

    def called(self, team_id: str) -> Iterable[str]:
        """All that anybody is called, first and last names too, page by page: to be taken out of words, never to be kept."""

    def members_of(self, team_id: str, channel_id: str) -> Iterable[str]:
        """Who is in a channel, by id, bots too, page by page."""

    def history(self, team_id: str, channel_id: str, *, since: datetime, cursor: str | None = None) -> Page:
        """One page of what was said in a channel since then, the newest first, without the replies; one call."""

    def replies(self, team_id: str, channel_id: str, thread_ts: str, *, cursor: str | None = None) -> Page:
        """One page of a thread, the message that began it first; one call."""

    def words_at(self, team_id: str, channel_id: str, ts: str, thread_ts: str | None = None) -> Spoken | None:
        """Who wrote a message, and its words as Slack writes them; None where it is gone, or cannot be read."""

    def channels(self, team_id: str) -> Iterable[Channel]:
        """The public channels that are not archived, page by page."""

    def channel(self, team_id: str, channel_id: str) -> Channel:
        """One channel."""

    def open_view(self, team_id: str, trigger_id: str, view: Mapping[str, Any]) -> str:
        """Open a modal; the view's id."""

    def push_view(self, team_id: str, trigger_id: str, view: Mapping[str, Any]) -> str:
        """Open a modal on top of another; the view's id."""

    def update_view(self, team_id: str, view_id: str, view: Mapping[str, Any]) -> None:
        """Replace what an open modal shows."""

    def publish_home(self, team_id: str, user_id: str, view: Mapping[str, Any]) -> None:
        """Show someone their Home tab."""

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
        """Put a file in a channel, or in a thread of it; `alt` says what a picture shows to who does not see it."""

    def identity(self, team_id: str) -> Identity:
        """Whose token is used for a workspace."""
