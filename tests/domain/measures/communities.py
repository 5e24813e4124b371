"""Small communities of which everything is known: their people, and all that they ever did; and these as columns."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import numpy as np
from hypothesis import strategies as st

from slack_app.domain.digest.choices import PathRules
from slack_app.domain.measures import weeks
from slack_app.domain.measures.columns import MemberWeeks, PastWeeks, Standing
from slack_app.domain.measures.counting import Counted, Past, count
from slack_app.domain.measures.log import UNKNOWN, Act, Flag, Log
from slack_app.domain.measures.path import STAGES

SECOND = 1_000_000
HOUR, DAY = 3600 * SECOND, 24 * 3600 * SECOND
WEEK = timedelta(weeks=1)
PARIS = "Europe/Paris"
PLAIN = Flag(0)
LAST_WEEKS = [
    (PARIS, date(2025, 10, 20)),
    (PARIS, date(2026, 3, 23)),
    (PARIS, date(2024, 2, 26)),
    ("America/New_York", date(2026, 3, 2)),
    ("America/Santiago", date(2026, 3, 30)),
    ("Australia/Lord_Howe", date(2026, 9, 28)),
    ("Africa/Cairo", date(2026, 4, 20)),
    ("Pacific/Apia", date(2011, 12, 26)),
    ("Asia/Kathmandu", date(2026, 1, 5)),
    ("UTC", date(2026, 11, 16)),
]
"""Weeks with a change of hour (at midnight, by half an hour, over a day that never was), a leap day, and plain ones."""


@dataclass(frozen=True)
class Person:
    """Somebody; `joined` None: nothing is known of them but what they do."""

    user_id: str
    joined: int | None = 0
    introduced: int = 0
    is_here: bool = True


@dataclass(frozen=True)
class Deed:
    """One row."""

    user_id: str
    act: Act
    at: int
    channel_id: str = "C1"
    head: int = 0
    to: str | None = None
    flags: Flag = PLAIN


@dataclass(frozen=True)
class Community:
    """People, the team among them, and all that they did."""

    people: tuple[Person, ...]
    deeds: tuple[Deed, ...]
    team: frozenset[str] = frozenset()
    tz: str = PARIS
    rules: PathRules = field(default_factory=PathRules)

    @property
    def known(self):
        return {one.user_id: one for one in self.people if one.joined is not None}


def post(user_id, at, channel_id="C1", flags=PLAIN):
    return Deed(user_id, Act.POST, at, channel_id, at, None, flags)


def reply(user_id, at, to, flags=PLAIN):
    """A reply to a post."""
    return Deed(user_id, Act.REPLY, at, to.channel_id, to.head, to.user_id, flags)


def react(user_id, at, to):
    return Deed(user_id, Act.REACTION, at, to.channel_id, 0, to.user_id)


def click(user_id, at):
    return Deed(user_id, Act.CLICK, at, "")


def log_of(deeds, *, shuffled_by=0):
    """Rows in no order, people and channels in none either."""
    rows = list(deeds)
    Random(shuffled_by).shuffle(rows)
    people = sorted({name for one in rows for name in (one.user_id, one.to) if name}, key=lambda name: name[::-1])
    channels = sorted({one.channel_id for one in rows}, reverse=True)
    place = {name: n for n, name in enumerate(people)} | {None: UNKNOWN}
    where = {name: n for n, name in enumerate(channels)}
    return Log(
        people,
        channels,
        who=np.array([place[one.user_id] for one in rows], np.int32),
        where=np.array([where[one.channel_id] for one in rows], np.int32),
        at=np.array([one.at for one in rows], np.int64),
        act=np.array([one.act for one in rows], np.int8),
        head=np.array([one.head for one in rows], np.int64),
        to=np.array([place[one.to] for one in rows], np.int32),
        flags=np.array([one.flags for one in rows], np.int8),
    )


def first_of(community, user_id, acts):
    return min((one.at for one in community.deeds if one.user_id == user_id and one.act in acts), default=0)


MESSAGES = (Act.POST, Act.REPLY)
ACTS = (*MESSAGES, Act.REACTION, Act.CLICK)


def standing_of(community, stages):
    """Who is known; `stages`: the furthest of each so far."""
    known = list(community.known.values())
    ids = [one.user_id for one in known]
    return Standing(
        ids,
        joined=np.array([one.joined for one in known], np.int64),
        first_active=np.array([first_of(community, one, ACTS) for one in ids], np.int64),
        first_posted=np.array([first_of(community, one, MESSAGES) for one in ids], np.int64),
        introduced=np.array([one.introduced for one in known], np.int64),
        is_here=np.array([one.is_here for one in known], np.bool_),
        stage=np.array([stages.get(one, 0) for one in ids], np.int8),
    )


def past_of(week, kept):
    """What was kept of the five weeks before, as columns."""
    rows = [(ago, rows) for ago in range(1, 6) if (rows := kept.get(week - ago * WEEK))]
    people = sorted({user_id for _, one in rows for user_id in one.people})
    place = {user_id: n for n, user_id in enumerate(people)}

    def column(name):
        return np.concatenate([np.zeros(0, np.int32), *(getattr(one, name) for _, one in rows)]).astype(np.int32)

    who = [place[user_id] for _, one in rows for user_id in one.people]
    back = [ago for ago, one in rows for _ in one.people]
    names = ("posts", "replies", "days", "helped", "helping")
    return PastWeeks(people, np.array(who, np.int32), np.array(back, np.int8), *(column(name) for name in names))


def count_through(community, first, last, **also) -> list[Counted]:
    """Each week from the first to the last, counted as the app does: from its own rows and from what is kept of those before."""
    kept: dict[date, MemberWeeks] = {}
    stages: dict[str, int] = {}
    counted, week = [], first
    while week <= last:
        since, until = weeks.reads_from(week, community.tz), weeks.end(week, community.tz) + DAY
        log = log_of((one for one in community.deeds if since <= one.at < until), shuffled_by=week.toordinal())
        past = Past(standing_of(community, stages), past_of(week, kept), **also)
        one = count(week, community.tz, log, past, team=community.team, rules=community.rules)
        kept[week] = one.rows
        for stage, user_ids in one.reached.items():
            stages |= {user_id: max(stages.get(user_id, 0), STAGES.index(stage)) for user_id in user_ids}
        counted.append(one)
        week += WEEK
    return counted


@st.composite
def communities(draw, how_many_weeks=7):
    """A community, and the weeks in which it lived; times like the edges of days, and answers like those of a day."""
    tz, last = draw(st.sampled_from(LAST_WEEKS))
    first = last - (how_many_weeks - 1) * WEEK
    midnights = [weeks.midnight(first + timedelta(days=n), tz) for n in range(how_many_weeks * 7 + 1)]
    edge = st.sampled_from([0, 0, 1, -1, 12 * HOUR, DAY, DAY - 1, 23 * HOUR])
    moment = st.builds(lambda day, later: midnights[day] + later, st.integers(0, len(midnights) - 1), edge)
    people = [draw(_person(f"U{n}", moment, midnights[-1])) for n in range(draw(st.integers(1, 7)))]
    team = frozenset(one.user_id for one in people if draw(st.integers(0, 5)) == 0)
    deeds: dict[tuple, Deed] = {}
    for n in range(draw(st.integers(0, 45))):
        one = draw(_deed(n, people, list(deeds.values()), moment))
        deeds.setdefault((one.channel_id, one.head if one.act == Act.POST else one.at, one.act, one.user_id), one)
    rules = draw(st.builds(PathRules, *[st.integers(1, 3)] * 4))
    gone = draw(st.sets(st.integers(0, 60), max_size=3))
    kept = tuple(one for n, one in enumerate(deeds.values()) if n not in gone)
    return Community(tuple(people), kept, team, tz, rules), first - WEEK, last


@st.composite
def _person(draw, user_id, moment, end):
    joined = draw(st.one_of(st.none(), st.just(0), moment, moment, moment.map(lambda at: at - 45 * DAY)))
    introduced = draw(st.one_of(st.just(0), st.just(0), moment))
    return Person(user_id, joined, introduced, draw(st.integers(0, 5)) > 0)


@st.composite
def _deed(draw, n, people, before, moment):
    """The n-th thing that is done; no two messages of a channel bear one timestamp."""
    user_id = draw(st.sampled_from(people)).user_id
    act = draw(st.sampled_from([Act.POST, Act.POST, Act.REPLY, Act.REPLY, Act.REPLY, *Act]))
    posts = [one for one in before if one.act == Act.POST]
    flags = draw(st.sampled_from([Flag(0), Flag(0), Flag.QUESTION, Flag.RESOURCE, Flag.QUESTION | Flag.RESOURCE]))
    if draw(st.integers(0, 30)) == 0:
        flags |= Flag.OUTSIDE
    if act == Act.REPLY and posts:
        of = draw(st.sampled_from(posts))
        delay = draw(st.sampled_from([SECOND, HOUR, DAY, DAY + 1, DAY - 1, 3 * DAY, 9 * DAY, 30 * DAY]))
        to = draw(st.sampled_from([of.user_id, of.user_id, None]))
        return Deed(user_id, act, of.at + delay, of.channel_id, of.head, to, flags)
    at, channel_id = draw(moment), draw(st.sampled_from(["C1", "C2", "C3"]))
    head = at - at % 1000 + n
    if act == Act.REPLY:
        return Deed(user_id, act, at, channel_id, head - 40 * DAY, draw(st.sampled_from(["UAPP", None, "U0"])), flags)
    if act == Act.POST:
        return Deed(user_id, act, at, channel_id, head, None, flags)
    if act == Act.REACTION:
        return Deed(user_id, act, at, channel_id, 0, draw(st.sampled_from(["UAPP", None, "U0", "U1"])))
    return replace(click(user_id, at), act=act)
