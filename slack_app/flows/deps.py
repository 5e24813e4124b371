"""What every flow is given, and the one mechanism by which nothing leaves before the commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from slack_app.flows.feedback.alike.shelves import Shelves
from slack_app.flows.feedback.known_names import KnownNames
from slack_app.flows.feedback.learned.at_hand import ModelsAtHand
from slack_app.gateway.classifier import Classifier, NoClassifier
from slack_app.gateway.protocol import Slack
from slack_app.gateway.trackers.protocol import NoTrackers, Trackers
from slack_app.jobs import Job, Jobs
from slack_app.store.database import Database
from slack_app.store.outbox import RINGS
from slack_app.store.receiving import Inbox
from slack_app.store.sealing import Seal


@dataclass(frozen=True)
class Pace:
    """How long a worker holds a row, and how long after an uncertain attempt one waits before looking."""

    lease: timedelta = timedelta(seconds=75)
    quiet: timedelta = timedelta(seconds=30)


@dataclass(frozen=True)
class Deps:
    """The parts that a flow needs; `now` is the one clock, `secret` keys the marks of those who asked to be forgotten, `seal` closes secrets.

    `public_url` is where the world reaches the app, without a slash at its end; empty where it does not.
    """

    db: Database
    slack: Slack
    jobs: Jobs
    inbox: Inbox
    now: Callable[[], datetime]
    secret: bytes = b"convive"
    seal: Seal = field(default_factory=Seal)
    pace: Pace = field(default_factory=Pace)
    trackers: Trackers = field(default_factory=NoTrackers)
    public_url: str = ""
    shelves: Shelves = field(default_factory=Shelves)
    models: ModelsAtHand = field(default_factory=ModelsAtHand)
    classifier: Classifier = field(default_factory=NoClassifier)
    names: KnownNames = field(default_factory=KnownNames)


@contextmanager
def transaction(deps: Deps) -> Iterator[Session]:
    """A writing transaction; the bell rings, once it is committed, for each row that was put in the outbox."""
    rings: list[tuple[Job, int]] = []
    with deps.db.transaction() as session:
        session.info[RINGS] = rings
        yield session
    for job, row_id in rings:
        deps.jobs.ring(job, row_id)
