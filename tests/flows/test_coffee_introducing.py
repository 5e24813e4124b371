"""A group is introduced: in their language, when nobody sleeps, and only as long as it is still right."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from icalendar import Calendar

from slack_app.domain.hours import in_quiet_hours, in_working_hours
from slack_app.domain.profile import Profile
from slack_app.flows import preferences, privacy
from slack_app.flows.coffee import programmes
from slack_app.gateway.protocol import Channel, GiveUpError, Post, TryAgainError
from slack_app.jobs import Job
from slack_app.store import members
from slack_app.store.schema import LeftOut, Meeting, Member, OutboxRow, Report, Seat
from tests.flows.coffee_stories import (
    BOSS,
    WEEKLY,
    arrive,
    choose,
    everyone_joins,
    groups,
    in_group,
    manage,
    meeting_of,
    of_job,
    participant,
    programme,
    rounds,
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


def trio(house: House) -> None:
    choose(house, 1, "UCLO")


def before_they_are_introduced(house: House) -> None:
    """The round is open; Slack lets us open no conversation yet."""
    house.slack.faults["open_dm"].extend([TryAgainError("limited", after=timedelta(minutes=5))] * 2)
    house.until(A_LITTLE_LATER)
    assert in_no_group(house)


def close_account(house: House, user_id: str) -> None:
    with house.db.transaction() as session:
        member = members.hold(session, TEAM, user_id)
        assert member
        member.status = "deactivated"
        session.add(member)


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


@pytest.mark.parametrize(
    "gone", ["left_programme", "opted_out", "paused", "pauses_messages", "deactivated", "forgotten"]
)
def test_who_is_gone_before_the_introduction_is_taken_out_of_a_group_of_three(pair, gone):
    trio(pair)
    before_they_are_introduced(pair)
    go(pair, "UBEN", gone)
    pair.pass_time(minutes=30)
    assert groups(pair) == [{"UANA", "UCLO"}]
    (post,) = introductions(pair)
    assert post.channel_id == "G-UANA-UCLO"
    assert "UBEN" not in said(post)
    assert meeting_of(pair, "UANA").starter_id in {"UANA", "UCLO"}


def go(house: House, user_id: str, how: str) -> None:
    match how:
        case "left_programme":
            choose_out(house, user_id)
        case "opted_out":
            preferences.stop_messages(house.deps, TEAM, user_id)
        case "paused":
            choose(house, 1, user_id, paused_until=house.at.date() + timedelta(days=9))
        case "pauses_messages":
            preferences.pause_for(house.deps, TEAM, user_id, timedelta(days=9))
        case "deactivated":
            user = {"id": user_id, "team_id": TEAM, "deleted": True}
            house.hear(house.event("user_change", user=user))
        case "forgotten":
            privacy.forget(house.deps, TEAM, user_id)


def test_of_a_pair_the_other_is_told_that_it_fell_through_and_comes_first(pair):
    before_they_are_introduced(pair)
    choose_out(pair, "UBEN")
    pair.pass_time(minutes=30)
    assert groups(pair) == []
    assert introductions(pair) == []
    (told,) = [post for post in pair.slack.to("UANA") if post.key.startswith("left_out")]
    assert "pas pu être là" in told.text or "finalement" in told.text
    assert "UBEN" not in said(told)
    assert participant(pair, "UANA").fairness == 1.0


def test_two_who_never_wish_to_meet_from_now_on_are_not_introduced_and_nobody_learns_why(pair):
    before_they_are_introduced(pair)
    choose(pair, 1, "UBEN", apart=("UANA",))
    pair.pass_time(minutes=30)
    assert introductions(pair) == []
    letters = [post.text for user_id in ("UANA", "UBEN") for post in pair.slack.to(user_id) if "left_out" in post.key]
    assert len(letters) == 2
    assert len(set(letters)) == 1
    assert {row.why for row in pair.rows(LeftOut)} == {"gone"}


def test_whom_slack_says_to_be_gone_is_noted_and_the_others_meet(pair):
    trio(pair)
    pair.slack.faults["open_dm"].append(GiveUpError("user_disabled"))
    pair.person("UBEN", deleted=True)
    pair.until(A_LITTLE_LATER)
    assert pair.member("UBEN").status == "deactivated"
    assert [post.channel_id for post in introductions(pair)] == ["G-UANA-UCLO"]


def test_a_conversation_that_slack_refuses_for_no_visible_reason_falls_through(pair):
    pair.slack.faults["open_dm"].append(GiveUpError("invalid_user_combination"))
    pair.until(A_LITTLE_LATER)
    assert groups(pair) == []
    assert len([row for row in pair.rows(LeftOut) if row.why == "gone"]) == 2


def test_a_round_called_off_before_the_introduction_introduces_nobody_and_tells_nobody(pair):
    before_they_are_introduced(pair)
    programmes.cancel(pair.deps, TEAM, BOSS, 1)
    pair.pass_time(hours=2)
    assert {post.channel_id for _, post, _ in pair.slack.posts} == {"CTEAM"}


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


def test_a_group_that_could_not_be_introduced_until_the_end_is_not_silent_and_comes_first(pair):
    pair.slack.faults["open_dm"].extend([TryAgainError("limited", after=timedelta(days=2))] * 3)
    pair.until(OPENS + timedelta(days=6, hours=23))
    assert in_no_group(pair)
    (row,) = [row for row in pair.rows(Report) if row.name.startswith("coffee_round")]
    assert (row.figures["silent"], row.figures["cancelled"]) == (0, 1)
    assert {participant(pair, user_id).fairness for user_id in ("UANA", "UBEN")} == {1.0}


def test_without_the_permission_managers_are_told_once_and_nobody_is_called_silent(house):
    manage(house)
    crowd = [f"U{number}" for number in range(20)]
    arrive(house, *crowd)
    everyone_joins(house, programme(house), crowd)
    house.slack.faults["open_dm"].extend([GiveUpError("missing_scope")] * 10)
    house.until(OPENS + timedelta(days=6, hours=23))
    assert len([post for post in house.slack.into("CTEAM") if "A permission is missing" in post.text]) == 1
    (row,) = [row for row in house.rows(Report) if row.name.startswith("coffee_round")]
    assert (row.figures["silent"], row.figures["cancelled"]) == (0, 10)


def test_trouble_of_slacks_makes_nobody_gone(pair):
    pair.slack.faults["open_dm"].append(GiveUpError("invalid_user_combination"))
    pair.slack.faults["person"].append(GiveUpError("missing_scope"))
    pair.until(A_LITTLE_LATER)
    assert {pair.member(user_id).status for user_id in ("UANA", "UBEN")} == {"active"}


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


def test_who_asks_to_be_forgotten_takes_their_introduction_with_them(pair):
    trio(pair)
    pair.until(A_LITTLE_LATER)
    where = meeting_of(pair, "UBEN")
    privacy.forget(pair.deps, TEAM, "UBEN")
    pair.settle()
    assert (where.channel_id, where.message_ts) in {(one.channel_id, one.message_ts) for one in pair.slack.deleted}
    left = [*pair.rows(Seat), *pair.rows(Meeting), *pair.rows(Member), *pair.rows(OutboxRow), *rounds(pair)]
    assert "UBEN" not in str([row.model_dump() for row in left if "G-UANA" not in str(row)])
