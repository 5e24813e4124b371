"""The routing rules: each version for ever, and the draft that managers are working on, which is version 0."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from slack_app.domain.feedback.routed.rules import Rules
from slack_app.domain.feedback.terms import OPEN, RESOLVED
from slack_app.store.schema import RuleSet, Ticket

DRAFT = 0


def in_force(session: Session, team_id: str) -> Rules:
    """The rules that hold now: the newest version; none but the catch-all where nobody made any."""
    row = _newest(session, team_id)
    return Rules.from_json(row.rules if row else [])


def draft(session: Session, team_id: str) -> Rules | None:
    """What managers are working on; None where nothing waits to be put in force."""
    row = version(session, team_id, DRAFT)
    return Rules.from_json(row.rules) if row else None


def keep_draft(session: Session, team_id: str, rules: Rules, *, by_id: str, now: datetime) -> None:
    """Let this be the draft; rules that hold already are none. The caller holds the workspace."""
    drop_draft(session, team_id)
    if rules != in_force(session, team_id):
        session.add(_row(team_id, DRAFT, rules, by_id, now))
        session.flush()


def drop_draft(session: Session, team_id: str) -> None:
    """The draft goes; what holds stays."""
    row = version(session, team_id, DRAFT)
    if row:
        session.delete(row)
        session.flush()


def put_in_force(session: Session, team_id: str, rules: Rules, *, by_id: str | None, now: datetime) -> int:
    """Let these hold from now on; their version. Rules that hold already get no new one. The caller holds the workspace."""
    newest = _newest(session, team_id)
    last = newest.version if newest else DRAFT
    if rules == in_force(session, team_id):
        return last
    session.add(_row(team_id, last + 1, rules, by_id, now))
    session.flush()
    return last + 1


def version(session: Session, team_id: str, number: int) -> RuleSet | None:
    """The rules as one version has them."""
    where = (col(RuleSet.team_id) == team_id, col(RuleSet.version) == number)
    return session.exec(select(RuleSet).where(*where)).first()


def versions(session: Session, team_id: str, *, most: int = 20) -> Sequence[RuleSet]:
    """The versions, the newest first."""
    where = (col(RuleSet.team_id) == team_id, col(RuleSet.version) > DRAFT)
    return session.exec(select(RuleSet).where(*where).order_by(col(RuleSet.version).desc()).limit(most)).all()


def to_try_on(session: Session, team_id: str, *, most: int = 100) -> Sequence[Ticket]:
    """The tickets that a dry run takes: the last that stand somewhere by themselves, the newest first."""
    standing = [status.value for status in (*OPEN, *RESOLVED)]
    where = (col(Ticket.team_id) == team_id, col(Ticket.status).in_(standing))
    return session.exec(select(Ticket).where(*where).order_by(col(Ticket.id).desc()).limit(most)).all()


def _newest(session: Session, team_id: str) -> RuleSet | None:
    return next(iter(versions(session, team_id, most=1)), None)


def _row(team_id: str, number: int, rules: Rules, by_id: str | None, now: datetime) -> RuleSet:
    return RuleSet(team_id=team_id, version=number, rules=rules.to_json(), by_id=by_id, created_at=now)
