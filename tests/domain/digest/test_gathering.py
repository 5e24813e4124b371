"""From a week's columns to what might be worth doing, told as the days of a small community."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.digest.candidates import Regular, Waiting
from slack_app.domain.digest.gathering import Introduction, gather
from slack_app.domain.measures.log import UNKNOWN, Act, Flag, Log, micros, slack_ts
from slack_app.domain.measures.persons import Persons
from slack_app.domain.measures.threads import threads_of

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
ENDS = MONDAY + timedelta(weeks=1)
NOW = ENDS + timedelta(hours=9)
BEGINS = MONDAY - timedelta(hours=24)


def us(at):
    return round(at.timestamp() * 1_000_000)


@dataclass
class Row:
    """One deed; `head` and `to` of a thread."""

    who: str
    at: int
    act: Act
    channel: str = "C1"
    head: int = 0
    to: str | None = None
    flags: int = 0


@dataclass
class Story:
    """What people did, and who they are: members unless it is said otherwise."""

    rows: list = field(default_factory=list)
    of: dict = field(default_factory=dict)
    open_channels: tuple = ("C1",)

    def person(self, user_id, **columns):
        self.of.setdefault(user_id, {}).update(columns)
        return self

    def asks(self, who, at, *, channel="C1", flags=Flag.QUESTION):
        self.rows.append(Row(who, us(at), Act.POST, channel, us(at), flags=flags))
        return slack_ts(us(at))

    def writes(self, who, at, *, channel="C1"):
        return self.asks(who, at, channel=channel, flags=0)

    def replies(self, who, ts, at, *, to=None, channel="C1"):
        self.rows.append(Row(who, us(at), Act.REPLY, channel, micros(ts), to))

    def clicks(self, who, at):
        self.rows.append(Row(who, us(at), Act.CLICK, ""))

    def log(self):
        people = sorted({row.who for row in self.rows} | {row.to for row in self.rows if row.to})
        channels = sorted({row.channel for row in self.rows})
        return Log(
            people,
            channels,
            np.array([people.index(row.who) for row in self.rows], np.int32),
            np.array([channels.index(row.channel) for row in self.rows], np.int32),
            np.array([row.at for row in self.rows], np.int64),
            np.array([row.act for row in self.rows], np.int8),
            np.array([row.head for row in self.rows], np.int64),
            np.array([people.index(row.to) if row.to else UNKNOWN for row in self.rows], np.int32),
            np.array([row.flags for row in self.rows], np.int8),
        )

    def persons(self):
        everybody = {row.who: {} for row in self.rows} | self.of
        names = sorted(everybody)

        def column(name, default, kind):
            return np.array([everybody[user_id].get(name, default) for user_id in names], kind)

        flags = {"is_member": True, "is_here": True, "wrote_first": False}
        counts = ("joined", "first_posted", "messages", "replies", "reactions", "helped", "days", "helping")
        before = ("before", "weeks_before", "messages_4", "replies_4", "helped_4")
        return Persons(
            people=names,
            **{name: column(name, default, np.bool_) for name, default in flags.items()},
            **{name: column(name, 0, np.int64) for name in (*counts, *before)},
        )

    def gathered(self, *, introductions=()):
        return gather(
            self.persons(),
            threads_of(self.log(), us(BEGINS), us(NOW)),
            channels=(),
            introductions=introductions,
            open_channels=self.open_channels,
            begins=us(BEGINS),
            ends=us(ENDS),
            now=us(NOW),
        )


@pytest.fixture
def story():
    """A community in which an old hand writes now and then."""
    told = Story()
    told.writes("UOLD", MONDAY + timedelta(days=1))
    return told


TUESDAY = MONDAY + timedelta(days=1, hours=9)
SUNDAY = MONDAY + timedelta(days=6, hours=9)


def asked(candidates):
    return [one.user_id for one in candidates.questions]


def test_a_question_that_nobody_else_replied_to_waits(story):
    ts = story.asks("U1", TUESDAY)
    assert story.gathered().questions == [Waiting("U1", "C1", ts, 6 * 24.0)]


def test_a_question_is_no_less_alone_when_its_author_adds_to_it(story):
    ts = story.asks("U1", TUESDAY)
    story.replies("U1", ts, TUESDAY + timedelta(minutes=5), to="U1")
    assert asked(story.gathered()) == ["U1"]


def test_an_answer_after_the_week_counts_as_of_now(story):
    ts = story.asks("U1", SUNDAY)
    assert asked(story.gathered()) == ["U1"]
    story.replies("UOLD", ts, ENDS + timedelta(hours=8), to="U1")
    assert asked(story.gathered()) == []


def test_questions_of_yesterday_night_of_the_team_of_those_who_left_and_of_closed_rooms_do_not_wait(story):
    story.asks("U1", NOW - timedelta(hours=23))
    story.asks("U2", TUESDAY)
    story.person("U2", is_member=False)
    story.asks("U3", TUESDAY)
    story.person("U3", is_here=False)
    story.asks("U4", TUESDAY, channel="CSECRET")
    story.writes("U5", TUESDAY)
    assert asked(story.gathered()) == []


def test_questions_come_oldest_first(story):
    story.asks("U1", SUNDAY - timedelta(hours=30))
    story.asks("U2", TUESDAY)
    assert asked(story.gathered()) == ["U2", "U1"]


def newcomer(story, user_id="UNEW", joined=TUESDAY, **columns):
    story.person(user_id, joined=us(joined), **columns)


def greeted(candidates):
    return {one.user_id: (one.waiting.ts, one.introduced) for one in candidates.newcomers}


def test_the_first_thread_of_a_newcomer_waits_for_an_answer(story):
    newcomer(story)
    first = story.writes("UNEW", TUESDAY + timedelta(hours=2))
    story.writes("UNEW", TUESDAY + timedelta(hours=3))
    [one] = story.gathered().newcomers
    assert (one.user_id, one.days, one.introduced) == ("UNEW", 6, False)
    assert one.waiting == Waiting("UNEW", "C1", first, 6 * 24 - 2)


def test_for_two_weeks_and_the_rest_of_that_day_someone_is_looked_at_as_new(story):
    for days in (13, 14, 15):
        newcomer(story, f"U{days}", joined=NOW - timedelta(days=days))
        story.writes(f"U{days}", TUESDAY + timedelta(minutes=days))
    assert set(greeted(story.gathered())) == {"U13", "U14"}


def test_who_was_answered_once_even_in_a_closed_room_is_not_alone(story):
    newcomer(story)
    story.writes("UNEW", TUESDAY)
    ts = story.writes("UNEW", SUNDAY, channel="CSECRET")
    story.replies("UOLD", ts, SUNDAY + timedelta(hours=1), to="UNEW", channel="CSECRET")
    assert greeted(story.gathered()) == {}


def test_an_introduction_that_the_app_posted_waits_until_somebody_else_replies(story):
    newcomer(story)
    ts = slack_ts(us(TUESDAY))
    introductions = [Introduction("UNEW", "CINTRO", ts)]
    story.open_channels = ("C1", "CINTRO")
    [one] = story.gathered(introductions=introductions).newcomers
    assert one.waiting == Waiting("UNEW", "CINTRO", ts, 6 * 24.0)
    story.replies("UNEW", ts, TUESDAY + timedelta(hours=1), to="UAPP", channel="CINTRO")
    assert greeted(story.gathered(introductions=introductions)) == {"UNEW": (ts, True)}
    story.replies("UOLD", ts, TUESDAY + timedelta(hours=2), to="UAPP", channel="CINTRO")
    assert greeted(story.gathered(introductions=introductions)) == {}


def test_an_introduction_where_not_everybody_may_read_or_nothing_is_counted_is_not_shown(story):
    newcomer(story)
    assert greeted(story.gathered(introductions=[Introduction("UNEW", "CSECRET", slack_ts(us(TUESDAY)))])) == {}


def test_the_introduction_is_what_a_greeting_goes_to(story):
    newcomer(story)
    story.writes("UNEW", TUESDAY)
    ts = slack_ts(us(SUNDAY))
    assert greeted(story.gathered(introductions=[Introduction("UNEW", "C1", ts)])) == {"UNEW": (ts, True)}


def test_of_what_was_said_before_we_listened_nothing_is_said(story):
    newcomer(story, "UEARLY", first_posted=us(BEGINS - timedelta(hours=1)))
    story.writes("UEARLY", TUESDAY)
    newcomer(story, "UNEW")
    old, late = (Introduction("UNEW", "C1", slack_ts(us(BEGINS) + n)) for n in (-1, 0))
    assert greeted(story.gathered(introductions=[old])) == {}
    assert greeted(story.gathered(introductions=[late])) == {"UNEW": (late.ts, True)}


def test_whoever_joined_long_ago_or_before_we_know_is_no_newcomer(story):
    newcomer(story, "U1", joined=NOW - timedelta(days=16))
    story.writes("U1", TUESDAY)
    assert greeted(story.gathered()) == {}


def test_helpers_are_those_of_a_streak_those_who_write_for_the_first_time_and_the_most_helpful(story):
    for user_id in ("USTREAK", "UFIRST", "UMOST", "UPLAIN"):
        story.person(user_id, messages=5)
    story.person("USTREAK", helping=0b111, helped=1)
    story.person("UFIRST", wrote_first=True, joined=us(MONDAY))
    ts = story.writes("UFIRST", TUESDAY)
    story.person("UMOST", helped=4, helping=0b101)
    story.person("UPLAIN", helped=2, helping=0b011)
    helpers = {one.user_id: one for one in story.gathered().helpers}
    assert set(helpers) == {"USTREAK", "UFIRST", "UMOST"}
    assert (helpers["USTREAK"].weeks, helpers["USTREAK"].people) == (3, 1)
    assert (helpers["UFIRST"].is_first, helpers["UFIRST"].ts) == (True, ts)
    assert (helpers["UMOST"].people, helpers["UMOST"].weeks) == (4, 1)


def test_who_was_there_before_us_is_not_said_to_write_for_the_first_time(story):
    story.person("UVETERAN", messages=1, wrote_first=True)
    story.person("UNEW", messages=1, wrote_first=True, joined=us(MONDAY))
    assert [one.user_id for one in story.gathered().helpers] == ["UNEW"]


def test_a_first_thread_is_shown_where_all_may_read_it_and_only_if_it_is_of_the_week(story):
    for user_id in ("UCLOSED", "ULATE", "UOLD"):
        story.person(user_id, messages=1, wrote_first=user_id != "UOLD", joined=us(MONDAY))
    story.writes("UCLOSED", TUESDAY, channel="CSECRET")
    story.writes("ULATE", ENDS + timedelta(hours=1))
    helpers = story.gathered().helpers
    assert [(one.user_id, one.is_first, one.ts) for one in helpers] == [("UCLOSED", True, None), ("ULATE", True, None)]


def test_the_team_is_not_thanked_nor_is_it_the_measure_of_the_most_helpful(story):
    story.person("UTEAM", is_member=False, messages=50, helped=40, helping=0b111)
    story.person("U1", messages=5, helped=3)
    assert [one.user_id for one in story.gathered().helpers] == ["U1"]


def regulars(story, **of):
    for n in range(20):
        story.person(f"U{n:02}", before=n, weeks_before=4, days=1)
    story.person("U19", **of)
    return story.gathered().regulars


def test_somebody_of_the_most_active_tenth_who_is_silent_is_missed(story):
    assert regulars(story, days=0) == [Regular("U19", 19, 4)]
    assert regulars(story, days=4) == []


def test_the_team_is_not_among_the_most_active_and_who_left_is_not_missed(story):
    assert regulars(story, days=0, is_member=False) == []
    assert regulars(story, is_member=True, is_here=False) == []


def test_who_came_back_since_the_week_ended_is_not_missed(story):
    story.clicks("U19", ENDS + timedelta(hours=1))
    assert regulars(story, days=0) == []


def test_who_was_seen_before_the_week_or_only_left_a_channel_since_is_missed(story):
    story.clicks("U19", MONDAY - timedelta(hours=1))
    story.rows.append(Row("U19", us(ENDS + timedelta(hours=1)), Act.LEFT))
    assert regulars(story, days=0) == [Regular("U19", 19, 4)]


def test_equals_are_missed_together(story):
    for n in range(20):
        story.person(f"U{n:02}", before=9, weeks_before=4, days=n > 1)
    assert [one.user_id for one in story.gathered().regulars] == ["U00", "U01"]


def test_nothing_was_heard_at_all():
    silent = Story()
    silent.person("U1")
    found = silent.gathered()
    assert (found.newcomers, found.questions, found.helpers, found.regulars) == ([], [], [], [])


PEOPLE = st.sampled_from(["U0", "U1", "U2", "U3"])
HOURS = st.integers(0, 176)
DEEDS = st.lists(st.tuples(PEOPLE, HOURS, st.booleans(), st.lists(st.tuples(PEOPLE, HOURS), max_size=3)), max_size=8)


@given(DEEDS, st.sets(PEOPLE))
def test_who_waits_is_who_was_answered_by_nobody_else_whatever_happened(deeds, new):
    story = Story()
    for user_id in ("U0", "U1", "U2", "U3"):
        story.person(user_id, joined=us(MONDAY) if user_id in new else 0)
    threads = []
    for n, (who, hour, is_question, replies) in enumerate(deeds):
        at = BEGINS + timedelta(hours=hour, minutes=n)
        ts = story.asks(who, at, flags=Flag.QUESTION if is_question else 0)
        for m, (by, later) in enumerate(replies):
            story.replies(by, ts, at + timedelta(hours=later, seconds=m + 1), to=who)
        others = any(
            by != who and at + timedelta(hours=later, seconds=m + 1) < NOW for m, (by, later) in enumerate(replies)
        )
        threads.append((ts, who, at, is_question, others))
    found = story.gathered()
    day_old = {t[0] for t in threads if t[3] and not t[4] and timedelta(hours=24) <= NOW - t[2] <= timedelta(days=8)}
    assert {one.ts for one in found.questions} == day_old
    alone = {t[1] for t in threads if t[1] in new} - {t[1] for t in threads if t[4]}
    assert {one.user_id for one in found.newcomers} == alone
