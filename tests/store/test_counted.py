"""Weeks as they were counted: what members did in them, and their figures, which outlive it."""

from datetime import date, timedelta

import numpy as np
from sqlmodel import col, select

from slack_app.domain.measures.columns import MemberWeeks
from slack_app.domain.measures.figures import ChannelWeek, WeekFigures
from slack_app.domain.measures.terms import Measure, Value
from slack_app.store import member_weeks, packing
from slack_app.store.database import Database
from slack_app.store.digest import week_totals
from slack_app.store.schema import MemberWeek
from tests.house import MONDAY, OTHER_TEAM, TEAM

WEEK = timedelta(weeks=1)
NOW = date(2026, 3, 2)
NUMBERS = ("posts", "replies", "reactions", "days", "helped", "helping")


def rows(**people: int) -> MemberWeeks:
    """Of each person six numbers that follow each other."""
    columns = np.array([range(one, one + 6) for one in people.values()], np.int64).reshape(-1, 6).T
    return MemberWeeks(list(people), *columns)


def remembered(db: Database, week: date, *, weeks: int = 5) -> dict[tuple[str, int], list[int]]:
    """By person and weeks ago: posts, replies, days, helped, helping."""
    with db.reading() as session:
        past = member_weeks.past(session, TEAM, week, weeks=weeks)
    columns = zip(past.posts, past.replies, past.days, past.helped, past.helping, strict=True)
    keys = zip(past.who.tolist(), past.back.tolist(), strict=True)
    return {(past.people[who], back): list(map(int, row)) for (who, back), row in zip(keys, columns, strict=True)}


def test_the_next_week_remembers_who_did_what_how_many_weeks_ago(db: Database) -> None:
    with db.transaction() as session:
        for back, people in ((1, {"UANA": 1, "UBEN": 11}), (2, {"UANA": 21}), (5, {"UCY": 31}), (6, {"UANA": 41})):
            member_weeks.replace(session, TEAM, NOW - back * WEEK, rows(**people))
        member_weeks.replace(session, TEAM, NOW, rows(UANA=51))
        member_weeks.replace(session, OTHER_TEAM, NOW - WEEK, rows(UANA=61))
    assert remembered(db, NOW) == {
        ("UANA", 1): [1, 2, 4, 5, 6],
        ("UBEN", 1): [11, 12, 14, 15, 16],
        ("UANA", 2): [21, 22, 24, 25, 26],
        ("UCY", 5): [31, 32, 34, 35, 36],
    }
    assert set(remembered(db, NOW, weeks=1)) == {("UANA", 1), ("UBEN", 1)}
    assert remembered(db, NOW + 9 * WEEK) == {}


def test_a_week_that_is_counted_again_stands_in_place_of_the_first_count(db: Database) -> None:
    with db.transaction() as session:
        member_weeks.replace(session, TEAM, NOW - WEEK, rows(UANA=1, UBEN=2))
        member_weeks.replace(session, TEAM, NOW - WEEK, rows(UANA=7, UCY=3))
    assert remembered(db, NOW) == {("UANA", 1): [7, 8, 10, 11, 12], ("UCY", 1): [3, 4, 6, 7, 8]}
    with db.transaction() as session:
        member_weeks.replace(session, TEAM, NOW - WEEK, rows())
    assert remembered(db, NOW) == {}


def test_the_packed_copy_says_what_the_columns_say(db: Database) -> None:
    with db.transaction() as session:
        member_weeks.replace(session, TEAM, NOW, rows(UANA=1, W0123456789Z=4000))
    with db.reading() as session:
        kept = session.exec(select(MemberWeek).order_by(col(MemberWeek.user_id))).all()
    assert [(row.week, row.user_id) for row in kept] == [(NOW, "UANA"), (NOW, "W0123456789Z")]
    for row, first in zip(kept, (1, 4000), strict=True):
        assert [getattr(row, name) for name in NUMBERS] == list(range(first, first + 6))
        (said,) = np.frombuffer(row.packed, member_weeks.RECORD)
        assert packing.ids(said["who"].reshape(1)) == [row.user_id]
        assert [said[name] for name in member_weeks.REMEMBERED] == [getattr(row, n) for n in member_weeks.REMEMBERED]


def test_old_weeks_are_forgotten_a_part_at_a_time(db: Database) -> None:
    with db.transaction() as session:
        for team_id in (TEAM, OTHER_TEAM):
            for back in range(1, 4):
                member_weeks.replace(session, team_id, NOW - back * WEEK, rows(UANA=1, UBEN=2, UCY=3))
        assert member_weeks.kept(session, TEAM) == [NOW - back * WEEK for back in (3, 2, 1)]
        gone = [member_weeks.purge(session, TEAM, before=NOW - WEEK, at_most=4) for _ in range(3)]
        assert gone == [4, 2, 0]
        assert member_weeks.kept(session, TEAM) == [NOW - WEEK]
        assert len(member_weeks.kept(session, OTHER_TEAM)) == 3
        assert member_weeks.kept(session, "T404") == []


def figures(week: date, messages: int) -> WeekFigures:
    return WeekFigures(week, {Measure.MESSAGES: Value(messages, 3)}, {"C1": ChannelWeek(messages, 2)})


def keep(db: Database, *those: WeekFigures) -> None:
    with db.transaction() as session:
        for one in those:
            week_totals.keep(session, TEAM, one, now=MONDAY)


def test_a_weeks_figures_are_read_as_they_were_kept_last(db: Database) -> None:
    keep(db, figures(NOW, 5), figures(NOW, 6))
    with db.reading() as session:
        assert week_totals.of_week(session, TEAM, NOW) == figures(NOW, 6)
        assert week_totals.of_week(session, TEAM, NOW - WEEK) is None
        assert week_totals.of_week(session, OTHER_TEAM, NOW) is None


def test_the_weeks_before_one_are_told_the_newest_first_and_all_the_oldest_first(db: Database) -> None:
    weeks = [figures(NOW - back * WEEK, back) for back in (2, 0, 1, 5)]
    keep(db, *weeks)
    two, now, one, five = weeks
    with db.reading() as session:
        assert week_totals.before(session, TEAM, NOW) == [one, two, five]
        assert week_totals.before(session, TEAM, NOW, limit=2) == [one, two]
        assert week_totals.before(session, TEAM, NOW, limit=4) == [one, two]  # what is longer ago is no neighbour
        assert list(week_totals.all_of(session, TEAM)) == [five, two, one, now]
        assert week_totals.counted(session, TEAM, NOW - 2 * WEEK) == {NOW, NOW - WEEK, NOW - 2 * WEEK}
        assert week_totals.oldest(session, TEAM) == NOW - 5 * WEEK
        assert week_totals.oldest(session, OTHER_TEAM) is None


def test_a_week_of_which_something_came_late_counts_as_not_counted(db: Database) -> None:
    keep(db, *(figures(NOW - back * WEEK, back) for back in range(4)))
    with db.transaction() as session:
        assert week_totals.take_back(session, TEAM, NOW - 3 * WEEK)
        assert not week_totals.take_back(session, TEAM, NOW - 3 * WEEK)
        assert not week_totals.take_back(session, OTHER_TEAM, NOW)
        week_totals.take_back_since(session, TEAM, NOW - WEEK)
        assert week_totals.counted(session, TEAM, NOW - 9 * WEEK) == {NOW - 2 * WEEK}
