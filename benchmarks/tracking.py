"""Accepted feedback and a tracker that is down, slow, answers after acting, and tells of changes doubled, late, forged, or not at all.

python -m benchmarks.tracking [submissions] [--postgres URL] [--only sqlite|postgres]
"""

import argparse
import json
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta

import structlog

from benchmarks.frail_tracker import Issues, at_work
from benchmarks.receiving import POSTGRES, fresh_postgres, fresh_sqlite
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Source, Status
from slack_app.domain.feedback.trackers.kinds import Setup, TrackerKind
from slack_app.flows.deps import transaction
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.answered import deciding, hooks
from slack_app.flows.feedback.answered.hooks import Heard
from slack_app.flows.feedback.managing import trackers
from slack_app.gateway.trackers.http import Http
from slack_app.gateway.trackers.opening import HttpTrackers
from slack_app.store import errands
from slack_app.store.database import Database
from slack_app.store.feedback import tickets, voices
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.schema import News, Ticket, TicketStep, TrackerRow
from slack_app.store.sealing import Seal
from tests.flows.coffee_stories import BOSS, arrive
from tests.house import MONDAY, TEAM, House
from workers.app import ERRANDS
from workers.base import perform

WORKERS = 4
STEP = timedelta(minutes=10)
AN_HOUR, DAY_STEPS = 6, 144
"""All is submitted within a day."""
DOWN = (timedelta(hours=2), timedelta(hours=4))
LAST_STEPS, TO_COME_TO_REST = 12, timedelta(days=2)
AUTHORS_SHARE, WEEKLY_CAP = 4, 14
"""So many submissions each makes, and so many messages they may get: in the end nobody may be left waiting by the cap."""
PATIENCE_S = 0.5
SECRET = "hook-secret"
LOST, UNSIGNED = 0.2, 0.05
PLAN = ("opened", ["Doing"], Status.PLANNED)
ENDS = (("closed", [], Status.SHIPPED), ("closed", ["wontfix"], Status.DECLINED), PLAN)
DECISIONS = frozenset({"accepted", "planned", "shipped", "declined"})


@dataclass(frozen=True)
class Counts:
    """What went in and what came of it; those called WRONG must be 0."""

    submissions: int
    issues: int
    deliveries: int
    refused: int
    lost: int
    second_issues: int
    not_followed: int
    decided_twice: int
    untold: int
    told_twice: int
    seconds: float

    @property
    def is_exact(self) -> bool:
        """Nothing lost, no second ticket, nobody told twice, and the tracker's word was followed."""
        return self.issues == self.submissions and not any(getattr(self, name) for name in WRONG)


WRONG = ("lost", "second_issues", "not_followed", "decided_twice", "untold", "told_twice")


@dataclass
class Story:
    """A house, its tracker, and what is still on its way from there."""

    house: House
    issues: Issues
    chance: random.Random
    authors: int
    pool: ThreadPoolExecutor
    row: TrackerRow
    stands: dict[int, Status] = field(default_factory=dict)
    over: set[int] = field(default_factory=set)
    changes: int = 0
    deliveries: int = 0
    refused: int = 0

    def submit(self, count: int) -> None:
        """People say something, and their team accepts it at once."""
        with transaction(self.house.deps) as session:
            for _ in range(count):
                new = NewTicket("It would be kind to my eyes", Source.FORM, f"{self.chance.getrandbits(128):032x}")
                ticket = tickets.add(session, TEAM, new, now=self.house.at)
                ticket.status, ticket.tracker_id = Status.NEW, self.row.id
                ticket_id = ticket.id or 0
                speaker = Speaker(f"U{ticket_id % self.authors}", False)
                kept = voicing.speaks(self.house.deps, TEAM, ticket_id, speaker)
                voices.add(session, TEAM, ticket_id, **kept, is_author=True, now=self.house.at)
                deciding.decide(session, self.house.deps, ticket, Status.ACCEPTED, by_id=None)

    def change(self, share: float) -> list[tuple[int, int]]:
        """Somebody works there: issues are begun, closed, refused; each change by its number, and the issue's."""
        made = []
        for number in range(1, len(self.issues.rows) + 1):
            if number in self.over or self.chance.random() >= share:
                continue
            begins = self.stands.get(number) is None and self.chance.random() < 1 / 3
            state, labels, status = PLAN if begins else self.chance.choice(ENDS)
            self.issues.become(number, state, labels)
            self.stands[number], self.changes = status, self.changes + 1
            self.over |= set() if begins else {number}
            made.append((number, self.changes))
        return made

    def deliver(self, changes: list[tuple[int, int]]) -> None:
        """One in five is lost; the others come twice, shuffled, from several senders at once, a few without their secret."""
        sent = [change for change in changes if self.chance.random() >= LOST] * 2
        self.chance.shuffle(sent)
        secrets = ["" if self.chance.random() < UNSIGNED else SECRET for _ in sent]
        came = list(self.pool.map(self._deliver, sent, secrets))
        self.deliveries, self.refused = self.deliveries + len(sent), self.refused + came.count(Heard.FORGED)
        assert [one is Heard.TAKEN for one in came] == [bool(secret) for secret in secrets]

    def _deliver(self, change: tuple[int, int], secret: str) -> Heard:
        number, name = change
        body = json.dumps({"object_kind": "issue", "object_attributes": {"iid": number}}).encode()
        headers = {"idempotency-key": f"d-{name}", **({"x-gitlab-token": secret} if secret else {})}
        return hooks.heard(self.house.deps, self.row.hook, headers, body)

    def settle(self) -> None:
        """Do all that can be done now, several at once."""
        while True:
            with self.house.db.transaction() as session:
                found = errands.announce(session, self.house.at)
            if not found:
                return
            list(self.pool.map(lambda one: perform(self.house.deps, one[1], ERRANDS[one[0]]), found))

    def until(self, at: datetime) -> None:
        """Let time pass; what is due within the same quarter of a minute is done at its end."""
        while self.house.at < at:
            due = self.house._next_due()
            self.house.at = min(max(due or at, self.house.at + timedelta(seconds=15)), at)
            self.settle()


