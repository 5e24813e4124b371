"""What feedback keeps of one person: what they said and wanted, to be handed over; and what must lose its words, or their name."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, SQLModel, col, select

from slack_app.domain.feedback.terms import Step
from slack_app.store.privacy import names
from slack_app.store.schema import (
    Lesson,
    News,
    ProductTeam,
    Remark,
    RuleSet,
    Ticket,
    TicketStep,
    TrackerRow,
    Voice,
    YouSaid,
    YouSaidLine,
)

BY_COLUMNS: tuple[tuple[type[SQLModel], str], ...] = (
    (Ticket, "assignee_id"), (Ticket, "merged_by"), (TicketStep, "by_id"), (Remark, "by_id"), (RuleSet, "by_id"),
    (TrackerRow, "created_by"), (YouSaid, "by_id"),
)  # fmt: skip
"""Where somebody stands as who did something, or is to."""
JSON_COLUMNS: tuple[tuple[type[SQLModel], str], ...] = (
    (Ticket, "because"), (TicketStep, "facts"), (News, "facts"), (ProductTeam, "choices"), (RuleSet, "rules"),
    (TrackerRow, "choices"),
)  # fmt: skip
_OF_A_MONTH: tuple[tuple[type[SQLModel], str], ...] = (
    (YouSaid, "opening"), (YouSaid, "closing"), (YouSaidLine, "line"),
)  # fmt: skip
WORDS: tuple[tuple[type[SQLModel], str], ...] = (
    (Ticket, "words"),
    (Ticket, "decline_reason"),
    (Remark, "words"),
    *_OF_A_MONTH,
)
PEOPLE, NOBODY = "people", "nobody"
"""A rule that held for one person alone holds for nobody without them, and not for everybody."""
SOMEONE = "@…"
TOLD_OF_TICKET = {
    "number", "status", "words", "language", "source", "source_channel_id", "source_ts", "is_anonymous", "kind", "area",
    "priority", "impact", "decline_reason", "created_at", "filed_at", "resolved_at",
}  # fmt: skip


def everything_about(
    session: Session, team_id: str, user_id: str, marks: Collection[str]
) -> dict[str, list[dict[str, Any]]]:
    """All rows about someone whose voices have these marks, ready to be written as JSON; of nobody else anything."""
    spoken = _of(session, Voice, team_id, col(Voice.mark).in_(marks))
    said = [voice.ticket_id for voice in spoken if voice.is_author]
    written = _of(session, Ticket, team_id, col(Ticket.id).in_(said))
    exchanged = _of(session, Remark, team_id, col(Remark.ticket_id).in_(said))
    heard = _of(session, News, team_id, col(News.mark).in_(marks))
    rows = {
        "ticket": [one.model_dump(mode="json", include=TOLD_OF_TICKET) for one in written],
        "voice": [one.model_dump(mode="json", include={"ticket_id", "is_author", "created_at"}) for one in spoken],
        "remark": [one.model_dump(mode="json", include={"from_team", "words", "created_at"}) for one in exchanged],
        "news": [one.model_dump(mode="json", include={"ticket_id", "status", "told_at"}) for one in heard],
        **dict(_done(session, team_id, user_id)),
    }
    return {name: [{**row, "user_id": user_id} for row in found] for name, found in rows.items()}


def _done(session: Session, team_id: str, user_id: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """What they did as one of a team, without whom they did it for; of what they wrote, their words."""
    told = {"number", "ticket_id", "step", "at", "created_at", "version"}
    for table, column in BY_COLUMNS:
        found = _of(session, table, team_id, _column(table, column) == user_id)
        own = told | {"words"} if table is Remark else told
        yield f"{table.__tablename__}_{column}", [row.model_dump(mode="json", include=own) for row in found]
    teams = _of(session, ProductTeam, team_id, names(ProductTeam.choices, user_id))
    yield "product_team", [{"name": row.choices.get("name"), "created_at": row.created_at.isoformat()} for row in teams]


def erase_ticket(session: Session, ticket: Ticket) -> None:
    """A ticket keeps no words of its author: not in its reasons, in what was exchanged, nor in what was learned from it."""
    ticket.words, ticket.signature, ticket.impact = "", None, None
    ticket.source_channel_id, ticket.source_ts = None, None
    ticket.because = [{name: value for name, value in one.items() if name != "terms"} for one in ticket.because]
    session.add(ticket)
    which = (col(Remark.team_id) == ticket.team_id, col(Remark.ticket_id) == ticket.id)
    session.execute(delete(Remark).where(*which))
    _forget_said_outside(session, ticket)
    session.execute(delete(Lesson).where(col(Lesson.team_id) == ticket.team_id, col(Lesson.ticket_id) == ticket.id))


def _forget_said_outside(session: Session, ticket: Ticket) -> None:
    """A title, and what a stranger thought of the words: that it happened stays."""
    which = (col(TicketStep.team_id) == ticket.team_id, col(TicketStep.ticket_id) == ticket.id)
    told = col(TicketStep.step).in_([Step.ASKED_OUTSIDE, Step.TITLED])
    session.execute(update(TicketStep).where(*which, told).values(facts={}))


def assigned(session: Session, team_id: str, user_id: str) -> list[int]:
    """The tickets that somebody takes care of."""
    return [row.id or 0 for row in _of(session, Ticket, team_id, col(Ticket.assignee_id) == user_id)]


def forget_name(session: Session, team_id: str, user_id: str) -> None:
    """What someone did for a team outlives them nameless; in what others wrote their name is no mention any more."""
    for table, column in BY_COLUMNS:
        theirs = _column(table, column)
        session.execute(
            update(table).where(_column(table, "team_id") == team_id, theirs == user_id).values({column: None})
        )
    for table, column in JSON_COLUMNS:
        for row in _of(session, table, team_id, names(_column(table, column), user_id)):
            setattr(row, column, nameless(getattr(row, column), user_id))
            session.add(row)
    for table, column in WORDS:
        _mention_no_more(session, team_id, table, column, user_id)


def _mention_no_more(session: Session, team_id: str, table: type[SQLModel], column: str, user_id: str) -> None:
    written, mention = _column(table, column), f"<@{user_id}>"
    theirs = (_column(table, "team_id") == team_id, written.contains(mention, autoescape=True))
    session.execute(update(table).where(*theirs).values({column: func.replace(written, mention, SOMEONE)}))


def nameless(stored: Any, user_id: str) -> Any:  # noqa: ANN401  any JSON
    """The same JSON without that person's id; what stands around it stays."""
    if isinstance(stored, dict):
        return {key: _nameless_at(key, value, user_id) for key, value in stored.items()}
    if isinstance(stored, list):
        return [nameless(one, user_id) for one in stored if one != user_id]
    return None if stored == user_id else stored


def _nameless_at(key: str, value: Any, user_id: str) -> Any:  # noqa: ANN401  any JSON
    return [NOBODY] if key == PEOPLE and value == [user_id] else nameless(value, user_id)


def _of(session: Session, table: Any, team_id: str, *which: Any) -> list[Any]:  # noqa: ANN401  any table above
    return list(session.exec(select(table).where(table.team_id == team_id, *which)))


def _column(table: Any, name: str) -> Any:  # noqa: ANN401  a column of any table
    return getattr(table, name)
