"""Which question a group is given to begin with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.icebreakers import Icebreaker, pick
from slack_app.domain.matching import Reason, Term

SEEDS = range(30)
REASONS = st.lists(
    st.builds(
        Reason,
        st.sampled_from(Term),
        st.lists(st.sampled_from(["Vélo", "Jazz", "Python", "Astronomie", ""]), max_size=3).map(tuple),
    ),
    max_size=5,
)


def picked(*reasons, used=()):
    return {pick(reasons, used, seed) for seed in SEEDS}


def test_there_are_thirty_and_more():
    assert len(Icebreaker) >= 30


@pytest.mark.parametrize(
    ("topic", "fitting"),
    [
        ("Vélo de route", {Icebreaker.MOVING, Icebreaker.OUTING}),
        ("Guitares", {Icebreaker.ON_REPEAT, Icebreaker.CONCERT}),
        ("Board games", {Icebreaker.GAME_NIGHT}),
        ("Développement Python", {Icebreaker.TOOL, Icebreaker.BUILT}),
        ("Astronomie", {Icebreaker.FIRST_SPARK, Icebreaker.NEXT_STEP, Icebreaker.BEGINNERS}),
    ],
)
def test_a_shared_interest_is_asked_about(topic, fitting):
    assert picked(Reason(Term.INTERESTS, (topic,))) == fitting


def test_the_strongest_reason_is_asked_about_first():
    assert picked(Reason(Term.FAR), Reason(Term.LANGUAGE, ("fr",))) == {Icebreaker.WINDOW, Icebreaker.CUSTOM}
    assert picked(Reason(Term.LANGUAGE, ("fr",)), Reason(Term.FAR)) == {Icebreaker.WORD}


def test_what_any_of_them_was_asked_before_is_not_asked_again():
    far, language = Reason(Term.FAR), Reason(Term.LANGUAGE, ("fr",))
    assert picked(far, language, used=["window"]) == {Icebreaker.CUSTOM}
    assert picked(far, language, used=["window", "custom"]) == {Icebreaker.WORD}


def test_without_a_reason_a_question_that_always_fits():
    assert len(picked()) > 3
    assert picked() == picked(Reason(Term.HOURS))


@given(REASONS, st.integers())
def test_no_question_comes_twice_while_a_fitting_one_is_left(reasons, seed):
    used: list[str] = []
    while (question := pick(reasons, used, seed)) not in used:
        used.append(question)
    assert len(used) >= 8
    assert set(used) <= set(Icebreaker)


@given(REASONS, st.integers())
def test_when_all_were_asked_they_come_again_in_turn(reasons, seed):
    asked: list[str] = []
    for _ in range(60):
        asked.append(pick(reasons, asked, seed))
    times = [asked.count(question) for question in set(asked)]
    assert max(times) - min(times) <= 1


@given(REASONS, st.lists(st.sampled_from(Icebreaker)), st.integers())
def test_the_same_seed_asks_the_same(reasons, used, seed):
    assert pick(reasons, used, seed) is pick(reasons, sorted(used), seed)