def play(database_url: str, submissions: int, *, seed: int = 1) -> Counts:
    """Let all of it happen, and count."""
    started, house = time.monotonic(), House(Database(database_url))
    issues = Issues(lambda: house.at, random.Random(seed + 1), lambda: DOWN[0] <= house.at - MONDAY < DOWN[1])
    authors = max(submissions // AUTHORS_SHARE, 1)
    try:
        with at_work(issues) as url, ThreadPoolExecutor(WORKERS) as pool:
            story = Story(house, issues, random.Random(seed), authors, pool, _set_up(house, authors, url))
            _live(story, submissions)
            return _counted(story, submissions, time.monotonic() - started)
    finally:
        house.close()


def _set_up(house: House, authors: int, url: str) -> TrackerRow:
    http = HttpTrackers(Http(private=True, clock=lambda: house.at.timestamp(), patience=PATIENCE_S))  # noqa: PLW0108  its time goes on
    house.deps = replace(house.deps, trackers=http, seal=Seal(b"a key"), public_url="https://convive.test")
    arrive(house, *(f"U{number}" for number in range(authors)))
    arrive(house, BOSS, is_admin=True)
    house.set_up(weekly_cap=WEEKLY_CAP)
    choices, secrets = {"address": url, "project": "acme/website"}, {"token": "glpat-x", "hook": SECRET}
    trackers.keep(house.deps, TEAM, BOSS, Setup(TrackerKind.GITLAB, "GitLab", choices, secrets), None)
    (row,) = house.rows(TrackerRow)
    return row


def _live(story: Story, submissions: int) -> None:
    """A day of submissions and two hours more; then all that is still open there is closed, and nobody tells of it."""
    left, late = submissions, []
    for step in range(DAY_STEPS + LAST_STEPS):
        now = min(left, -(-submissions // DAY_STEPS))
        left -= now
        if now:
            story.submit(now)
        late += story.change(0.1)
        if step % 3 == 2:
            story.deliver(late)
            late = []
        story.until(MONDAY + (step + 1) * STEP)
        if (step + 1) % AN_HOUR == 0:
            told = f"  hour {(step + 1) // AN_HOUR} of {(DAY_STEPS + LAST_STEPS) // AN_HOUR}, {submissions - left} submitted"
            print(told, file=sys.stderr, flush=True)
    story.change(1)
    story.change(1)
    story.until(story.house.at + TO_COME_TO_REST)


def _counted(story: Story, submissions: int, seconds: float) -> Counts:
    found: list[Ticket] = story.house.rows(Ticket)
    news: list[News] = [one for one in story.house.rows(News) if one.told_at]
    told = Counter((one.ticket_id, one.status) for one in news)
    decided = Counter((one.ticket_id, one.step) for one in story.house.rows(TicketStep) if one.step in DECISIONS)
    sent = Counter(post.key for _, post, _ in story.house.slack.posts)
    return Counts(
        submissions=submissions,
        issues=len(story.issues.rows),
        deliveries=story.deliveries,
        refused=story.refused,
        lost=sum(not one.tracker_ref for one in found) + submissions - len(found),
        second_issues=_more_than_once(len(numbers) for numbers in story.issues.by_marker.values()),
        not_followed=sum(one.status != story.stands.get(int(one.tracker_ref or 0)) for one in found),
        decided_twice=_more_than_once(decided.values()),
        untold=sum(not told[one.id or 0, one.status] for one in found),
        told_twice=_more_than_once(told.values()) + _more_than_once(sent.values()),
        seconds=round(seconds, 1),
    )


def _more_than_once(times: Iterable[int]) -> int:
    return sum(one - 1 for one in times)


def show(name: str, counts: Counts) -> None:
    """Print what came of it on one engine."""
    for one in fields(Counts):
        must = " (must be 0)" if one.name in WRONG else ""
        print(f"{name:9} {one.name:14} {asdict(counts)[one.name]}{must}")
    print(f"{name:9} {'exact' if counts.is_exact else 'NOT EXACT'}", flush=True)


def main() -> int:
    """Play it on each engine that is there; 1 unless all is exact."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tracking", description=__doc__)
    parser.add_argument("submissions", type=int, nargs="?", default=10_000)
    parser.add_argument("--postgres", default=POSTGRES)
    parser.add_argument("--only", choices=("sqlite", "postgres"))
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    exact = []
    with ExitStack() as stack:
        for name, fresh in (("sqlite", fresh_sqlite()), ("postgres", fresh_postgres(options.postgres))):
            url = stack.enter_context(fresh) if options.only in (None, name) else None
            if url:
                counts = play(url, options.submissions)
                show(name, counts)
                exact.append(counts.is_exact)
    return 0 if exact and all(exact) else 1


if __name__ == "__main__":
    raise SystemExit(main())
