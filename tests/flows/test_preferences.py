"""Whoever wants quiet has it, from the moment they say so until the day begins where they are; and is told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from slack_app.flows import preferences
from tests.flows.stories import ANA, introduce
from tests.house import TEAM, House


def last_word(house: House, user_id: str = "UANA") -> str:
    return house.slack.to(user_id)[-1].text


def test_a_pause_lasts_until_the_day_begins_where_they_are(house: House) -> None:
    house.join("UTOM", tz="America/Los_Angeles", locale="en-US")
    house.settle()
    preferences.pause_until(house.deps, TEAM, "UTOM", date(2026, 3, 20))
    assert house.member("UTOM").paused_until == datetime(2026, 3, 20, 7, tzinfo=UTC)


def test_somebody_without_a_zone_pauses_in_the_communitys(house: House) -> None:
    house.set_up(tz="Asia/Tokyo")
    house.join("UTOM", tz=None)
    house.settle()
    preferences.pause_until(house.deps, TEAM, "UTOM", date(2026, 3, 20))
    assert house.member("UTOM").paused_until == datetime(2026, 3, 19, 15, tzinfo=UTC)


def test_nothing_is_sent_while_they_pause_and_what_is_still_of_use_afterwards(house: House) -> None:
    house.join("UANA")
    house.settle()
    preferences.pause_until(house.deps, TEAM, "UANA", date(2026, 3, 6))
    house.settle()
    before = len(house.slack.to("UANA"))
    house.until(datetime(2026, 3, 5, 22, tzinfo=UTC))
    assert len(house.slack.to("UANA")) == before
    house.until(datetime(2026, 3, 7, 22, tzinfo=UTC))
    assert len(house.slack.to("UANA")) == before + 1


def test_the_word_back_names_the_day_in_their_language(house: House) -> None:
    house.join("UANA")
    house.settle()
    preferences.pause_until(house.deps, TEAM, "UANA", date(2026, 4, 1))
    house.settle()
    assert "1er avril 2026" in last_word(house)


def test_the_word_back_comes_at_any_hour(house: House) -> None:
    house.join("UANA")
    house.settle()
    house.pass_time(hours=14)
    preferences.stop_messages(house.deps, TEAM, "UANA")
    house.settle()
    assert "resume_messages" in str(house.slack.to("UANA")[-1].blocks)


def test_a_week_is_seven_days_from_now(house: House) -> None:
    house.join("UANA")
    house.settle()
    preferences.pause_for(house.deps, TEAM, "UANA", timedelta(days=7))
    house.settle()
    assert house.member("UANA").paused_until == house.at + timedelta(days=7)
    assert "9 mars 2026" in last_word(house)


def test_a_pause_of_more_than_a_year_ends_after_one_and_the_word_back_says_when(house: House) -> None:
    house.join("UANA")
    house.settle()
    preferences.pause_until(house.deps, TEAM, "UANA", date(2099, 1, 1))
    house.settle()
    assert house.member("UANA").paused_until == datetime(2027, 3, 2, 23, tzinfo=UTC)
    assert "3 mars 2027" in last_word(house)


def test_a_day_that_is_over_pauses_nothing_and_is_said_to_be_over(house: House) -> None:
    house.join("UANA", locale="en-GB")
    house.settle()
    preferences.pause_until(house.deps, TEAM, "UANA", date(2026, 2, 1))
    house.settle()
    assert house.member("UANA").paused_until is None
    assert "This day is over" in last_word(house)


@pytest.mark.parametrize("quiet", ["paused", "stopped"])
def test_messages_come_again_when_they_want_them(house: House, quiet: str) -> None:
    house.join("UANA")
    house.settle()
    if quiet == "paused":
        preferences.pause_for(house.deps, TEAM, "UANA", timedelta(days=200))
    else:
        preferences.stop_messages(house.deps, TEAM, "UANA")
    preferences.resume(house.deps, TEAM, "UANA")
    house.settle()
    before = len(house.slack.to("UANA"))
    house.pass_time(days=4)
    assert len(house.slack.to("UANA")) == before + 1


def test_a_chosen_language_holds_whatever_slack_says(house: House) -> None:
    house.join("UANA")
    house.settle()
    preferences.choose_language(house.deps, TEAM, "UANA", "en")
    house.hear(house.event("user_change", user={"id": "UANA", "team_id": TEAM, "locale": "fr-FR"}))
    introduce(house, "UANA", ANA)
    assert "Here is where you could start" in house.slack.to("UANA")[-1].text


def test_a_language_that_nobody_speaks_here_means_slacks_again(house: House) -> None:
    house.join("UANA")
    preferences.choose_language(house.deps, TEAM, "UANA", "en")
    preferences.choose_language(house.deps, TEAM, "UANA", "tlh")
    assert house.member("UANA").chosen_language is None


def test_home_shows_each_change(house: House) -> None:
    house.join("UANA")
    house.settle()
    preferences.stop_messages(house.deps, TEAM, "UANA")
    house.settle()
    assert "resume_messages" in str(house.slack.homes["UANA"])
    preferences.choose_language(house.deps, TEAM, "UANA", "en")
    house.settle()
    assert "You get no messages from me" in str(house.slack.homes["UANA"])
    preferences.resume(house.deps, TEAM, "UANA")
    house.settle()
    assert "resume_messages" not in str(house.slack.homes["UANA"])


def test_somebody_never_seen_may_wish_for_quiet(house: House) -> None:
    house.person("UNEW")
    preferences.stop_messages(house.deps, TEAM, "UNEW")
    house.settle()
    assert house.member("UNEW").opted_out
    assert len(house.slack.to("UNEW")) == 1
