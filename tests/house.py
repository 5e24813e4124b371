"""A house for stories: real tables, real flows, the two stand-ins, and a clock that tests can move."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, inspect, or_
from sqlmodel import Session, SQLModel, col, select

from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.events import distil
from slack_app.domain.people import Person
from slack_app.flows import clockwork, hearing
from slack_app.flows.deps import Deps, Pace
from slack_app.jobs import Job
from slack_app.store import errands, workspaces
from slack_app.store.database import Database
from slack_app.store.events import row_of
from slack_app.store.receiving import Inbox
from slack_app.store.schema import Member, OutboxRow, Schedule
from tests.fakes import FakeJobs, FakeSlack, FakeTrackers
from workers.app import ERRANDS
from workers.base import perform

TEAM, OTHER_TEAM = "T1", "T2"
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NO_DIGEST = DigestChoices(is_on=False)
"""Weeks pass in many stories; those of the digest switch it on."""
_counter = itertools.count(1)


@dataclass
class House:
    """The app without its doors: events go in, work is done, time passes."""

    db: Database
    at: datetime = MONDAY
    slack: FakeSlack = field(default_factory=FakeSlack)
    jobs: FakeJobs = field(default_factory=FakeJobs)
    trackers: FakeTrackers = field(default_factory=FakeTrackers)

    def __post_init__(self) -> None:
        self.inbox = Inbox(self.db, ring=lambda: None)
        self.deps = Deps(
            db=self.db,
            slack=self.slack,
            jobs=self.jobs,
            inbox=self.inbox,
            now=lambda: self.at,
            pace=Pace(),
            trackers=self.trackers,
        )
        for team_id in (TEAM, OTHER_TEAM):
            self._found(team_id)

    def close(self) -> None:
        self.inbox.close()
        self.db.close()

    def _found(self, team_id: str) -> None:
        """Install the app in a workspace where no digest is wanted."""
        with self.db.transaction() as session:
            workspaces.register(session, team_id, enterprise_id=None, bot_user_id="UBOT", now=self.at)
        self.set_up(team_id, digest=NO_DIGEST)

    def set_up(self, team_id: str = TEAM, **community: Any) -> None:
        """Set up the community as a manager would."""
        with self.db.transaction() as session:
            changed = workspaces.change_community(
                session, team_id, lambda now_set: replace(now_set, **community), now=self.at
            )
            clockwork.keep_schedules(session, self.deps, team_id, changed)

    def person(self, user_id: str, **more: Any) -> Person:
        """Somebody of the first workspace: French, in Paris, unless told otherwise."""
        more = {"team_id": TEAM, "locale": "fr-FR", "tz": "Europe/Paris", **more}
        self.slack.people[user_id] = Person(user_id, **more)
        return self.slack.people[user_id]

    def event(self, kind: str, *, team_id: str = TEAM, event_id: str | None = None, **event: Any) -> dict[str, Any]:
        """What Slack sends around an event."""
        stamp = f"{self.at.timestamp():.6f}"
        return {
            "type": "event_callback", "team_id": team_id, "api_app_id": "A1", "event_time": int(self.at.timestamp()),
            "event_id": event_id or f"Ev{next(_counter)}", "event": {"type": kind, "event_ts": stamp, **event},
        }  # fmt: skip

    def join(self, user_id: str, *, team_id: str = TEAM, event_id: str | None = None, **more: Any) -> None:
        """Someone joins the workspace."""
        person = self.person(user_id, **more)
        user = {
            "id": user_id, "team_id": person.team_id, "locale": person.locale, "tz": person.tz, "is_bot": person.is_bot,
            "is_restricted": person.is_guest, "deleted": person.deleted, "is_admin": person.is_admin,
        }  # fmt: skip
        self.hear(self.event("team_join", team_id=team_id, event_id=event_id, user=user))

    def hear(self, envelope: dict[str, Any]) -> None:
        """An event comes in; nothing is handled yet."""
        heard = distil(envelope)
        if heard:
            self.inbox.keep(row_of(heard, self.at))

    def settle(self) -> None:
        """Do all that can be done now."""
        while hearing.hear_batch(self.deps) + clockwork.tick(self.deps) + self._perform_all():
            pass

    def _perform_all(self) -> int:
        with self.db.transaction() as session:
            found = errands.announce(session, self.at + timedelta(0))
        for job, row_id in found:
            perform(self.deps, row_id, ERRANDS[job])
        return len(found)

    def until(self, at: datetime) -> None:
        """Let time pass, doing what is due when it is due."""
        while (due := self._next_due()) is not None and due <= at:
            self.at = max(self.at, due)
            self.settle()
        self.at = at
        self.settle()

    def pass_time(self, **length: float) -> None:
        """Let that much time pass."""
        self.until(self.at + timedelta(**length))

    def _next_due(self) -> datetime | None:
        """The next moment at which something may be said; what is said to nobody is done when its time has passed."""
        waits = select(func.min(col(OutboxRow.due_at))).where(
            col(OutboxRow.state) == "pending", col(OutboxRow.due_at) > self.at
        )
        are_new = (col(Member.welcomed_at).is_not(None), col(Member.reported_at).is_(None))
        welcomed = exists().where(col(Member.team_id) == col(Schedule.team_id), *are_new)
        recurs = select(func.min(col(Schedule.next_due_at))).where(
            col(Schedule.next_due_at) > self.at,
            col(Schedule.name) != Job.SWEEP.value,
            or_(col(Schedule.name) != Job.REPORT_NEWCOMERS.value, welcomed),
        )
        with self.db.reading() as session:
            due = [session.execute(question).scalar() for question in (waits, recurs)]
        return min((at for at in due if at), default=None)

    def read(self, question: Callable[[Session], Any]) -> Any:
        """Ask the store."""
        with self.db.reading() as session:
            return question(session)

    def rows(self, table: type[SQLModel]) -> list[Any]:
        """All rows of a table, by their keys: as they lie, they come in no order."""
        with self.db.reading() as session:
            return list(session.exec(select(table).order_by(*inspect(table).primary_key)).all())

    def member(self, user_id: str, team_id: str = TEAM) -> Member:
        """A member who is known."""
        with self.db.reading() as session:
            return session.get_one(Member, (team_id, user_id))
