"""A week's digest in whose middle the workers are killed: it is told once, by two clocks, in the words of its first count."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.measures import weeks
from slack_app.domain.measures.log import Act
from slack_app.domain.measures.weeks import HOUR
from slack_app.domain.people import Person
from slack_app.flows import clockwork
from slack_app.flows.deps import Deps
from slack_app.flows.digest.counting import last_week
from slack_app.jobs import Job
from slack_app.store import activity, members, schedules, workspaces
from slack_app.store.activity import Deed
from slack_app.store.digest import week_totals
from slack_app.store.receiving import Inbox
from slack_app.store.schema import MemberWeek, Report, WeekTotal
from tests.fakes import FakeJobs, FakeSlack
from tests.faults.conftest import Place
from tests.faults.keeper import soon
from tests.faults.slack import TEAM

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

PEOPLE = [f"U{number:02}" for number in range(12)]
BEFORE = 3
"""Weeks that nobody has counted."""


def a_digest_is_due(place: Place) -> None:
    """Some weeks have gone by, and it is the hour of the digest. Nobody is at work yet."""
    inbox, now = Inbox(place.db, ring=lambda: None), datetime.now(UTC)
    deps = Deps(place.db, FakeSlack(), FakeJobs(), inbox, now=lambda: now)
    clockwork.install(deps, TEAM, enterprise_id=None, bot_user_id="UBOT")
    digest = DigestChoices(weekday=now.weekday(), hour=now.hour)
    with place.db.transaction() as session:
        members.meet_many(session, TEAM, [Person(one, TEAM, "fr-FR", "Europe/Paris") for one in PEOPLE], now=now)
        activity.note_many(session, TEAM, (one for n in range(BEFORE + 1) for one in deeds(now, n)))
        chosen = workspaces.change_community(
            session, TEAM, lambda known: replace(known, managers=("UBOSS",), digest=digest), now=now
        )
        clockwork.keep_schedules(session, deps, TEAM, chosen)
        schedule = schedules.hold(session, TEAM, Job.WEEKLY_DIGEST)
        assert schedule
        schedule.next_due_at = now.replace(minute=0, second=0, microsecond=0)
        session.add(schedule)
    inbox.close()


def deeds(now: datetime, weeks_ago: int) -> list[Deed]:
    """Everybody writes on each day of a week."""
    start = weeks.start(last_week(now, "UTC") - timedelta(weeks=weeks_ago), "UTC")
    at = [start + hour * HOUR for hour in range(10, 24 * 7, 24)]
    found = [(user_id, one + n) for one, (n, user_id) in product(at, enumerate(PEOPLE))]
    return [Deed(user_id, Act.POST, one, one, "C1", head_ts=one) for user_id, one in found]


def digests(place: Place) -> int:
    """How often managers were told of the week."""
    return sum(times for key, times in place.slack.times().items() if key.startswith("weekly_digest"))


def it_is_told_once(place: Place) -> Report:
    soon(lambda: digests(place) > 0, "the digest")
    soon(place.is_nothing_left, "the end of all work")
    (report,) = place.rows(Report)
    assert digests(place) == 1
    assert [key for key, times in place.slack.times().items() if times > 1] == []
    assert len(place.rows(WeekTotal)) == BEFORE + 1
    assert len(place.rows(MemberWeek)) == (BEFORE + 1) * len(PEOPLE)
    assert report.figures["this"]["values"]["messages"] == [7 * len(PEOPLE), len(PEOPLE)]
    return report


@pytest.mark.parametrize(
    "step", ["while_a_week_is_counted", "while_a_week_is_written", "when_a_week_is_written", "when_a_digest_is_frozen"]
)
def test_who_is_killed_while_weeks_are_counted_is_replaced_and_nothing_is_counted_twice(
    place: Place, step: str
) -> None:
    a_digest_is_due(place)
    place.begin(step).until("dead")
    assert digests(place) == 0
    place.begin()
    it_is_told_once(place)


def test_what_happens_between_count_and_post_does_not_change_its_words(place: Place) -> None:
    a_digest_is_due(place)
    place.begin("when_a_digest_is_frozen").until("dead")
    (frozen,) = place.rows(Report)
    with place.db.transaction() as session:
        late = deeds(datetime.now(UTC), 0)[0]
        activity.note(session, TEAM, replace(late, ts=late.ts + 1, at=late.at + 1))
        week_totals.take_back(session, TEAM, frozen.local_date)
    place.begin()
    soon(lambda: digests(place) > 0, "the digest")
    soon(place.is_nothing_left, "the end of all work")
    (report,) = place.rows(Report)
    assert report.figures == frozen.figures
    assert digests(place) == 1


@pytest.mark.parametrize("step", ["after_the_intent", "after_the_answer_before_the_commit"])
def test_who_is_killed_while_it_is_told_is_found_to_have_told_it_or_not(place: Place, step: str) -> None:
    a_digest_is_due(place)
    place.begin(step).until("dead")
    place.begin()
    it_is_told_once(place)


def test_who_is_killed_while_details_are_told_in_the_thread_is_found_to_have_told_them(place: Place) -> None:
    a_digest_is_due(place)
    place.begin("when_the_details_are_told").until("dead")
    assert digests(place) == 1
    assert [one["thread_ts"] for one in place.slack.said if "thread_ts" in one] != []
    place.begin()
    it_is_told_once(place)
