"""A newcomer is welcomed, in their language and hours, once; and the series stops when it is no longer needed."""

from datetime import timedelta
from typing import Any

import pytest

from slack_app.domain.profile import Profile
from slack_app.flows import introductions, preferences
from slack_app.store.schema import Nudge, OutboxRow
from tests.house import OTHER_TEAM, TEAM, House

ANA = Profile(role="Designer", interests=("Accessibility",), looking_for=("A mentor",), in_directory=True)


def words(house: House, user_id: str) -> str:
    return " ".join(post.text for post in house.slack.to(user_id))


def decisions(house: House, user_id: str) -> dict[str, str]:
    return {row.step: row.decision for row in house.rows(Nudge) if row.user_id == user_id}


def test_a_french_newcomer_is_welcomed_in_french_with_a_button_to_introduce_themselves(house: House) -> None:
    house.join("UANA")
    house.settle()
    (post,) = house.slack.to("UANA")
    assert "bienvenue" in post.text
    assert "introduce" in str(post.blocks)


def test_an_english_newcomer_is_welcomed_in_english(house: House) -> None:
    house.join("UBEN", locale="en-GB", tz="Europe/London")
    house.settle()
    assert "welcome" in words(house, "UBEN")


@pytest.mark.parametrize("kind", [{"is_bot": True}, {"is_guest": True}, {"deleted": True}, {"team_id": "TELSE"}])
def test_bots_guests_closed_accounts_and_strangers_are_left_alone(house: House, kind: dict[str, Any]) -> None:
    house.join("UNOT", **kind)
    house.settle()
    assert house.slack.posts == []


def test_someone_who_turns_out_to_be_a_guest_is_left_alone(house: House) -> None:
    house.set_up(community_channel="CALL")
    house.person("UGUEST", is_guest=True)
    house.hear(house.event("member_joined_channel", user="UGUEST", channel="CALL", team=TEAM))
    house.settle()
    assert house.slack.posts == []


def test_an_event_that_slack_sends_again_greets_nobody_twice(house: House) -> None:
    for _ in range(3):
        house.join("UANA", event_id="Ev1")
        house.settle()
    assert len(house.slack.to("UANA")) == 1


def test_leaving_and_coming_back_greets_nobody_twice(house: House) -> None:
    house.set_up(community_channel="CALL")
    house.join("UANA")
    house.settle()
    house.hear(house.event("member_left_channel", user="UANA", channel="CALL", team=TEAM))
    house.settle()
    assert house.member("UANA").status == "left"
    house.hear(house.event("member_joined_channel", user="UANA", channel="CALL", team=TEAM))
    house.settle()
    assert house.member("UANA").status == "active"
    assert len(house.slack.to("UANA")) == 1


def test_joining_the_communitys_channel_is_an_arrival_and_another_channel_is_not(house: House) -> None:
    house.set_up(community_channel="CALL")
    house.person("UANA")
    house.hear(house.event("member_joined_channel", user="UANA", channel="COTHER", team=TEAM))
    house.settle()
    assert house.slack.posts == []
    house.hear(house.event("member_joined_channel", user="UANA", channel="CALL", team=TEAM))
    house.settle()
    assert len(house.slack.to("UANA")) == 1


def test_who_stays_silent_hears_again_on_day_three_in_their_own_hours(house: House) -> None:
    house.join("UTOM", locale="en-US", tz="America/Los_Angeles")
    house.settle()
    house.pass_time(days=4)
    assert decisions(house, "UTOM")["day3"] == "sent"
    sent = next(row for row in house.rows(OutboxRow) if row.key == "welcome:day3:UTOM").done_at
    local_hour = (sent - timedelta(hours=8)).hour
    assert 9 <= local_hour < 18


