"""Threads of listening: questions that recur, where they were asked, and which tickets came of it. Nobody's name stands here."""

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from slack_app.store.schema.base import BigId, json_column


class ListeningRow(SQLModel, table=True):
    """A question that recurs; `choices` is what managers chose of it (domain.feedback.listening)."""

    __tablename__ = "listening"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str = Field(index=True)
    choices: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    is_on: bool = True
    is_closed: bool = False
    created_at: datetime
    updated_at: datetime


class Asking(SQLModel, table=True):
    """A question, asked once a day at most: the words and the channel of that day; `message_ts` once its message stands."""

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    listening_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    day: dt.date
    question: str
    channel_id: str
    message_ts: str | None = None
    asked_at: datetime | None = None
    created_at: datetime

    __table_args__ = (
        UniqueConstraint("team_id", "listening_id", "day"),
        Index(None, "team_id", "channel_id", "message_ts"),
    )


class CameOf(SQLModel, table=True):
    """A ticket that came of a question's thread, or of its button."""

    __tablename__ = "came_of"

    team_id: str = Field(primary_key=True)
    ticket_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    asking_id: int = Field(sa_column=Column(BigInteger, nullable=False))

    __table_args__ = (Index(None, "team_id", "asking_id"),)
