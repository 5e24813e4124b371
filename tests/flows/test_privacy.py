"""What is kept about someone is handed over when they ask, and gone when they ask: all of theirs, and only theirs."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel

from slack_app.domain.digest.choices import DigestChoices
from slack_app.flows import home, introductions, newcomers, preferences, privacy, recommending
from slack_app.flows.deps import transaction
from slack_app.gateway.protocol import Fence, Post, Receipt
from slack_app.store.schema import Erasure, Greeting, Member, Nudge, ProfileRow, Workspace
from tests.fakes import FakeSlack
from tests.flows.stories import ANA, BEN, introduce, said
from tests.house import OTHER_TEAM, TEAM, House


def export(house: House, user_id: str, asked: str = "1.0") -> dict[str, list[dict[str, Any]]]:
    privacy.ask_for_export(house.deps, TEAM, user_id, asked=asked)
    house.settle()
    channel_id, filename, content, _ = house.slack.files[-1]
    assert channel_id == f"D-{user_id}"
    assert filename.endswith(".json")
    everything: dict[str, list[dict[str, Any]]] = json.loads(content)
    return everything


def live_a_little(house: House, user_id: str) -> None:
    """Join, introduce oneself, write, react, pause and open Home."""
    house.join(user_id)
    introduce(house, user_id, ANA)
    house.hear(house.event("message", user=user_id, channel="C1", channel_type="channel", ts="1.0", text="hi"))
    item = {"type": "message", "channel": "C1", "ts": "1.0"}
    house.hear(house.event("reaction_added", user=user_id, item=item, item_user="UZOE"))
    house.hear(house.event("reaction_added", user="UZOE", item=item, item_user=user_id))
    house.hear(house.event("member_joined_channel", user="UZOE", channel="C2", team=TEAM, inviter=user_id))
    house.hear(house.event("app_home_opened", user=user_id, channel=f"D-{user_id}", tab="home"))
    preferences.pause_for(house.deps, TEAM, user_id, timedelta(days=2))
    recommending.ask_again(house.deps, TEAM, user_id, asked="1.0")
    house.settle()


def rows_with(house: House, word: str) -> list[str]:
    """Every row of every table in which that word stands, in whatever column."""
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]
    return [row.model_dump_json() for table in tables for row in house.rows(table) if word in row.model_dump_json()]


def test_the_file_holds_everything_about_someone_and_nothing_about_others(house: House) -> None:
    live_a_little(house, "UANA")
    live_a_little(house, "UBEN")
    everything = export(house, "UANA")
    assert all(everything[table] for table in ("member", "profile", "nudge", "event", "outbox"))
    assert everything["profile"][0]["answers"]["hopes"] == "To find friends"
    assert {row["user_id"] for rows in everything.values() for row in rows} == {"UANA"}
    assert {row["team_id"] for rows in everything.values() for row in rows} == {TEAM}


def test_the_file_also_holds_what_they_were_answered(house: House) -> None:
    house.join("UANA")
    preferences.stop_messages(house.deps, TEAM, "UANA")
    house.settle()
    assert "confirm" in {row["job"] for row in export(house, "UANA")["outbox"]}


def test_each_wish_for_the_file_brings_one_in_their_language(house: House) -> None:
    house.join("UANA")
    house.settle()
    for asked in ("1.0", "1.0", "2.0"):
        export(house, "UANA", asked)
    assert len(house.slack.files) == 2
    assert "Voici" in house.slack.files[0][3]


def test_nothing_with_the_name_of_someone_forgotten_is_left_in_any_table(house: House) -> None:
    house.set_up(introductions_channel="CINTRO", team_channel="CTEAM")
    live_a_little(house, "UANA")
    live_a_little(house, "UBEN")
    house.pass_time(days=9)
    newcomers.claim_greeting(house.deps, TEAM, "UANA", "UBEN", report_place(house))
    house.settle()
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert rows_with(house, "UANA") == []
    assert len(house.rows(Erasure)) == 1
    assert rows_with(house, "UBEN")


def report_place(house: House) -> Receipt:
    return next(where for _, post, where in house.slack.posts if post.channel_id == "CTEAM")


def test_the_same_person_in_another_workspace_is_not_forgotten_there(house: House) -> None:
    introduce(house, "UANA", ANA)
    introductions.submit(house.deps, OTHER_TEAM, "UANA", ANA)
    house.settle()
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert [row.team_id for row in house.rows(ProfileRow)] == [OTHER_TEAM]


def test_their_introduction_is_taken_away_and_a_last_word_says_so_in_their_language(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UANA", ANA)
    (where,) = [receipt for _, post, receipt in house.slack.posts if post.channel_id == "CINTRO"]
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert house.slack.deleted == [where]
    assert "effacé" in house.slack.to("UANA")[-1].text


def test_their_home_shows_nothing_of_them_any_more(house: House) -> None:
    introduce(house, "UANA", ANA)
    assert "Designer" in str(house.slack.homes["UANA"])
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert "Designer" not in str(house.slack.homes["UANA"])


def test_opening_home_later_shows_it_and_keeps_nothing_of_them_but_the_event(house: House) -> None:
    introduce(house, "UANA", ANA)
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    house.slack.homes.clear()
    with transaction(house.deps) as session:
        home.ask_to_publish(session, house.deps, TEAM, "UANA")
    house.settle()
    assert "UANA" in house.slack.homes
    assert rows_with(house, "UANA") == []


def test_nothing_starts_again_by_itself(house: House) -> None:
    house.set_up(community_channel="CALL", introductions_channel="CINTRO", team_channel="CTEAM")
    live_a_little(house, "UANA")
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    before = len(house.slack.posts)
    house.join("UANA")
    house.hear(house.event("member_joined_channel", user="UANA", channel="CALL", team=TEAM))
    house.hear(house.event("message", user="UANA", channel="C1", channel_type="channel", ts="2.0", text="hi"))
    house.hear(house.event("user_change", user={"id": "UANA", "team_id": TEAM, "tz": "Asia/Tokyo"}))
    house.hear(house.event("app_home_opened", user="UANA", channel="D-UANA", tab="home"))
    house.settle()
    house.pass_time(days=40)
    assert len(house.slack.posts) == before
    assert not [row for table in (Member, ProfileRow, Nudge) for row in house.rows(table)]


def test_who_comes_back_of_their_own_will_begins_anew(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UANA", ANA)
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert "Designer" not in str(introductions.form(house.deps, TEAM, "UANA"))
    introduce(house, "UANA", replace(ANA, role="Gardener"))
    assert len(house.slack.into("CINTRO")) == 2
    assert "Gardener" in said(house.slack.into("CINTRO")[-1])
    assert house.rows(Erasure) == []


def test_who_is_forgotten_and_asks_whom_to_meet_from_an_old_letter_is_answered(house: House) -> None:
    house.join("UANA")
    house.settle()
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    before = len(house.slack.to("UANA"))
    recommending.ask_again(house.deps, TEAM, "UANA", asked="1.0")
    house.settle()
    assert len(house.slack.to("UANA")) == before + 1


def test_asking_twice_to_be_forgotten_is_no_harm(house: House) -> None:
    introduce(house, "UANA", ANA)
    for _ in range(2):
        privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert rows_with(house, "UANA") == []


def test_a_stranger_may_ask_to_be_forgotten(house: House) -> None:
    privacy.forget(house.deps, TEAM, "UNEVER")
    house.settle()
    assert rows_with(house, "UNEVER") == []


def test_nobody_reads_any_more_who_was_going_to_greet_and_another_may(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    house.join("UTOM")
    house.settle()
    house.pass_time(days=9)
    where = report_place(house)
    assert newcomers.claim_greeting(house.deps, TEAM, "UANA", "UTOM", where)
    house.settle()
    assert "<@UANA>" in str(house.slack.updates[-1])
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert "<@UANA>" not in str(house.slack.updates[-1])
    assert newcomers.claim_greeting(house.deps, TEAM, "UBEN", "UTOM", where)


def test_the_teams_report_counts_and_names_them_no_more(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    house.join("UTOM")
    house.join("UANA")
    house.settle()
    house.pass_time(days=9)
    privacy.forget(house.deps, TEAM, "UTOM")
    house.settle()
    shown = str(house.slack.updates[-1])
    assert "UTOM" not in shown
    assert "UANA" in shown


def test_who_greets_a_forgotten_newcomer_is_forgotten_with_them(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    house.join("UTOM")
    house.settle()
    house.pass_time(days=9)
    newcomers.claim_greeting(house.deps, TEAM, "UANA", "UTOM", report_place(house))
    privacy.forget(house.deps, TEAM, "UTOM")
    house.settle()
    assert house.rows(Greeting) == []


class AskedMeanwhile(FakeSlack):
    """A Slack in which someone asks to be forgotten while their introduction is on its way."""

    house: House

    def post(self, team_id: str, post: Post, *, fence: Fence | None = None) -> Receipt:
        if post.channel_id == "CINTRO":
            privacy.forget(self.house.deps, TEAM, "UANA")
        return super().post(team_id, post, fence=fence)


def test_an_introduction_that_was_on_its_way_when_they_asked_is_taken_away_too(house: House) -> None:
    slack = AskedMeanwhile()
    slack.house = house
    house.slack, house.deps = slack, replace(house.deps, slack=slack)
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UANA", ANA)
    assert [where.channel_id for where in slack.deleted] == ["CINTRO"]
    assert rows_with(house, "UANA") == []


@pytest.mark.parametrize("others", [["UBEN"], ["UBEN", "UCY"]])
def test_whom_they_were_recommended_to_keeps_their_own_history(house: House, others: Sequence[str]) -> None:
    introduce(house, "UANA", ANA)
    for user_id in others:
        introduce(house, user_id, BEN)
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert {row.user_id for row in house.rows(ProfileRow)} == set(others)


def test_a_name_that_begins_like_theirs_is_someone_else(house: House) -> None:
    live_a_little(house, "UANA2")
    preferences.pause_until(house.deps, TEAM, "UANA2", date(2026, 4, 1))
    house.settle()
    before = rows_with(house, "UANA2")
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert rows_with(house, "UANA2") == before


def test_a_manager_who_is_erased_is_none_any_more_and_not_of_the_team(house: House) -> None:
    house.set_up(managers=("UANA", "UBEN"), digest=DigestChoices(is_on=False, team=("UANA",)))
    house.join("UANA")
    house.settle()
    privacy.forget(house.deps, TEAM, "UANA")
    (workspace,) = [row for row in house.rows(Workspace) if row.team_id == TEAM]
    assert workspace.community["managers"] == ["UBEN"]
    assert "UANA" not in str(workspace.community)
