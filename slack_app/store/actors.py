"""Who acts: people whom we do not know yet, who turn out to be of elsewhere, and who is to be named no more."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import exists, func, update
from sqlmodel import Session, col, select

from slack_app.domain.measures.log import Act, Flag
from slack_app.store import packing
from slack_app.store.activity import DELETED, DOINGS, RECORD, Deed, packed
from slack_app.store.batches import in_batches
from slack_app.store.schema import Activity, Member


def strangers(session: Session, team_id: str, *, limit: int = 1000) -> list[str]:
    """People who did something, are no members that we know, and are not known to be of another workspace."""
    acts = select(Activity.user_id).where(col(Activity.team_id) == team_id).distinct().subquery()
    knows = exists().where(col(Member.team_id) == team_id, col(Member.user_id) == acts.c.user_id)
    ours = (col(Activity.act).in_(DOINGS), col(Activity.flags).bitwise_and(int(Flag.OUTSIDE)) == 0)
    theirs = (col(Activity.team_id) == team_id, col(Activity.user_id) == acts.c.user_id)
    found = select(acts.c.user_id).where(~knows, exists().where(*theirs, *ours))
    return list(session.exec(found.order_by(acts.c.user_id).limit(limit)))


def first_of(session: Session, team_id: str, user_ids: Iterable[str]) -> int | None:
    """When the first of these people did something for the first time."""
    first = select(func.min(col(Activity.at))).where(col(Activity.team_id) == team_id, col(Activity.act).in_(DOINGS))
    found = (session.execute(first.where(col(Activity.user_id).in_(few))).scalar() for few in in_batches(user_ids))
    return min((at for at in found if at is not None), default=None)


def outsiders(session: Session, team_id: str, user_ids: Collection[str]) -> set[str]:
    """Those of these people of whom something says that they are of another workspace, or no people."""
    theirs = (col(Activity.team_id) == team_id, col(Activity.user_id).in_(list(user_ids)))
    is_outside = col(Activity.flags).bitwise_and(int(Flag.OUTSIDE)) > 0
    return set(session.exec(select(Activity.user_id).where(*theirs, is_outside).distinct()))


def set_outside(session: Session, team_id: str, user_ids: Iterable[str]) -> None:
    """These are of another workspace, or no people: it stands at all that they did."""
    for few in in_batches(user_ids):
        theirs = (col(Activity.team_id) == team_id, col(Activity.user_id).in_(few), col(Activity.act) > DELETED)
        for row in session.exec(select(Activity).where(*theirs)):
            row.flags |= int(Flag.OUTSIDE)
            deed = Deed(row.user_id, Act(row.act), row.at, row.ts, row.channel_id, row.head_ts, row.author_id)
            row.packed = packed(replace(deed, flags=Flag(row.flags)))


def forget_author(session: Session, team_id: str, user_id: str) -> None:
    """What others did to someone's messages stays, and says no more whose they were."""
    theirs = (col(Activity.team_id) == team_id, col(Activity.author_id) == user_id)
    nobody = {"author_id": None, "packed": packing.without_last(RECORD, col(Activity.packed))}
    session.execute(update(Activity).where(*theirs).values(**nobody))
