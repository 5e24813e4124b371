"""A group is introduced: in their language, when nobody sleeps, and only as long as it is still right."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from icalendar import Calendar

from slack_app.domain.hours import in_quiet_hours, in_working_hours
from slack_app.domain.profile import Profile
from slack_app.flows import privacy
from slack_app.gateway.protocol import Channel, GiveUpError, Post
from slack_app.jobs import Job
from slack_app.store.schema import Meeting, OutboxRow, Report
from tests.flows.coffee_stories import (
    BOSS,
    WEEKLY,
    arrive,
    choose,
    close_account,
    everyone_joins,
    groups,
    in_group,
    manage,
    meeting_of,
    of_job,
    programme,
    said,
    tell,
)
from tests.house import TEAM, House

OPENS = datetime(2026, 3, 9, 9, tzinfo=UTC)
A_LITTLE_LATER = OPENS + timedelta(minutes=1)


@pytest.fixture
def pair(house: House) -> House:
    manage(house)
    arrive(house, "UANA", "UBEN", "UCLO")
    everyone_joins(house, programme(house), ["UANA", "UBEN"])
    return house


def in_no_group(house: House) -> bool:
    return not [post for _, post, _ in house.slack.posts if post.key.startswith("introduce_meeting")]


def introductions(house: House) -> list[Post]:
    return [post for _, post, _ in house.slack.posts if post.key.startswith("introduce_meeting")]


def test_french_speakers_are_introduced_in_french(pair):
    tell(pair, "UANA", Profile(role="Dessinatrice", interests=("Échecs",), in_directory=True))
    tell(pair, "UBEN", Profile(role="Cuisinier", interests=("échecs",), in_directory=True))
    pair.until(A_LITTLE_LATER)
    (post,) = in_group(pair, "UANA")
    assert "Bonjour" in post.text
    assert "Hello" not in post.text
    assert all(word in said(post) for word in ("Dessinatrice", "Cuisinier", "checs"))
    assert "coffee_mine" in said(post)


def test_who_shares_no_language_reads_both(pair):
    arrive(pair, "UENG", locale="en-GB", tz="Europe/London")
    choose(pair, 1, "UBEN", takes_part=False)
    choose(pair, 1, "UENG")
    pair.until(A_LITTLE_LATER)
    (post,) = in_group(pair, "UENG")
    assert "Bonjour" in post.text
    assert "Hello" in post.text


def test_what_someone_does_not_share_is_in_no_message(pair):
    secret = Profile(role="Nurse", interests=("Canaries",), looking_for=("Canaries",), hopes="A canary")
    for user_id in ("UANA", "UBEN"):
        tell(pair, user_id, secret)
    pair.until(A_LITTLE_LATER)
    everything = " ".join(said(post) for _, post, _ in pair.slack.posts) + str(pair.rows(Meeting))
    assert "anar" not in everything


def test_nobody_is_introduced_while_somebody_of_the_group_sleeps(pair):
    arrive(pair, "UFAR", tz="America/Los_Angeles")
    choose(pair, 1, "UBEN", takes_part=False)
    choose(pair, 1, "UFAR")
    pair.until(OPENS + timedelta(hours=6, minutes=29))  # 08:29 in Los Angeles
    assert in_no_group(pair)
    pair.until(OPENS + timedelta(hours=6, minutes=31))
    assert len(introductions(pair)) == 1


def test_where_they_never_wake_together_they_are_introduced_when_the_fewest_sleep(pair):
    for user_id, tz in (("UTOK", "Asia/Tokyo"), ("UNYC", "America/New_York"), ("UHON", "Pacific/Honolulu")):
        arrive(pair, user_id, tz=tz)
    pair.slack.people.clear()
    for user_id in ("UANA", "UBEN"):
        choose_out(pair, user_id)
    everyone_joins(pair, 1, ["UTOK", "UNYC", "UHON"])
    pair.until(OPENS + timedelta(days=1))
    (found,) = introductions(pair)
    row = next(row for row in pair.rows(OutboxRow) if row.key == found.key)
    asleep = [in_quiet_hours(row.done_at, tz) for tz in ("Asia/Tokyo", "America/New_York", "Pacific/Honolulu")]
    assert sum(asleep) <= 1


def choose_out(house: House, user_id: str) -> None:
    choose(house, 1, user_id, takes_part=False)


def test_the_proposed_times_suit_everyone_and_stand_in_the_calendar_file(pair):
    arrive(pair, "UNYC", tz="America/New_York")
    choose_out(pair, "UBEN")
    choose(pair, 1, "UNYC", video_link="https://meet.example.org/nyc")
    pair.until(OPENS + timedelta(hours=6))
    ((channel_id, name, content, _),) = pair.slack.files
    assert (channel_id, name) == (meeting_of(pair, "UANA").channel_id, "coffee.ics")
    events = Calendar.from_ical(content).walk("VEVENT")
    assert len(events) == 3
    for one in events:
        at = one["DTSTART"].dt
        assert in_working_hours(at, "Europe/Paris")
        assert in_working_hours(at, "America/New_York")
    assert len({str(one["UID"]) for one in events}) == 3
    assert "https://meet.example.org/nyc" in said(in_group(pair, "UANA")[0])


def test_who_starts_takes_turns(pair):
    starters = []
    for week in range(4):
        pair.until(A_LITTLE_LATER + timedelta(days=7 * week))
        starters.append(meeting_of(pair, "UANA").starter_id)
    assert set(starters[:2]) == set(starters[2:]) == {"UANA", "UBEN"}


def test_the_same_two_people_never_get_the_same_icebreaker_again(pair):
    used = []
    for week in range(8):
        pair.until(A_LITTLE_LATER + timedelta(days=7 * week + (week == 4)))
        used.append(meeting_of(pair, "UANA").icebreaker)
    assert len(set(used)) == 8


def test_groups_are_introduced_at_the_pace_that_slack_allows(house):
    manage(house)
    crowd = [f"U{number:03}" for number in range(24)]
    arrive(house, *crowd)
    everyone_joins(house, programme(house), crowd)
    house.until(OPENS)
    due = sorted(row.due_at for row in of_job(house, Job.INTRODUCE_MEETING))
    assert [later - earlier for earlier, later in pairwise(due)] == [timedelta(seconds=1.25)] * 11


def test_managers_see_how_far_it_is_in_one_message_redrawn_every_twenty_seconds_at_most(house):
    manage(house)
    crowd = [f"U{number:03}" for number in range(80)]
    arrive(house, *crowd)
    everyone_joins(house, programme(house), crowd)
    seen: list[datetime] = []
    known = house.slack.update

    def update(*given):
        seen.append(house.at)
        known(*given)

    house.slack.update = update  # type: ignore[method-assign]
    house.until(OPENS + timedelta(minutes=5))
    (shown,) = house.slack.into("CTEAM")
    assert "of 40 groups" in shown.text
    assert all(later - earlier >= timedelta(seconds=20) for earlier, later in pairwise(seen))
    assert 2 <= len(seen) <= 5
    assert "40 groups are introduced" in house.slack.updates[-1][1]


def test_without_a_channel_for_the_team_the_maker_of_the_programme_is_told(pair):
    pair.set_up(team_channel=None)
    pair.until(A_LITTLE_LATER)
    assert [post.key for post in pair.slack.to(BOSS)] == ["show_round:1"]


@pytest.mark.parametrize("maker", ["gone", "forgotten"])
def test_where_the_maker_of_the_programme_is_not_there_another_manager_is_told(pair, maker):
    pair.set_up(team_channel=None)
    arrive(pair, "UCLO", is_admin=True)
    if maker == "gone":
        close_account(pair, BOSS)
    else:
        privacy.forget(pair.deps, TEAM, BOSS)
    pair.until(A_LITTLE_LATER)
    assert [post.key for post in pair.slack.to("UCLO")] == ["show_round:1"]


def test_where_the_teams_channel_is_closed_the_maker_is_told(pair):
    pair.slack.rooms["CTEAM"] = Channel("CTEAM", "team", is_member=True, is_archived=True)
    pair.until(A_LITTLE_LATER)
    assert [post.key for post in pair.slack.to(BOSS)] == ["show_round:1"]


def test_after_the_round_managers_have_no_button_left_that_would_call_off_the_next(pair):
    pair.until(OPENS + timedelta(days=7, hours=1))
    drawn = [f"{text} {blocks}" for where, text, blocks in pair.slack.updates if "round 1" in text]
    assert "This round is over" in drawn[-1]
    assert "coffee_cancel" not in drawn[-1]


def without_the_permission(house: House, *, until: datetime, groups: int = 10) -> None:
    """So many groups of an app that was installed before it had groups, and is installed anew only then."""
    manage(house)
    crowd = [f"U{number}" for number in range(2 * groups)]
    arrive(house, *crowd)
    everyone_joins(house, programme(house), crowd)
    known = house.slack.open_dm

    def open_dm(team_id, user_ids):
        if len(user_ids) > 1 and house.at < until:
            raise GiveUpError("missing_scope")
        return known(team_id, user_ids)

    house.slack.open_dm = open_dm  # type: ignore[method-assign]


def told_of_the_permission(house: House) -> int:
    return len([post for post in house.slack.into("CTEAM") if "A permission is missing" in post.text])


def test_without_the_permission_managers_are_told_once_and_groups_wait_for_it(house):
    without_the_permission(house, until=OPENS + timedelta(hours=3))
    house.until(OPENS + timedelta(hours=2))
    assert in_no_group(house)
    house.until(OPENS + timedelta(hours=5))
    assert len(introductions(house)) == 10
    assert told_of_the_permission(house) == 1


def test_without_the_permission_until_the_end_nobody_is_called_silent(house):
    without_the_permission(house, until=OPENS + timedelta(days=60), groups=2)
    house.until(OPENS + timedelta(days=6, hours=23))
    assert in_no_group(house)
    assert told_of_the_permission(house) == 1
    (row,) = [row for row in house.rows(Report) if row.name.startswith("coffee_round")]
    assert (row.figures["silent"], row.figures["cancelled"], row.figures["left_out"]) == (0, 2, 4)


def test_who_has_gone_is_not_counted_among_those_who_have_met_nobody(pair):
    choose(pair, 1, "UCLO")
    pair.until(A_LITTLE_LATER)
    close_account(pair, "UCLO")
    pair.until(OPENS + timedelta(days=6, hours=23))
    (row,) = [row for row in pair.rows(Report) if row.name.startswith("coffee_round")]
    assert row.figures["connected"]["people"] == 2


def test_groups_of_four_are_one_conversation(house):
    manage(house)
    crowd = [f"U{number}" for number in range(9)]
    arrive(house, *crowd)
    everyone_joins(house, programme(house, replace(WEEKLY, size=4)), crowd)
    house.until(OPENS + timedelta(minutes=2))
    assert sorted(len(group) for group in groups(house)) == [4, 5]
    assert sorted(post.channel_id.count("-") for post in introductions(house)) == [4, 5]
