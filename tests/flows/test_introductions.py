"""Who introduces themselves is kept, presented once in their words and language, and shown whom to meet."""

from dataclasses import replace

import pytest

from slack_app.domain.profile import Profile
from slack_app.flows import introductions
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.store.schema import ProfileRow
from tests.flows.stories import ANA, BEN, errand_rows, introduce, open_room, redrawn, said
from tests.house import OTHER_TEAM, TEAM, House


def kept(house: House, user_id: str = "UANA") -> Profile:
    (row,) = [row for row in house.rows(ProfileRow) if (row.team_id, row.user_id) == (TEAM, user_id)]
    return Profile.from_json(row.answers)


def test_what_someone_tells_is_kept(house: House) -> None:
    introduce(house, "UANA", ANA)
    assert kept(house) == ANA
    assert house.member("UANA").introduced_at == house.at


def test_a_newcomer_is_presented_in_the_channel_in_their_words_and_language(house: House) -> None:
    house.set_up(introductions_channel="CINTRO", language="en")
    introduce(house, "UANA", ANA)
    (post,) = house.slack.into("CINTRO")
    assert "<@UANA>" in post.text
    assert "Faites connaissance" in post.text
    assert all(word in said(post) for word in ("Designer", "Lyon", "Accessibility", "A mentor", "Français"))


def test_an_english_newcomer_is_presented_in_english(house: House) -> None:
    house.set_up(introductions_channel="CINTRO", language="fr")
    introduce(house, "UBEN", BEN, locale="en-GB")
    (post,) = house.slack.into("CINTRO")
    assert "Meet <@UBEN>" in post.text


