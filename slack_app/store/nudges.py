"""The steps of a series for each member: planned, decided, and what they did next."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from slack_app.store.dialect import insert_for
from slack_app.store.schema import Nudge

COUNTS_FOR = timedelta(days=14)


@dataclass(frozen=True)
class StepOf:
    """One step of a series for one member of a workspace."""

    team_id: str
    user_id: str
    series: str
    step: str


def plan(session: Session, which: StepOf, planned_at: datetime) -> None:
    """Note that a step is to come; once planned it stays as it was planned."""
    values = {**asdict(which), "planned_at": planned_at, "decision": "planned"}
    session.execute(insert_for(session, Nudge).values(**values).on_conflict_do_nothing())


def planned_at(session: Session, which: StepOf) -> datetime | None:
    """When a step was to come, if it was planned."""
    nudge = session.get(Nudge, astuple(which))
    return nudge.planned_at if nudge else None


def decide(session: Session, which: StepOf, decision: str, reason: str | None, *, now: datetime) -> None:
    """Note what became of a step: `sent`, `skipped` or `held_out`, and why."""
    nudge = session.get(Nudge, astuple(which))
    if nudge and nudge.decision == "planned":
        nudge.decision, nudge.reason, nudge.decided_at = decision, reason, now
        session.add(nudge)


def note_act(session: Session, team_id: str, user_id: str, act: str, at: datetime) -> None:
    """What a member did next, noted on each recent step (sent or held out) that was not followed by anything yet."""
    session.execute(
        update(Nudge)
        .where(col(Nudge.team_id) == team_id, col(Nudge.user_id) == user_id, col(Nudge.next_act).is_(None))
        .where(col(Nudge.decision).in_(("sent", "held_out")))
        .where(col(Nudge.decided_at) <= at, col(Nudge.decided_at) > at - COUNTS_FOR)
        .values(next_act=act, next_act_at=at)
    )


def unfollowed(session: Session, team_id: str, user_ids: Collection[str], now: datetime) -> set[str]:
    """Those of these members of whom `note_act` may still have something to note."""
    where = (col(Nudge.team_id) == team_id, col(Nudge.user_id).in_(list(user_ids)), col(Nudge.next_act).is_(None))
    open_ones = select(Nudge.user_id).where(*where, col(Nudge.decision).in_(("sent", "held_out")))
    return set(session.exec(open_ones.where(col(Nudge.decided_at) > now - 2 * COUNTS_FOR)))


def of_member(session: Session, team_id: str, user_id: str) -> Sequence[Nudge]:
    """A member's steps in the order of their time."""
    where = (col(Nudge.team_id) == team_id, col(Nudge.user_id) == user_id)
    return session.exec(select(Nudge).where(*where).order_by(col(Nudge.planned_at))).all()
