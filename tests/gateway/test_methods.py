"""The table of methods against what is known of Slack."""

from datetime import timedelta

import pytest

from slack_app.gateway.methods import METHODS, Manner, Rate


@pytest.mark.parametrize(
    "rate", {m.rate for m in METHODS.values() if m.rate} | {METHODS["chat.postMessage"].channel_rate}
)
def test_a_burst_followed_by_steady_calls_keeps_the_quota(rate: Rate):
    per = round(rate.per.total_seconds() * 1_000_000)
    steady = (per - 1) // rate.interval_us
    assert rate.burst + steady <= rate.quota
    assert rate.burst + steady >= rate.quota - 1


@pytest.mark.parametrize("processes", [2, 4, 7])
def test_processes_that_do_not_see_each_other_keep_the_pace_together(processes):
    rate = Rate(50, timedelta(minutes=1), burst=12)
    alone = rate.shared_by(processes)
    assert alone.interval_us >= rate.interval_us * processes - processes
    assert alone.burst * processes <= rate.burst


def test_nothing_that_shows_is_ever_repeated_inside():
    repeated = {name for name, method in METHODS.items() if method.manner is Manner.HARMLESS}
    shows = {"chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"}
    spends_a_trigger = {"views.open", "views.push"}
    assert not repeated & (shows | spends_a_trigger)
