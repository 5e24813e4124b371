"""How managers set their community up."""

from dataclasses import replace

import pytest
from hypothesis import given

from slack_app.domain.community import CHECKLIST, Community, channels_in_use, checked, may_manage, steps_on, still_to_do
from slack_app.domain.digest.choices import DigestChoices, Goal
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.measures.terms import Measure
from tests.domain.json_values import ANY_JSON, objects_with

FULL = Community(
    language="fr",
    tz="Europe/Paris",
    community_channel="C1",
    introductions_channel="C2",
    coffee_channel="C3",
    digest_channel="C4",
    team_channel="C5",
    managers=("U1", "U2"),
    interests=("Python", "Vélo"),
    steps_off=frozenset({"day14"}),
    texts=(("day0", "fr", "Bienvenue !\nEntre donc."),),
    weekly_cap=2,
    held_out_percent=10,
    digest=DigestChoices(hour=8, team=("U3",)),
)


def test_a_set_up_is_read_back_as_it_was_written():
    assert Community.from_json(FULL.to_json()) == FULL


def test_a_new_workspace_has_the_defaults():
    assert Community.from_json(None) == Community.from_json({}) == Community()


def test_what_is_impossible_falls_back_alone():
    stored = {**FULL.to_json(), "tz": "Mars/Olympus", "weekly_cap": 99, "held_out_percent": True, "shoe_size": 41}
    assert Community.from_json(stored) == replace(FULL, tz="UTC", weekly_cap=3, held_out_percent=0)


def test_texts_of_another_shape_are_passed_over():
    texts = [["day0", "fr", "Salut"], ["day0", "de", "Hallo"], ["day99", "fr", "?"], ["day0", "en"], "day0", None]
    assert Community.from_json({"texts": texts}).texts == (("day0", "fr", "Salut"),)


@given(ANY_JSON | objects_with(*FULL.to_json()))
def test_any_json_makes_a_set_up_that_a_manager_could_have_saved(stored):
    community = Community.from_json(stored)
    assert checked(community) == community
    assert Community.from_json(community.to_json()) == community


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"language": "de"}, {"language": "unknown"}),
        ({"tz": "Europe/Atlantis"}, {"tz": "unknown"}),
        ({"tz": "../../etc/passwd"}, {"tz": "unknown"}),
        ({"weekly_cap": 0}, {"weekly_cap": "out_of_range"}),
        ({"weekly_cap": 15}, {"weekly_cap": "out_of_range"}),
        ({"held_out_percent": -1}, {"held_out_percent": "out_of_range"}),
        ({"held_out_percent": 51}, {"held_out_percent": "out_of_range"}),
        ({"interests": tuple(f"topic {n}" for n in range(101))}, {"interests": "too_many"}),
        ({"interests": ("x" * 41,)}, {"interests": "too_long"}),
        ({"steps_off": frozenset({"day99"})}, {"steps_off": "unknown"}),
        ({"texts": (("day0", "fr", "x" * 2001),)}, {"texts": "too_long"}),
        ({"texts": (("day0", "de", "Hallo"),)}, {"texts": "unknown"}),
        ({"managers": tuple(f"U{n}" for n in range(51))}, {"managers": "too_many"}),
        ({"digest": DigestChoices(weekday=7)}, {"weekday": "out_of_range"}),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(change, fault):
    with pytest.raises(InvalidAnswersError) as refused:
        checked(replace(FULL, **change))
    assert refused.value.fields == fault


def test_words_are_tidied_before_they_are_kept():
    kept = checked(
        replace(FULL, interests=(" Vélo ", "velo"), texts=(("day3", "fr", "  "), ("day0", "fr", "Salut\x00")))
    )
    assert kept.interests == ("Vélo",)
    assert kept.texts == (("day0", "fr", "Salut"),)


def test_the_digest_s_choices_are_tidied_with_the_rest():
    goal = Goal(Measure.MESSAGES, 100)
    assert checked(replace(FULL, digest=DigestChoices(goals=(goal, goal)))).digest.goals == (goal,)


def test_the_managers_own_words_stand_in_for_ours_in_that_language_only():
    assert FULL.text_of("day0", "fr") == "Bienvenue !\nEntre donc."
    assert FULL.text_of("day0", "en") is None


def test_the_checklist_begins_with_where_introductions_go_and_ends_empty():
    assert still_to_do(Community()) == CHECKLIST
    assert CHECKLIST[0] == "introductions_channel"
    assert still_to_do(replace(FULL, interests=())) == ("interests",)
    assert still_to_do(FULL) == ()


def test_a_recap_s_channel_is_in_use_while_there_is_a_recap():
    assert channels_in_use(FULL) == {"C1", "C2", "C3", "C4", "C5"}
    assert channels_in_use(Community(digest=DigestChoices(recap=True, recap_channel="C6"))) == {"C6"}
    assert channels_in_use(Community(digest=DigestChoices(recap_channel="C6"))) == frozenset()


def test_admins_manage_and_so_do_those_whom_they_named():
    assert may_manage(FULL, "U2", is_admin=False)
    assert may_manage(Community(), "U9", is_admin=True)
    assert not may_manage(FULL, "U9", is_admin=False)


def test_a_step_can_be_switched_off():
    assert steps_on(FULL) == {"day0", "day3", "day7", "day30"}
