"""On Monday managers read what to do and how the week was: once, in the same words, wherever they read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from slack_app.domain.digest.choices import DigestChoices
from slack_app.flows import clockwork, privacy
from slack_app.flows.hearing import hear_batch
from slack_app.gateway.protocol import Channel, Fence, GiveUpError, Post, Receipt, TryAgainError
from slack_app.store.schema import CatchUp, OutboxRow, Schedule, WeekTotal
from tests.flows.digest_stories import (
    BOSS,
    a_day,
    a_week,
    alive,
    at,
    digests,
    in_thread,
    next_monday,
    redrawn,
    reports,
    said,
    standing,
    write,
)
from tests.house import TEAM, House


def test_on_monday_morning_managers_read_how_the_week_was(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    (post,) = digests(house)
    (report,) = reports(house)
    assert report.local_date.isoformat() == "2026-03-02"
    assert report.figures["this"]["values"]["messages"] == [9.0, 4]
    assert "9 messages" in said(post) or "*9*" in said(post)
    assert (report.created_at.hour, report.created_at.weekday()) == (8, 0)  # nine in Paris


def test_the_details_and_the_picture_stand_in_its_thread_in_this_order(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    where = standing(house)
    (details,) = in_thread(house)
    assert details.thread_ts == where.message_ts
    assert house.slack.threads_of_files == {"digest.png": where.message_ts}
    assert house.slack.alts["digest.png"]


def test_where_slack_draws_no_charts_it_comes_all_the_same(house: House) -> None:
    alive(house)
    house.slack.refuses_blocks = True
    a_week(house)
    next_monday(house)
    (post,) = digests(house)
    assert "chart" not in str(post.blocks)


def test_a_community_that_speaks_french_reads_it_in_french(house: House) -> None:
    alive(house, community={"language": "fr"})
    a_week(house)
    next_monday(house)
    assert digests(house)[0].text.startswith("La semaine du")


# Once.


def test_told_again_it_says_the_same_words_whatever_has_happened_since(house: House) -> None:
    alive(house)
    a_week(house)
    house.slack.faults["post"].extend([TryAgainError("service_unavailable")] * 2)
    house.until(at(2026, 3, 9, 8))
    (before,) = reports(house)
    write(house, "UANA", "what happens now?")
    house.set_up(language="fr", digest=DigestChoices(groups=frozenset()))
    house.pass_time(hours=2)
    (post,) = digests(house)
    (after,) = reports(house)
    assert after.figures == before.figures
    assert post.text.startswith("The week of")


def test_two_clocks_tell_one_digest(house: House) -> None:
    alive(house)
    a_week(house)
    house.at = at(2026, 3, 9, 8)
    for _ in range(2):
        clockwork.tick(house.deps)
    house.settle()
    assert len(digests(house)) == 1


def test_a_weekday_that_is_changed_in_the_middle_of_the_week_tells_the_week_once(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    house.set_up(digest=DigestChoices(weekday=3))
    house.pass_time(days=4)
    assert len(digests(house)) == 1
    assert len(reports(house)) == 1


def test_a_digest_that_may_stand_in_a_channel_is_looked_for_there_and_nowhere_else(house: House) -> None:
    alive(house)
    a_week(house)
    house.slack.faults_after["post"].append(TryAgainError("timed_out", uncertain=True))
    house.until(at(2026, 3, 9, 8))
    house.slack.rooms["CDIGEST"] = Channel("CDIGEST", "digest", is_member=True)
    house.set_up(digest_channel="CDIGEST")
    house.pass_time(hours=1)
    assert len(digests(house)) == 1
    assert digests(house, "CDIGEST") == []


# Where and when.


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ({"digest_channel": "CDIGEST"}, "CDIGEST"),
        ({"digest_channel": "CCLOSED"}, "CTEAM"),
        ({"digest_channel": None, "team_channel": None}, f"D-{BOSS}"),
    ],
)
def test_it_is_told_in_its_channel_else_in_the_teams_else_to_a_manager(house, channels, expected) -> None:
    alive(house)
    house.set_up(**channels)
    house.slack.rooms["CDIGEST"] = Channel("CDIGEST", "digest", is_member=True)
    house.slack.rooms["CCLOSED"] = Channel("CCLOSED", "closed", is_member=True, is_archived=True)
    a_week(house)
    next_monday(house)
    assert len(digests(house, expected)) == 1


def test_it_comes_on_the_day_at_the_hour_and_in_the_zone_that_managers_chose(house: House) -> None:
    alive(house, weekday=1, hour=7, tz="Asia/Tokyo")
    a_week(house)
    house.until(at(2026, 3, 9, 21, 59))
    assert reports(house) == []
    house.pass_time(minutes=1)
    assert len(reports(house)) == 1


def test_where_the_clock_is_ahead_it_waits_until_the_communitys_own_week_is_over(house: House) -> None:
    alive(house, hour=9, tz="Asia/Tokyo", community={"tz": "America/New_York"})
    a_week(house)
    house.until(at(2026, 3, 9, 3, 59))
    assert digests(house) == []
    house.pass_time(minutes=1)
    assert len(digests(house)) == 1


def test_a_digest_is_told_a_day_late_and_not_three(house: House) -> None:
    alive(house)
    a_week(house)
    house.at = at(2026, 3, 9, 8) + timedelta(days=1, hours=12)
    house.settle()
    assert len(digests(house)) == 1
    house.at = at(2026, 3, 16, 8) + timedelta(days=3)
    house.settle()
    assert len(digests(house)) == 1


def test_switched_off_it_recurs_no_more(house: House) -> None:
    alive(house)
    a_week(house)
    assert "weekly_digest" in [row.name for row in house.rows(Schedule)]
    house.set_up(digest=DigestChoices(is_on=False))
    assert "weekly_digest" not in [row.name for row in house.rows(Schedule)]
    next_monday(house)
    assert digests(house) == []


def test_switched_off_between_the_clock_and_the_work_it_is_not_told(house: House) -> None:
    alive(house)
    a_week(house)
    house.at = at(2026, 3, 9, 8)
    clockwork.tick(house.deps)
    house.set_up(digest=DigestChoices(is_on=False))
    house.settle()
    assert digests(house) == []


# What is counted.


def test_where_nobody_was_heard_managers_are_told_once_how_it_begins(house: House) -> None:
    alive(house)
    for _ in range(3):
        next_monday(house)
    (post,) = digests(house)
    assert "No whole week has been counted yet" in post.text
    assert reports(house) == []


def test_a_week_that_was_not_heard_from_its_beginning_is_not_counted(house: House) -> None:
    alive(house)
    house.pass_time(days=2)
    a_day(house)
    next_monday(house)
    assert reports(house) == []
    a_week(house)
    next_monday(house)
    assert [row.local_date.isoformat() for row in reports(house)] == ["2026-03-09"]


def test_a_week_in_which_the_app_was_away_is_no_week_of_silence(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    house.at += timedelta(weeks=2)  # nobody is at work
    a_week(house)
    next_monday(house)
    last = max(reports(house), key=lambda row: row.local_date)
    assert [one["week"] for one in last.figures["past"]] == ["2026-03-02"]


def test_a_digest_waits_while_the_history_is_read(house: House) -> None:
    alive(house)
    a_week(house)
    house.until(at(2026, 3, 9, 7))
    read(house, "reading")
    house.until(at(2026, 3, 9, 9))
    assert digests(house) == []
    read(house, "done")
    house.pass_time(minutes=3)
    assert len(digests(house)) == 1


def test_it_does_not_wait_for_ever(house: House) -> None:
    alive(house)
    a_week(house)
    read(house, "reading")
    house.until(at(2026, 3, 9, 14, 5))
    assert len(digests(house)) == 1


def read(house: House, state: str) -> None:
    """How far the reading of the history is."""
    with house.db.transaction() as session:
        row = CatchUp(team_id=TEAM, state=state, since_at=house.at, updated_at=house.at)
        session.merge(row)


def test_what_is_heard_while_a_week_is_counted_is_counted_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    alive(house)
    a_week(house)
    house.until(at(2026, 3, 9, 7))
    late: list[str] = []

    def rooms(team_id: str) -> list[Channel]:
        if not late:
            now, house.at = house.at, at(2026, 3, 6)
            late.append(write(house, "UDAN"))
            house.at = now
            hear_batch(house.deps)
        return list(house.slack.rooms.values())

    monkeypatch.setattr(house.slack, "channels", rooms)
    house.until(at(2026, 3, 9, 9))
    (report,) = reports(house)
    assert report.figures["this"]["values"]["messages"][0] == 10


def test_weeks_that_nobody_counted_are_counted_first(house: House) -> None:
    alive(house, is_on=False)
    for _ in range(4):
        a_week(house)
        next_monday(house)
    assert house.rows(WeekTotal) == []
    house.set_up(digest=DigestChoices())
    next_monday(house)
    (report,) = reports(house)
    assert [one["week"] for one in report.figures["past"]] == ["2026-03-23", "2026-03-16", "2026-03-09", "2026-03-02"]
    assert report.figures["past"][0]["values"]["returning"][0] == 4


def test_what_comes_late_is_counted_in_its_week_and_changes_no_digest_that_was_told(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    (before,) = reports(house)
    now, house.at = house.at, at(2026, 3, 6)
    write(house, "UDAN")
    house.at = now
    house.settle()
    a_week(house)
    next_monday(house)
    first, second = sorted(reports(house), key=lambda row: row.local_date)
    assert first.figures == before.figures
    assert second.figures["past"][0]["values"]["messages"][0] == 10


def test_who_is_erased_stands_in_no_digest_any_more(house: House) -> None:
    alive(house)
    house.join("UNEW")
    house.settle()
    write(house, "UNEW", "hello, I am new")
    a_week(house)
    next_monday(house)
    assert "<@UNEW>" in said(digests(house)[0])
    privacy.forget(house.deps, TEAM, "UNEW")
    house.settle()
    assert "UNEW" not in redrawn(house, standing(house))
    assert "UNEW" not in str([row.figures for row in reports(house)])


def test_who_is_erased_while_it_is_sent_is_taken_out_of_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    alive(house)
    house.join("UNEW")
    house.settle()
    write(house, "UNEW", "hello, I am new")
    a_week(house)
    post = house.slack.post

    def meanwhile(team_id: str, one: Post, *, fence: Fence | None = None) -> Receipt:
        if one.key.startswith("weekly_digest"):
            privacy.forget(house.deps, TEAM, "UNEW")
        return post(team_id, one, fence=fence)

    monkeypatch.setattr(house.slack, "post", meanwhile)
    next_monday(house)
    assert "<@UNEW>" in said(digests(house)[0])
    assert "UNEW" not in redrawn(house, standing(house))


def test_a_digest_that_somebody_took_away_is_missed_by_nobody(house: House) -> None:
    alive(house)
    house.join("UNEW")
    house.settle()
    write(house, "UNEW", "hello, I am new")
    a_week(house)
    next_monday(house)
    house.slack.faults["update"].append(GiveUpError("message_not_found"))
    privacy.forget(house.deps, TEAM, "UNEW")
    house.settle()
    assert [row for row in house.rows(OutboxRow) if row.job == "warn_managers"] == []


def test_a_private_channel_is_counted_and_never_shown(house: House) -> None:
    alive(house)
    house.slack.rooms["CPRIV"] = Channel("CPRIV", "secret", is_member=True, is_private=True)
    write(house, "UANA", "does anyone know?", channel="CPRIV")
    a_week(house)
    next_monday(house)
    (report,) = reports(house)
    assert report.figures["this"]["values"]["messages"][0] == 10
    assert "CPRIV" not in said(digests(house)[0])


def test_choices_that_change_change_what_comes_and_not_what_was_told(house: House) -> None:
    alive(house)
    a_week(house)
    next_monday(house)
    (report,) = reports(house)
    kept = DigestChoices.from_json(report.figures["choices"])
    assert kept == replace(DigestChoices(), groups=kept.groups)
