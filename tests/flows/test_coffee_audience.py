"""Who is in a round: those who join, a channel's people, a circle's; and who would be, in a dry run."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from slack_app.domain.matching import Term
from slack_app.domain.profile import Profile
from slack_app.domain.programmes import Audience
from slack_app.flows import preferences, privacy
from slack_app.flows.coffee import mine, programmes
from slack_app.gateway.protocol import TryAgainError
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
    programme,
    rounds,
    said,
    tell,
)
from tests.house import TEAM, House

PEOPLE = ("UANA", "UBEN", "UCLO", "UDAN")
OPENS = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
def weekly(house: House) -> House:
    manage(house)
    arrive(house, *PEOPLE, "UZOE")
    everyone_joins(house, programme(house), PEOPLE)
    return house


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
    assert "pas encore le vôtre" in str(mine.form(house.deps, TEAM, "UCLO"))
    assert "pas encore le vôtre" not in str(mine.form(house.deps, TEAM, "UANA"))


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
    assert all(f"Name of {user_id}" in content.decode() for user_id in crowd)


def test_a_programme_of_a_channel_is_offered_to_nobody_who_is_not_in_it(house):
    manage(house)
    arrive(house, "UANA", "UZOE")
    house.slack.inside["CALL"] = ["UANA"]
    programme(house, replace(WEEKLY, name="Only inside", audience=Audience.CHANNEL, channel_id="CALL"))
    house.settle()
    assert "Only inside" in str(mine.form(house.deps, TEAM, "UANA"))
    assert "Only inside" not in str(mine.form(house.deps, TEAM, "UZOE"))
