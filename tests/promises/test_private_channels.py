"""Introductions and the team may meet in private channels: what befalls those is told as of any other."""

import pytest

from slack_app.gateway.protocol import GiveUpError
from slack_app.views import warn
from slack_app.views.words import words_for
from tests.flows.stories import ANA, introduce, open_room, said
from tests.house import House


@pytest.fixture
def team(house: House) -> House:
    house.set_up(introductions_channel="GINTRO", team_channel="CTEAM", language="en")
    open_room(house, "CTEAM", "team", is_member=True)
    return house


@pytest.mark.parametrize("kind", ["group_archive", "group_deleted"])
def test_the_team_hears_that_a_private_channel_in_use_was_closed(team, kind):
    team.hear(team.event(kind, channel="GINTRO", user="UBOSS"))
    team.settle()
    (post,) = team.slack.into("CTEAM")
    assert "<#GINTRO>" in said(post)


def test_a_private_channel_that_the_app_was_not_invited_to_is_no_channel_that_is_gone(team):
    team.person("UANA")
    team.slack.faults["post"].append(GiveUpError("channel_not_found"))
    introduce(team, "UANA", ANA)
    (post,) = team.slack.into("CTEAM")
    assert "/invite" in said(post)


def test_the_word_is_said_in_french_too():
    assert "invitez-moi" in warn.trouble(words_for("fr"), "channel_not_found", "introduce").text
