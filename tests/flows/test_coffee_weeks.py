"""Twelve weeks of coffee: twelve people in two languages, and all that happens to them on the way."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from slack_app.domain.participation import Silence
from slack_app.flows.coffee import mine, programmes
from slack_app.store.schema import OutboxRow
from tests.flows.coffee_stories import (
    BOSS,
    answer,
    arrive,
    choose,
    everyone_joins,
    groups,
    in_group,
    left_out,
    manage,
    meeting_of,
    participant,
    programme,
    rounds,
    said,
)
from tests.house import TEAM, House

FRENCH = [f"UF{number}" for number in range(6)]
ENGLISH = [f"UE{number}" for number in range(6)]
EVERYONE = {*FRENCH, *ENGLISH}
QUIET = {"UF5", "UE5"}


@pytest.fixture
def weekly(house: House) -> House:
    manage(house)
    arrive(house, *FRENCH)
    arrive(house, *ENGLISH, locale="en-GB", tz="Europe/London")
    arrive(house, "ULATE", locale="en-GB", tz="Europe/London")
    everyone_joins(house, programme(house), [*FRENCH, *ENGLISH])
    return house


def a_week(house: House) -> None:
    """The next round opens, is asked about, and everyone answers but those who never do."""
    house.pass_time(days=3)
    for user_id in sorted(who_is_in(house) - QUIET):
        answer(house, user_id)
    house.pass_time(days=4)


def who_is_in(house: House) -> set[str]:
    return set().union(*groups(house))


@pytest.mark.timeout(300)
def test_twelve_rounds_and_all_that_happens_on_the_way(weekly: House) -> None:
    house, seen = weekly, []
    house.pass_time(days=8)  # Tuesdays, so that a Monday's holiday is over, too
    for number in range(1, 13):
        assert len(rounds(house)) == number
        seen.append(groups(house))
        everyone_sits_in_one_group(house)
        DURING.get(number, lambda _: None)(house)
        a_week(house)
        AFTER.get(number, lambda _: None)(house)
    assert [(row.local_date, row.opened_at.date()) for row in rounds(house)][:6] == [
        (date(2026, 3, 9), date(2026, 3, 9)),
        (date(2026, 3, 16), date(2026, 3, 16)),
        (date(2026, 3, 23), date(2026, 3, 23)),
        (date(2026, 3, 30), date(2026, 3, 30)),
        (date(2026, 4, 6), date(2026, 4, 7)),  # Easter Monday
        (date(2026, 4, 13), date(2026, 4, 13)),
    ]
    nobody_meets_again_while_someone_is_new(seen)
    nothing_is_said_twice(house)


def everyone_sits_in_one_group(house: House) -> None:
    """Who is in is in one group, the odd one in a group of three; but who wishes to meet nobody is left out."""
    counted = Counter(user_id for group in groups(house) for user_id in group)
    assert set(counted.values()) == {1}
    assert sorted({len(group) for group in groups(house)} - {2}) == [3] * (len(counted) % 2)
    assert left_out(house) == (["UF3"] if len(rounds(house)) == 9 else [])


def one_will_skip(house: House) -> None:
    assert who_is_in(house) == EVERYONE
    assert "Bonjour" in in_group(house, "UF1")[0].text or "Hello" in in_group(house, "UF1")[0].text
    choose(house, 1, "UF0", skips_next=True)


def one_has_skipped_and_one_pauses(house: House) -> None:
    assert who_is_in(house) == EVERYONE - {"UF0"}
    choose(house, 1, "UE1", paused_until=date(2026, 4, 1))


def one_is_back_and_one_away(house: House) -> None:
    assert who_is_in(house) == EVERYONE - {"UE1"}


def the_silent_were_asked_once(house: House) -> None:
    for user_id in QUIET:
        assert participant(house, user_id).status == "asked"
        (asked,) = [post for post in house.slack.to(user_id) if "coffee_silence_keep" in said(post)]
        assert "trois" in asked.text if user_id == "UF5" else "three" in asked.text
    mine.break_silence(house.deps, TEAM, "UF5", 1, Silence.OUT)
    mine.break_silence(house.deps, TEAM, "UE5", 1, Silence.KEEP)
    house.settle()
    assert "vous avez quitté" in house.slack.to("UF5")[-1].text


def the_pause_ended_by_itself_and_said_so(house: House) -> None:
    assert who_is_in(house) == EVERYONE - {"UF5"}
    (told,) = [post for post in house.slack.to("UE1") if "pause" in post.text]
    assert "Your pause from *Coffee* is over" in told.text
    assert "April 7" in told.text


def somebody_joins_late(house: House) -> None:
    choose(house, 1, "UE0", meets_newcomers=True)
    choose(house, 1, "ULATE")
    house.settle()
    assert groups(house)[-1] == {"ULATE", "UE0"}
    house.pass_time(hours=1)
    assert "has just joined" in in_group(house, "ULATE")[0].text


def the_late_one_is_in_as_all_others(house: House) -> None:
    assert who_is_in(house) == EVERYONE - {"UF5"} | {"ULATE"}


def a_manager_calls_it_off(house: House) -> None:
    channels = {meeting_of(house, user_id).channel_id for user_id in who_is_in(house)}
    programmes.cancel(house.deps, TEAM, BOSS, 1)
    house.pass_time(hours=2)
    assert groups(house) == []
    for channel_id in channels:
        assert [post for post in house.slack.into(channel_id or "") if post.key.startswith("cancel_meeting:")]
    assert "cancelled" in house.slack.updates[-1][1]
    choose(house, 1, "UF3", apart=tuple(sorted(EVERYONE - {"UF3"} | {"ULATE"})))


def who_wishes_to_meet_nobody_is_told_and_nobody_else(house: House) -> None:
    (told,) = [post for post in house.slack.to("UF3") if post.key.startswith("left_out:")]
    assert "lundi 11 mai" in told.text
    choose(house, 1, "UF3")


def who_was_left_out_comes_first(house: House) -> None:
    assert "UF3" in who_is_in(house)


DURING = {
    1: one_will_skip,
    2: one_has_skipped_and_one_pauses,
    3: one_is_back_and_one_away,
    5: the_pause_ended_by_itself_and_said_so,
    6: somebody_joins_late,
    7: the_late_one_is_in_as_all_others,
    8: a_manager_calls_it_off,
    9: who_wishes_to_meet_nobody_is_told_and_nobody_else,
    10: who_was_left_out_comes_first,
}
AFTER = {3: the_silent_were_asked_once}


def nobody_meets_again_while_someone_is_new(seen: list[list[set[str]]]) -> None:
    met: set[frozenset[str]] = set()
    for number, found in enumerate(seen[:5]):
        pairs = {frozenset(pair) for group in found for pair in combinations(group, 2)}
        assert not pairs & met, number
        met |= pairs


def nothing_is_said_twice(house: House) -> None:
    keys = Counter(post.key for _, post, _ in house.slack.posts)
    assert {key: times for key, times in keys.items() if times > 1} == {}
    assert not [row for row in house.rows(OutboxRow) if row.state == "gave_up" or row.attempts]
