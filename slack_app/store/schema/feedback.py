"""Feedback: tickets and their voices, what happened to them, teams and rules, what was learned, what is told back."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from slack_app.store.schema.base import BigId, json_column


def _ref(*, is_key: bool = False, nullable: bool = False) -> Any:  # noqa: ANN401  SQLModel's Field takes the column as a plain argument
    """The id of a row of another table."""
    return Column(BigInteger, primary_key=is_key, nullable=nullable, autoincrement=False)


class Ticket(SQLModel, table=True):
    """Something that somebody said, and what became of it. Who said it stands among its voices, nowhere else.

    `number` counts within the workspace. `because` lists why each field is what it is (domain.feedback.routed.because). A ticket
    that was merged keeps its own voices: they count for `merged_into_id` as long as the link stands (`status_before` is what
    it goes back to). `voices` is how many people want it, counted anew whenever one comes or a link changes. The clock of
    its targets stands still while `stopped_at` is set; `waited_s` are the working seconds that it stood still before.
    """

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    number: int
    status: str
    status_before: str | None = None
    words: str
    language: str = "en"
    source: str
    source_channel_id: str | None = None
    source_ts: str | None = None
    is_anonymous: bool = False
    kind: str | None = None
    area: str | None = None
    product_team_id: int | None = Field(default=None, sa_column=_ref(nullable=True))
    priority: str = "normal"
    impact: str | None = None
    because: list[dict[str, Any]] = Field(default_factory=list, sa_column=json_column())
    voices: int = 1
    merged_into_id: int | None = Field(default=None, sa_column=_ref(nullable=True))
    merged_by: str | None = None
    decline_reason: str | None = None
    assignee_id: str | None = None
    snoozed_until: datetime | None = None
    card_channel_id: str | None = None
    card_ts: str | None = None
    cards: int = 0
    first_answered_at: datetime | None = None
    resolved_at: datetime | None = None
    stopped_at: datetime | None = None
    waited_s: int = 0
    tracker_id: int | None = Field(default=None, sa_column=_ref(nullable=True))
    tracker_ref: str | None = None
    tracker_url: str | None = None
    tracker_state: str | None = None
    tracker_changed_at: datetime | None = None
    marker: str
    signature: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    created_at: datetime
    filed_at: datetime | None = None
    updated_at: datetime

    model_config = {"ser_json_bytes": "base64"}
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "marker"),
        Index(None, "team_id", "status", "updated_at"),
        Index(None, "team_id", "updated_at", "id"),
        Index(None, "team_id", "product_team_id", "status"),
        Index(None, "team_id", "merged_into_id"),
        Index(None, "team_id", "source_channel_id", "source_ts"),
        Index(None, "team_id", "tracker_id", "tracker_ref"),
    )


class Voice(SQLModel, table=True):
    """Someone who wants a ticket: its author, or who said *mine too*. `mark` is theirs for this ticket alone (store.sealing).

    Who spoke without their name has no `user_id`; `sealed` holds it, closed with the installation's key, so that the
    answer reaches them and nobody reads who they are.
    """

    team_id: str = Field(primary_key=True)
    ticket_id: int = Field(sa_column=_ref(is_key=True))
    mark: str = Field(primary_key=True)
    user_id: str | None = None
    sealed: str | None = None
    is_author: bool = False
    created_at: datetime

    __table_args__ = (Index(None, "team_id", "user_id"), Index(None, "team_id", "created_at"))


class TicketStep(SQLModel, table=True):
    """One thing that happened to a ticket (domain.feedback.terms.Step); `by_id` did it, unless it was the app or the author."""

    __tablename__ = "ticket_step"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    ticket_id: int = Field(sa_column=_ref())
    step: str
    by_id: str | None = None
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    at: datetime

    __table_args__ = (Index(None, "team_id", "ticket_id", "id"), Index(None, "team_id", "step", "at"))


class Remark(SQLModel, table=True):
    """What a team and an author write to each other about a ticket, by the app's forms. `by_id` is empty for an author."""

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    ticket_id: int = Field(sa_column=_ref())
    from_team: bool
    by_id: str | None = None
    words: str
    created_at: datetime
    told_at: datetime | None = None

    __table_args__ = (Index(None, "team_id", "ticket_id", "id"),)


