"""Of surveys, people take along when they were asked; erased, they are in no row, and what they answered is nobody's."""

import json

from sqlmodel import SQLModel, select

from slack_app.flows import privacy
from slack_app.store.schema import SurveyMark, SurveyTurn
from tests.flows.survey_stories import PEOPLE, answers, last, living, made
from tests.house import TEAM, House

LINE = "The lifts of the old building smell of soup"


def answered(house: House) -> int:
    living(house)
    survey_id = made(house)
    for user_id in PEOPLE[:5]:
        answers(house, survey_id, user_id, 9, LINE)
    house.settle()
    return survey_id


def rows_of(house: House) -> str:
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers if hasattr(mapper.class_, "team_id")]
    with house.db.reading() as session:
        found = [row for table in tables for row in session.exec(select(table).where(table.team_id == TEAM))]
        return "\n".join(str(row.model_dump()) for row in found)


def test_the_file_says_when_they_were_asked_and_not_what_they_answered(house: House) -> None:
    answered(house)
    privacy.ask_for_export(house.deps, TEAM, "UANA", asked="1")
    house.settle()
    (file,) = [content for channel, _, content, _ in house.slack.files if channel == "D-UANA"]
    everything = json.loads(file)
    assert [row["user_id"] for row in everything["survey_turn"]] == ["UANA"]
    assert LINE.encode() not in file


def test_who_is_erased_was_not_asked_and_did_not_answer_and_the_answer_stays_with_nobody_beside_it(
    house: House,
) -> None:
    survey_id = answered(house)
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert "UANA" not in {row.user_id for row in house.rows(SurveyTurn)}
    assert len(house.rows(SurveyMark)) == 4
    house.pass_time(days=15)
    assert last(house).id == survey_id
    assert last(house).result["answered"] == 5
    assert last(house).result["counts"][9] == 5


def test_at_the_close_nothing_tells_any_more_who_answered(house: House) -> None:
    answered(house)
    house.pass_time(days=15)
    assert house.rows(SurveyMark) == []
    assert LINE in rows_of(house)
