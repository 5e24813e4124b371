"""What a member may tell of themselves, and what is shown to others."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.profile import LIMITS, Profile, made, shared_words, to_topics
from tests.domain.json_values import ANY_JSON, objects_with

LEA = Profile(
    role="Développeuse",
    team="Atelier du Rhône",
    place="Lyon",
    languages=("fr", "en"),
    interests=("Python", "Vélo"),
    offers=("Relecture",),
    looking_for=("Mentorat",),
    hopes="Rencontrer du monde\net apprendre.",
    in_directory=True,
    open_to_coffee=True,
)


def faults_of(**answers):
    with pytest.raises(InvalidAnswersError) as refused:
        made(**answers)
    return refused.value.fields


def test_only_what_one_does_is_required():
    assert made(role="Développeuse") == Profile(role="Développeuse")
    assert faults_of(role=None) == {"role": "required"}
    assert faults_of(role=" \u200b… ") == {"role": "required"}


def test_answers_are_tidied_and_topics_come_once():
    profile = made(role=" Dev ", place=None, languages=["FR", "fr "], interests=["Vélo", "velo", " "], hopes="a\r\nb")
    assert profile == Profile(role="Dev", languages=("fr",), interests=("Vélo",), hopes="a\nb")


def test_what_is_too_long_is_refused_beside_its_field():
    for name, limit in LIMITS.items():
        answers: dict[str, Any] = {"role": "dev", name: "x" * limit}
        assert getattr(made(**answers), name) == "x" * limit
        assert faults_of(**{**answers, name: "x" * (limit + 1)}) == {name: "too_long"}


def test_ten_topics_of_forty_characters_and_no_more():
    ten = [f"topic {n:034}" for n in range(10)]
    assert made(role="dev", offers=ten).offers == tuple(ten)
    assert faults_of(role="dev", offers=[*ten, "one more"]) == {"offers": "too_many"}
    assert faults_of(role="dev", interests=["x" * 41], looking_for=["y" * 41]) == {
        "interests": "too_long",
        "looking_for": "too_long",
    }


def test_a_language_is_a_code():
    assert made(role="dev", languages=["pt-BR"]).languages == ("pt-br",)
    assert faults_of(role="dev", languages=["<!channel>"]) == {"languages": "unknown"}
    assert faults_of(role="dev", languages=[f"x{a}" for a in "abcdefghijk"]) == {"languages": "too_many"}


def test_every_fault_is_told_at_once():
    assert faults_of(role="", place="x" * 1000, hopes="y" * 40_000).keys() == {"role", "place", "hopes"}


def test_topics_are_cut_to_what_may_be_kept():
    assert to_topics(["x" * 100, *"abcdefghijklmn"]) == ("x" * 40, *"abcdefghi")


def test_a_profile_is_read_back_as_it_was_written():
    assert Profile.from_json(LEA.to_json()) == LEA


def test_a_profile_of_another_version_is_read_as_far_as_it_goes():
    stored = {"role": "dev", "offers": ["aide", 7, None], "hopes": ["no"], "in_directory": "yes", "shoe_size": 41}
    assert Profile.from_json(stored) == Profile(role="dev", offers=("aide",))


@given(ANY_JSON | objects_with(*LEA.to_json()))
def test_any_json_makes_a_profile_that_could_have_been_typed(stored):
    profile = Profile.from_json(stored)
    assert Profile.from_json(profile.to_json()) == profile
    assert all(len(getattr(profile, name)) <= limit for name, limit in LIMITS.items())
    assert all(len(topic) <= 40 for topic in (*profile.interests, *profile.offers, *profile.looking_for))


@given(st.text(), st.lists(st.text()), st.lists(st.text()), st.text())
def test_a_form_is_kept_or_refused_and_never_breaks(role, interests, languages, hopes):
    with suppress(InvalidAnswersError):
        profile = made(role=role, interests=interests, languages=languages, hopes=hopes)
        assert Profile.from_json(profile.to_json()) == profile


def test_a_team_may_be_told_and_need_not_be():
    assert made(role="dev", team=" Atelier\n du Rhône ").team == "Atelier du Rhône"
    assert made(role="dev", team=None).team == ""


def test_hopes_are_for_the_team_alone():
    assert shared_words(LEA).hopes == ""
    assert shared_words(LEA).offers == ("Relecture",)
    assert shared_words(LEA).team == "Atelier du Rhône"


def test_who_is_not_in_the_directory_shares_neither_skills_nor_team():
    alone = Profile.from_json({**LEA.to_json(), "in_directory": False})
    assert shared_words(alone) == Profile(role="Développeuse", languages=("fr", "en"))
