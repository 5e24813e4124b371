"""What managers choose of feedback: kept as it was, read whatever stands there, refused with the field at fault."""

from dataclasses import replace

import pytest
from hypothesis import given

from slack_app.domain.community import Community, channels_in_use
from slack_app.domain.community import checked as checked_community
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.channels import TOLD, ChannelChoices, EmojiBy, Heard
from slack_app.domain.feedback.choices import (
    FeedbackChoices,
    area_named,
    checked,
    emoji_named,
    with_channel,
    without_channel,
)
from slack_app.domain.feedback.terms import Kind, Priority, Status, Target
from slack_app.domain.feedback.worked_on.teams import Team, hours_for, owner_of
from slack_app.domain.feedback.worked_on.teams import checked as checked_team
from tests.domain.json_values import ANY_JSON, objects_with

CHANNEL = ChannelChoices("C1", Heard.EVERY, EmojiBy.TEAM, Kind.BUG, "Mobile", 3, frozenset({Status.SHIPPED}))
CHOSEN = FeedbackChoices(
    emojis=("ticket", "bug"), channels=(CHANNEL,), areas=("Mobile", "Paiement"), triage_channel="C9", vote_threshold=4,
    anonymous=False, monthly_channel="C8", monthly_day=5, emoji_by=EmojiBy.TEAM,
)  # fmt: skip
TEAM = Team("iOS", "C1", ("UANA",), ("Mobile",), "UBEN", "Europe/Paris", (8, 16), (0, 2), rotation=("UANA", "UBEN"))


def test_feedback_works_before_anybody_chooses_anything() -> None:
    nothing_set = Community.from_json({}).feedback
    assert nothing_set.is_on
    assert (nothing_set.emojis, nothing_set.heard_in("C1"), nothing_set.emoji_by_in("C1")) == (
        ("ticket",),
        Heard.EMOJI,
        EmojiBy.ANYONE,
    )
    assert checked(nothing_set) == nothing_set


def test_choices_and_teams_come_back_from_the_table_as_they_were() -> None:
    assert Community.from_json(checked_community(Community(feedback=CHOSEN)).to_json()).feedback == CHOSEN
    assert Team.from_json(TEAM.to_json(), 7) == replace(TEAM, id=7)


@given(
    ANY_JSON
    | objects_with("emojis", "channels", "areas", "vote_threshold", "name", "hours", "weekdays", "targets", "tz")
)
def test_whatever_stands_in_the_table_there_are_choices_that_may_be_kept(stored: object) -> None:
    found = FeedbackChoices.from_json(stored)
    assert checked(found) == found
    assert FeedbackChoices.from_json(found.to_json()) == found
    team = Team.from_json(stored)
    assert Team.from_json(team.to_json()) == team


@pytest.mark.parametrize(
    ("choices", "faults"),
    [
        (FeedbackChoices(vote_threshold=1), {"vote_threshold": "out_of_range"}),
        (FeedbackChoices(monthly_day=31), {"monthly_day": "out_of_range"}),
        (FeedbackChoices(emojis=("not an emoji",)), {"emojis": "unknown"}),
        (FeedbackChoices(emojis=tuple(f"e{n}" for n in range(11))), {"emojis": "too_many"}),
        (FeedbackChoices(areas=("a" * 61,)), {"areas": "too_long"}),
        (FeedbackChoices(areas=tuple(f"Area {n}" for n in range(51))), {"areas": "too_many"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_field(choices: FeedbackChoices, faults: dict[str, str]) -> None:
    with pytest.raises(InvalidAnswersError) as refused:
        checked(choices)
    assert refused.value.fields == faults
    with pytest.raises(InvalidAnswersError):
        checked_community(Community(feedback=choices))


@pytest.mark.parametrize(
    ("team", "faults"),
    [
        (Team(""), {"name": "required", "channel_id": "required"}),
        (Team("A", "C1", weekdays=()), {"weekdays": "required"}),
        (Team("A", "C1", hours=(18, 9)), {"hours": "out_of_range"}),
        (Team("A", "C1", tz="Mars/Base"), {"tz": "unknown"}),
        (Team("A", "C1", targets={(None, Priority.HIGH): {Target.RESOLUTION: 0}}), {"targets": "out_of_range"}),
    ],
)  # fmt: skip
def test_a_team_that_cannot_be_is_refused_with_its_field(team: Team, faults: dict[str, str]) -> None:
    with pytest.raises(InvalidAnswersError) as refused:
        checked_team(team)
    assert refused.value.fields == faults


def test_a_channels_own_choices_hold_there_alone() -> None:
    chosen = with_channel(FeedbackChoices(), CHANNEL)
    assert [chosen.heard_in(one) for one in ("C1", "C2")] == [Heard.EVERY, Heard.EMOJI]
    assert [chosen.emoji_by_in(one) for one in ("C1", "C2")] == [EmojiBy.TEAM, EmojiBy.ANYONE]
    assert with_channel(chosen, ChannelChoices("C1")).channels == (ChannelChoices("C1"),)
    assert without_channel(chosen, "C1") == FeedbackChoices()
    assert ChannelChoices("C1").tell == frozenset(TOLD)


def test_areas_and_their_teams_are_known_however_they_are_written() -> None:
    assert area_named(CHOSEN, " paiement ") == "Paiement"
    assert area_named(CHOSEN, "") is None
    assert owner_of([TEAM], "MOBILE") == TEAM
    assert owner_of([TEAM], None) is None


def test_an_emoji_is_known_as_slack_reports_it_and_as_people_type_it() -> None:
    found = [emoji_named(text) for text in (":ticket:", "Ticket", "+1::skin-tone-3", "🎫", "a b", "")]
    assert found == ["ticket", "ticket", "+1", None, None, None]


def test_a_kinds_own_target_comes_before_that_of_any_kind() -> None:
    targets = {
        (Kind.BUG, Priority.HIGH): {Target.FIRST_ANSWER: 2},
        (None, Priority.HIGH): {Target.FIRST_ANSWER: 8, Target.RESOLUTION: 40},
    }
    team = replace(TEAM, targets=targets)
    assert hours_for(team, "bug", "high", Target.FIRST_ANSWER) == 2
    assert hours_for(team, "bug", "high", Target.RESOLUTION) == 40
    assert hours_for(team, "idea", "high", Target.FIRST_ANSWER) == 8
    assert hours_for(team, "idea", "low", Target.FIRST_ANSWER) is None


def test_the_channels_that_feedback_uses_are_in_use() -> None:
    assert channels_in_use(Community(feedback=CHOSEN)) == {"C8", "C9"}
