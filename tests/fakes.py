"""The stand-ins that tests may use: a Slack and a tracker in memory, and a queue that runs what it is told when it is told."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from slack_app.domain.feedback.trackers.kinds import IssueState, TrackerKind
from slack_app.domain.measures.log import MICROSECONDS, micros
from slack_app.domain.people import Person
from slack_app.gateway.protocol import (
    PATIENCE,
    Channel,
    Fence,
    GiveUpError,
    Identity,
    Page,
    Post,
    Receipt,
    Said,
    Spoken,
)
from slack_app.gateway.trackers.protocol import Issue, NewIssue, Tracker
from slack_app.jobs import Job


@dataclass
class FakeSlack:
    """Slack as far as the app can tell: what was posted, shown and opened; `faults` holds what the next calls raise."""

    people: dict[str, Person] = field(default_factory=dict)
    rooms: dict[str, Channel] = field(default_factory=dict)
    inside: dict[str, Sequence[str]] = field(default_factory=dict)
    posts: list[tuple[str, Post, Receipt]] = field(default_factory=list)
    updates: list[tuple[Receipt, str, Sequence[Mapping[str, Any]]]] = field(default_factory=list)
    deleted: list[Receipt] = field(default_factory=list)
    homes: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    views: list[Mapping[str, Any]] = field(default_factory=list)
    files: list[tuple[str, str, bytes, str]] = field(default_factory=list)
    alts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, deque[Exception]] = field(default_factory=lambda: defaultdict(deque))
    faults_after: dict[str, deque[Exception]] = field(default_factory=lambda: defaultdict(deque))
    looks: int = 0
    talk: dict[str, list[Said]] = field(default_factory=dict)
    page_size: int = 100
    pages_read: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    refuses_blocks: bool = False
    threads_of_files: dict[str, str | None] = field(default_factory=dict)
    everyone_asked: int = 0
    persons_asked: int = 0
    names_asked: int = 0
    nicknames: list[str] = field(default_factory=list)
    spoken: dict[tuple[str, str], Spoken] = field(default_factory=dict)
    told_privately: list[tuple[str, Post]] = field(default_factory=list)

    def _may_fail(self, verb: str) -> None:
        if self.faults[verb]:
            raise self.faults[verb].popleft()

    def _may_fail_after(self, verb: str) -> None:
        if self.faults_after[verb]:
            raise self.faults_after[verb].popleft()

    def post(self, team_id: str, post: Post, *, fence: Fence | None = None) -> Receipt:
        if fence:
            fence()
        self._may_fail("post")
        if self.refuses_blocks and post.simpler:
            post = replace(post, blocks=post.simpler)
        receipt = Receipt(post.channel_id, f"1700000000.{len(self.posts):06d}")
        self.posts.append((team_id, post, receipt))
        self._may_fail_after("post")
        return receipt

    def find(
        self, team_id: str, channel_id: str, key: str, *, since: datetime, thread_ts: str | None = None
    ) -> Receipt | None:
        self.looks += 1
        self._may_fail("find")
        found = (
            where for team, post, where in self.posts if (team, post.channel_id, post.key) == (team_id, channel_id, key)
        )
        return next(found, None)

    def update(
        self,
        team_id: str,
        where: Receipt,
        text: str,
        blocks: Sequence[Mapping[str, Any]],
        *,
        simpler: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self._may_fail("update")
        self.updates.append((where, text, simpler if self.refuses_blocks and simpler else blocks))

    def delete(self, team_id: str, where: Receipt) -> None:
        self._may_fail("delete")
        self.deleted.append(where)

    def permalink(self, team_id: str, where: Receipt) -> str:
        return f"https://slack.test/archives/{where.channel_id}/p{where.message_ts.replace('.', '')}"

    def open_dm(self, team_id: str, user_ids: Sequence[str]) -> str:
        self._may_fail("open_dm")
        return f"{'D' if len(user_ids) == 1 else 'G'}-{'-'.join(user_ids)}"

    def person(self, team_id: str, user_id: str, *, within: float | None = None) -> Person:
        self.persons_asked += 1
        self._may_fail("person")
        found = self.people.get(user_id)
        if found is None:
            raise GiveUpError("user_not_found")
        return found

    def everyone(self, team_id: str, *, patience: timedelta = PATIENCE) -> Iterable[Person]:
        self.everyone_asked += 1
        self._may_fail("everyone")
        return [one for one in self.people.values() if team_id in (one.team_id, *one.teams)]

    def names(self, team_id: str) -> Mapping[str, str]:
        return {one.user_id: f"Name of {one.user_id}" for one in self.everyone(team_id)}

    def called(self, team_id: str) -> Iterable[str]:
        self._may_fail("called")
        self.names_asked += 1
        return [*self.names(team_id).values(), *self.nicknames]

    def members_of(self, team_id: str, channel_id: str) -> Iterable[str]:
        self._may_fail("members_of")
        return list(self.inside.get(channel_id, ()))

    def history(self, team_id: str, channel_id: str, *, since: datetime, cursor: str | None = None) -> Page:
        self._may_fail("history")
        after = round(since.timestamp() * MICROSECONDS)
        found = [one for one in reversed(self.talk.get(channel_id, ())) if micros(one.ts) > after]
        return self._page(channel_id, None, [one for one in found if one.thread_ts is None], cursor)

    def replies(self, team_id: str, channel_id: str, thread_ts: str, *, cursor: str | None = None) -> Page:
        self._may_fail("replies")
        found = [one for one in self.talk.get(channel_id, ()) if thread_ts in (one.ts, one.thread_ts)]
        return self._page(channel_id, thread_ts, found, cursor)

    def _page(self, channel_id: str, thread_ts: str | None, found: Sequence[Said], cursor: str | None) -> Page:
        """A cursor is the number of messages read before it."""
        self.pages_read.append((channel_id, thread_ts, cursor))
        start = int(cursor or 0)
        end = start + self.page_size
        return Page(tuple(found[start:end]), str(end) if end < len(found) else None)

    def words_at(self, team_id: str, channel_id: str, ts: str, thread_ts: str | None = None) -> Spoken | None:
        self._may_fail("words_at")
        return self.spoken.get((channel_id, ts))

    def channels(self, team_id: str) -> Iterable[Channel]:
        self._may_fail("channels")
        return list(self.rooms.values())

    def channel(self, team_id: str, channel_id: str) -> Channel:
        found = self.rooms.get(channel_id)
        if found is None:
            raise GiveUpError("channel_not_found")
        return found

    def open_view(self, team_id: str, trigger_id: str, view: Mapping[str, Any]) -> str:
        self._may_fail("open_view")
        self.views.append(view)
        return f"V{len(self.views)}"

    def push_view(self, team_id: str, trigger_id: str, view: Mapping[str, Any]) -> str:
        return self.open_view(team_id, trigger_id, view)

    def update_view(self, team_id: str, view_id: str, view: Mapping[str, Any]) -> None:
        self.views.append(view)

    def publish_home(self, team_id: str, user_id: str, view: Mapping[str, Any]) -> None:
        self._may_fail("publish_home")
        self.homes[user_id] = view

    def tell_privately(
        self,
        team_id: str,
        channel_id: str,
        user_id: str,
        text: str,
        blocks: Sequence[Mapping[str, Any]] = (),
        *,
        thread_ts: str | None = None,
    ) -> None:
        self._may_fail("tell_privately")
        self.told_privately.append((user_id, Post(channel_id, text, list(blocks), key="", thread_ts=thread_ts)))

    def upload(
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
        self._may_fail("upload")
        self.threads_of_files[filename] = thread_ts
        self.files.append((channel_id, filename, content, comment))
        self.alts[filename] = alt

    def identity(self, team_id: str) -> Identity:
        return Identity(team_id, None, "A community", "UBOT", "BBOT", frozenset())

    def to(self, user_id: str) -> list[Post]:
        """What was posted in the direct messages with someone."""
        return [post for _, post, _ in self.posts if post.channel_id == f"D-{user_id}"]

    def into(self, channel_id: str) -> list[Post]:
        """What was posted in a channel."""
        return [post for _, post, _ in self.posts if post.channel_id == channel_id]


@dataclass
class FakeJobs:
    """A bell that remembers who rang."""

    rings: list[tuple[Job, int]] = field(default_factory=list)

    def ring(self, job: Job, row_id: int) -> None:
        self.rings.append((job, row_id))


@dataclass
class FakeTrackers:
    """Every tracker there is, and all that was filed; `faults` and `faults_after` as for Slack, by verb."""

    filed: list[NewIssue] = field(default_factory=list)
    issues: dict[str, Issue] = field(default_factory=dict)
    opened: list[tuple[TrackerKind, Mapping[str, str], Mapping[str, str]]] = field(default_factory=list)
    faults: dict[str, deque[Exception]] = field(default_factory=lambda: defaultdict(deque))
    faults_after: dict[str, deque[Exception]] = field(default_factory=lambda: defaultdict(deque))
    settles: timedelta = timedelta(0)
    hidden: bool = False
    lists: bool = True
    looks: int = 0
    reads: int = 0

    def open(self, kind: TrackerKind, choices: Mapping[str, str], secrets: Mapping[str, str]) -> Tracker:
        self.opened.append((kind, choices, secrets))
        return self

    def _may_fail(self, faults: Mapping[str, deque[Exception]], verb: str) -> None:
        if faults.get(verb):
            raise faults[verb].popleft()

    def create(self, issue: NewIssue, *, fence: Fence | None = None) -> Issue:
        if fence:
            fence()
        self._may_fail(self.faults, "create")
        self.filed.append(issue)
        ref = str(len(self.filed))
        self.issues[ref] = Issue(ref, f"https://tracker.test/issues/{ref}", IssueState.OPEN)
        self._may_fail(self.faults_after, "create")
        return self.issues[ref]

    def find(self, marker: str, *, since: datetime) -> Issue | None:
        self.looks += 1
        self._may_fail(self.faults, "find")
        found = [str(place) for place, one in enumerate(self.filed, 1) if marker in one.body and not self.hidden]
        return self.issues[found[0]] if found else None

    def read(self, ref: str) -> Issue:
        self.reads += 1
        self._may_fail(self.faults, "read")
        found = self.issues.get(ref, Issue(ref, "", IssueState.GONE))
        self._may_fail(self.faults_after, "read")
        return found

    def changed(self, since: datetime) -> Sequence[Issue] | None:
        self._may_fail(self.faults, "changed")
        return list(self.issues.values()) if self.lists else None

    def test(self) -> str:
        self._may_fail(self.faults, "test")
        return "acme/website"

    def becomes(self, state: IssueState, at: datetime | None = None, ref: str = "1") -> None:
        """Somebody changes an issue there."""
        self.issues[ref] = replace(self.issues[ref], state=state, changed_at=at)