def test_who_stays_out_of_the_directory_is_presented_by_role_and_languages_only(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UANA", replace(ANA, in_directory=False))
    shown = said(house.slack.into("CINTRO")[0])
    assert "Designer" in shown
    assert "français" in shown.lower()
    assert not any(word in shown for word in ("Lyon", "Accessibility", "A mentor", "Drawing", "friends"))


def test_what_someone_hopes_for_is_never_posted(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UANA", ANA)
    assert "friends" not in said(house.slack.into("CINTRO")[0])
    assert "friends" not in redrawn(house)


def test_sending_the_form_again_changes_the_introduction_and_posts_no_second_one(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UANA", ANA)
    introduce(house, "UANA", replace(ANA, role="Gardener"))
    assert len(house.slack.into("CINTRO")) == 1
    assert "Gardener" in redrawn(house)
    assert kept(house).role == "Gardener"


def test_who_leaves_the_directory_later_is_shown_with_less_from_then_on(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UANA", ANA)
    introduce(house, "UANA", replace(ANA, in_directory=False))
    assert "Lyon" not in redrawn(house)


def test_sending_twice_before_anything_was_done_presents_once_with_the_newest_words(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    house.person("UANA")
    introductions.submit(house.deps, TEAM, "UANA", ANA)
    introduce(house, "UANA", replace(ANA, role="Gardener"))
    (post,) = house.slack.into("CINTRO")
    assert "Gardener" in said(post)


def test_the_button_is_given_the_address_of_the_newcomers_own_thread(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    introduce(house, "UANA", ANA)
    (where,) = [receipt for _, post, receipt in house.slack.posts if post.channel_id == "CINTRO"]
    assert house.slack.permalink(TEAM, where) in redrawn(house)
    assert house.slack.updates[-1][0] == where


def test_without_a_channel_nothing_is_posted_and_the_newcomer_hears_whom_to_meet_all_the_same(house: House) -> None:
    introduce(house, "UANA", ANA)
    assert [post.channel_id for _, post, _ in house.slack.posts] == ["D-UANA"]


def test_an_introduction_that_was_refused_is_posted_when_the_form_is_sent_again(house: House) -> None:
    house.set_up(introductions_channel="CINTRO", managers=("UBOSS",))
    house.slack.faults["post"].append(GiveUpError("not_in_channel"))
    introduce(house, "UANA", ANA)
    assert house.slack.into("CINTRO") == []
    introduce(house, "UANA", ANA)
    house.pass_time(minutes=1)
    assert len(house.slack.into("CINTRO")) == 1


def test_the_channels_and_people_are_named_each_with_its_reason(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    open_room(house, "CINTRO", "introductions")
    open_room(house, "CA11Y", "accessibility", "All about accessibility")
    introduce(house, "UBEN", BEN, locale="en-GB")
    introduce(house, "UANA", ANA, locale="en-GB")
    told = said(house.slack.to("UANA")[-1])
    assert "<#CA11Y>" in told
    assert "Accessibility is talked about" in told
    assert "<@UBEN>" in told
    assert "Offers what you are looking for: A mentor" in told
    assert "One small step" in told


def test_nobody_outside_the_directory_is_ever_named(house: House) -> None:
    introduce(house, "UBEN", replace(BEN, in_directory=False))
    introduce(house, "UANA", ANA)
    assert "UBEN" not in said(house.slack.to("UANA")[-1])


def test_who_left_or_is_from_another_workspace_is_not_named(house: House) -> None:
    introduce(house, "UBEN", BEN)
    house.hear(house.event("user_change", user={"id": "UBEN", "team_id": TEAM, "deleted": True}))
    introductions.submit(house.deps, OTHER_TEAM, "UCY", BEN)
    introduce(house, "UANA", ANA)
    told = said(house.slack.to("UANA")[-1])
    assert "UBEN" not in told
    assert "UCY" not in told


def test_the_teams_own_channels_are_not_for_newcomers(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    open_room(house, "CTEAM", "accessibility-team", "accessibility")
    open_room(house, "CSECRET", "accessibility-secret", "accessibility", is_private=True)
    open_room(house, "COLD", "accessibility-old", "accessibility", is_archived=True)
    introduce(house, "UANA", ANA)
    assert not any(name in said(house.slack.to("UANA")[-1]) for name in ("CTEAM", "CSECRET", "COLD"))


def test_the_form_shows_what_was_answered_before(house: House) -> None:
    introduce(house, "UANA", ANA)
    form = introductions.form(house.deps, TEAM, "UANA")
    assert all(word in str(form) for word in ("Designer", "Lyon", "Accessibility", "A mentor", "To find friends"))


def test_the_form_of_somebody_never_seen_speaks_their_language(house: House) -> None:
    house.person("UANA", locale="fr-CA")
    assert introductions.form(house.deps, TEAM, "UANA")["private_metadata"] == "fr"


@pytest.mark.parametrize("trouble", [TryAgainError("timeout"), GiveUpError("user_not_visible")])
def test_a_slack_that_says_nothing_of_someone_does_not_keep_them_from_the_form(
    house: House, trouble: Exception
) -> None:
    house.set_up(language="fr")
    house.slack.faults["person"].append(trouble)
    assert introductions.form(house.deps, TEAM, "UNEW")["private_metadata"] == "fr"


def test_a_member_who_was_never_welcomed_may_introduce_themselves_and_gets_no_series(house: House) -> None:
    introduce(house, "UANA", ANA)
    house.pass_time(days=40)
    assert errand_rows(house, "welcome:") == []


def test_a_profile_with_marks_in_every_field_notifies_nobody(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    bad = "<!channel> <@UBOSS> *b*"
    shouting = Profile(
        role=bad, place=bad, interests=(bad,), offers=(bad,), looking_for=(bad,), hopes=bad, in_directory=True
    )
    introduce(house, "UBEN", shouting)
    introduce(house, "UANA", shouting)
    for post in (*house.slack.into("CINTRO"), *house.slack.to("UANA")):
        assert "<!channel>" not in post.text
        assert not any("<!channel>" in text for text in mrkdwn_of(post.blocks))


def mrkdwn_of(part: object) -> list[str]:
    """Every text that Slack reads as mrkdwn."""
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == "mrkdwn" else []
        return own + [text for value in part.values() for text in mrkdwn_of(value)]
    return [text for one in part for text in mrkdwn_of(one)] if isinstance(part, list | tuple) else []
