"""Coffee programmes: what their managers chose, and which are running."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from slack_app.domain.programmes import Programme
from slack_app.store.schema import ProgrammeRow


def create(session: Session, team_id: str, programme: Programme, *, created_by: str, now: datetime) -> ProgrammeRow:
    """Keep a new programme; it runs once it is switched on."""
    row = ProgrammeRow(
        team_id=team_id, choices=programme.to_json(), created_by=created_by, created_at=now, updated_at=now
    )
    session.add(row)
    session.flush()
    return row


def find(session: Session, team_id: str, programme_id: int) -> ProgrammeRow | None:
    """A programme of this workspace."""
    where = (col(ProgrammeRow.team_id) == team_id, col(ProgrammeRow.id) == programme_id)
    return session.exec(select(ProgrammeRow).where(*where)).first()


def hold(session: Session, team_id: str, programme_id: int) -> ProgrammeRow | None:
    """The programme as it is now, locked until the end of the transaction."""
    where = (col(ProgrammeRow.team_id) == team_id, col(ProgrammeRow.id) == programme_id)
    found = select(ProgrammeRow).where(*where).with_for_update()
    return session.exec(found.execution_options(populate_existing=True)).first()


def all_of(session: Session, team_id: str) -> Sequence[ProgrammeRow]:
    """Every programme of a workspace, in the order in which they were made."""
    where = col(ProgrammeRow.team_id) == team_id
    return session.exec(select(ProgrammeRow).where(where).order_by(col(ProgrammeRow.id))).all()


def on(session: Session, team_id: str) -> Sequence[ProgrammeRow]:
    """The programmes that are running."""
    return [row for row in all_of(session, team_id) if row.is_on]


def change(
    session: Session, team_id: str, programme_id: int, programme: Programme, *, now: datetime
) -> ProgrammeRow | None:
    """Keep what a manager chose anew; a round that is open goes on as it was matched. None: no such programme."""
    row = hold(session, team_id, programme_id)
    if row:
        row.choices, row.updated_at = programme.to_json(), now
        session.add(row)
    return row


def switch(session: Session, team_id: str, programme_id: int, *, is_on: bool, now: datetime) -> bool:
    """Let a programme run or rest; whether that changed anything."""
    row = hold(session, team_id, programme_id)
    if row is None or row.is_on == is_on:
        return False
    row.is_on, row.updated_at = is_on, now
    session.add(row)
    return True
