"""On working days moderators read in short who came and what waits; nothing where there is nothing to say."""

from datetime import timedelta

import pytest

from slack_app.domain.digest.choices import DigestChoices
from tests.flows.digest_stories import a_day, alive, digests, done, next_monday, said, standing, write
from tests.house import House


def briefs(house: House) -> list[str]:
    return [said(post) for post in house.slack.into("CTEAM") if post.key.startswith("daily_brief")]


@pytest.fixture
def lived(house: House) -> House:
    alive(house, brief=True, is_on=False)
    house.settle()
    return house


def tomorrow(house: House) -> None:
    house.until((house.at + timedelta(days=1)).replace(hour=8, minute=30))


def test_a_question_that_waits_is_told_the_next_morning_with_its_address(lived: House) -> None:
    write(lived, "UANA", "Where is the key?")
    tomorrow(lived)
    (read,) = briefs(lived)
    assert "<@UANA> in <#C1>" in read
    assert "https://slack.test/archives/C1/p" in read


def test_a_question_that_was_answered_or_settled_waits_no_more(lived: House) -> None:
    asked = write(lived, "UANA", "Where is the key?")
    write(lived, "UBEN", "Under the stone", to=asked)
    tomorrow(lived)
    assert briefs(lived) == []


def test_what_was_done_in_the_digest_is_done_in_the_brief(lived: House) -> None:
    lived.set_up(digest=DigestChoices(brief=True, weekday=0))
    a_day(lived)
    lived.until(lived.at.replace(day=8, hour=7))
    write(lived, "UANA", "Where is the key?")
    next_monday(lived)
    value = next(part for part in said(digests(lived)[0]).split("'") if part.startswith("answer C1:"))
    assert done(lived, "UBEN", value, standing(lived))
    tomorrow(lived)
    assert briefs(lived) == []


def test_who_came_is_told_and_who_was_only_met_by_the_app_is_not(lived: House) -> None:
    lived.join("UNEW")
    lived.settle()
    tomorrow(lived)
    (read,) = briefs(lived)
    assert "*Joined:* <@UNEW>" in read
    assert "UANA" not in read


def test_where_there_is_nothing_to_say_nothing_is_said(lived: House) -> None:
    write(lived, "UANA")
    tomorrow(lived)
    assert briefs(lived) == []


def test_on_a_monday_it_tells_of_the_week_end_and_never_comes_on_one(lived: House) -> None:
    lived.until(lived.at.replace(day=6, hour=20))
    write(lived, "UANA", "Where is the key?")
    lived.until(lived.at.replace(day=9, hour=7, minute=59))
    assert briefs(lived) == []
    lived.until(lived.at.replace(hour=8, minute=1))
    assert "Friday to Sunday, March 8" in briefs(lived)[0]


def test_on_the_digests_own_day_it_leaves_the_word_to_the_digest(lived: House) -> None:
    lived.set_up(digest=DigestChoices(brief=True, weekday=1))
    write(lived, "UANA", "Where is the key?")
    tomorrow(lived)
    assert briefs(lived) == []


def test_switched_off_it_does_not_come(lived: House) -> None:
    lived.set_up(digest=DigestChoices(brief=False, is_on=False))
    write(lived, "UANA", "Where is the key?")
    tomorrow(lived)
    assert briefs(lived) == []
