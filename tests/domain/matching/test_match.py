"""What every round keeps to, whatever the people, the recipe and the past."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from slack_app.domain.matching import InvalidMatchingError, Matching, Past, Person, Recipe, Term, Without, match

TOPICS = ("Python", "python", "Échecs", "échec", "climbing", "data science", "cuisine")
DAY = ((1 << 16) - 1) << 16
topics = st.lists(st.sampled_from(TOPICS), max_size=3, unique=True).map(tuple)
recipes = st.builds(
    Recipe,
    size=st.integers(2, 5),
    weights=st.dictionaries(st.sampled_from(Term), st.floats(0, 50), max_size=9),
    rule=st.none() | st.tuples(st.sampled_from(Term), st.sampled_from(("always", "never"))),
)


@st.composite
def crowds(draw: st.DrawFn, least: int = 0, most: int = 14) -> list[Person]:
    many = draw(st.integers(least, most))
    return [
        Person(
            f"U{number:03}",
            team=draw(st.sampled_from(("", "red", "Blue", "blue"))),
            place=draw(st.sampled_from(("", "Lyon", "lyon, France", "remote", "Montréal"))),
            languages=draw(st.lists(st.sampled_from(("fr", "fr-CA", "en")), max_size=2, unique=True).map(tuple)),
            interests=draw(topics),
            offers=draw(topics),
            seeks=draw(topics),
            hours=draw(st.sampled_from((0, DAY, DAY << 8))),
            member_for_days=draw(st.sampled_from((3, 200, 900))),
            wish=draw(st.sampled_from((None, 2, 3))),
            fairness=draw(st.floats(0, 1)),
            times_left_out=draw(st.integers(0, 3)),
        )
        for number in range(many)
    ]


@st.composite
def pasts(draw: st.DrawFn, people: Sequence[Person]) -> Past:
    pairs = [(a.user_id, b.user_id) for a, b in combinations(people, 2)]
    if not pairs:
        return Past()
    met = draw(st.lists(st.tuples(st.sampled_from(pairs), st.integers(1, 9)), max_size=3 * len(people)))
    blocks = draw(st.lists(st.sampled_from(pairs), max_size=len(people)))
    return Past([(*pair, ago) for pair, ago in met], [(b, a) for a, b in blocks])


rounds = crowds().flatmap(lambda people: st.tuples(st.just(people), pasts(people)))


def pairs_of(found: Matching) -> list[frozenset[str]]:
    return [frozenset(pair) for group in found.groups for pair in combinations(group.user_ids, 2)]


def folk(many: int, **same: object) -> list[Person]:
    return [replace(Person(f"U{number:03}"), **same) for number in range(many)]


@given(rounds, recipes)
@settings(max_examples=45)
def test_everyone_is_there_exactly_once_in_a_group_of_a_legal_size(of, recipe):
    people, past = of
    found = match(people, recipe, past, seed=1)
    seated = [user_id for group in found.groups for user_id in group.user_ids]
    assert sorted(seated + [one.user_id for one in found.left_out]) == [one.user_id for one in people]
    assert all(2 <= len(group.user_ids) <= recipe.size + 1 for group in found.groups)


@given(rounds, recipes)
@settings(max_examples=45)
def test_nobody_meets_whom_they_block(of, recipe):
    people, past = of
    blocked = {frozenset(pair) for pair in past.blocks}
    assert not blocked & set(pairs_of(match(people, recipe, past, seed=1)))


@given(crowds(), st.integers(2, 5))
@settings(max_examples=30)
def test_the_rule_of_other_teams_is_never_broken(people, size):
    team = {one.user_id: one.team.casefold() for one in people}
    found = match(people, Recipe(size=size, rule=(Term.OTHER_TEAM, "always")), Past(), seed=1)
    for pair in pairs_of(found):
        a, b = (team[user_id] for user_id in pair)
        assert a != b or not a


@given(crowds(least=2), st.integers(2, 5))
@settings(max_examples=30)
def test_without_blocks_and_rules_nobody_is_left_out(people, size):
    assert match(people, Recipe(size=size), Past(), seed=1).left_out == ()


@given(crowds(most=9).flatmap(lambda people: st.tuples(st.just(people), pasts(people))))
@settings(max_examples=45)
def test_no_pair_meets_again_as_long_as_that_can_be_avoided(of):
    people, past = of
    people = [replace(one, wish=None) for one in people]
    assume(len(people) % 2 == 0)
    found = match(people, Recipe(), past, seed=1)
    met, blocked = {frozenset(pair[:2]) for pair in past.met}, {frozenset(pair) for pair in past.blocks}
    least = fewest_repeats([one.user_id for one in people], met, blocked)
    if least < inf:
        assert not found.left_out
        assert sum(pair in met for pair in pairs_of(found)) == least


def fewest_repeats(ids: list[str], met: set[frozenset[str]], blocked: set[frozenset[str]]) -> float:
    """By trying every division into pairs; infinity where there is none."""
    if not ids:
        return 0
    first, *others = ids
    return min(
        (
            (frozenset((first, other)) in met) + fewest_repeats([one for one in others if one != other], met, blocked)
            for other in others
            if frozenset((first, other)) not in blocked
        ),
        default=inf,
    )


def test_when_all_have_met_the_oldest_partners_meet_again():
    a, b, c, d = "U000", "U001", "U002", "U003"
    met = [(a, b, 9), (c, d, 8), (a, c, 3), (b, d, 2), (a, d, 1), (b, c, 1)]
    for seed in range(5):
        assert set(pairs_of(match(folk(4), Recipe(), Past(met), seed=seed))) == {frozenset((a, b)), frozenset((c, d))}


@given(rounds, recipes, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_same_seed_gives_the_same_groups_in_whatever_order_people_come(of, recipe, chance):
    people, past = of
    assert match(people, recipe, past, seed=7) == match(chance.sample(people, len(people)), recipe, past, seed=7)


def test_another_seed_breaks_ties_otherwise():
    assert len({match(folk(8), Recipe(), Past(), seed=seed).groups for seed in range(10)}) > 1


def test_an_odd_number_makes_one_group_of_three():
    assert sorted(len(group.user_ids) for group in match(folk(9), Recipe(), Past(), seed=1).groups) == [2, 2, 2, 3]


@pytest.mark.parametrize(
    ("people", "size", "sizes"),
    [
        (2, 5, [2]),
        (6, 5, [6]),
        (7, 5, [3, 4]),
        (7, 3, [3, 4]),
        (8, 3, [2, 3, 3]),
        (10, 4, [3, 3, 4]),
        (13, 5, [4, 4, 5]),
    ],
)
def test_groups_have_the_asked_for_size_or_nearly(people, size, sizes):
    found = match(folk(people), Recipe(size=size), Past(), seed=1)
    assert sorted(len(group.user_ids) for group in found.groups) == sizes


def test_who_comes_alone_is_left_out_and_told_so():
    assert [(one.user_id, one.why) for one in match(folk(1), Recipe(), Past(), seed=1).left_out] == [
        ("U000", Without.ALONE)
    ]


def test_who_blocks_everyone_is_left_out_and_why():
    blocks = [("U000", f"U{number:03}") for number in range(1, 5)]
    found = match(folk(5), Recipe(), Past(blocks=blocks), seed=1)
    assert [(one.user_id, one.why) for one in found.left_out] == [("U000", Without.BLOCKED)]


def test_three_odd_circles_that_the_rule_keeps_apart_make_three_groups_of_three():
    people = [
        Person(f"U{number:03}", languages=(language,))
        for number, language in enumerate(["fr", "en", "de", "es", "it"] * 5)
    ]
    found = match(people, Recipe(rule=(Term.LANGUAGE, "always")), Past(), seed=1)
    assert not found.left_out
    assert sorted(len(group.user_ids) for group in found.groups) == [2] * 5 + [3] * 5


@pytest.mark.parametrize("size", [2, 4])
def test_over_many_rounds_leaving_out_is_shared_evenly(size):
    people = [replace(one, team="sales" if number < 7 else f"t{number}") for number, one in enumerate(folk(11))]
    recipe = Recipe(size=size, rule=(Term.OTHER_TEAM, "always"))
    met: list[tuple[str, str, int]] = []
    for seed in range(12):
        found = match(people, recipe, Past(met), seed=seed)
        out = {one.user_id for one in found.left_out}
        assert {one.why for one in found.left_out} == {Without.RULE}
        people = [replace(one, times_left_out=one.times_left_out + (one.user_id in out)) for one in people]
        times = [one.times_left_out for one in people if one.team == "sales"]
        assert max(times) - min(times) <= 1
        met = [(a, b, ago + 1) for a, b, ago in met] + [(*sorted(pair), 1) for pair in pairs_of(found)]
    assert sum(one.times_left_out for one in people) >= 12 * 3


def test_those_who_wish_for_three_meet_in_threes():
    people = [replace(one, wish=3 if number < 6 else None) for number, one in enumerate(folk(12))]
    groups = match(people, Recipe(), Past(), seed=1).groups
    assert sorted(len(group.user_ids) for group in groups) == [2, 2, 2, 3, 3]
    assert all(user_id < "U006" for group in groups if len(group.user_ids) == 3 for user_id in group.user_ids)


def test_those_who_wish_for_two_meet_in_twos():
    people = [replace(one, wish=2 if number < 4 else None) for number, one in enumerate(folk(10))]
    groups = match(people, Recipe(size=3), Past(), seed=1).groups
    assert sorted(len(group.user_ids) for group in groups) == [2, 2, 3, 3]


def test_a_wish_makes_nobody_meet_again():
    people = [replace(one, wish=3) for one in folk(6)]
    met = [
        (a.user_id, b.user_id, 1)
        for a, b in combinations(people, 2)
        if int(a.user_id[1:]) // 2 != int(b.user_id[1:]) // 2
    ]
    found = match(people, Recipe(), Past(met), seed=1)
    assert set(pairs_of(found)) == {
        frozenset(("U000", "U001")),
        frozenset(("U002", "U003")),
        frozenset(("U004", "U005")),
    }


def test_who_was_unmatched_is_given_the_better_partner():
    people = [replace(one, interests=("chess",)) for one in folk(3)]
    for number in range(3):
        again = [*people[:number], replace(people[number], fairness=1.0), *people[number + 1 :], Person("U003")]
        found = match(again, Recipe(weights={Term.INTERESTS: 1.0}), Past(), seed=1)
        assert frozenset((f"U{number:03}", "U003")) not in pairs_of(found)


def test_any_scale_of_weights_gives_the_same_groups():
    chance = random.Random(3)
    people = [replace(one, interests=tuple(chance.sample(TOPICS, 2)), hours=DAY) for one in folk(12)]
    small, big = ({Term.INTERESTS: 2 * scale, Term.HOURS: scale} for scale in (0.001, 1000))
    assert (
        match(people, Recipe(weights=small), Past(), seed=1).groups
        == match(people, Recipe(weights=big), Past(), seed=1).groups
    )


def test_weakness_is_small_for_a_strong_match():
    strong = match(
        [replace(one, interests=TOPICS) for one in folk(2)], Recipe(weights={Term.INTERESTS: 1}), Past(), seed=1
    )
    weak = match(folk(2), Recipe(weights={Term.INTERESTS: 1}), Past(), seed=1)
    assert strong.groups[0].weakness == pytest.approx(0)
    assert weak.groups[0].weakness == 1


@pytest.mark.parametrize(
    ("problem", "people", "recipe", "past"),
    [
        ("twice", [Person("U1"), Person("U1")], Recipe(), Past()),
        ("size", folk(2), Recipe(size=1), Past()),
        ("size", folk(2), Recipe(size=6), Past()),
        ("weights", folk(2), Recipe(weights={Term.GOALS: -1.0}), Past()),
        ("weights", folk(2), Recipe(weights={Term.GOALS: float("nan")}), Past()),
        ("person", folk(2, fairness=float("nan")), Recipe(), Past()),
        ("person", folk(2, hours=1 << 48), Recipe(), Past()),
        ("past", folk(2), Recipe(), Past([("U000", "U001", 0)])),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(problem, people, recipe, past):
    with pytest.raises(InvalidMatchingError) as refused:
        match(people, recipe, past, seed=1)
    assert refused.value.problem == problem
