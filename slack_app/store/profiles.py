"""What members told of themselves."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from slack_app.domain.profile import Profile
from slack_app.domain.recommend import Candidate
from slack_app.store.batches import BATCH
from slack_app.store.schema import Member, ProfileRow

NEW_FOR = timedelta(days=30)


def find(session: Session, team_id: str, user_id: str) -> ProfileRow | None:
    """A member's profile, if they filled one in."""
    return session.get(ProfileRow, (team_id, user_id))


def keep(session: Session, team_id: str, user_id: str, profile: Profile, *, language: str, now: datetime) -> ProfileRow:
    """Keep a profile in place of the one before; where the introduction stands is not touched."""
    row = session.get(ProfileRow, (team_id, user_id)) or ProfileRow(team_id=team_id, user_id=user_id, updated_at=now)
    row.answers, row.in_directory, row.language, row.updated_at = profile.to_json(), profile.in_directory, language, now
    session.add(row)
    session.flush()
    return row


def directory(session: Session, team_id: str, *, but: str, now: datetime, limit: int = 2000) -> Sequence[Candidate]:
    """Members who are in the directory and still here, those seen last first, as candidates to be met."""
    rows = session.exec(
        select(ProfileRow, Member)
        .join(
            Member, (col(Member.team_id) == col(ProfileRow.team_id)) & (col(Member.user_id) == col(ProfileRow.user_id))
        )
        .where(col(ProfileRow.team_id) == team_id, col(ProfileRow.in_directory), col(ProfileRow.user_id) != but)
        .where(col(Member.status) == "active")
        .order_by(col(Member.last_active_at).desc().nulls_last(), col(Member.user_id))
        .limit(limit)
    ).all()
    return [_candidate(profile, member, now) for profile, member in rows]


def _candidate(row: ProfileRow, member: Member, now: datetime) -> Candidate:
    quiet = (now - member.last_active_at).days if member.last_active_at else None
    profile = Profile.from_json(row.answers)
    return Candidate(row.user_id, profile, quiet, member.times_recommended, is_new=is_new(member, now))


def open_to_coffee(session: Session, team_id: str) -> Iterator[str]:
    """Who said in their introduction that they like to meet others over coffee, in the order of their ids."""
    found = select(ProfileRow).where(col(ProfileRow.team_id) == team_id).order_by(col(ProfileRow.user_id))
    for row in session.exec(found.execution_options(yield_per=BATCH)):
        if Profile.from_json(row.answers).open_to_coffee:
            yield row.user_id


def is_new(member: Member | None, now: datetime) -> bool:
    """Whether someone was welcomed and came in the last month; who was there before the app is not new."""
    return member is not None and member.welcomed_at is not None and now - member.joined_at < NEW_FOR
