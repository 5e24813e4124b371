"""What stories of the coffee's store share: a programme with its people, and a round of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from slack_app.domain.people import Person
from slack_app.domain.programmes import Programme
from slack_app.store import members
from slack_app.store.coffee import participants, programmes, rounds
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.coffee.rounds import NewRound
from slack_app.store.schema import Round
from tests.house import MONDAY, TEAM

DAY = date(2026, 3, 2)
ANA_AND_BEN = NewMeeting(
    ("UANA", "UBEN"),
    score=0.8,
    reasons=[{"term": "interests", "topics": ["Sailing"], "user_ids": ["UANA", "UBEN"]}],
    starter_id="UANA",
    icebreaker="first_job",
    weakness=0.25,
)


def people_join(session: Session, programme_id: int, user_ids: Sequence[str], *, team_id: str = TEAM) -> None:
    members.meet_many(
        session, team_id, [Person(one, team_id, locale="fr-FR", tz="Europe/Paris") for one in user_ids], now=MONDAY
    )
    participants.ensure_many(session, team_id, programme_id, user_ids, now=MONDAY)


def a_programme(session: Session, user_ids: Sequence[str] = (), *, team_id: str = TEAM, name: str = "Coffee") -> int:
    """A programme that is on, with these people in it; its id."""
    row = programmes.create(session, team_id, Programme(name=name), created_by="UBOSS", now=MONDAY)
    programmes.switch(session, team_id, row.id or 0, is_on=True, now=MONDAY)
    people_join(session, row.id or 0, user_ids, team_id=team_id)
    return row.id or 0


def new_round(programme_id: int, *, days: int = 0, **more: Any) -> NewRound:
    at = MONDAY + timedelta(days=days)
    times = {"opened_at": at, "half_at": at + timedelta(days=4), "ends_at": at + timedelta(days=8)}
    return NewRound(
        **{**times, "programme_id": programme_id, "local_date": at.date(), "seed": 7, "choices": {}, **more}
    )


def open_one(
    session: Session,
    programme_id: int,
    groups: Sequence[NewMeeting] = (ANA_AND_BEN,),
    left_out: Sequence[tuple[str, str]] = (),
    *,
    team_id: str = TEAM,
    days: int = 0,
) -> Round:
    """A round of a programme, opened that many days after the first Monday."""
    new = new_round(programme_id, days=days)
    opened = rounds.open_round(session, team_id, new, groups, left_out, now=new.opened_at)
    assert opened is not None
    return opened
