"""What managers choose of the digest."""

from dataclasses import replace

import pytest
from hypothesis import given

from slack_app.domain.digest.choices import DigestChoices, Goal, PathRules, checked, clock_of, is_possible
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.measures.terms import Group, Measure
from tests.domain.json_values import ANY_JSON, objects_with

CHOSEN = DigestChoices(
    is_on=False,
    weekday=1,
    hour=8,
    tz="Europe/Paris",
    groups=frozenset({Group.ACTIVE, Group.ANSWERS}),
    public=frozenset({Measure.MESSAGES}),
    channels_off=("C1",),
    team=("U1", "U2"),
    goals=(Goal(Measure.REPLY_RATE, 0.8), Goal(Measure.UNANSWERED, 0.0)),
    rules=PathRules(posts=2, replies=4, helped=6, helping_weeks=8),
    retention_months=24,
    brief=True,
    brief_hour=7,
    recap=True,
    recap_channel="C2",
    recap_weekday=4,
    recap_hour=16,
)


def test_choices_are_read_back_as_they_were_written():
    assert DigestChoices.from_json(CHOSEN.to_json()) == CHOSEN


def test_nobody_has_chosen_yet_the_digest_is_on_and_the_recap_and_the_brief_are_not():
    choices = DigestChoices.from_json(None)
    assert choices == DigestChoices.from_json({}) == DigestChoices()
    assert (choices.is_on, choices.recap, choices.brief) == (True, False, False)


def test_what_is_impossible_falls_back_alone():
    stored = {**CHOSEN.to_json(), "hour": 24, "tz": "Mars/Olympus", "rules": {"posts": 99, "replies": 4}}
    assert DigestChoices.from_json(stored) == replace(CHOSEN, hour=9, tz=None, rules=PathRules(replies=4))


def test_a_group_of_measures_that_comes_with_a_later_version_is_on():
    stored = {**CHOSEN.to_json(), "groups_off": ["coffee"]}
    assert DigestChoices.from_json(stored).groups == frozenset(Group) - {Group.COFFEE}


def test_a_goal_that_stands_twice_is_the_first():
    stored = {"goals": [{"measure": "posters", "target": 5}, {"measure": "posters", "target": 6}]}
    assert DigestChoices.from_json(stored).goals == (Goal(Measure.POSTERS, 5),)


def test_all_of_something_can_be_a_goal():
    assert is_possible(Goal(Measure.REPLY_RATE, 1.0))


def test_nothing_at_all_can_be_shown_to_members():
    assert DigestChoices.from_json({"public": []}).public == frozenset()


def test_a_recap_without_its_channel_is_off():
    assert DigestChoices.from_json({"recap": True}) == DigestChoices()


@given(ANY_JSON | objects_with(*CHOSEN.to_json()))
def test_any_json_makes_choices_that_a_manager_could_have_saved(stored):
    choices = DigestChoices.from_json(stored)
    assert checked(choices) == choices
    assert DigestChoices.from_json(choices.to_json()) == choices


def goals(*pairs):
    return {"goals": tuple(Goal(measure, target) for measure, target in pairs)}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"weekday": 7}, {"weekday": "out_of_range"}),
        ({"brief_hour": -1}, {"brief_hour": "out_of_range"}),
        ({"retention_months": 3}, {"retention_months": "out_of_range"}),
        ({"rules": PathRules(helping_weeks=13)}, {"helping_weeks": "out_of_range"}),
        ({"tz": "Europe/Atlantis"}, {"tz": "unknown"}),
        ({"recap_channel": None}, {"recap_channel": "required"}),
        ({"team": tuple(f"U{n}" for n in range(501))}, {"team": "too_many"}),
        (goals((Measure.POSTERS, 5), (Measure.VOICES, 5), (Measure.NEW, 5)), {"goals": "too_many"}),
        (goals((Measure.POSTERS, 5), (Measure.POSTERS, 6)), {"goals": "unknown"}),
        (goals((Measure.REACTORS, 5)), {"goals": "unknown"}),
        (goals((Measure.REPLY_RATE, 80)), {"goals": "out_of_range"}),
        (goals((Measure.FIRST_RESPONSE_MEDIAN, 25)), {"goals": "out_of_range"}),
        (goals((Measure.POSTERS, 0)), {"goals": "out_of_range"}),
        (goals((Measure.POSTERS, float("nan"))), {"goals": "out_of_range"}),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(change, fault):
    with pytest.raises(InvalidAnswersError) as refused:
        checked(replace(CHOSEN, **change))
    assert refused.value.fields == fault


def test_whoever_or_whatever_is_named_twice_counts_once():
    goal = Goal(Measure.POSTERS, 5)
    kept = checked(replace(CHOSEN, team=("U2", "U1", "U2"), channels_off=("C1", "C1"), goals=(goal, goal)))
    assert (kept.team, kept.channels_off, kept.goals) == (("U2", "U1"), ("C1",), (goal,))


def test_its_clocks_are_the_community_s_until_managers_choose_another_zone():
    assert clock_of(DigestChoices(), "Asia/Tokyo") == "Asia/Tokyo"
    assert clock_of(CHOSEN, "Asia/Tokyo") == "Europe/Paris"
