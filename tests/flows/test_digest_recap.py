"""On Monday members read where they talked, who is new and who was thanked; who does not wish to be named is not."""

from typing import Any

import pytest

from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.profile import Profile
from slack_app.flows import introductions, privacy
from slack_app.flows.digest import naming, thanking
from slack_app.gateway.protocol import Channel
from slack_app.store.schema import Member
from slack_app.views.digest.thanking import ThanksWritten
from tests.flows.coffee_stories import BOSS, programme
from tests.flows.digest_stories import a_week, alive, next_monday, redrawn, reports, said, standing, with_room, write
from tests.house import TEAM, House

RECAP: dict[str, Any] = {"recap": True, "recap_channel": "CALL", "is_on": False}


def recaps(house: House) -> list[str]:
    return [said(post) for post in house.slack.into("CALL")]


def talk(house: House, *others: str, channel: str = "C1", by: str = "UANA") -> str:
    """A thread of several people."""
    head = write(house, by, channel=channel)
    for other in others:
        write(house, other, channel=channel, to=head)
    house.settle()
    return head


@pytest.fixture
def lived(house: House) -> House:
    alive(house, **RECAP)
    with_room(house, "CALL", "all")
    talk(house, "UBEN", "UCAT")
    return house


def test_threads_of_three_are_told_with_their_address_and_not_their_words(lived: House) -> None:
    next_monday(lived, hour=10)
    (read,) = recaps(lived)
    assert all(part in read for part in ("3 people", "2 replies", "<#C1>", "<@UANA>"))
    assert "https://slack.test/archives/C1/p" in read
    assert "hello" not in read.replace("A hello goes", "")


def test_where_there_is_nothing_worth_telling_nothing_is_posted(house: House) -> None:
    alive(house, **RECAP)
    a_week(house)  # threads of two
    next_monday(house, hour=10)
    assert recaps(house) == reports(house, "recap") == []


def test_what_was_said_in_private_channels_is_not_told(lived: House) -> None:
    lived.slack.rooms["CPRIV"] = Channel("CPRIV", "secret", is_member=True, is_private=True)
    talk(lived, "UBEN", "UCAT", "UDAN", channel="CPRIV")
    next_monday(lived, hour=10)
    assert "CPRIV" not in recaps(lived)[0]


def test_who_introduced_themselves_is_welcomed(lived: House) -> None:
    lived.join("UNEW")
    lived.settle()
    introductions.submit(lived.deps, TEAM, "UNEW", Profile(role="Baker", in_directory=True))
    next_monday(lived, hour=10)
    assert "*New among us:* <@UNEW>" in recaps(lived)[0]


def test_who_was_thanked_is_told_where_the_manager_said_so(house: House) -> None:
    alive(house, recap=True, recap_channel="CALL")
    with_room(house, "CALL", "all")
    a_week(house)
    talk(house, "UBEN", "UCAT")
    next_monday(house)
    for user_id, may_tell in (("UBEN", True), ("UCAT", False)):
        thanking.thank(house.deps, TEAM, BOSS, ThanksWritten(f"thank {user_id}", "Merci", may_tell))
    talk(house, "UBEN", "UCAT")
    next_monday(house, hour=10)
    assert "*Thanked this week:*" in recaps(house)[-1]
    assert "<@UCAT>" not in recaps(house)[-1]


def test_the_next_rounds_of_coffee_are_announced(lived: House) -> None:
    programme(lived)
    next_monday(lived, hour=9, minute=59)
    lived.pass_time(minutes=1)
    assert "*Coffee*" in recaps(lived)[0]


def test_it_is_told_once_and_the_same(lived: House) -> None:
    next_monday(lived, hour=10)
    lived.set_up(digest=DigestChoices(**{**RECAP, "recap_weekday": 2}))
    lived.pass_time(days=4)
    assert len(recaps(lived)) == 1


def test_it_speaks_the_communitys_language(lived: House) -> None:
    lived.set_up(language="fr")
    next_monday(lived, hour=10)
    assert "3 personnes" in recaps(lived)[0]


@pytest.mark.parametrize("off", [{"recap": False}, {"recap_channel": None, "recap": False}])
def test_switched_off_it_does_not_come(lived: House, off: dict[str, Any]) -> None:
    lived.set_up(digest=DigestChoices(**{**RECAP, **off}))
    next_monday(lived, hour=10)
    assert recaps(lived) == []


# Names.


def leave_out(house: House, user_id: str = "UANA", *, unnamed: bool = True) -> None:
    naming.name_in_recaps(house.deps, TEAM, user_id, unnamed=unnamed)
    house.settle()


def test_who_leaves_their_name_out_is_named_in_no_recap_to_come(lived: House) -> None:
    leave_out(lived)
    next_monday(lived, hour=10)
    assert "UANA" not in recaps(lived)[0]
    assert "3 people talked in <#C1>" in recaps(lived)[0]


def test_nor_in_those_that_stand_there_and_they_are_told_so(lived: House) -> None:
    next_monday(lived, hour=10)
    leave_out(lived)
    assert "UANA" not in redrawn(lived, standing(lived, "CALL", "weekly_recap"))
    assert "recap_unnamed" in said(lived.slack.to("UANA")[-1])


def test_who_comes_back_is_named_again(lived: House) -> None:
    leave_out(lived)
    leave_out(lived, unnamed=False)
    assert not lived.member("UANA").stays_unnamed
    next_monday(lived, hour=10)
    assert "<@UANA>" in recaps(lived)[0]


def test_who_is_erased_is_in_no_recap_any_more(lived: House) -> None:
    next_monday(lived, hour=10)
    privacy.forget(lived.deps, TEAM, "UANA")
    lived.settle()
    assert "UANA" not in redrawn(lived, standing(lived, "CALL", "weekly_recap"))


def test_a_stranger_of_a_shared_channel_presses_and_is_not_known_for_that(lived: House) -> None:
    lived.person("UFAR", team_id="T9")
    leave_out(lived, "UFAR")
    assert "UFAR" not in [row.user_id for row in lived.rows(Member)]
