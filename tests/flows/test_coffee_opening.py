"""A round opens: on its day, once, with everyone who is due, in one transaction; or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from slack_app.domain.matching import Term
from slack_app.domain.profile import Profile
from slack_app.domain.programmes import Audience, Cadence
from slack_app.flows import clockwork, preferences, privacy
from slack_app.flows.coffee import mine, opening, programmes
from slack_app.flows.outcomes import Drop
from slack_app.gateway.protocol import TryAgainError
from slack_app.jobs import Job
from slack_app.store import errands
from slack_app.store.errands import Errand
from slack_app.store.schema import Meeting, Member, OutboxRow, Participant, Round, Seat
from slack_app.views.coffee.programmes import Noted
from tests.flows.coffee_stories import (
    BOSS,
    WEEKLY,
    arrive,
    choose,
    everyone_joins,
    groups,
    left_out,
    manage,
    of_job,
    participant,
    programme,
    rounds,
    said,
    switch,
    tell,
)
from tests.house import OTHER_TEAM, TEAM, House
from tests.workers.stories import at_once
from workers.app import ERRANDS
from workers.base import perform

PEOPLE = ("UANA", "UBEN", "UCLO", "UDAN")
OPENS = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
def weekly(house: House) -> House:
    manage(house)
    arrive(house, *PEOPLE, "UZOE")
    everyone_joins(house, programme(house), PEOPLE)
    return house


def test_the_clock_opens_it_at_ten_in_the_communitys_zone(weekly):
    weekly.until(OPENS - timedelta(seconds=1))
    assert rounds(weekly) == []
    weekly.until(OPENS)
    (found,) = rounds(weekly)
    assert (found.number, found.local_date, found.opened_at) == (1, date(2026, 3, 9), OPENS)
    assert sorted(user_id for group in groups(weekly) for user_id in group) == list(PEOPLE)


def test_after_the_change_of_hour_it_is_still_ten(weekly):
    weekly.until(datetime(2026, 3, 30, 8, tzinfo=UTC))
    assert rounds(weekly)[-1].opened_at == datetime(2026, 3, 30, 8, tzinfo=UTC)


def test_on_a_public_holiday_it_waits_for_the_next_working_day(weekly):
    weekly.until(datetime(2026, 4, 6, 20, tzinfo=UTC))
    assert rounds(weekly)[-1].local_date == date(2026, 3, 30)
    weekly.until(datetime(2026, 4, 7, 8, tzinfo=UTC))
    assert rounds(weekly)[-1].local_date == date(2026, 4, 6)
    assert rounds(weekly)[-1].opened_at == datetime(2026, 4, 7, 8, tzinfo=UTC)


def test_a_press_and_the_clock_on_the_same_day_open_one_round(weekly):
    weekly.until(OPENS - timedelta(hours=1))
    assert programmes.start(weekly.deps, TEAM, BOSS, 1).noted is Noted.STARTED
    weekly.settle()
    assert programmes.start(weekly.deps, TEAM, BOSS, 1).noted is Noted.ALREADY_OPEN
    weekly.until(OPENS + timedelta(hours=2))
    assert len(rounds(weekly)) == 1


def test_two_clocks_and_two_presses_at_the_same_moment_open_one_round(weekly):
    weekly.at = OPENS
    at_once(*[lambda: clockwork.tick(weekly.deps)] * 2, *[lambda: programmes.start(weekly.deps, TEAM, BOSS, 1)] * 2)
    rows = [row.id for row in of_job(weekly, Job.OPEN_ROUND)]
    assert len(rows) == 2
    at_once(*[lambda row=row: perform(weekly.deps, row, ERRANDS[Job.OPEN_ROUND]) for row in rows * 2])
    assert len(weekly.rows(Round)) == 1
    assert len(weekly.rows(Seat)) == 4


def test_a_worker_whose_row_was_taken_over_leaves_the_matching_to_the_other(weekly):
    weekly.at = OPENS
    clockwork.tick(weekly.deps)
    (row,) = of_job(weekly, Job.OPEN_ROUND)
    slow = claimed(weekly, row.id)
    assert slow is not None
    weekly.at += timedelta(seconds=80)
    assert claimed(weekly, row.id) is not None
    assert opening.open_round(weekly.deps, slow) == Drop("somebody_else_opens_it")
    assert weekly.rows(Round) == []


def test_who_matches_a_large_community_keeps_the_row_for_as_long_as_that_takes(weekly):
    weekly.at = OPENS
    clockwork.tick(weekly.deps)
    (row,) = of_job(weekly, Job.OPEN_ROUND)
    errand = claimed(weekly, row.id)
    assert errand is not None
    assert opening.may_take_its_time(weekly.deps, errand, 100_000)
    weekly.at += timedelta(minutes=8)
    assert claimed(weekly, row.id) is None


def claimed(house: House, row_id: int) -> Errand | None:
    with house.db.transaction() as session:
        lease = house.deps.pace.lease
        return errands.claim(session, row_id, owner=str(house.at), now=house.at, lease=lease)


def test_a_round_started_by_hand_makes_the_clock_wait_for_the_one_after(weekly):
    weekly.until(datetime(2026, 3, 6, 9, tzinfo=UTC))  # Friday
    programmes.start(weekly.deps, TEAM, BOSS, 1)
    weekly.until(datetime(2026, 3, 10, 9, tzinfo=UTC))
    assert [row.local_date for row in rounds(weekly)] == [date(2026, 3, 6)]
    weekly.until(datetime(2026, 3, 17, 9, tzinfo=UTC))
    assert [row.local_date for row in rounds(weekly)] == [date(2026, 3, 6), date(2026, 3, 16)]


def test_nothing_of_a_round_stays_when_its_transaction_fails(weekly):
    choose(weekly, 1, "UZOE", apart=PEOPLE)
    weekly.settle()
    weekly.at = OPENS

    def goes_away(_connection, _cursor, statement, *_):
        if statement.startswith("INSERT INTO left_out"):
            raise ConnectionError("the database went away in the middle of it")

    event.listen(weekly.db.engine, "before_cursor_execute", goes_away)
    weekly.settle()
    event.remove(weekly.db.engine, "before_cursor_execute", goes_away)
    assert weekly.rows(Round) == weekly.rows(Meeting) == weekly.rows(Seat) == []
    assert participant(weekly, "UZOE").times_left_out == 0
    weekly.pass_time(minutes=1)
    assert len(rounds(weekly)) == 1
    assert participant(weekly, "UZOE").times_left_out == 1


def test_a_skipped_round_is_left_out_however_often_it_is_asked_for(weekly):
    for _ in range(2):
        what = programmes.skip_next(weekly.deps, TEAM, BOSS, 1)
        assert (what.noted, what.next_on) == (Noted.SKIPPED, date(2026, 3, 16))
    weekly.until(OPENS + timedelta(days=7))
    assert [row.local_date for row in rounds(weekly)] == [date(2026, 3, 16)]


def test_a_programme_that_is_off_opens_nothing(weekly):
    switch(weekly, 1, is_on=False)
    assert programmes.start(weekly.deps, TEAM, BOSS, 1).noted is Noted.IS_OFF
    weekly.until(OPENS + timedelta(days=1))
    assert rounds(weekly) == []


def test_a_programme_that_was_switched_off_while_its_round_was_due_opens_nothing(weekly):
    weekly.at = OPENS
    clockwork.tick(weekly.deps)
    switch(weekly, 1, is_on=False)
    weekly.settle()
    assert rounds(weekly) == []


def test_a_clock_that_was_away_for_a_day_opens_the_round_late_and_for_five_days_not_at_all(weekly):
    weekly.at = OPENS + timedelta(days=1)
    weekly.settle()
    assert rounds(weekly)[-1].opened_at == OPENS + timedelta(days=1)
    weekly.at = OPENS + timedelta(days=12)
    weekly.settle()
    assert len(rounds(weekly)) == 1


def test_a_round_whose_end_nobody_was_there_to_see_makes_way_for_the_next(weekly):
    weekly.until(OPENS)
    (closes,) = of_job(weekly, Job.CLOSE_ROUND)
    weekly.at = OPENS + timedelta(days=7)
    clockwork.tick(weekly.deps)
    (row,) = [one for one in of_job(weekly, Job.OPEN_ROUND) if one.state == "pending"]
    perform(weekly.deps, row.id, ERRANDS[Job.OPEN_ROUND])
    assert [one.state for one in rounds(weekly)] == ["closed", "open"]
    perform(weekly.deps, closes.id, ERRANDS[Job.CLOSE_ROUND])
    assert [one.state for one in rounds(weekly)] == ["closed", "open"]


def test_one_alone_is_told_so_and_comes_first_next_time(weekly):
    for user_id in PEOPLE[1:]:
        choose(weekly, 1, user_id, takes_part=False)
    weekly.until(OPENS + timedelta(minutes=1))
    assert left_out(weekly) == ["UANA"]
    assert "il ne restait plus personne" in weekly.slack.to("UANA")[-1].text
    assert participant(weekly, "UANA").fairness == 1.0


def test_where_nobody_is_due_no_round_opens(weekly):
    for user_id in PEOPLE:
        choose(weekly, 1, user_id, skips_next=True)
    weekly.until(OPENS)
    assert rounds(weekly) == []


def test_who_pauses_or_opted_out_or_is_gone_is_in_no_round(weekly):
    everyone_joins(weekly, 1, ["UZOE"])
    choose(weekly, 1, "UANA", paused_until=date(2026, 3, 20))
    preferences.stop_messages(weekly.deps, TEAM, "UBEN")
    preferences.pause_for(weekly.deps, TEAM, "UCLO", timedelta(days=30))
    weekly.until(OPENS)
    assert groups(weekly) == [{"UDAN", "UZOE"}]


def test_who_is_asked_every_second_round_is_in_every_second_round(weekly):
    choose(weekly, 1, "UANA", every=2)
    present = []
    for week in range(4):
        weekly.until(OPENS + timedelta(days=7 * week))
        present.append("UANA" in set().union(*groups(weekly)))
    assert present in ([True, False, True, False], [False, True, False, True])


def test_a_circle_is_only_for_those_whose_profile_names_its_topic(house):
    manage(house)
    arrive(house, *PEOPLE)
    tell(house, "UANA", Profile(role="Infirmière"))
    tell(house, "UBEN", Profile(role="Nurse", interests=("infirmière",)))
    everyone_joins(house, programme(house, replace(WEEKLY, among="Infirmière")), PEOPLE)
    house.until(OPENS)
    assert groups(house) == [{"UANA", "UBEN"}]


def test_a_channels_people_are_counted_in_but_no_bots_guests_or_those_who_left(house):
    manage(house)
    arrive(house, "UANA", "UBEN", "UOUT")
    house.person("UNEW")
    house.person("UGUEST", is_guest=True)
    house.person("UROBOT", is_bot=True)
    house.person("UGONE")
    privacy.forget(house.deps, TEAM, "UGONE")
    house.slack.inside["CALL"] = ["UANA", "UBEN", "UNEW", "UOUT", "UGUEST", "UROBOT", "UGONE", "UBOT"]
    programme_id = programme(house, replace(WEEKLY, audience=Audience.CHANNEL, channel_id="CALL"))
    choose(house, programme_id, "UOUT", takes_part=False)
    house.until(OPENS)
    assert set().union(*groups(house)) == {"UANA", "UBEN", "UNEW"}
    assert not {row.user_id for row in house.rows(Member)} & {"UGUEST", "UROBOT", "UGONE"}


def test_a_large_channel_is_learnt_from_the_list_of_everyone(house):
    manage(house)
    crowd = [f"U{number:03}" for number in range(40)]
    for user_id in crowd:
        house.person(user_id)
    house.slack.inside["CALL"] = crowd
    programme(house, replace(WEEKLY, audience=Audience.CHANNEL, channel_id="CALL"))
    house.slack.faults["person"].append(AssertionError("each was asked for by name"))
    house.settle()
    assert len(house.rows(Participant)) == 40


def test_a_channel_that_slack_does_not_show_now_is_asked_for_again(house):
    manage(house)
    arrive(house, *PEOPLE)
    house.slack.inside["CALL"] = PEOPLE
    programme(house, replace(WEEKLY, audience=Audience.CHANNEL, channel_id="CALL"))
    house.until(OPENS - timedelta(seconds=1))
    house.slack.faults["members_of"].append(TryAgainError("limited", after=timedelta(minutes=2)))
    house.until(OPENS + timedelta(minutes=3))
    assert len(groups(house)) == 2


def test_who_left_the_channel_is_not_in_the_round(house):
    manage(house)
    arrive(house, *PEOPLE)
    house.slack.inside["CALL"] = PEOPLE
    programme(house, replace(WEEKLY, audience=Audience.CHANNEL, channel_id="CALL"))
    house.settle()
    house.slack.inside["CALL"] = PEOPLE[:2]
    house.until(OPENS)
    assert groups(house) == [set(PEOPLE[:2])]


def test_a_rule_leaves_out_whom_it_forbids_everyone_and_says_so(house):
    manage(house)
    arrive(house, *PEOPLE[:2])
    for user_id in PEOPLE[:2]:
        tell(house, user_id, Profile(role="Clerk", team="Sales"))
    everyone_joins(house, programme(house, replace(WEEKLY, rule=(Term.OTHER_TEAM, "always"))), PEOPLE[:2])
    house.until(OPENS + timedelta(minutes=5))
    assert left_out(house) == list(PEOPLE[:2])
    assert "règle" in house.slack.to("UANA")[-1].text


def test_a_dry_run_shows_today_and_writes_nothing(house):
    manage(house)
    arrive(house, "UANA", "UBEN")
    tell(house, "UANA", Profile(role="Designer", interests=("Chess",), in_directory=True))
    tell(house, "UBEN", Profile(role="Cook", interests=("chess",), in_directory=True))
    house.person("UNEW")
    house.slack.inside["CALL"] = ["UANA", "UBEN", "UNEW"]
    programme_id = programme(house, replace(WEEKLY, audience=Audience.CHANNEL, channel_id="CALL"), is_on=False)
    before = [len(house.rows(table)) for table in (Member, Participant, Round, Meeting, Seat)]
    assert programmes.rehearse(house.deps, TEAM, BOSS, programme_id, asked="1.0").noted is Noted.REHEARSING
    house.settle()
    assert [len(house.rows(table)) for table in (Member, Participant, Round, Meeting, Seat)] == before
    (post,) = house.slack.to(BOSS)
    assert all(f"<@{user_id}>" in said(post) for user_id in ("UANA", "UBEN", "UNEW"))
    assert "Chess" in said(post) or "chess" in said(post)
    assert f"{programme_id}:on" in said(post)
    assert not [row for row in house.rows(OutboxRow) if row.user_id in {"UANA", "UBEN", "UNEW"}]


def test_a_long_dry_run_comes_with_all_of_it_in_a_file(house):
    manage(house)
    crowd = [f"U{number:03}" for number in range(40)]
    arrive(house, *crowd)
    programme_id = programme(house, is_on=False)
    with house.db.transaction() as session:
        for user_id in crowd:
            session.add(Participant(
                team_id=TEAM, programme_id=programme_id, user_id=user_id, joined_at=house.at, updated_at=house.at
            ))  # fmt: skip
    programmes.rehearse(house.deps, TEAM, BOSS, programme_id, asked="1.0")
    house.settle()
    ((_, name, content, _),) = house.slack.files
    assert name == "coffee.txt"
    assert all(user_id in content.decode() for user_id in crowd)


def test_another_workspace_has_nothing_of_it(weekly):
    weekly.until(OPENS)
    assert {row.team_id for table in (Round, Meeting, Seat, Participant) for row in weekly.rows(table)} == {TEAM}
    assert not [row for row in weekly.rows(OutboxRow) if row.team_id == OTHER_TEAM and "round" in row.job]


def test_monthly_it_is_the_first_monday(house):
    manage(house)
    arrive(house, *PEOPLE)
    everyone_joins(house, programme(house, replace(WEEKLY, cadence=Cadence.MONTHLY)), PEOPLE)
    house.until(datetime(2026, 5, 5, tzinfo=UTC))
    assert [row.local_date for row in rounds(house)] == [date(2026, 4, 6), date(2026, 5, 4)]


def test_a_round_that_waits_for_the_end_of_a_holiday_is_the_next_one_and_can_be_skipped(weekly):
    weekly.until(datetime(2026, 4, 6, 14, tzinfo=UTC))  # Easter Monday
    what = programmes.skip_next(weekly.deps, TEAM, BOSS, 1)
    assert what.next_on == date(2026, 4, 13)
    weekly.until(datetime(2026, 4, 8, tzinfo=UTC))
    assert rounds(weekly)[-1].local_date == date(2026, 3, 30)
    weekly.until(datetime(2026, 4, 14, tzinfo=UTC))
    assert rounds(weekly)[-1].local_date == date(2026, 4, 13)


def test_a_round_can_be_started_anew_on_the_day_on_which_one_was_cancelled(weekly):
    for _ in range(3):
        assert programmes.start(weekly.deps, TEAM, BOSS, 1).noted is Noted.STARTED
        weekly.settle()
        programmes.cancel(weekly.deps, TEAM, BOSS, 1)
    assert [row.state for row in rounds(weekly)] == ["cancelled"] * 3


def test_a_programme_of_a_channel_is_offered_to_nobody_who_is_not_in_it(house):
    manage(house)
    arrive(house, "UANA", "UZOE")
    house.slack.inside["CALL"] = ["UANA"]
    programme(house, replace(WEEKLY, name="Only inside", audience=Audience.CHANNEL, channel_id="CALL"))
    house.settle()
    assert "Only inside" in str(mine.form(house.deps, TEAM, "UANA"))
    assert "Only inside" not in str(mine.form(house.deps, TEAM, "UZOE"))


def test_who_starts_a_round_of_nobody_is_told_so_and_may_try_again(house):
    manage(house)
    programme_id = programme(house)
    programmes.start(house.deps, TEAM, BOSS, programme_id)
    house.settle()
    assert ["Nobody" in post.text for post in house.slack.into("CTEAM")] == [True]
    assert rounds(house) == []
    arrive(house, *PEOPLE)
    everyone_joins(house, programme_id, PEOPLE)
    assert programmes.start(house.deps, TEAM, BOSS, programme_id).noted is Noted.STARTED
    house.settle()
    assert len(rounds(house)) == 1
