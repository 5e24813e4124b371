"""Who met whom over the rounds: what the next matching remembers, and how connected a community has become."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from slack_app.domain.rounds import MeetingState, Met, RoundState
from slack_app.store.batches import BATCH
from slack_app.store.schema import Meeting, Round, Seat

ONE, OTHER = aliased(Seat), aliased(Seat)


def met_since(
    session: Session, team_id: str, since: datetime, *, who: str | None = None
) -> Iterator[tuple[str, str, datetime]]:
    """Every two people introduced to each other since then in any programme, or about to be, and when that round opened.

    `who`: only the pairs that this person is one of.
    """
    about_to_be = and_(col(Meeting.state) == MeetingState.PLANNED.value, col(Round.state) == RoundState.OPEN.value)
    known = or_(col(Meeting.introduced_at).is_not(None), about_to_be)
    found = _pairs(team_id, since).add_columns(col(Round.opened_at)).where(known)
    if who is not None:
        sat = select(Seat.meeting_id).where(col(Seat.team_id) == team_id, col(Seat.user_id) == who)
        found = found.where(col(Meeting.id).in_(sat), or_(col(ONE.user_id) == who, col(OTHER.user_id) == who))
    yield from session.exec(found.execution_options(yield_per=BATCH))


def who_met(session: Session, team_id: str, programme_id: int, since: datetime) -> Iterator[tuple[str, str]]:
    """Every two people of a meeting, in rounds of a programme since then, of which somebody said that they met."""
    said = select(Seat.meeting_id).where(col(Seat.team_id) == team_id, col(Seat.answer) == Met.MET.value)
    found = _pairs(team_id, since).where(col(Round.programme_id) == programme_id, col(Meeting.id).in_(said))
    yield from session.exec(found.execution_options(yield_per=BATCH))


def _pairs(team_id: str, since: datetime) -> Any:  # noqa: ANN401  a SELECT of two ids
    of_round = (col(Meeting.team_id) == col(Round.team_id)) & (col(Meeting.round_id) == col(Round.id))
    sits = (col(ONE.team_id) == col(Meeting.team_id)) & (col(ONE.meeting_id) == col(Meeting.id))
    beside = (col(OTHER.team_id) == col(ONE.team_id)) & (col(OTHER.meeting_id) == col(ONE.meeting_id))
    pairs = select(ONE.user_id, OTHER.user_id).select_from(Round).join(Meeting, of_round).join(ONE, sits)
    each_once = beside & (col(ONE.user_id) < col(OTHER.user_id))
    return pairs.join(OTHER, each_once).where(col(Round.team_id) == team_id, col(Round.opened_at) >= since)
