"""What a week's columns say of people and channels."""

from datetime import date, timedelta

import pytest

from slack_app.domain.digest.candidates import Channel, channels_seen, streak
from slack_app.domain.measures.figures import ChannelWeek, WeekFigures

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("helping", "weeks"), [(0b0, 0), (0b1, 1), (0b10, 0), (0b111, 3), (0b1011, 2), (0b111111111111, 12)]
)
def test_a_streak_ends_with_the_week_in_which_nobody_was_helped(helping, weeks):
    assert streak(helping) == weeks


def weeks(*messages_by_channel):
    return [
        WeekFigures(MONDAY - timedelta(weeks=n), channels={name: ChannelWeek(count, 1) for name, count in one.items()})
        for n, one in enumerate(messages_by_channel)
    ]


def test_a_channel_is_looked_at_since_the_first_week_that_knows_it_and_its_silence_counts():
    this, *past = weeks({}, {"C1": 5}, {}, {"C1": 7}, {})
    assert channels_seen(this, past, {"C1"}) == [Channel("C1", 0, (5, 0, 7))]


def test_a_channel_that_the_app_is_in_no_more_is_not_said_to_be_silent():
    this, *past = weeks({"C2": 3}, {"C1": 50, "C2": 4})
    assert channels_seen(this, past, {"C2", "C3"}) == [Channel("C2", 3, (4,))]