class ProductTeam(SQLModel, table=True):
    """A team that can act; `choices` is what managers set of it (domain.feedback.worked_on.teams.Team)."""

    __tablename__ = "product_team"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str = Field(index=True)
    choices: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    is_closed: bool = False
    created_at: datetime
    updated_at: datetime


class RuleSet(SQLModel, table=True):
    """The routing rules as they stood from `created_at` until the next version; none is ever changed but 0, the managers' draft."""

    __tablename__ = "rule_set"

    team_id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    rules: list[dict[str, Any]] = Field(default_factory=list, sa_column=json_column())
    by_id: str | None = None
    created_at: datetime


class Lesson(SQLModel, table=True):
    """What a person confirmed or corrected of a ticket's field, and what was thought before. The words are the ticket's."""

    team_id: str = Field(primary_key=True)
    ticket_id: int = Field(sa_column=_ref(is_key=True))
    field: str = Field(primary_key=True)
    value: str
    guessed: str | None = None
    confidence: float | None = None
    at: datetime

    __table_args__ = (Index(None, "team_id", "field", "at"),)


class Likeness(SQLModel, table=True):
    """Two tickets that someone judged: whether they ask for the same. `features` are what the re-ranker saw."""

    team_id: str = Field(primary_key=True)
    ticket_id: int = Field(sa_column=_ref(is_key=True))
    other_id: int = Field(sa_column=_ref(is_key=True))
    is_same: bool
    features: list[float] = Field(default_factory=list, sa_column=json_column())
    at: datetime

    __table_args__ = (Index(None, "team_id", "at"),)


class LearnedModel(SQLModel, table=True):
    """Figures learned from a workspace's lessons (`field`: kind, area, likeness); of each the last three are kept.

    `is_current` marks the one in use. `report` tells its lessons, accuracy and calibration; `figures` holds no words.
    """

    __tablename__ = "learned_model"
    model_config = {"ser_json_bytes": "base64"}

    team_id: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    is_current: bool = True
    figures: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    report: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    created_at: datetime


class News(SQLModel, table=True):
    """What somebody is to be told of what they spoke for, or was: `mark` is their voice's on that ticket.

    `of_id` is the ticket that was decided: the same, or the one that it is linked to. `turn` counts how often it came to
    stand so. `errand_id` stands for the message that is to tell it, and leads to no row, nor to other
    news of the same message. When it was told is known by the day.
    """

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str
    ticket_id: int = Field(sa_column=_ref())
    mark: str
    of_id: int = Field(sa_column=_ref())
    status: str
    turn: int = 0
    errand_id: int | None = Field(default=None, sa_column=_ref(nullable=True))
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    created_at: datetime
    told_at: datetime | None = None
    dropped_at: datetime | None = None

    __table_args__ = (
        UniqueConstraint("team_id", "ticket_id", "mark", "status", "turn"),
        Index(None, "team_id", "told_at", "dropped_at"),
        Index(None, "team_id", "errand_id"),
    )


class TrackerRow(SQLModel, table=True):
    """A tracker that tickets may go to. `sealed` holds its secrets, closed with the installation's key; `hook` is its address' own part."""

    __tablename__ = "tracker"

    id: int | None = Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
    team_id: str = Field(index=True)
    kind: str
    name: str
    choices: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    sealed: str
    hook: str = Field(unique=True)
    is_on: bool = True
    tested_at: datetime | None = None
    polled_at: datetime | None = None
    trouble: str | None = None
    created_by: str | None = None
    created_at: datetime
    updated_at: datetime


class TrackerHint(SQLModel, table=True):
    """A delivery by which a tracker said that something changed; what did is read from the tracker itself."""

    __tablename__ = "tracker_hint"

    team_id: str = Field(primary_key=True)
    tracker_id: int = Field(sa_column=_ref(is_key=True))
    delivery: str = Field(primary_key=True)
    ref: str | None = None
    is_signed: bool
    received_at: datetime

    __table_args__ = (Index(None, "team_id", "received_at"),)
