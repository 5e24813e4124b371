"""The people of a workspace, by id: how to speak with each, and how far they have come."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, update
from sqlmodel import Session, col, select

from slack_app.domain.people import Person
from slack_app.store.batches import blank, in_batches, run_for_each
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Member


def find(session: Session, team_id: str, user_id: str) -> Member | None:
    """The member, if we know them."""
    return session.get(Member, (team_id, user_id))


def hold(session: Session, team_id: str, user_id: str) -> Member | None:
    """The member, locked until the end of the transaction."""
    where = (col(Member.team_id) == team_id, col(Member.user_id) == user_id)
    return session.exec(select(Member).where(*where).with_for_update()).first()


def meet(session: Session, team_id: str, user_id: str, *, joined_at: datetime, now: datetime) -> Member:
    """The member, known from now on; somebody we knew already stays as they were."""
    blank = {"status": "active", "is_admin": False, "active_days": 0, "opted_out": False, "times_recommended": 0}
    values = {"team_id": team_id, "user_id": user_id, "joined_at": joined_at, "updated_at": now, **blank}
    session.execute(insert_for(session, Member).values(**values).on_conflict_do_nothing())
    return session.get_one(Member, (team_id, user_id))


def meet_many(session: Session, team_id: str, people: Iterable[Person], *, now: datetime) -> None:
    """These people are known from now on, as Slack describes them; who was known keeps the rest of what we know."""
    same = {**blank(Member), "team_id": team_id, "joined_at": now, "updated_at": now}
    statement = insert_for(session, Member)
    said = statement.excluded
    new = {
        "locale": func.coalesce(said.locale, col(Member.locale)),
        "tz": func.coalesce(said.tz, col(Member.tz)),
        "is_admin": said.is_admin,
        "status": case((said.status == "deactivated", said.status), else_=_back_again()),
        "updated_at": now,
    }
    upsert = statement.on_conflict_do_update(index_elements=["team_id", "user_id"], set_=new)
    run_for_each(session, upsert, ({**same, **_as_described(person)} for person in people))


def _back_again() -> Any:  # noqa: ANN401  a SQL expression
    return case((col(Member.status) == "deactivated", "active"), else_=col(Member.status))


def _as_described(person: Person) -> dict[str, Any]:
    status = "deactivated" if person.deleted else "active"
    return {
        "user_id": person.user_id, "locale": person.locale, "tz": person.tz, "is_admin": person.is_admin, "status": status,
    }  # fmt: skip


def known(session: Session, team_id: str, user_ids: Iterable[str]) -> set[str]:
    """Those of these people whom we know, wherever they stand."""
    found: set[str] = set()
    for few in in_batches(user_ids):
        where = (col(Member.team_id) == team_id, col(Member.user_id).in_(few))
        found.update(session.exec(select(Member.user_id).where(*where)))
    return found


def refresh(session: Session, member: Member, person: Person, *, now: datetime) -> None:
    """Note what Slack says of someone: their language, zone, role, and whether they are still there."""
    member.locale = person.locale or member.locale
    member.tz = person.tz or member.tz
    member.is_admin = person.is_admin
    if person.deleted:
        member.status = "deactivated"
    elif member.status == "deactivated":
        member.status = "active"
    member.updated_at = now
    session.add(member)


def note_activity(session: Session, team_id: str, user_id: str, *, at: datetime, posted: bool) -> bool:
    """Someone was active at `at`; False if we do not know them. Late and doubled news change nothing."""
    member = hold(session, team_id, user_id)
    if member is None:
        return False
    last = member.last_active_at
    if last is None or at > last:
        member.active_days += 1 if last is None or last.date() < at.date() else 0
        member.last_active_at = at
    if posted and (member.first_posted_at is None or at < member.first_posted_at):
        member.first_posted_at = at
    session.add(member)
    return True


def to_report(session: Session, team_id: str, *, joined_before: datetime, joined_after: datetime) -> Sequence[Member]:
    """Welcomed newcomers of that time whom no report has named yet, the earliest first."""
    return session.exec(
        select(Member)
        .where(col(Member.team_id) == team_id, col(Member.reported_at).is_(None), col(Member.welcomed_at).is_not(None))
        .where(col(Member.joined_at) <= joined_before, col(Member.joined_at) > joined_after)
        .order_by(col(Member.joined_at), col(Member.user_id))
    ).all()


def count(session: Session, team_id: str) -> int:
    """How many people we know in a workspace."""
    where = col(Member.team_id) == team_id
    return session.exec(select(func.count()).select_from(Member).where(where)).one()


def admins(session: Session, team_id: str) -> Sequence[str]:
    """The workspace's admins whom we know and who are still here, those seen last first."""
    where = (col(Member.team_id) == team_id, col(Member.is_admin), col(Member.status) == "active")
    seen_last = (col(Member.last_active_at).desc().nulls_last(), col(Member.user_id))
    return session.exec(select(Member.user_id).where(*where).order_by(*seen_last)).all()


def count_recommendation(session: Session, team_id: str, user_ids: Sequence[str]) -> None:
    """These people were recommended once more."""
    session.execute(
        update(Member)
        .where(col(Member.team_id) == team_id, col(Member.user_id).in_(user_ids))
        .values(times_recommended=col(Member.times_recommended) + 1)
    )
