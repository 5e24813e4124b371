"""The week's digest tells the score of the survey that closed in it, beside the last one; without one it says nothing."""

import json
from dataclasses import replace
from datetime import date

import pytest

from slack_app.domain.feedback.surveys.survey import Chosen
from slack_app.domain.measures.comparing import Seen
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.recommending import Asked, recommending
from slack_app.domain.measures.terms import Measure, Value
from slack_app.flows.feedback.surveys import making
from slack_app.store.sealing import Seal
from slack_app.views.digest import lines
from slack_app.views.words import words_for
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.digest_stories import CLUB, a_week, alive, digests, next_monday
from tests.flows.survey_stories import answers, made
from tests.house import TEAM, House


def closed(house: House, chosen: Chosen, *scores: int) -> None:
    """A survey of the club and one more, closed at once."""
    survey_id = made(house, chosen)
    for user_id, score in zip((*CLUB, "UEVE"), scores, strict=False):
        answers(house, survey_id, user_id, score)
    making.end(house.deps, TEAM, BOSS, survey_id)


def town(house: House) -> None:
    house.deps = replace(house.deps, seal=Seal(b"a key of the tests"))
    alive(house)
    arrive(house, "UEVE")
    house.set_up(weekly_cap=14)


def test_the_week_s_digest_tells_the_score(house: House) -> None:
    town(house)
    closed(house, Chosen(), 10, 9, 9, 9, 0)
    a_week(house)
    next_monday(house)
    (digest,) = digests(house)
    assert "*Recommendation (NPS):* 60 · n\u00a0=\u00a05" in digest.text
    house.pass_time(days=7)
    assert "Recommendation" not in digests(house)[-1].text


def test_too_few_answers_another_question_or_a_channel_are_not_told(house: House) -> None:
    town(house)
    closed(house, Chosen("Was it useful?"), 9, 9, 9, 9, 9)
    a_week(house)
    next_monday(house)
    assert "Recommendation" not in digests(house)[-1].text


def test_the_last_of_the_week_is_told_beside_the_one_before() -> None:
    before, now = Asked(100, 30.0, 44), Asked(250, 42.0, 57)
    assert recommending([now, before], 200, 300) == {Measure.RECOMMENDATION: Value(42.0, 57, 30.0)}
    assert recommending([before], 200, 300) == {}
    assert recommending([now, before], 50, 150) == {Measure.RECOMMENDATION: Value(30.0, 44)}
    assert recommending([], 0, 300) == {}


@pytest.mark.parametrize(
    ("language", "last", "said"),
    [
        ("en", 30.0, "*Recommendation (NPS):* 42 · 12 more than last time · n\u00a0=\u00a057"),
        ("en", 42.0, "*Recommendation (NPS):* 42 · the same as last time · n\u00a0=\u00a057"),
        ("fr", 50.0, "*Recommandation (NPS)\u00a0:* 42 · 8 de moins que la dernière fois · n\u00a0=\u00a057"),
    ],
)
def test_the_way_since_the_last_survey_is_said(language: str, last: float, said: str) -> None:
    value = Value(42.0, 57, last)
    seen = Seen(Measure.RECOMMENDATION, value, None, None, is_few=False)
    assert lines.line(words_for(language), seen) == said
    week = WeekFigures(date(2026, 3, 2), {Measure.RECOMMENDATION: value})
    assert WeekFigures.from_json(json.loads(json.dumps(week.to_json()))) == week
