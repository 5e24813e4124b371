"""Of what coffee keeps, each can have their own and nobody else's; who is forgotten stands in no row any more."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, SQLModel, select

from slack_app.domain.rounds import Met
from slack_app.store import privacy
from slack_app.store.coffee import apart, meetings
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.database import Database
from slack_app.store.digest import reports
from slack_app.store.schema import Apart, LeftOut, Meeting, Participant, ProgrammeRow, Seat
from tests.house import MONDAY, OTHER_TEAM, TEAM
from tests.store.coffee import a_programme, open_one

REASONS = [
    {"term": "offers", "topics": ["Sailing"], "user_ids": ["UANA", "UBEN"]},
    {"term": "hours", "topics": [], "user_ids": ["UBEN", "UCY"]},
]
FIGURES = {
    "groups": 2,
    "hands": [{"why": "silent_twice", "user_ids": ["UANA", "UBEN"]}, {"why": "left_out", "user_ids": ["UDAN"]}],
    "silent": {"UANA": 2, "UCY": 1},
    "newcomers": [{"user_id": "UANA", "day": 3}, {"user_id": "UBEN", "day": 4}],
}


def live(session: Session, team_id: str) -> None:
    """A round in which Ana, Ben and Cy meet and Dan is left out, for Ana never wants to meet him, nor Cy Ana."""
    programme_id = a_programme(session, ["UANA", "UBEN", "UCY", "UDAN"], team_id=team_id)
    group = NewMeeting(("UANA", "UBEN", "UCY"), 0.5, REASONS, starter_id="UANA", icebreaker="first_job")
    opened = open_one(session, programme_id, [group], [("UDAN", "blocked")], team_id=team_id)
    (meeting_id,) = meetings.ids_of_round(session, team_id, opened.id or 0)
    meetings.introduced(session, team_id, meeting_id, channel_id="G1", message_ts="1.0", now=MONDAY)
    for user_id, remark in (("UANA", "We sailed"), ("UBEN", "We talked")):
        meetings.answer(session, team_id, meeting_id, user_id, Met.MET, now=MONDAY)
        meetings.rate(session, team_id, meeting_id, user_id, rating=5, remark=remark, may_share=True)
    apart.keep(session, team_id, "UANA", ["UDAN"], now=MONDAY)
    apart.keep(session, team_id, "UCY", ["UANA"], now=MONDAY)
    reports.freeze(session, team_id, f"round:{opened.id}", date(2026, 3, 10), FIGURES, now=MONDAY)


@pytest.fixture
def lived(db: Database) -> Database:
    with db.transaction() as session:
        live(session, TEAM)
        live(session, OTHER_TEAM)
    return db


def forget(db: Database, user_id: str) -> None:
    with db.transaction() as session:
        privacy.forget(session, TEAM, user_id, f"mark of {user_id}", now=MONDAY + timedelta(days=1))


def rows_with(db: Database, word: str, team_id: str = TEAM) -> list[str]:
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers if hasattr(mapper.class_, "team_id")]
    with db.reading() as session:
        found = [row for table in tables for row in session.exec(select(table).where(table.team_id == team_id))]
        return [text for row in found if f'"{word}"' in (text := row.model_dump_json())]


def everything_about(db: Database, user_id: str) -> dict[str, list[dict[str, object]]]:
    with db.reading() as session:
        return privacy.everything_about(session, TEAM, user_id)


def test_the_file_holds_how_they_take_part_whom_they_met_and_what_they_said_of_it(lived: Database) -> None:
    everything = everything_about(lived, "UANA")
    assert [row["remark"] for row in everything["seat"]] == ["We sailed"]
    assert [row["status"] for row in everything["participant"]] == ["in"]
    (meeting,) = everything["meeting"]
    assert (meeting["icebreaker"], meeting["was_asked_to_start"]) == ("first_job", True)
    assert {"term": "offers", "topics": ["Sailing"]} in meeting["reasons"]  # type: ignore[operator]
    assert everything_about(lived, "UBEN")["meeting"][0]["was_asked_to_start"] is False


@pytest.mark.parametrize("user_id", ["UBEN", "UCY", "UDAN", "UBOSS"])
def test_the_file_names_nobody_else(lived: Database, user_id: str) -> None:
    everything = {**everything_about(lived, user_id), "apart": []}
    assert {row["user_id"] for rows in everything.values() for row in rows} == {user_id}
    others = {"UANA", "UBEN", "UCY", "UDAN", "UBOSS"} - {user_id}
    assert not [other for other in others if other in str(everything)]


def test_whom_someone_never_wants_to_meet_is_in_their_own_file_alone(lived: Database) -> None:
    assert [row["other_id"] for row in everything_about(lived, "UANA")["apart"]] == ["UDAN"]
    assert [row["other_id"] for row in everything_about(lived, "UCY")["apart"]] == ["UANA"]
    assert "UANA" not in str(everything_about(lived, "UDAN"))


def test_the_file_does_not_betray_that_somebody_keeps_away_from_them(lived: Database) -> None:
    (left_out,) = everything_about(lived, "UDAN")["left_out"]
    assert "blocked" not in str(left_out)


def test_who_made_a_programme_finds_that_in_their_file(lived: Database) -> None:
    assert [row["user_id"] for row in everything_about(lived, "UBOSS")["programme"]] == ["UBOSS"]


@pytest.mark.parametrize("user_id", ["UANA", "UBEN", "UCY", "UDAN", "UBOSS"])
def test_who_is_forgotten_stands_in_no_row_of_their_workspace_and_in_all_of_another(
    lived: Database, user_id: str
) -> None:
    there = rows_with(lived, user_id, OTHER_TEAM)
    forget(lived, user_id)
    assert rows_with(lived, user_id) == []
    assert there
    assert rows_with(lived, user_id, OTHER_TEAM) == there


def test_never_together_is_erased_in_both_directions(lived: Database) -> None:
    forget(lived, "UANA")
    with lived.reading() as session:
        assert session.exec(select(Apart).where(Apart.team_id == TEAM)).all() == []


def test_the_others_keep_their_meeting_their_answers_and_what_speaks_for_them(lived: Database) -> None:
    forget(lived, "UANA")
    with lived.reading() as session:
        (meeting,) = session.exec(select(Meeting).where(Meeting.team_id == TEAM)).all()
        assert (meeting.starter_id, meeting.icebreaker, meeting.state) == (None, "first_job", "introduced")
        assert meeting.reasons == [REASONS[1]]
        seats = meetings.seats(session, TEAM, meeting.id or 0)
        assert [(one.user_id, one.remark) for one in seats] == [("UBEN", "We talked"), ("UCY", None)]


def test_a_programme_outlives_who_made_it(lived: Database) -> None:
    forget(lived, "UBOSS")
    with lived.reading() as session:
        (row,) = session.exec(select(ProgrammeRow).where(ProgrammeRow.team_id == TEAM)).all()
        assert (row.created_by, row.is_on) == (None, True)


def test_a_report_of_a_round_keeps_its_counts_and_names_them_no_more(lived: Database) -> None:
    forget(lived, "UANA")
    with lived.reading() as session:
        (report,) = reports.naming(session, TEAM, "UBEN")
    assert report.figures == {
        "groups": 2,
        "hands": [{"why": "silent_twice", "user_ids": ["UBEN"]}, {"why": "left_out", "user_ids": ["UDAN"]}],
        "silent": {"UCY": 1},
        "newcomers": [{"user_id": "UBEN", "day": 4}],
    }


def test_to_be_forgotten_twice_is_no_harm_and_everyone_who_asked_is_known_by_their_mark(lived: Database) -> None:
    for user_id in ("UANA", "UANA", "UDAN"):
        forget(lived, user_id)
    with lived.reading() as session:
        assert privacy.forgotten(session, TEAM) == {"mark of UANA", "mark of UDAN"}
        assert privacy.forgotten(session, OTHER_TEAM) == set()
        kept = [
            session.exec(select(table).where(table.team_id == TEAM)).all() for table in (Participant, Seat, LeftOut)
        ]
        assert [len(rows) for rows in kept] == [2, 2, 0]


def test_a_name_that_begins_like_theirs_is_someone_else(lived: Database) -> None:
    before = rows_with(lived, "UANA")
    forget(lived, "UAN")
    assert rows_with(lived, "UANA") == before
