"""What the community's team learns of a week's newcomers."""

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.newcomers import Because, Newcomer, ToWriteTo, from_json, sort_newcomers, to_json

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


def newcomer(user_id, *, hours=0, introduced=False, posted=False, active_days=0, status="active"):
    joined_at = MONDAY + timedelta(hours=hours)
    did = joined_at + timedelta(hours=1)
    return Newcomer(user_id, joined_at, did if introduced else None, did if posted else None, active_days, status)


def ids(people):
    return [one.user_id for one in people]


def test_everyone_still_here_is_active_or_stalled():
    report = sort_newcomers(
        [
            newcomer("U_LATE", hours=5, posted=True, active_days=3),
            newcomer("U_SILENT"),
            newcomer("U_REACTS", hours=1, active_days=2),
            newcomer("U_FORM_ONLY", hours=2, introduced=True, active_days=1),
            newcomer("U_GONE", hours=3, status="left"),
        ]
    )
    assert ids(report.joined) == ["U_SILENT", "U_REACTS", "U_FORM_ONLY", "U_GONE", "U_LATE"]
    assert ids(report.active) == ["U_REACTS", "U_LATE"]
    assert ids(report.stalled) == ["U_SILENT", "U_FORM_ONLY"]
    assert ids(report.left) == ["U_GONE"]


def test_three_to_write_to_first_whom_one_can_answer():
    report = sort_newcomers(
        [
            newcomer("U_SILENT_2", hours=2),
            newcomer("U_SILENT_1", hours=1),
            newcomer("U_ONCE", posted=True, active_days=1),
            newcomer("U_INTRODUCED", hours=9, introduced=True),
        ]
    )
    assert report.to_write_to == (
        ToWriteTo("U_INTRODUCED", Because.INTRODUCED_THEN_QUIET),
        ToWriteTo("U_SILENT_1", Because.NEVER_STARTED),
        ToWriteTo("U_SILENT_2", Because.NEVER_STARTED),
    )


def test_who_posted_once_is_worth_a_word_when_nobody_stalled():
    report = sort_newcomers(
        [newcomer("U_ONCE", posted=True, active_days=1), newcomer("U_OFTEN", posted=True, active_days=4)]
    )
    assert report.to_write_to == (ToWriteTo("U_ONCE", Because.POSTED_ONCE),)


def test_nobody_joined():
    assert sort_newcomers([]) == sort_newcomers(iter(()))
    assert sort_newcomers([]).joined == ()


PEOPLE = st.lists(
    st.builds(
        newcomer,
        st.integers(1, 30).map("U{}".format),
        hours=st.integers(0, 100),
        introduced=st.booleans(),
        posted=st.booleans(),
        active_days=st.integers(0, 7),
        status=st.sampled_from(["active", "left", "deactivated"]),
    ),
    unique_by=lambda one: one.user_id,
)


@given(PEOPLE, st.randoms())
def test_each_stands_in_one_place_and_the_order_of_asking_changes_nothing(people, chance):
    report = sort_newcomers(people)
    assert sorted(ids(report.joined)) == sorted(ids((*report.active, *report.stalled, *report.left)))
    assert len(report.to_write_to) <= 3
    assert not set(ids(report.to_write_to)) & set(ids(report.left))
    chance.shuffle(people)
    assert sort_newcomers(people) == report


def test_a_report_that_was_written_down_says_the_same():
    people = [
        newcomer("U_1", introduced=True),
        newcomer("U_2", posted=True, active_days=2),
        newcomer("U_3", status="left"),
    ]
    assert from_json(json.loads(json.dumps(to_json(people)))) == sort_newcomers(people)
