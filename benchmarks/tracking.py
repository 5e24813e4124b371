"""Accepted feedback and a tracker that is down, slow, answers after acting, and tells of changes doubled and out of order.

python -m benchmarks.tracking [submissions]
"""

import json
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

import structlog

from benchmarks.frail_tracker import Issues, at_work
from slack_app.domain.feedback.speaking import Speaker
from slack_app.domain.feedback.terms import Source, Status
from slack_app.domain.feedback.trackers import Setup, TrackerKind
from slack_app.flows.deps import transaction
from slack_app.flows.feedback import deciding, hooks, trackers, voicing
from slack_app.gateway.trackers.http import Http
from slack_app.gateway.trackers.opening import HttpTrackers
from slack_app.store import errands, migrate, tickets, voices
from slack_app.store.database import Database
from slack_app.store.schema import News, Ticket, TicketStep, TrackerRow
from slack_app.store.sealing import Seal
from slack_app.store.tickets import NewTicket
from tests.flows.coffee_stories import BOSS, arrive
from tests.house import MONDAY, TEAM, House
from workers.app import ERRANDS
from workers.base import perform

WORKERS = 4
STEP = timedelta(minutes=10)
DAY_STEPS = 144
"""All is submitted within a day."""
DOWN = (timedelta(hours=2), timedelta(hours=4))
TO_COME_TO_REST = timedelta(days=2)
ENDS = (("closed", [], Status.SHIPPED), ("closed", ["wontfix"], Status.DECLINED), ("opened", ["Doing"], Status.PLANNED))


@dataclass(frozen=True)
class Counts:
    """What went in and what came of it."""

    submissions: int
    issues: int
    without_issue: int
    second_issues: int
    deliveries: int
    not_followed: int
    decided_twice: int
    untold: int
    told_twice: int
    seconds: float

    @property
    def is_exact(self) -> bool:
        """Nothing lost, no second ticket, nobody told twice."""
        wrong = (
            self.without_issue,
            self.second_issues,
            self.not_followed,
            self.decided_twice,
            self.untold,
            self.told_twice,
        )
        return self.issues == self.submissions and not any(wrong)


@dataclass
class Story:
    """A house, its tracker, and what is still on its way from there."""

    house: House
    issues: Issues
    chance: random.Random
    authors: int
    pool: ThreadPoolExecutor
    ends: dict[int, Status]
    deliveries: int = 0

    def submit(self, count: int) -> None:
        """People say something, and their team accepts it at once."""
        house = self.house
        with transaction(house.deps) as session:
            tracker_id = session.get_one(TrackerRow, 1).id
            for _ in range(count):
                new = NewTicket("It would be kind to my eyes", Source.FORM, f"{self.chance.getrandbits(128):032x}")
                ticket = tickets.add(session, TEAM, new, now=house.at)
                ticket.status, ticket.tracker_id = Status.NEW, tracker_id
                kept = voicing.speaks(
                    house.deps, TEAM, ticket.id or 0, Speaker(f"U{(ticket.id or 0) % self.authors}", False)
                )
                voices.add(session, TEAM, ticket.id or 0, **kept, is_author=True, now=house.at)
                deciding.decide(session, house.deps, ticket, Status.ACCEPTED, by_id=None)

    def change(self) -> None:
        """Somebody works there: each issue comes to its end on a way of its own, and is at times opened again in between."""
        for number in range(1, len(self.issues.rows) + 1):
            if number in self.ends or self.chance.random() > 0.1:
                continue
            state, labels, status = self.chance.choice(ENDS)
            self.issues.become(number, state, labels)
            self.ends[number] = status

    def deliver(self, row: TrackerRow, secret: str, numbers: list[int]) -> None:
        """One in five is lost; the others come twice, shuffled, and from several senders at once."""
        sent = [number for number in numbers if self.chance.random() > 0.2] * 2
        self.chance.shuffle(sent)
        self.deliveries += len(sent)
        list(self.pool.map(lambda number: self._deliver(row, secret, number), sent))

    def _deliver(self, row: TrackerRow, secret: str, number: int) -> None:
        body = json.dumps({"object_kind": "issue", "object_attributes": {"iid": number}}).encode()
        headers = {"x-gitlab-token": secret, "idempotency-key": f"d-{number}"}
        assert hooks.heard(self.house.deps, row.hook, headers, body) is hooks.Heard.TAKEN

    def settle(self) -> None:
        """Do all that can be done now, several at once."""
        while True:
            with self.house.db.transaction() as session:
                found = errands.announce(session, self.house.at)
            if not found:
                return
            list(self.pool.map(lambda one: perform(self.house.deps, one[1], ERRANDS[one[0]]), found))

    def until(self, at) -> None:
        while self.house.at < at:
            due = self.house._next_due()
            self.house.at = min(max(due or at, self.house.at + timedelta(seconds=15)), at)
            self.settle()


