"""Who acts and was introduced by nobody is looked up, becomes a member, and is taken for no newcomer."""

from datetime import date, timedelta
from typing import Any

from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.log import Flag, slack_ts
from slack_app.flows import privacy
from slack_app.flows.deeds import in_micros
from slack_app.flows.digest import learning
from slack_app.flows.people import LONG_AGO
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.store import activity
from slack_app.store.digest import week_totals
from slack_app.store.schema import Activity, Member, OutboxRow
from tests.house import TEAM, House


def write(house: House, *user_ids: str, **more: Any) -> None:
    for place, user_id in enumerate(user_ids):
        ts = slack_ts(in_micros(house.at) - len(user_ids) + place)
        house.hear(
            house.event("message", user=user_id, channel="C1", channel_type="channel", ts=ts, event_ts=ts, **more)
        )
    house.settle()


def members(house: House) -> set[str]:
    return {row.user_id for row in house.rows(Member)}


def test_who_acts_and_is_not_known_becomes_a_member_who_came_long_ago(house: House) -> None:
    house.set_up(team_channel="CTEAM", community_channel="CALL")
    house.person("UANA", is_guest=True, locale="de-DE", tz="Europe/Berlin")
    write(house, "UANA")
    assert members(house) == set()
    house.pass_time(minutes=11)
    ana = house.member("UANA")
    assert (ana.locale, ana.tz, ana.joined_at) == ("de-DE", "Europe/Berlin", LONG_AGO)
    assert ana.first_posted_at == ana.first_active_at == ana.last_active_at
    house.pass_time(days=9)
    assert house.slack.posts == []
    assert not [row for row in house.rows(OutboxRow) if row.job == "welcome"]


def test_bots_strangers_and_the_forgotten_stay_unknown(house: House) -> None:
    house.join("UANA")
    house.settle()
    privacy.forget(house.deps, TEAM, "UANA")
    house.person("UROBOT", is_bot=True)
    house.person("USTRANGER", team_id="T9")
    house.person("UGRID", team_id="T7", teams=(TEAM,))
    house.person("UGONE", deleted=True)
    write(house, "UANA", "UROBOT", "USTRANGER", "UGRID", "UGONE", "UNOBODY")
    house.pass_time(minutes=11)
    assert members(house) == {"UGRID", "UGONE"}
    assert house.member("UGONE").status == "deactivated"


def test_who_was_looked_up_and_does_not_live_here_is_not_looked_up_again(house: House) -> None:
    house.person("UROBOT", is_bot=True)
    write(house, "UROBOT", "UNOBODY")
    house.pass_time(minutes=11)
    asked = house.slack.persons_asked
    write(house, "UROBOT", "UNOBODY")
    house.pass_time(days=2)
    assert house.slack.persons_asked == asked
    assert {Flag(row.flags) for row in house.rows(Activity)} == {Flag.OUTSIDE}
    first, last = (f(row.at for row in house.rows(Activity)) for f in (min, max))
    assert set(house.read(lambda session: activity.log(session, TEAM, first, last + 1).flags)) == {Flag.OUTSIDE}


def test_weeks_that_were_counted_without_the_newly_met_are_counted_again(house: House) -> None:
    house.person("UANA")
    write(house, "UANA")
    this_week = date(2026, 3, 2)
    with house.db.transaction() as session:
        for week in (this_week - timedelta(weeks=1), this_week):
            week_totals.keep(session, TEAM, WeekFigures(week), now=house.at)
    house.pass_time(minutes=11)
    assert house.read(lambda session: week_totals.counted(session, TEAM, date(2026, 1, 1))) == {date(2026, 2, 23)}


def test_a_refusal_that_is_not_about_the_person_calls_nobody_a_stranger(house: House) -> None:
    house.person("UANA")
    house.slack.faults["person"].append(GiveUpError("missing_scope"))
    write(house, "UANA")
    house.pass_time(minutes=11)
    assert {Flag(row.flags) for row in house.rows(Activity)} == {Flag(0)}
    house.pass_time(hours=7)
    write(house, "UANA")
    house.pass_time(minutes=11)
    assert members(house) == {"UANA"}


def test_many_strangers_are_looked_up_in_one_list_and_others_of_it_stay_unknown(house: House) -> None:
    them = [f"U{n}" for n in range(learning.MANY + 5)]
    for user_id in (*them, "USILENT"):
        house.person(user_id)
    write(house, *them)
    house.pass_time(minutes=11)
    assert members(house) == set(them)
    assert house.slack.everyone_asked == 1


def test_it_is_done_at_most_every_six_hours_and_what_failed_is_done_later(house: House) -> None:
    house.person("UANA")
    house.person("UBEN")
    house.slack.faults["person"].append(TryAgainError("ratelimited", after=timedelta(minutes=3)))
    write(house, "UANA")
    house.pass_time(minutes=20)
    assert members(house) == {"UANA"}
    write(house, "UBEN")
    house.pass_time(hours=1)
    assert members(house) == {"UANA"}
    house.pass_time(hours=5)
    write(house, "UBEN")
    house.pass_time(minutes=11)
    assert members(house) == {"UANA", "UBEN"}


def test_nobody_is_looked_up_where_everybody_is_known_or_flagged_as_a_stranger(house: House) -> None:
    house.join("UANA")
    house.settle()
    write(house, "UANA")
    write(house, "USTRANGER", user_team="T9")
    assert not [row for row in house.rows(OutboxRow) if row.job == "learn_members"]


def test_twice_is_once(house: House) -> None:
    house.person("UANA")
    write(house, "UANA")
    house.pass_time(minutes=11)
    before = house.member("UANA")
    with house.db.transaction() as session:
        learning.ask_to_learn(session, house.deps, TEAM)
    house.pass_time(days=1)
    assert house.member("UANA") == before
