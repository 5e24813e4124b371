"""One person may say much, not everything at once."""

from datetime import UTC, datetime, timedelta

from slack_app.domain.feedback.said.floods import free_at

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_ten_in_an_hour_are_heard_and_the_next_waits_until_the_first_is_an_hour_old() -> None:
    said = [NOW - timedelta(minutes=minute) for minute in range(9, 0, -1)]
    assert free_at(said, NOW) is None
    assert free_at([NOW - timedelta(minutes=30), *said], NOW) == NOW + timedelta(minutes=30)


def test_thirty_in_a_day_are_heard() -> None:
    said = [NOW - timedelta(hours=20) + timedelta(minutes=20 * turn) for turn in range(30)]
    assert free_at(said, NOW) == NOW + timedelta(hours=4)
    assert free_at(said, NOW + timedelta(hours=4)) is None


def test_the_order_in_which_they_were_said_does_not_matter() -> None:
    said = [NOW - timedelta(minutes=minute) for minute in range(10)]
    assert free_at(said, NOW) == free_at(said[::-1], NOW)
