"""How well connected a community is, and its picture."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.connections import MOST_DRAWN, Connectedness, connectedness, layout
from tests.domain.json_values import ANY_JSON, objects_with

SIX = ["U1", "U2", "U3", "U4", "U5", "U6"]
PEOPLE = st.sets(st.sampled_from([f"U{n}" for n in range(30)]))
EDGES = st.lists(st.tuples(*[st.sampled_from([f"U{n}" for n in range(35)])] * 2))


def test_a_star_a_pair_and_one_alone():
    met = [("U1", "U2"), ("U1", "U3"), ("U4", "U1"), ("U5", "U6")]
    assert connectedness(met, [*SIX, "U7"]) == Connectedness(
        people=7, distinct_met_mean=8 / 7, met_several_share=1 / 7, met_nobody=1, components=3, largest_share=4 / 7
    )


def test_who_met_twice_met_one_person_and_nobody_meets_themselves():
    once = connectedness([("U1", "U2")], SIX)
    assert connectedness([("U1", "U2"), ("U2", "U1"), ("U3", "U3")], SIX) == once


def test_who_is_no_longer_of_the_programme_connects_nobody():
    assert connectedness([("U1", "UGONE"), ("UGONE", "U2")], ["U1", "U2"]).components == 2


def test_nobody_is_connected_to_nobody():
    assert connectedness([], []) == Connectedness()
    assert layout([], [], seed=1).positions.shape == (0, 2)


@given(EDGES, PEOPLE)
def test_figures_are_within_what_is_possible(edges, people):
    found = connectedness(edges, people)
    assert found.people == len(people)
    assert 0 <= found.met_nobody <= found.components <= max(found.people, 0)
    assert 0 <= found.met_several_share <= 1
    assert 0 <= found.largest_share <= 1
    assert 0 <= found.distinct_met_mean <= max(len(people) - 1, 0)


@given(EDGES, PEOPLE)
def test_one_more_meeting_never_divides(edges, people):
    assert connectedness(edges, people).components <= connectedness(edges[1:], people).components


@given(EDGES, PEOPLE)
def test_figures_are_read_back_as_they_were_written(edges, people):
    found = connectedness(edges, people)
    assert Connectedness.from_json(found.to_json()) == found


@given(ANY_JSON | objects_with(*Connectedness().to_json()))
def test_any_json_makes_figures(stored):
    found = Connectedness.from_json(stored)
    assert Connectedness.from_json(found.to_json()) == found


@given(EDGES, PEOPLE, st.integers(0, 99))
def test_everyone_has_a_place_of_their_own_within_the_frame(edges, people, seed):
    drawn = layout(edges, people, seed)
    assert sorted(drawn.user_ids) == sorted(people)
    assert drawn.left_off == 0
    assert ((drawn.positions >= 0) & (drawn.positions <= 1)).all()
    apart = np.linalg.norm(drawn.positions[:, None] - drawn.positions[None], axis=2)
    assert (apart[~np.eye(len(people), dtype=bool)] > 0.01).all()


@given(EDGES, PEOPLE, st.integers(0, 99))
def test_the_same_seed_draws_the_same_whatever_the_order(edges, people, seed):
    first, second = layout(edges, sorted(people), seed), layout(edges[::-1], sorted(people)[::-1], seed)
    assert first.user_ids == second.user_ids
    assert np.array_equal(first.positions, second.positions)
    assert np.array_equal(first.edges, second.edges)


def test_lines_join_those_who_met():
    drawn = layout([("U2", "U1"), ("U1", "U2"), ("U3", "UGONE")], SIX, seed=1)
    assert [{drawn.user_ids[a], drawn.user_ids[b]} for a, b in drawn.edges] == [{"U1", "U2"}]


def test_who_met_stands_nearer_than_who_did_not():
    rings = [(f"{ring}{n}", f"{ring}{(n + 1) % 6}") for ring in "AB" for n in range(6)]
    drawn = layout(rings, {name for pair in rings for name in pair}, seed=4)
    of_a = np.array([name.startswith("A") for name in drawn.user_ids])
    middle_a, middle_b = drawn.positions[of_a].mean(axis=0), drawn.positions[~of_a].mean(axis=0)
    from_own = np.linalg.norm(drawn.positions[of_a] - middle_a, axis=1)
    assert (from_own < np.linalg.norm(drawn.positions[of_a] - middle_b, axis=1)).all()


def test_of_a_large_community_those_who_met_most_are_drawn():
    many = [f"U{n:04}" for n in range(MOST_DRAWN + 40)]
    star = [("U0339", other) for other in many[:-1]]
    drawn = layout(star, many, seed=1)
    assert len(drawn.user_ids) == MOST_DRAWN
    assert drawn.left_off == 40
    assert drawn.user_ids[0] == "U0339"
    assert len(drawn.edges) == MOST_DRAWN - 1
