"""The community's people, what is heard of them, what is on its way to them, and what recurs."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from slack_app.store.schema.base import BigId, json_column


class Workspace(SQLModel, table=True):
    """A workspace where the app is installed; `community` is its managers' set-up as JSON (domain.community)."""

    team_id: str = Field(primary_key=True)
    enterprise_id: str | None = None
    bot_user_id: str
    status: str = "active"
    community: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    created_at: datetime
    updated_at: datetime


class Member(SQLModel, table=True):
    """A person in a workspace, by id: how to speak with them, and how far they have come."""

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    status: str = "active"
    locale: str | None = None
    chosen_language: str | None = None
    tz: str | None = None
    is_admin: bool = False
    dm_channel_id: str | None = None
    joined_at: datetime
    welcomed_at: datetime | None = None
    introduced_at: datetime | None = None
    first_posted_at: datetime | None = None
    first_active_at: datetime | None = None
    last_active_at: datetime | None = None
    active_days: int = 0
    reported_at: datetime | None = None
    paused_until: datetime | None = None
    opted_out: bool = False
    stays_unnamed: bool = False
    times_recommended: int = 0
    updated_at: datetime

    __table_args__ = (Index(None, "team_id", "joined_at"),)


class ProfileRow(SQLModel, table=True):
    """What a member told of themselves, and where their introduction stands."""

    __tablename__ = "profile"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    answers: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    language: str = "en"
    in_directory: bool = False
    intro_channel_id: str | None = None
    intro_ts: str | None = None
    updated_at: datetime

    __table_args__ = (Index(None, "team_id", "in_directory", "updated_at"),)


class EventRow(SQLModel, table=True):
    """One event as it was heard: facts only, never the words. It waits here until it is handled."""

    __tablename__ = "event"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    enterprise_id: str | None = None
    event_id: str
    kind: str
    user_id: str | None = None
    channel_id: str | None = None
    event_ts: str
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    received_at: datetime
    due_at: datetime
    attempts: int = 0
    handled_at: datetime | None = None

    __table_args__ = (
        UniqueConstraint("team_id", "event_id"),
        Index(None, "handled_at", "due_at"),
        Index(None, "team_id", "user_id"),
    )


class OutboxRow(SQLModel, table=True):
    """One thing that must happen. `key` names it for ever within its workspace; `state` is one of store.outbox.State."""

    __tablename__ = "outbox"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    job: str
    key: str
    user_id: str | None = None
    args: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    door: str | None = None
    state: str = "pending"
    reason: str | None = None
    due_at: datetime
    hint_at: datetime
    owner: str | None = None
    lease_until: datetime | None = None
    maybe_from: datetime | None = None
    quiet_until: datetime | None = None
    attempts: int = 0
    failing_since: datetime | None = None
    channel_id: str | None = None
    message_ts: str | None = None
    created_at: datetime
    done_at: datetime | None = None

    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        Index(None, "state", "due_at"),
        Index(None, "team_id", "user_id", "done_at"),
    )


class Nudge(SQLModel, table=True):
    """One step of a series for one member: what was decided, when, why, and what they did next."""

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    series: str = Field(primary_key=True)
    step: str = Field(primary_key=True)
    planned_at: datetime
    decision: str = "planned"
    reason: str | None = None
    decided_at: datetime | None = None
    next_act: str | None = None
    next_act_at: datetime | None = None


class Report(SQLModel, table=True):
    """A report as it was counted, so that drawing it again says the same; `figures` holds ids, counts and codes."""

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    name: str
    local_date: date
    figures: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    channel_id: str | None = None
    message_ts: str | None = None
    created_at: datetime

    __table_args__ = (UniqueConstraint("team_id", "name", "local_date"),)


class Greeting(SQLModel, table=True):
    """A newcomer whom somebody promised to greet in person; claimed once."""

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    greeter_id: str
    claimed_at: datetime


class Schedule(SQLModel, table=True):
    """What recurs in a workspace: an RRULE in a named zone, and when it is due next."""

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    name: str
    rule: str
    tz: str
    grace_s: int = 4 * 3600
    next_due_at: datetime

    __table_args__ = (UniqueConstraint("team_id", "name"), Index(None, "next_due_at"))


class Run(SQLModel, table=True):
    """One occurrence of a schedule on its nominal local date: `fired` or `missed`, never twice."""

    team_id: str = Field(primary_key=True)
    schedule: str = Field(primary_key=True)
    local_date: date = Field(primary_key=True)
    status: str
    decided_at: datetime


class Erasure(SQLModel, table=True):
    """Someone who asked to be forgotten, as a keyed hash: kept only so that nothing starts again by itself."""

    team_id: str = Field(primary_key=True)
    person_hash: str = Field(primary_key=True)
    erased_at: datetime


class Heartbeat(SQLModel, table=True):
    """When a part of the program last said that it lives."""

    name: str = Field(primary_key=True)
    at: datetime
