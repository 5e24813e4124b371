"""The people of a workspace, by id: how to speak with each, and how far they have come."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, update
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from slack_app.domain.people import Person
from slack_app.store.activity import MESSAGES
from slack_app.store.batches import blank, in_batches, run_for_each
from slack_app.store.dialect import insert_for
from slack_app.store.schema import Activity, Member


def find(session: Session, team_id: str, user_id: str) -> Member | None:
    """The member, if we know them."""
    return session.get(Member, (team_id, user_id))


def hold(session: Session, team_id: str, user_id: str) -> Member | None:
    """The member, locked until the end of the transaction."""
    where = (col(Member.team_id) == team_id, col(Member.user_id) == user_id)
    return session.exec(select(Member).where(*where).with_for_update()).first()


def meet(session: Session, team_id: str, user_id: str, *, joined_at: datetime, now: datetime) -> Member:
    """The member, known from now on; somebody we knew already stays as they were."""
    values = {**blank(Member), "team_id": team_id, "user_id": user_id, "joined_at": joined_at, "updated_at": now}
    session.execute(insert_for(session, Member).values(**values).on_conflict_do_nothing())
    return session.get_one(Member, (team_id, user_id))


def meet_many(
    session: Session, team_id: str, people: Iterable[Person], *, now: datetime, joined_at: datetime | None = None
) -> None:
    """These people are known from now on, as Slack describes them; who was known keeps the rest of what we know.

    `joined_at`: when they came, where that is not now.
    """
    same = {**blank(Member), "team_id": team_id, "joined_at": joined_at or now, "updated_at": now}
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


def hold_many(session: Session, team_id: str, user_ids: Iterable[str]) -> dict[str, Member]:
    """Those of these people whom we know, by id, locked until the end of the transaction."""
    where = (col(Member.team_id) == team_id, col(Member.user_id).in_(list(user_ids)))
    in_order = select(Member).where(*where).order_by(col(Member.user_id)).with_for_update()
    return {one.user_id: one for one in session.exec(in_order)}


def note_activity(session: Session, team_id: str, user_id: str, *, at: datetime, posted: bool) -> bool:
    """Someone was active at `at`; False if we do not know them."""
    member = hold(session, team_id, user_id)
    if member:
        was_active(member, at=at, posted=posted)
    return member is not None


def was_active(member: Member, *, at: datetime, posted: bool) -> None:
    """A member, who is held, was active at `at`. Late and doubled news change nothing."""
    was_seen(member, at)
    last = member.last_active_at
    if last is None or at > last:
        member.active_days += 1 if last is None or last.date() < at.date() else 0
        member.last_active_at = at
    if posted:
        member.first_posted_at = min(at, member.first_posted_at or at)


def was_seen(member: Member, at: datetime) -> None:
    """A member, who is held, did something at `at`, be it but a click."""
    member.first_active_at = min(at, member.first_active_at or at)


def write_together(members: Iterable[Member]) -> None:
    """Let what members did be written in one statement for all: columns that differ would each take one of their own."""
    for member in members:
        for name in ("first_posted_at", "first_active_at", "last_active_at", "active_days"):
            flag_modified(member, name)


def to_report(session: Session, team_id: str, *, joined_before: datetime, joined_after: datetime) -> Sequence[Member]:
    """Welcomed newcomers of that time whom no report has named yet, the earliest first."""
    return session.exec(
        select(Member)
        .where(col(Member.team_id) == team_id, col(Member.reported_at).is_(None), col(Member.welcomed_at).is_not(None))
        .where(col(Member.joined_at) <= joined_before, col(Member.joined_at) > joined_after)
        .order_by(col(Member.joined_at), col(Member.user_id))
    ).all()


def newcomers(session: Session, team_id: str, since: datetime, until: datetime | None = None) -> Sequence[Member]:
    """Who joined from then on (and before `until`) and is still here, the earliest first."""
    joined = select(Member).where(col(Member.team_id) == team_id, col(Member.joined_at) >= since)
    joined = joined if until is None else joined.where(col(Member.joined_at) < until)
    here = joined.where(col(Member.status) == "active")
    return session.exec(here.order_by(col(Member.joined_at), col(Member.user_id))).all()


def unnamed(session: Session, team_id: str) -> set[str]:
    """Who does not want to be named in what all members read."""
    where = (col(Member.team_id) == team_id, col(Member.stays_unnamed))
    return set(session.exec(select(Member.user_id).where(*where)))


def set_unnamed(session: Session, team_id: str, user_id: str, *, stays: bool, now: datetime) -> bool:
    """Name someone no more in what all members read, or again; False if we do not know them."""
    where = (col(Member.team_id) == team_id, col(Member.user_id) == user_id)
    statement = update(Member).where(*where).values(stays_unnamed=stays, updated_at=now)
    return session.execute(statement.returning(col(Member.user_id))).scalar() is not None


def all_ids(session: Session, team_id: str) -> set[str]:
    """Everybody whom we know, wherever they stand."""
    return set(session.exec(select(Member.user_id).where(col(Member.team_id) == team_id)))


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


def unmeet(session: Session, team_id: str, user_id: str) -> None:
    """Someone turned out to be no person of this workspace: we never met them, and what they did was nobody's."""
    session.execute(delete(Member).where(col(Member.team_id) == team_id, col(Member.user_id) == user_id))
    theirs = (col(Activity.team_id) == team_id, col(Activity.user_id) == user_id)
    session.execute(delete(Activity).where(*theirs, col(Activity.act).not_in(MESSAGES)))
