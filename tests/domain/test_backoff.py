"""How long to wait before trying again, and when to stop."""

from datetime import UTC, datetime, timedelta

from slack_app.domain.backoff import GIVE_UP_AFTER, gives_up, retry_after


def test_the_wait_doubles_from_five_seconds_to_an_hour():
    waits = [retry_after(attempt).total_seconds() for attempt in range(1, 13)]
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]


def test_any_number_of_attempts_has_its_wait():
    assert retry_after(0) == retry_after(-3) == timedelta(seconds=5)
    assert retry_after(10**9) == timedelta(hours=1)


def test_after_three_days_it_is_over_however_often_it_was_tried():
    since = datetime(2026, 11, 21, tzinfo=UTC)
    assert not gives_up(since, since + GIVE_UP_AFTER - timedelta(seconds=1))
    assert gives_up(since, since + timedelta(days=3))