def play(database_url: str, submissions: int, *, seed: int = 1) -> Counts:
    """Let all of it happen, and count."""
    started, chance = time.monotonic(), random.Random(seed)
    house = House(Database(database_url))
    issues = Issues(lambda: house.at, random.Random(seed + 1), lambda: DOWN[0] <= house.at - MONDAY < DOWN[1])
    try:
        with at_work(issues) as url, ThreadPoolExecutor(WORKERS) as pool:
            story = Story(house, issues, chance, max(submissions // 4, 1), pool, {})
            _set_up(story, url)
            _live(story, submissions)
            return _counted(story, submissions, time.monotonic() - started)
    finally:
        house.close()


def _set_up(story: Story, url: str) -> None:
    house = story.house
    http = HttpTrackers(Http(private=True, clock=lambda: house.at.timestamp(), patience=0.5))  # noqa: PLW0108  its time goes on
    house.deps = replace(house.deps, trackers=http, seal=Seal(b"a key"), public_url="https://convive.test")
    arrive(house, *(f"U{number}" for number in range(story.authors)))
    arrive(house, BOSS, is_admin=True)
    house.set_up(weekly_cap=14)
    setup = Setup(
        TrackerKind.GITLAB,
        "GitLab",
        {"address": url, "project": "acme/website"},
        {"token": "glpat-x", "hook": "hook-secret"},
    )
    trackers.keep(house.deps, TEAM, BOSS, setup, None)
    story.settle()


def _live(story: Story, submissions: int) -> None:
    (row,) = story.house.rows(TrackerRow)
    left, late = submissions, []
    for step in range(DAY_STEPS + 12):
        now = min(left, -(-submissions // DAY_STEPS))
        left -= now
        if now:
            story.submit(now)
        known = set(story.ends)
        story.change()
        late += [number for number in story.ends if number not in known]
        if step % 3 == 2:
            story.deliver(row, "hook-secret", late)
            late = []
        story.until(MONDAY + (step + 1) * STEP)
    story.chance.random = lambda: 0.0  # type: ignore[method-assign]
    story.change()
    story.until(story.house.at + TO_COME_TO_REST)


def _counted(story: Story, submissions: int, seconds: float) -> Counts:
    found: list[Ticket] = story.house.rows(Ticket)
    steps = Counter((one.ticket_id, one.step) for one in story.house.rows(TicketStep))
    told = Counter((one.ticket_id, one.status) for one in story.house.rows(News) if one.told_at)
    final = {one.id: story.ends.get(int(one.tracker_ref or 0)) for one in found}
    return Counts(
        submissions=submissions,
        issues=len(story.issues.rows),
        without_issue=sum(not one.tracker_ref for one in found) + submissions - len(found),
        second_issues=sum(len(numbers) - 1 for numbers in story.issues.by_marker.values()),
        deliveries=story.deliveries,
        not_followed=sum(one.status != final[one.id] for one in found),
        decided_twice=sum(times - 1 for (_, step), times in steps.items() if step in ("shipped", "declined", "planned")),
        untold=sum(not told[one.id, one.status] for one in found),
        told_twice=sum(times - 1 for times in told.values()),
        seconds=round(seconds, 1),
    )  # fmt: skip


def main() -> int:
    submissions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'tracking.db'}"
        migrate.upgrade(url)
        counts = play(url, submissions)
    for name, value in asdict(counts).items():
        print(f"{name:>14} {value}")
    print("exact" if counts.is_exact else "NOT exact")
    return 0 if counts.is_exact else 1


if __name__ == "__main__":
    raise SystemExit(main())
