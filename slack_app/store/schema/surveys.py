"""Surveys: what is asked, who was asked when, and answers that nobody can trace.

No row is anybody's answer: all answers of a survey lie in one closed box, a column of the survey itself.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from slack_app.store.schema.base import BigId, json_column


def _ref(*, is_key: bool = False, nullable: bool = False) -> Any:  # noqa: ANN401  SQLModel's Field takes the column as a plain argument
    """The id of a survey."""
    return Column(BigInteger, primary_key=is_key, nullable=nullable, autoincrement=False)


class Survey(SQLModel, table=True):
    """One question to many. `live` is set while it is planned or open: there is one such at a time.

    `box` holds the answers (domain.feedback.surveys.survey.Box), closed with the installation's key until it is opened once, at the
    close; then they are added up in `result`, or gone. `asked` counts the messages that went out.
    """

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    question: str | None = None
    channel_id: str | None = None
    is_repeated: bool = False
    state: str
    live: str | None = None
    opens_at: datetime
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    asked: int = 0
    box: str | None = None
    result: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())

    __table_args__ = (UniqueConstraint("team_id", "live"), Index(None, "team_id", "closed_at"))


class SurveyTurn(SQLModel, table=True):
    """Whom a survey asked, and when last; `is_never`: they do not want to be asked. Whether they answered is not here."""

    __tablename__ = "survey_turn"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    survey_id: int | None = Field(default=None, sa_column=_ref(nullable=True))
    asked_at: datetime | None = None
    is_never: bool = False


class SurveyMark(SQLModel, table=True):
    """Someone answered a survey that is open; `mark` is theirs for this survey alone (store.sealing). Gone at the close."""

    __tablename__ = "survey_mark"

    team_id: str = Field(primary_key=True)
    survey_id: int = Field(sa_column=_ref(is_key=True))
    mark: str = Field(primary_key=True)
