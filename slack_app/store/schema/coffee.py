"""Coffee: programmes, who takes part and how, who is never brought together, rounds and what came of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from slack_app.store.schema.base import BigId, json_column


class ProgrammeRow(SQLModel, table=True):
    """A programme; `choices` is what its managers chose, as JSON (domain.programmes). Nobody made it whom we forgot."""

    __tablename__ = "programme"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str = Field(index=True)
    choices: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    is_on: bool = False
    created_by: str | None = None
    created_at: datetime
    updated_at: datetime


class Participant(SQLModel, table=True):
    """Someone in a programme: `status` is one of domain.participation.Standing; the rest is their wishes and their turns."""

    team_id: str = Field(primary_key=True)
    programme_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    user_id: str = Field(primary_key=True)
    status: str = "in"
    skips_next: bool = False
    paused_until: datetime | None = None
    every: int = 1
    wish: int | None = None
    meets_newcomers: bool = False
    video_link: str | None = None
    rounds_since: int = 0
    fairness: float = 0.0
    times_left_out: int = 0
    times_started: int = 0
    silent_rounds: int = 0
    asked_at: datetime | None = None
    joined_at: datetime
    updated_at: datetime

    __table_args__ = (Index(None, "team_id", "user_id"), Index(None, "team_id", "programme_id", "status"))


class Apart(SQLModel, table=True):
    """Whom someone never wants to be brought together with. Only they may know."""

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    other_id: str = Field(primary_key=True)
    created_at: datetime

    __table_args__ = (Index(None, "team_id", "other_id"),)


class Round(SQLModel, table=True):
    """One round of a programme. `choices` and `seed` are those it was matched with, so that it can be replayed."""

    __tablename__ = "coffee_round"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    programme_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    number: int
    local_date: date
    state: str = "open"
    seed: int = Field(sa_column=Column(BigInteger, nullable=False))
    choices: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    opened_at: datetime
    half_at: datetime
    ends_at: datetime
    closed_at: datetime | None = None
    channel_id: str | None = None
    message_ts: str | None = None

    __table_args__ = (
        UniqueConstraint("team_id", "programme_id", "number"),
        UniqueConstraint("team_id", "programme_id", "local_date"),
    )


class Meeting(SQLModel, table=True):
    """A group of a round. `reasons` are the score's own; `state` is one of domain.rounds.MeetingState."""

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    round_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    state: str = "planned"
    score: float = 0.0
    reasons: list[dict[str, Any]] = Field(default_factory=list, sa_column=json_column())
    starter_id: str | None = None
    icebreaker: str | None = None
    channel_id: str | None = None
    message_ts: str | None = None
    asked_ts: str | None = None
    introduced_at: datetime | None = None
    wrote_at: datetime | None = None
    shared_at: datetime | None = None

    __table_args__ = (Index(None, "team_id", "round_id", "id"), Index(None, "team_id", "channel_id"))


class Seat(SQLModel, table=True):
    """One member of a meeting: what they answered, how it was, what they said of it and whether it may be shared."""

    team_id: str = Field(primary_key=True)
    meeting_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    user_id: str = Field(primary_key=True)
    round_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    answer: str | None = None
    answered_at: datetime | None = None
    rating: int | None = None
    remark: str | None = None
    may_share: bool | None = None

    __table_args__ = (Index(None, "team_id", "user_id"), Index(None, "team_id", "round_id"))


class LeftOut(SQLModel, table=True):
    """Someone for whom a round found nobody, and why (domain.matching.Without, or a reason of domain.rounds)."""

    __tablename__ = "left_out"

    team_id: str = Field(primary_key=True)
    round_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    user_id: str = Field(primary_key=True)
    why: str

    __table_args__ = (Index(None, "team_id", "user_id"),)
