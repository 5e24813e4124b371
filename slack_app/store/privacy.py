"""Everything kept about one person: to hand it over, and to forget it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, literal, update
from sqlmodel import Session, SQLModel, col, select

from slack_app.store import actors, member_weeks
from slack_app.store.dialect import insert_for
from slack_app.store.schema import (
    Activity,
    Apart,
    CatchUp,
    Erasure,
    EventRow,
    Greeting,
    LeftOut,
    Meeting,
    Member,
    MemberWeek,
    Nudge,
    OutboxRow,
    Participant,
    ProfileRow,
    ProgrammeRow,
    Report,
    Seat,
    Settled,
    StageReached,
    SurveyTurn,
    Thanks,
)

OF_COFFEE: tuple[type[SQLModel], ...] = (Participant, Apart, Seat, LeftOut)
OF_DIGEST: tuple[type[SQLModel], ...] = (Activity, MemberWeek, StageReached, Settled, Thanks)
ABOUT_A_PERSON: tuple[type[SQLModel], ...] = (
    *(Member, ProfileRow, Nudge, EventRow, OutboxRow, Greeting, SurveyTurn), *OF_COFFEE, *OF_DIGEST,
)  # fmt: skip
BY_A_PERSON: tuple[type[SQLModel], ...] = (Settled, Thanks, CatchUp)
UNTOLD = frozenset({"packed", "author_id", "by_id"})
"""What a file leaves out: the same once more, and others' names."""