@pytest.mark.parametrize("deed", ["introduced", "posted"])
def test_day_three_goes_only_to_those_who_did_nothing_yet(house: House, deed: str) -> None:
    house.join("UANA")
    house.settle()
    if deed == "introduced":
        introductions.submit(house.deps, TEAM, "UANA", ANA)
    else:
        house.hear(house.event("message", user="UANA", channel="C1", channel_type="channel", ts="1.0", text="hello"))
    house.settle()
    house.pass_time(days=4)
    assert decisions(house, "UANA")["day3"] == "skipped"


@pytest.mark.parametrize("parting", ["left", "deactivated", "stopped", "paused"])
def test_nothing_is_sent_to_who_left_paused_or_asked_for_no_more(house: House, parting: str) -> None:
    house.set_up(community_channel="CALL")
    house.join("UANA")
    house.settle()
    if parting == "left":
        house.hear(house.event("member_left_channel", user="UANA", channel="CALL", team=TEAM))
    elif parting == "deactivated":
        house.hear(house.event("user_change", user={"id": "UANA", "team_id": TEAM, "deleted": True}))
    elif parting == "stopped":
        preferences.stop_messages(house.deps, TEAM, "UANA")
    else:
        preferences.pause_for(house.deps, TEAM, "UANA", timedelta(days=90))
    house.settle()
    before = len(house.slack.to("UANA"))
    house.pass_time(days=45)
    assert len(house.slack.to("UANA")) == before


def test_the_share_held_out_gets_the_welcome_but_no_reminder_and_is_measured_all_the_same(house: House) -> None:
    house.set_up(held_out_percent=50)
    for number in range(24):
        house.join(f"U{number:02d}")
    house.settle()
    house.pass_time(days=4)
    made = [decisions(house, f"U{number:02d}")["day3"] for number in range(24)]
    assert set(made) == {"sent", "held_out"}
    held_out = [f"U{number:02d}" for number in range(24) if made[number] == "held_out"]
    assert all(len(house.slack.to(user_id)) == 1 for user_id in held_out)
    house.hear(house.event("message", user=held_out[0], channel="C1", channel_type="channel", ts="9.0", text="hello"))
    house.settle()
    noted = next(row for row in house.rows(Nudge) if row.user_id == held_out[0] and row.step == "day3")
    assert noted.next_act == "posted"


def test_what_a_member_did_after_a_nudge_is_noted_on_it(house: House) -> None:
    house.join("UANA")
    house.settle()
    introductions.submit(house.deps, TEAM, "UANA", ANA)
    noted = next(row for row in house.rows(Nudge) if row.step == "day0")
    assert (noted.decision, noted.next_act) == ("sent", "introduced")


def test_a_step_that_managers_switched_off_is_not_sent(house: House) -> None:
    house.set_up(steps_off=frozenset({"day3"}))
    house.join("UTOM")
    house.settle()
    house.pass_time(days=5)
    assert decisions(house, "UTOM")["day3"] == "skipped"
    assert len(house.slack.to("UTOM")) == 1


def test_managers_own_words_replace_ours(house: House) -> None:
    house.set_up(texts=(("day0", "fr", "Salut {name}, ravis de te voir parmi nous."),))
    house.join("UANA")
    house.settle()
    assert "ravis de te voir" in words(house, "UANA")
    assert "<@UANA>" in words(house, "UANA")


def test_the_same_person_in_two_workspaces_is_welcomed_in_each(house: House) -> None:
    house.join("UANA", team_id=TEAM)
    house.slack.people["UANA"] = house.person("UANA", team_id=OTHER_TEAM)
    user = {"id": "UANA", "team_id": OTHER_TEAM, "tz": "Europe/Paris"}
    house.hear(house.event("team_join", team_id=OTHER_TEAM, user=user))
    house.slack.people["UANA"] = house.person("UANA", teams=(OTHER_TEAM,))
    house.settle()
    assert {team for team, _, _ in house.slack.posts} == {TEAM, OTHER_TEAM}


def test_a_workspace_that_removed_the_app_hears_nothing_more(house: House) -> None:
    house.join("UANA")
    house.hear(house.event("app_uninstalled"))
    house.settle()
    house.pass_time(days=40)
    assert house.slack.posts == []
