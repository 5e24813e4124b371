"""Reasons are true of the people, and the strongest comes first."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from slack_app.domain.matching import Past, Person, Reason, Recipe, Term, explain, match, who_with
from slack_app.domain.matching.topics import keys_of, languages_of, town_of

EVEN = Recipe(weights={})
WORDS = ("Python", "pythons", "Échecs", "climbing", "data-science", "data science")
words = st.lists(st.sampled_from(WORDS), max_size=3, unique=True).map(tuple)
DAY = ((1 << 16) - 1) << 16


def person(number: int) -> st.SearchStrategy[Person]:
    return st.builds(
        Person,
        user_id=st.just(f"U{number}"),
        team=st.sampled_from(("", "red", "blue")),
        place=st.sampled_from(("", "Lyon", "Lyon, France", "Nantes", "remote")),
        languages=st.lists(st.sampled_from(("fr", "fr-CA", "en")), max_size=2, unique=True).map(tuple),
        interests=words,
        offers=words,
        seeks=words,
        hours=st.sampled_from((0, DAY, DAY << 8, DAY << 16)),
        member_for_days=st.sampled_from((3, 200, 900)),
    )


groups = st.integers(2, 5).flatmap(lambda many: st.tuples(*(person(number) for number in range(many))))


def is_true(reason: Reason, people: dict[str, Person]) -> bool:  # noqa: PLR0911 one for each term
    them = [people[user_id] for user_id in reason.user_ids]
    said = set(keys_of(reason.topics))
    match reason.term:
        case Term.INTERESTS:
            return all(said <= set(keys_of(one.interests)) for one in them)
        case Term.GOALS:
            return all(said <= set(keys_of(one.seeks)) for one in them)
        case Term.OFFERS:
            giver, seeker = them
            return said <= set(keys_of(giver.offers)) and said <= set(keys_of(seeker.seeks))
        case Term.OTHER_TEAM:
            return all(a.team and b.team and a.team != b.team for a, b in combinations(them, 2))
        case Term.NEAR:
            return len({town_of(one.place) for one in them}) == 1 and town_of(them[0].place) != ""
        case Term.FAR:
            return all(town_of(a.place) != town_of(b.place) for a, b in combinations(them, 2))
        case Term.LANGUAGE:
            return all(set(languages_of(reason.topics)) <= set(languages_of(one.languages)) for one in them)
        case Term.HOURS:
            return all(a.hours & b.hours for a, b in combinations(them, 2))
        case Term.SENIORITY:
            return them[0].member_for_days == 3 and them[-1].member_for_days == 900


@given(groups)
@settings(max_examples=150)
def test_every_reason_is_true_of_those_whom_it_names(people):
    known = {one.user_id: one for one in people}
    for reason in explain(people, EVEN, Past()):
        assert len(set(reason.user_ids)) > 1
        assert is_true(reason, known), reason


@given(groups)
@settings(max_examples=60)
def test_reasons_do_not_depend_on_who_is_named_first(people):
    assert explain(people, EVEN, Past()) == explain(people[::-1], EVEN, Past())


def test_topics_stand_as_they_were_written_and_the_weightiest_reason_first():
    ana = Person("U1", interests=("Randonnée",), seeks=("public speaking",), hours=DAY)
    bob = Person("U2", interests=("randonnees",), offers=("Public-Speaking",), hours=DAY)
    assert explain([bob, ana], Recipe(weights={Term.OFFERS: 9, Term.INTERESTS: 3, Term.HOURS: 1}), Past()) == (
        Reason(Term.OFFERS, ("Public-Speaking",), ("U2", "U1")),
        Reason(Term.INTERESTS, ("Randonnée",), ("U1", "U2")),
        Reason(Term.HOURS, (), ("U1", "U2")),
    )


def test_what_weighs_nothing_is_no_reason():
    people = [Person("U1", team="a", hours=DAY), Person("U2", team="b", hours=DAY)]
    assert [reason.term for reason in explain(people, Recipe(weights={Term.HOURS: 1.0}), Past())] == [Term.HOURS]


def test_a_group_bears_the_reasons_that_explain_it():
    people = [Person("U1", interests=("tea",)), Person("U2", interests=("tea",))]
    assert match(people, Recipe(), Past(), seed=1).groups[0].reasons == explain(people, Recipe(), Past())


def test_nothing_speaks_for_those_who_never_meet():
    people = [Person("U1", interests=("tea",)), Person("U2", interests=("tea",))]
    assert explain(people, Recipe(), Past(blocks=[("U2", "U1")])) == ()


def test_a_late_newcomer_is_put_with_the_best_whom_they_have_not_met_and_may_meet():
    late = Person("U9", interests=("tea", "jazz"))
    willing = [Person("U1", interests=("tea", "jazz")), Person("U2", interests=("tea",)), Person("U3"), late]
    assert who_with(late, willing, Recipe(), Past()) == "U1"
    assert who_with(late, willing, Recipe(), Past([("U1", "U9", 3)])) == "U2"
    assert who_with(late, willing, Recipe(), Past([("U1", "U9", 3)], [("U9", "U2")])) == "U3"
    assert who_with(late, [late], Recipe(), Past()) is None
    assert who_with(late, willing[:1], Recipe(), Past(blocks=[("U1", "U9")])) is None
