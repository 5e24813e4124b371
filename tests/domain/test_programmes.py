"""What managers may choose for a coffee programme, and whom it is for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.matching import DEFAULT_WEIGHTS, Past, Person, Recipe, Term, match
from slack_app.domain.profile import Profile
from slack_app.domain.programmes import (
    AMONG_LENGTH,
    NAME_LENGTH,
    Audience,
    Cadence,
    Kind,
    Programme,
    checked,
    is_among,
    preset,
    recipe_of,
    wishes,
)
from slack_app.domain.working_days import COUNTRIES
from tests.domain.json_values import ANY_JSON, objects_with

MENTORS = Programme(
    name="Mentorat des designers",
    kind=Kind.MENTORING,
    audience=Audience.CHANNEL,
    channel_id="C1",
    among="Design",
    cadence=Cadence.MONTHLY,
    weekday=3,
    hour=14,
    size=3,
    weights=((Term.INTERESTS, 2), (Term.OFFERS, 3)),
    rule=(Term.OTHER_TEAM, "always"),
    remember_weeks=26,
    country="FR",
)


def faults_of(**choices):
    with pytest.raises(InvalidAnswersError) as refused:
        checked(replace(MENTORS, **choices))
    return refused.value.fields


def test_a_programme_is_read_back_as_it_was_written():
    assert Programme.from_json(MENTORS.to_json()) == MENTORS
    assert Programme.from_json(Programme().to_json()) == Programme()


def test_a_programme_of_another_version_is_read_as_far_as_it_goes():
    stored = {
        "name": "Café",
        "kind": "seance",
        "size": 9,
        "weights": {"luck": 3, "near": 2, "far": True},
        "rule": ["x"],
    }
    assert Programme.from_json(stored) == Programme(name="Café", weights=((Term.NEAR, 2),))


@given(ANY_JSON | objects_with(*MENTORS.to_json()))
def test_any_json_makes_a_programme_that_can_be_matched_once_it_has_a_name(stored):
    found = Programme.from_json(stored)
    assert Programme.from_json(found.to_json()) == found
    named = replace(found, name="Coffee", audience=Audience.OPT_IN)
    assert checked(named) == named
    assert match([Person("U1"), Person("U2")], recipe_of(named), Past(), seed=1).left_out == ()


def test_words_are_tidied():
    kept = checked(replace(MENTORS, name=" Café \n du  lundi", among=" UX "))
    assert (kept.name, kept.among) == ("Café du lundi", "UX")


@pytest.mark.parametrize(
    ("choices", "faults"),
    [
        ({"name": " … "}, {"name": "required"}),
        ({"name": "x" * (NAME_LENGTH + 1)}, {"name": "too_long"}),
        ({"among": "x" * (AMONG_LENGTH + 1)}, {"among": "too_long"}),
        ({"channel_id": None}, {"channel_id": "required"}),
        ({"weekday": 5}, {"weekday": "out_of_range"}),
        ({"hour": 3}, {"hour": "out_of_range"}),
        ({"size": 1}, {"size": "out_of_range"}),
        ({"size": 6}, {"size": "out_of_range"}),
        ({"remember_weeks": 53}, {"remember_weeks": "out_of_range"}),
        ({"weights": ((Term.NEAR, 4),)}, {"weights": "out_of_range"}),
        ({"weights": ((Term.NEAR, 1), (Term.NEAR, 2))}, {"weights": "unknown"}),
        ({"rule": (Term.NEAR, "sometimes")}, {"rule": "unknown"}),
        ({"country": "XX"}, {"country": "unknown"}),
        ({"size": 0, "name": ""}, {"size": "out_of_range", "name": "required"}),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(choices, faults):
    assert faults_of(**choices) == faults


def test_a_name_may_have_its_full_length():
    longest = replace(MENTORS, name="x" * NAME_LENGTH, among="y" * AMONG_LENGTH)
    assert checked(longest) == longest


def test_unless_chosen_otherwise_pairs_meet_every_two_weeks_and_are_remembered_for_twelve():
    usual = Programme()
    assert (usual.size, usual.cadence, usual.remember_weeks) == (2, Cadence.TWO_WEEKS, 12)


def test_a_channel_is_needed_only_where_it_says_who_is_in():
    assert checked(replace(MENTORS, audience=Audience.OPT_IN, channel_id=None)).channel_id is None


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_comes_ready_but_for_its_name(kind):
    chosen = preset(kind)
    assert chosen.kind is kind
    assert chosen.name == ""
    assert checked(replace(chosen, name="Coffee")) == replace(chosen, name="Coffee")
    assert recipe_of(chosen).weights


def test_mentors_are_found_by_what_they_offer_and_veterans_by_how_long_they_are_here():
    heaviest = {kind: max(preset(kind).weights, key=lambda weight: weight[1])[0] for kind in Kind}
    assert heaviest[Kind.MENTORING] is Term.OFFERS
    assert dict(preset(Kind.NEWCOMERS).weights)[Term.SENIORITY] == 3
    assert preset(Kind.COHORT).cadence is Cadence.MONTHLY


def test_a_recipe_weighs_what_was_chosen_and_the_usual_when_nothing_was():
    assert recipe_of(MENTORS) == Recipe(3, {Term.INTERESTS: 2.0, Term.OFFERS: 3.0}, (Term.OTHER_TEAM, "always"))
    unweighed = replace(MENTORS, weights=((Term.NEAR, 0),))
    assert recipe_of(unweighed).weights == DEFAULT_WEIGHTS
    assert recipe_of(unweighed).rule == MENTORS.rule


def test_pairs_or_threes_may_be_wished_where_one_of_them_is_made():
    assert [wishes(replace(MENTORS, size=size)) for size in (2, 3, 4, 5)] == [(2, 3), (2, 3), (), ()]


@pytest.mark.parametrize(
    "profile",
    [
        Profile(role="Lead designer, freelance"),
        Profile(interests=("Designers",)),
        Profile(role="dev", offers=("UX, DESIGNER",)),
    ],
)
def test_a_cohort_is_those_whose_role_interests_or_offers_name_it(profile):
    assert is_among(replace(MENTORS, among="designer"), profile)


@pytest.mark.parametrize("profile", [Profile(role="Redesigner"), Profile(looking_for=("Designer",)), Profile(), None])
def test_a_cohort_is_nobody_else(profile):
    assert not is_among(replace(MENTORS, among="designer"), profile)


def test_several_words_are_named_together_and_in_that_order():
    product = replace(MENTORS, among="product manager")
    assert is_among(product, Profile(role="Senior Product Managers"))
    assert not is_among(product, Profile(role="manager of product"))


def test_a_programme_for_all_asks_nothing():
    assert is_among(Programme(), None)
    assert is_among(Programme(among=" ! "), Profile())


@given(st.sampled_from(COUNTRIES))
def test_every_country_offered_may_be_chosen(country):
    assert checked(replace(MENTORS, country=country)).country == country
