"""What each may choose: to come, to go, to skip, to pause, whom never to meet; and who comes late finds company."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.profile import Profile
from slack_app.domain.programmes import Audience, Kind
from slack_app.flows import home, introductions
from slack_app.flows.coffee import mine
from slack_app.jobs import Job
from slack_app.store.schema import Apart, LeftOut, OutboxRow, Participant, Seat
from tests.flows.coffee_stories import (
    WEEKLY,
    arrive,
    choose,
    everyone_joins,
    group_of,
    groups,
    in_group,
    left_out,
    manage,
    meeting_of,
    of_job,
    participant,
    programme,
    rounds,
    said,
    switch,
    tell,
)
from tests.house import TEAM, House

OPENS = datetime(2026, 3, 9, 9, tzinfo=UTC)
PEOPLE = ("UANA", "UBEN", "UCLO", "UDAN")


@pytest.fixture
def weekly(house: House) -> House:
    manage(house)
    arrive(house, *PEOPLE, "ULATE", "UZOE")
    everyone_joins(house, programme(house), PEOPLE)
    return house


def present(house: House) -> set[str]:
    return set().union(*groups(house))


def test_who_leaves_is_in_no_round_until_they_come_back(weekly):
    choose(weekly, 1, "UANA", takes_part=False)
    choose(weekly, 1, "UBEN", takes_part=False)
    weekly.until(OPENS)
    assert present(weekly) == {"UCLO", "UDAN"}
    weekly.until(OPENS + timedelta(days=6))
    choose(weekly, 1, "UANA")
    choose(weekly, 1, "UBEN")
    weekly.until(OPENS + timedelta(days=7))
    assert present(weekly) == set(PEOPLE)


def test_who_skips_is_out_of_one_round_only(weekly):
    everyone_joins(weekly, 1, ["UZOE"])
    choose(weekly, 1, "UANA", skips_next=True)
    weekly.until(OPENS)
    assert present(weekly) == {*PEOPLE, "UZOE"} - {"UANA"}
    weekly.until(OPENS + timedelta(days=7))
    assert "UANA" in present(weekly)


def test_a_pause_ends_by_itself_on_its_day_in_their_waking_hours(weekly):
    choose(weekly, 1, "UANA", paused_until=date(2026, 3, 18))
    weekly.until(datetime(2026, 3, 18, 7, 59, tzinfo=UTC))
    assert not [post for post in weekly.slack.to("UANA") if post.key.startswith("end_pause")]
    weekly.until(datetime(2026, 3, 18, 8, 1, tzinfo=UTC))  # at nine in Paris
    (told,) = [post for post in weekly.slack.to("UANA") if post.key.startswith("end_pause")]
    assert "lundi 23 mars" in told.text
    weekly.until(OPENS + timedelta(days=14))
    assert "UANA" in present(weekly)


def test_a_pause_that_was_changed_ends_once_when_it_ends(weekly):
    choose(weekly, 1, "UANA", paused_until=date(2026, 3, 18))
    choose(weekly, 1, "UANA", paused_until=date(2026, 3, 25))
    weekly.until(datetime(2026, 4, 1, tzinfo=UTC))
    assert len([post for post in weekly.slack.to("UANA") if post.key.startswith("end_pause")]) == 1
    dropped = [row.reason for row in of_job(weekly, Job.END_PAUSE) if row.state == "dropped"]
    assert dropped == ["pause_was_changed"]


def test_a_pause_that_was_taken_back_says_nothing(weekly):
    choose(weekly, 1, "UANA", paused_until=date(2026, 3, 18))
    choose(weekly, 1, "UANA")
    weekly.until(datetime(2026, 3, 19, tzinfo=UTC))
    assert not [post for post in weekly.slack.to("UANA") if post.key.startswith("end_pause")]


@pytest.mark.parametrize(("day", "code"), [(date(2026, 3, 2), "past"), (date(2027, 6, 1), "too_far")])
def test_a_pause_until_an_impossible_day_changes_nothing(weekly, day, code):
    with pytest.raises(InvalidAnswersError) as refused:
        choose(weekly, 1, "UANA", paused_until=day, skips_next=True)
    assert refused.value.fields == {"paused_until": code}
    assert not participant(weekly, "UANA").skips_next


def test_whom_one_never_wishes_to_meet_one_never_meets(weekly):
    choose(weekly, 1, "UANA", apart=("UBEN",))
    for week in range(6):
        weekly.until(OPENS + timedelta(days=7 * week + (week == 4), hours=1))
        assert not any({"UANA", "UBEN"} <= group for group in groups(weekly))


def test_nobody_but_who_said_so_reads_whom_they_never_wish_to_meet(weekly):
    choose(weekly, 1, "UANA", apart=("UBEN",))
    shown_to_her = str(mine.form(weekly.deps, TEAM, "UANA"))
    assert "UBEN" in shown_to_her
    weekly.until(OPENS + timedelta(days=8))
    shown_to_him = str(mine.form(weekly.deps, TEAM, "UBEN"))
    assert "initial_users" not in shown_to_him
    rows = [row.model_dump() for row in weekly.rows(OutboxRow) if row.user_id != "UANA"]
    assert "apart" not in str(rows)
    assert [(row.user_id, row.other_id) for row in weekly.rows(Apart)] == [("UANA", "UBEN")]


def test_a_wish_for_three_or_for_two_is_heard(house):
    manage(house)
    crowd = [f"U{number}" for number in range(9)]
    arrive(house, *crowd)
    programme_id = programme(house)
    for user_id in crowd:
        choose(house, programme_id, user_id, wish=3 if user_id in {"U0", "U1", "U2"} else 2)
    house.until(OPENS)
    (three,) = [group for group in groups(house) if len(group) == 3]
    assert len(three & {"U0", "U1", "U2"}) >= 2


def test_home_tells_where_one_stands(weekly):
    weekly.until(OPENS + timedelta(minutes=1))
    with weekly.db.transaction() as session:
        home.ask_to_publish(session, weekly.deps, TEAM, "UANA")
    weekly.settle()
    (other,) = group_of(weekly, "UANA") - {"UANA"}
    assert f"<@{other}>" in str(weekly.slack.homes["UANA"])
    assert "*Coffee*" in str(weekly.slack.homes["UANA"]) or "Coffee" in str(weekly.slack.homes["UANA"])


def test_a_form_of_a_programme_that_is_off_shows_none(weekly):
    switch(weekly, 1, is_on=False)
    assert "coffee_pick" not in str(mine.form(weekly.deps, TEAM, "UANA"))
    assert "submit" not in mine.form(weekly.deps, TEAM, "UANA")


def test_of_two_programmes_the_one_of_the_button_is_shown(weekly):
    second = programme(weekly, replace(WEEKLY, name="Mentors"))
    form = mine.form(weekly.deps, TEAM, "UANA", second)
    assert form["private_metadata"].split()[1] == str(second)


# Who joins while most of a round is still to come.


def test_a_late_newcomer_meets_who_was_left_out(weekly):
    choose(weekly, 1, "UZOE", apart=PEOPLE)
    weekly.until(OPENS + timedelta(hours=1))
    assert left_out(weekly) == ["UZOE"]
    choose(weekly, 1, "ULATE")
    weekly.pass_time(hours=1)
    assert group_of(weekly, "ULATE") == {"ULATE", "UZOE"}
    assert left_out(weekly) == []
    (post,) = in_group(weekly, "ULATE")
    assert "<@ULATE>" in said(post)
    assert meeting_of(weekly, "ULATE").starter_id == "UZOE"
    assert len(weekly.slack.files) == 3


def test_a_late_newcomer_meets_who_likes_to_meet_newcomers_and_they_are_not_asked_for_more_than_one(weekly):
    choose(weekly, 1, "UANA", meets_newcomers=True)
    weekly.until(OPENS + timedelta(hours=1))
    choose(weekly, 1, "ULATE")
    weekly.settle()
    assert {"ULATE", "UANA"} in groups(weekly)
    choose(weekly, 1, "UZOE")
    weekly.settle()
    assert not [row for row in weekly.rows(Seat) if row.user_id == "UZOE"]


def test_a_late_newcomer_for_whom_nobody_is_willing_waits_for_the_next_round(weekly):
    weekly.until(OPENS + timedelta(hours=1))
    choose(weekly, 1, "ULATE")
    weekly.settle()
    assert len(groups(weekly)) == 2
    weekly.until(OPENS + timedelta(days=7))
    assert "ULATE" in present(weekly)


def test_after_half_of_the_round_a_newcomer_waits_for_the_next(weekly):
    choose(weekly, 1, "UANA", meets_newcomers=True)
    weekly.until(OPENS + timedelta(days=4))
    choose(weekly, 1, "ULATE")
    weekly.settle()
    assert of_job(weekly, Job.MATCH_LATE) == []


def test_who_likes_to_meet_newcomers_but_not_this_one_is_not_asked(weekly):
    choose(weekly, 1, "UANA", meets_newcomers=True, apart=("ULATE",))
    weekly.until(OPENS + timedelta(hours=1))
    choose(weekly, 1, "ULATE")
    weekly.settle()
    assert len(groups(weekly)) == 2


def test_two_newcomers_at_once_do_not_both_get_the_one_who_was_left_out(weekly):
    choose(weekly, 1, "UZOE", apart=PEOPLE)
    weekly.until(OPENS + timedelta(hours=1))
    arrive(weekly, "ULATER")
    choose(weekly, 1, "ULATE")
    choose(weekly, 1, "ULATER")
    weekly.settle()
    assert len([group for group in groups(weekly) if "UZOE" in group]) == 1
    assert weekly.rows(LeftOut) == []


def test_nobody_is_left_out_twice_while_others_were_not_once(house):
    """Three of whom two only ever meet the third."""
    manage(house)
    arrive(house, "UANA", "UBEN", "UCLO")
    everyone_joins(house, programme(house), ["UANA", "UBEN", "UCLO"])
    choose(house, 1, "UANA", apart=("UBEN",))
    for week in range(6):
        house.until(OPENS + timedelta(days=7 * week + (week == 4), hours=2))
    times = {row.user_id: row.times_left_out for row in house.rows(Participant)}
    assert abs(times["UANA"] - times["UBEN"]) <= 1
    assert times["UCLO"] == 0
    assert len(rounds(house)) == 6


def test_what_waits_to_be_done_names_people_only_where_erasure_looks(weekly):
    weekly.until(OPENS + timedelta(days=8))
    rows = [row for row in weekly.rows(OutboxRow) if row.job != Job.CONFIRM]
    assert not [row.key for row in rows if any(one in str(row.args) for one in PEOPLE)]
    assert not [row.key for row in rows if any(one in row.key and row.user_id != one for one in PEOPLE)]


# Who takes part without the form.


def test_who_wishes_for_coffee_in_their_introduction_takes_part_at_once(weekly):
    introductions.submit(weekly.deps, TEAM, "UZOE", Profile(role="Cook", open_to_coffee=True))
    assert participant(weekly, "UZOE").status == "in"
    choose(weekly, 1, "UZOE", takes_part=False)
    introductions.submit(weekly.deps, TEAM, "UZOE", Profile(role="Chef", open_to_coffee=True))
    assert participant(weekly, "UZOE").status == "out"


def test_who_wished_for_coffee_before_there_was_any_is_in_when_it_is_switched_on(house):
    manage(house)
    arrive(house, "UANA", "UBEN")
    tell(house, "UANA", Profile(role="Cook", open_to_coffee=True))
    tell(house, "UBEN", Profile(role="Cook"))
    programme(house)
    house.settle()
    assert [row.user_id for row in house.rows(Participant)] == ["UANA"]


def test_a_wish_for_coffee_is_none_for_mentoring(house):
    manage(house)
    arrive(house, "UANA")
    programme(house, replace(WEEKLY, kind=Kind.MENTORING))
    introductions.submit(house.deps, TEAM, "UANA", Profile(role="Cook", open_to_coffee=True))
    house.settle()
    assert house.rows(Participant) == []


def test_who_comes_into_the_programmes_channel_is_counted_in(house):
    manage(house)
    arrive(house, "UANA")
    programme(house, replace(WEEKLY, audience=Audience.CHANNEL, channel_id="CALL"))
    house.settle()
    house.hear(house.event("member_joined_channel", user="UANA", channel="CALL", team=TEAM))
    house.hear(house.event("member_joined_channel", user="USTRANGER", channel="CALL", team=TEAM))
    house.settle()
    assert [row.user_id for row in house.rows(Participant)] == ["UANA"]
