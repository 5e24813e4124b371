"""What is heard of the community's life, week by week, and what was done about it. Never anybody's message."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary, SmallInteger
from sqlmodel import Field, SQLModel

from slack_app.store.schema.base import BigId, json_column


def _micros(*, is_key: bool = False) -> Any:  # noqa: ANN401  SQLModel's Field takes the column as a plain argument
    return Column(BigInteger, primary_key=is_key, nullable=False, autoincrement=False)


def _small(*, is_key: bool = False) -> Any:  # noqa: ANN401  as above
    return Column(SmallInteger, primary_key=is_key, nullable=False, autoincrement=False)


def _packed() -> Any:  # noqa: ANN401  as above
    return Column(LargeBinary, nullable=False)


class Activity(SQLModel, table=True):
    """One thing that somebody did. `ts`, `at` and `head_ts` are microseconds; `act` and `flags` are domain.measures.log's.

    `ts` is the message's own (of a reaction: that it was given to), `at` when it happened. `channel_id` is empty where it
    happened in no channel. `author_id` wrote the thread's first message, or the one that was reacted to. `packed` says the
    same once more, for counting (store.activity.RECORD). A row of act 0, by nobody, marks a message that was deleted.
    """

    model_config = {"ser_json_bytes": "base64"}

    team_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    ts: int = Field(sa_column=_micros(is_key=True))
    act: int = Field(sa_column=_small(is_key=True))
    user_id: str = Field(primary_key=True)
    at: int = Field(sa_column=_micros())
    head_ts: int = Field(sa_column=_micros())
    author_id: str | None = None
    flags: int = Field(default=0, sa_column=_small())
    length: str | None = None
    packed: bytes = Field(sa_column=_packed())

    __table_args__ = (Index(None, "team_id", "at"), Index(None, "team_id", "user_id"))


class MemberWeek(SQLModel, table=True):
    """What a member did in a week that was counted; `week` is its Monday.

    `posts` are messages that reply to nobody else, `replies` those in threads that another began. `days` has a bit for each
    day on which they were active (1: Monday), `helped` counts the others whom they replied to, `helping` has a bit for each
    of the last twelve weeks in which they did (1: this one). `packed` says it once more (store.member_weeks.RECORD).
    """

    __tablename__ = "member_week"
    model_config = {"ser_json_bytes": "base64"}

    team_id: str = Field(primary_key=True)
    week: date = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    posts: int = 0
    replies: int = 0
    reactions: int = 0
    days: int = 0
    helped: int = 0
    helping: int = 0
    packed: bytes = Field(sa_column=_packed())


class WeekTotal(SQLModel, table=True):
    """A week as it was counted (domain.measures.figures), without anybody's name: it outlives the rows that it counts."""

    __tablename__ = "week_total"

    team_id: str = Field(primary_key=True)
    week: date = Field(primary_key=True)
    figures: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    counted_at: datetime


class StageReached(SQLModel, table=True):
    """When a member reached a stage of the path (domain.measures.path.Stage), once each."""

    __tablename__ = "stage_reached"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    stage: str = Field(primary_key=True)
    reached_on: date

    __table_args__ = (Index(None, "team_id", "stage", "reached_on"),)


class Settled(SQLModel, table=True):
    """Something of the digest's list that is done, or that somebody has taken upon themselves: it does not come back."""

    team_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    about: str = Field(primary_key=True)
    user_id: str | None = None
    by_id: str | None = None
    settled_at: datetime

    __table_args__ = (Index(None, "team_id", "user_id"),)


class Thanks(SQLModel, table=True):
    """A word of thanks that a manager wrote to a member; `may_tell`: the recap may say that they were thanked."""

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    user_id: str
    by_id: str | None = None
    words: str
    may_tell: bool = False
    created_at: datetime
    told_at: datetime | None = None

    __table_args__ = (Index(None, "team_id", "created_at"), Index(None, "team_id", "user_id"))


class CatchUp(SQLModel, table=True):
    """The reading of the last weeks' history: offered to managers, and shown to them as it goes (domain.digest.catching_up)."""

    __tablename__ = "catch_up"

    team_id: str = Field(primary_key=True)
    state: str = "offered"
    since_at: datetime
    by_id: str | None = None
    channel_id: str | None = None
    message_ts: str | None = None
    updated_at: datetime


class CatchUpChannel(SQLModel, table=True):
    """How far one channel's history is read: `cursor` is Slack's own, `threads` are heads whose replies are still to read."""

    __tablename__ = "catch_up_channel"

    team_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    state: str = "waiting"
    cursor: str | None = None
    threads: list[str] = Field(default_factory=list, sa_column=json_column())
    messages: int = 0
    updated_at: datetime
