"""The reading of the last weeks' history."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.digest.catching_up import (
    OVER,
    WEEKS,
    ChannelState,
    Page,
    Reading,
    Replies,
    State,
    Wish,
    after_page,
    after_replies,
    moved,
    next_step,
    refused,
    since,
)
from slack_app.domain.hours import local
from slack_app.domain.measures.weeks import monday


def test_what_was_declined_or_stopped_can_still_be_read():
    assert moved(State.DECLINED, Wish.START) is State.READING
    assert moved(State.STOPPED, Wish.START) is State.READING


@pytest.mark.parametrize(
    ("state", "wish"),
    [(State.READING, Wish.START), (State.DONE, Wish.STOP), (State.STOPPED, Wish.FINISH), (State.DONE, Wish.DECLINE)],
)
def test_a_button_of_an_old_message_changes_nothing(state, wish):
    assert moved(state, wish) is None


def test_replies_are_read_before_the_next_page_so_that_what_waits_stays_short():
    reading = after_page(Reading("C1"), "next", ["1.1", "2.1"], messages=100)
    assert next_step(reading) == Replies("C1", "1.1")
    reading = after_replies(after_replies(reading, "1.1", messages=5), "2.1", messages=7)
    assert next_step(reading) == Page("C1", "next")
    assert reading.messages == 112


def test_a_channel_is_read_when_its_last_page_and_its_last_thread_are():
    last = after_page(Reading("C1", ChannelState.READING, "next"), None, ["1.1"], messages=3)
    assert (last.state, next_step(last)) == (ChannelState.THREADS, Replies("C1", "1.1"))
    over = after_replies(last, "1.1", messages=2)
    assert (over.state, next_step(over)) == (ChannelState.DONE, None)
    assert after_page(Reading("C1"), None, [], messages=0).state is ChannelState.DONE


def test_what_was_read_of_a_channel_that_slack_then_refuses_stays_counted():
    given_up = refused(after_page(Reading("C1"), "next", ["1.1"], messages=40))
    assert (next_step(given_up), given_up.state in OVER, given_up.messages) == (None, True, 40)


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=4), min_size=1, max_size=6))
def test_every_page_and_every_thread_is_read_once_whatever_the_channel_is_like(pages):
    reading, pages_read, threads_read = Reading("C1"), [], []
    while step := next_step(reading):
        if isinstance(step, Page):
            at = int(step.cursor or 0)
            pages_read.append(at)
            fresh = [ts for ts in pages[at] if ts not in threads_read]
            reading = after_page(reading, str(at + 1) if at + 1 < len(pages) else None, fresh, messages=1)
        else:
            threads_read.append(step.ts)
            reading = after_replies(reading, step.ts, messages=1)
    assert pages_read == list(range(len(pages)))
    assert sorted(threads_read) == sorted({ts for page in pages for ts in page})
    assert (reading.state, reading.messages) == (ChannelState.DONE, len(pages_read) + len(threads_read))


@given(
    st.integers(0, 3 * 365 * 24 * 60).map(
        lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from(["Europe/Paris", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Kiritimati", "Africa/Cairo"]),
)
def test_history_is_read_from_a_monday_s_midnight_there_eight_whole_weeks_before_this_one_s(now, tz):
    begins, this_week = local(since(now, tz), tz), monday(local(now, tz).date())
    assert (begins.hour, begins.minute, begins.date()) == (0, 0, this_week - timedelta(weeks=WEEKS))


@pytest.mark.parametrize("now", ["2026-04-06T00:00", "2026-04-06T00:01", "2026-04-09T12:00", "2026-04-12T23:59"])
def test_on_whatever_day_it_is_begun_eight_whole_weeks_are_read(now):
    assert since(datetime.fromisoformat(now).replace(tzinfo=UTC), "UTC") == datetime(2026, 2, 9, tzinfo=UTC)
