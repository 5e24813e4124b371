"""What managers learn of a round."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.connections import Connectedness
from slack_app.domain.figures import (
    MOST_HANDS,
    Hand,
    MeetingSeen,
    NeedsHand,
    RoundFigures,
    SeatSeen,
    figures,
)
from slack_app.domain.rounds import Met
from tests.domain.json_values import ANY_JSON, objects_with

CONNECTED = Connectedness(people=4, distinct_met_mean=1.5, components=1, largest_share=1.0)


def group(*answers, ratings=(), wrote=False, is_cancelled=False):
    padded = [*ratings, *[None] * len(answers)]
    seats = (SeatSeen(f"U{n}", answer, padded[n]) for n, answer in enumerate(answers))
    return MeetingSeen(tuple(seats), wrote, is_cancelled)


def report(*meetings, left_out=(), silent=None):
    return figures(meetings, left_out=left_out, silent_rounds=silent or {}, connected=CONNECTED)


@pytest.mark.parametrize(
    ("meeting", "outcome"),
    [
        (group(Met.MET, None), "met"),
        (group(Met.MET, Met.CANNOT), "met"),
        (group(Met.CANNOT, Met.PLANNED), "cannot"),
        (group(Met.CANNOT, Met.PLANNED, None), "planned"),
        (group(Met.PLANNED, Met.NOT_YET), "planned"),
        (group(Met.NOT_YET, None), "not_yet"),
        (group(None, None, wrote=True), "not_yet"),
        (group(None, None), "silent"),
        (group(None, Met.MET, is_cancelled=True), "cancelled"),
    ],
)
def test_each_group_is_counted_once_by_the_best_that_is_known_of_it(meeting, outcome):
    found = report(meeting)
    counted = {name: getattr(found, name) for name in ("met", "planned", "not_yet", "cannot", "silent", "cancelled")}
    assert [name for name, count in counted.items() if count] == [outcome]
    assert found.groups == (0 if meeting.is_cancelled else 1)


ANSWERS = st.lists(st.none() | st.sampled_from(Met), min_size=2, max_size=5)
MEETINGS = st.lists(
    st.builds(
        lambda answers, wrote, off, rating: group(*answers, wrote=wrote, is_cancelled=off, ratings=[rating]),
        ANSWERS,
        st.booleans(),
        st.booleans(),
        st.none() | st.integers(1, 5),
    )
)


@given(MEETINGS)
def test_no_group_is_lost_between_the_lines(meetings):
    found = report(*meetings)
    assert found.met + found.planned + found.not_yet + found.cannot + found.silent == found.groups
    assert found.groups + found.cancelled == len(meetings)
    assert found.people == sum(len(meeting.seats) for meeting in meetings if not meeting.is_cancelled)
    assert found.rating_mean is None or 1 <= found.rating_mean <= 5
    assert (found.rating_mean is None) == (found.ratings < 3)


def test_two_ratings_are_too_few_to_say():
    assert report(group(Met.MET, Met.MET, ratings=(5, 4))).rating_mean is None
    assert report(group(Met.MET, Met.MET, ratings=(5, 4)), group(Met.MET, None, ratings=(3,))).rating_mean == 4


def test_who_needs_a_hand_is_named_with_the_reason_the_most_pressing_first():
    found = report(group(Met.CANNOT, None, None), left_out=["U9", "U8"], silent={"U5": 1, "U6": 2, "U7": 4})
    assert found.hands == (
        NeedsHand(Hand.LEFT_OUT, ("U8",)),
        NeedsHand(Hand.LEFT_OUT, ("U9",)),
        NeedsHand(Hand.CANNOT, ("U0", "U1", "U2")),
        NeedsHand(Hand.SILENT_TWICE, ("U7",)),
        NeedsHand(Hand.SILENT_TWICE, ("U6",)),
    )
    assert (found.left_out, found.more_hands) == (2, 0)


def test_a_group_that_met_or_was_cancelled_needs_no_hand():
    assert report(group(Met.CANNOT, Met.MET), group(Met.CANNOT, None, is_cancelled=True)).hands == ()


def test_of_a_great_many_some_are_named_and_the_others_counted():
    found = report(left_out=[f"U{n:03}" for n in range(100)])
    assert len(found.hands) == MOST_HANDS
    assert found.more_hands == 100 - MOST_HANDS
    assert found.left_out == 100


def test_a_round_of_nobody_has_figures_too():
    assert figures((), left_out=(), silent_rounds={}, connected=Connectedness()) == RoundFigures()


@given(MEETINGS, st.lists(st.sampled_from(["U7", "U8"]), unique=True))
def test_a_report_is_read_back_from_its_row_as_it_was_written(meetings, left_out):
    found = report(*meetings, left_out=left_out, silent={"U3": 2})
    assert RoundFigures.from_json(json.loads(json.dumps(found.to_json()))) == found


@given(ANY_JSON | objects_with(*RoundFigures().to_json()))
def test_any_json_makes_a_report(stored):
    found = RoundFigures.from_json(stored)
    assert RoundFigures.from_json(found.to_json()) == found


def test_a_hand_struck_out_of_the_row_leaves_the_others():
    found = report(left_out=["U8", "U9"])
    stored = found.to_json()
    stored["hands"] = [hand for hand in found.to_json()["hands"] if "U8" not in json.dumps(hand)]
    assert RoundFigures.from_json(stored) == replace(found, hands=(NeedsHand(Hand.LEFT_OUT, ("U9",)),))
