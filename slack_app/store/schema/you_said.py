"""You said, we did: what is told the community of a month, and the lines that managers let it read."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from slack_app.store.schema.base import BigId, json_column


class YouSaid(SQLModel, table=True):
    """A month's answer (`month` is its first day), from the managers' draft to the message that is out.

    `figures` were counted once (domain.feedback.months.you_said.Figures). `edits` counts how often managers changed it. The draft
    stands at `draft_ts`, what the community reads at `message_ts`.
    """

    __tablename__ = "you_said"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    month: date
    status: str
    language: str
    figures: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    opening: str = ""
    closing: str = ""
    edits: int = 0
    by_id: str | None = None
    draft_channel_id: str | None = None
    draft_ts: str | None = None
    channel_id: str | None = None
    message_ts: str | None = None
    created_at: datetime
    sent_at: datetime | None = None

    __table_args__ = (UniqueConstraint("team_id", "month"), Index(None, "team_id", "status"))


class YouSaidLine(SQLModel, table=True):
    """A ticket of which the community reads `line`, written by managers; empty: it is left out. `place` counts within its part."""

    __tablename__ = "you_said_line"

    team_id: str = Field(primary_key=True)
    you_said_id: int = Field(sa_column=Column(BigInteger, primary_key=True, nullable=False, autoincrement=False))
    ticket_id: int = Field(sa_column=Column(BigInteger, primary_key=True, nullable=False, autoincrement=False))
    part: str
    place: int
    line: str
    voices: int = 0
    months: int = 0

    __table_args__ = (Index(None, "team_id", "ticket_id"),)