def everything_about(session: Session, team_id: str, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """All rows about someone, table by table, ready to be written as JSON; of nobody else anything."""
    rows = {str(table.__tablename__): _rows(session, table, team_id, user_id) for table in ABOUT_A_PERSON}
    for row in rows["left_out"]:
        del row["why"]  # that only people remained who never meet them is those people's secret
    meetings, made = _meetings(session, team_id, user_id), _made(session, team_id, user_id)
    return rows | {"meeting": meetings, "programme": made} | _done(session, team_id, user_id)


def _rows(session: Session, table: Any, team_id: str, user_id: str) -> list[dict[str, Any]]:  # noqa: ANN401  any table above
    found = session.exec(select(table).where(*_theirs(session, table, team_id, user_id))).all()
    return [row.model_dump(mode="json", exclude=UNTOLD) for row in found]


def _theirs(session: Session, table: Any, team_id: str, user_id: str) -> Sequence[Any]:  # noqa: ANN401  any table above
    weeks = [col(MemberWeek.week).in_(member_weeks.kept(session, team_id))] if table is MemberWeek else []
    return table.team_id == team_id, table.user_id == user_id, *weeks


def _meetings(session: Session, team_id: str, user_id: str) -> list[dict[str, Any]]:
    """What is known of the meetings in which they sit: what spoke for them, without the names of the others."""
    return [
        {
            **row.model_dump(
                mode="json", include={"team_id", "id", "round_id", "state", "icebreaker", "introduced_at"}
            ),
            "user_id": user_id,
            "was_asked_to_start": row.starter_id == user_id,
            "reasons": [{"term": one.get("term"), "topics": one.get("topics", [])} for one in row.reasons],
        }
        for row in _sat_in(session, team_id, user_id)
    ]


def _sat_in(session: Session, team_id: str, user_id: str) -> Sequence[Meeting]:
    sits = select(Seat.meeting_id).where(col(Seat.team_id) == team_id, col(Seat.user_id) == user_id)
    return session.exec(select(Meeting).where(col(Meeting.team_id) == team_id, col(Meeting.id).in_(sits))).all()


def _made(session: Session, team_id: str, user_id: str) -> list[dict[str, Any]]:
    where = (col(ProgrammeRow.team_id) == team_id, col(ProgrammeRow.created_by) == user_id)
    found = session.exec(select(ProgrammeRow).where(*where)).all()
    return [
        {**row.model_dump(mode="json", include={"team_id", "id", "created_at"}), "user_id": user_id} for row in found
    ]


def _done(session: Session, team_id: str, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """What they did for the community, without whom they did it for; of thanks, their words."""
    told = {"team_id", "kind", "words", "settled_at", "created_at", "updated_at"}
    rows = {}
    for table in BY_A_PERSON:
        owned: Any = table
        found = session.exec(select(table).where(owned.team_id == team_id, owned.by_id == user_id)).all()
        rows[f"{table.__tablename__}_by_them"] = [
            {**row.model_dump(mode="json", include=told), "user_id": user_id} for row in found
        ]
    return rows


def forget(session: Session, team_id: str, user_id: str, person_hash: str, *, now: datetime) -> None:
    """Delete all that is kept about someone, and leave only the mark that they asked for it."""
    _take_the_name_off_what_is_on_its_way(session, team_id, user_id)
    _take_the_name_off_what_stays(session, team_id, user_id)
    for table in ABOUT_A_PERSON:
        session.execute(delete(table).where(*_theirs(session, table, team_id, user_id)))
    session.execute(delete(Greeting).where(col(Greeting.team_id) == team_id, col(Greeting.greeter_id) == user_id))
    session.execute(delete(Apart).where(col(Apart.team_id) == team_id, col(Apart.other_id) == user_id))
    named_in_args = (col(OutboxRow.team_id) == team_id, names(OutboxRow.args, user_id))
    session.execute(delete(OutboxRow).where(*named_in_args))
    named_in_facts = (col(EventRow.team_id) == team_id, names(EventRow.facts, user_id))
    session.execute(update(EventRow).where(*named_in_facts).values(facts={}))
    values = {"team_id": team_id, "person_hash": person_hash, "erased_at": now}
    session.execute(insert_for(session, Erasure).values(**values).on_conflict_do_nothing())


def _take_the_name_off_what_is_on_its_way(session: Session, team_id: str, user_id: str) -> None:
    """A row that is being sent stays, nameless, so that its sender still learns where the message stands."""
    where = (col(OutboxRow.team_id) == team_id, col(OutboxRow.user_id) == user_id, col(OutboxRow.state) == "sending")
    nameless = literal("forgotten:") + cast(col(OutboxRow.id), String)
    session.execute(update(OutboxRow).where(*where).values(user_id=None, key=nameless))


def _take_the_name_off_what_stays(session: Session, team_id: str, user_id: str) -> None:
    """Others still sit in their meetings, managers still read their reports, and a programme outlives who made it."""
    made = (col(ProgrammeRow.team_id) == team_id, col(ProgrammeRow.created_by) == user_id)
    session.execute(update(ProgrammeRow).where(*made).values(created_by=None))
    actors.forget_author(session, team_id, user_id)
    for table in BY_A_PERSON:
        owned: Any = table
        session.execute(update(table).where(owned.team_id == team_id, owned.by_id == user_id).values(by_id=None))
    for meeting in _sat_in(session, team_id, user_id):
        meeting.starter_id = None if meeting.starter_id == user_id else meeting.starter_id
        meeting.reasons = [one for one in meeting.reasons if user_id not in one.get("user_ids", ())]
        session.add(meeting)
    for report in session.exec(select(Report).where(col(Report.team_id) == team_id, names(Report.figures, user_id))):
        report.figures = without(report.figures, user_id)
        session.add(report)


def without(stored: Any, user_id: str) -> Any:  # noqa: ANN401  any JSON
    """The same JSON, in which that person's id stands no more; an item of a list that is about them goes as a whole."""
    if isinstance(stored, dict):
        return {key: without(value, user_id) for key, value in stored.items() if user_id not in (key, value)}
    if isinstance(stored, list):
        return [without(one, user_id) for one in stored if not _is_about(one, user_id)]
    return stored


def _is_about(item: object, user_id: str) -> bool:
    return item == user_id or (isinstance(item, dict) and user_id in item.values())


def names(column: Any, user_id: str) -> Any:  # noqa: ANN401  a column of JSON, and a SQL condition
    """Whether that person's id stands anywhere in a column of JSON."""
    return cast(column, String).contains(f'"{user_id}"', autoescape=True)


def asked_to_be_forgotten(session: Session, team_id: str, person_hash: str) -> bool:
    """Whether someone asked to be forgotten and has not come back of their own will."""
    return session.get(Erasure, (team_id, person_hash)) is not None


def forgotten(session: Session, team_id: str) -> set[str]:
    """The marks of all who asked to be forgotten, for going through many people at once."""
    return set(session.exec(select(Erasure.person_hash).where(col(Erasure.team_id) == team_id)))


def forgotten_among(session: Session, team_id: str, person_hashes: Iterable[str]) -> set[str]:
    """Those of these marks that somebody left who asked to be forgotten."""
    where = (col(Erasure.team_id) == team_id, col(Erasure.person_hash).in_(list(person_hashes)))
    return set(session.exec(select(Erasure.person_hash).where(*where)))


def came_back(session: Session, team_id: str, person_hash: str) -> None:
    """Someone who had been forgotten uses the app again of their own will."""
    where = (col(Erasure.team_id) == team_id, col(Erasure.person_hash) == person_hash)
    session.execute(delete(Erasure).where(*where))
