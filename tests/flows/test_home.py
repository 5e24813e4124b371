"""Home shows everyone what is theirs, managers what is left to set up, and strangers nothing of others."""

import pytest

from slack_app.flows import privacy
from slack_app.gateway.protocol import GiveUpError
from slack_app.store.schema import Member, OutboxRow
from slack_app.views.kit.check import check
from tests.flows.stories import ANA, introduce
from tests.house import TEAM, House


def open_home(house: House, user_id: str, **event: str) -> str:
    house.hear(house.event("app_home_opened", user=user_id, channel=f"D-{user_id}", tab="home", **event))
    house.settle()
    view = house.slack.homes[user_id]
    assert check(dict(view), "home") == []
    return str(view)


def test_a_newcomer_is_invited_to_introduce_themselves(house: House) -> None:
    house.join("UANA", locale="en-GB")
    house.settle()
    shown = open_home(house, "UANA")
    assert "Introduce yourself" in shown
    assert "You joined on March 2, 2026" in shown


def test_a_member_reads_what_they_told_and_how_far_they_have_come(house: House) -> None:
    introduce(house, "UANA", ANA, locale="en-GB")
    shown = open_home(house, "UANA")
    assert all(word in shown for word in ("Designer", "Accessibility", "To find friends", "In the directory: yes"))
    assert "You introduced yourself on March 2, 2026" in shown


def test_everyone_reads_home_in_their_own_language(house: House) -> None:
    house.person("UANA")
    assert "Votre profil" in open_home(house, "UANA")


def test_days_are_those_of_the_members_own_zone(house: House) -> None:
    house.pass_time(hours=13, minutes=30)
    house.join("UTOM", tz="Pacific/Auckland", locale="en-GB")
    house.settle()
    assert "You joined on March 3, 2026" in open_home(house, "UTOM")


def test_a_manager_sees_what_is_still_to_be_set_up_and_a_member_does_not(house: House) -> None:
    house.person("UBOSS", is_admin=True, locale="en-GB")
    house.person("UANA", locale="en-GB")
    assert "Set-up (only managers see this)" in open_home(house, "UBOSS")
    assert "Set-up" not in open_home(house, "UANA")


def test_what_is_missing_comes_first_and_what_is_done_last(house: House) -> None:
    house.person("UBOSS", is_admin=True, locale="en-GB")
    before = open_home(house, "UBOSS")
    house.set_up(introductions_channel="CINTRO", team_channel="CTEAM")
    after = open_home(house, "UBOSS")
    assert before.index("Set-up") < before.index("Your profile")
    assert after.index("Set-up") > after.index("Your profile")


def test_opening_home_makes_nobody_a_newcomer(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    house.person("UOLD")
    open_home(house, "UOLD")
    house.pass_time(days=15)
    assert house.slack.posts == []
    assert "vous êtes là depuis" not in str(house.slack.homes["UOLD"]).lower()


def test_somebody_of_whom_slack_says_nothing_breaks_nothing(house: House) -> None:
    house.set_up(managers=("UBOSS",))
    house.slack.faults["person"].append(GiveUpError("user_not_found"))
    house.hear(house.event("app_home_opened", user="UGHOST", channel="D1", tab="home"))
    house.settle()
    assert "UGHOST" not in house.slack.homes
    assert house.slack.posts == []


def test_who_was_forgotten_sees_a_home_without_a_past_and_is_not_known_again(house: House) -> None:
    introduce(house, "UANA", ANA)
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    shown = open_home(house, "UANA")
    assert "Designer" not in shown
    assert "'introduce'" in shown
    assert house.rows(Member) == []


def test_opening_home_many_times_before_it_is_drawn_draws_it_once(house: House) -> None:
    house.person("UANA")
    for _ in range(5):
        house.hear(house.event("app_home_opened", user="UANA", channel="D1", tab="home"))
    house.settle()
    assert len([row for row in house.rows(OutboxRow) if row.job == "publish_home"]) == 1


def test_a_home_tab_that_is_switched_off_is_told_to_managers_once(house: House) -> None:
    house.set_up(managers=("UBOSS",))
    house.person("UANA")
    for _ in range(2):
        house.slack.faults["publish_home"].append(GiveUpError("not_enabled"))
        house.hear(house.event("app_home_opened", user="UANA", channel="D1", tab="home"))
        house.settle()
    assert len(house.slack.to("UBOSS")) == 1


@pytest.mark.parametrize("tab", ["home", "messages"])
def test_both_tabs_bring_home_up_to_date(house: House, tab: str) -> None:
    house.person("UANA")
    house.hear(house.event("app_home_opened", user="UANA", channel="D1", tab=tab))
    house.settle()
    assert "UANA" in house.slack.homes
