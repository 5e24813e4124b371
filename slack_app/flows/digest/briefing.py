"""The moderators' short form of a working day: who came, what waits for an answer, and whether it was a usual day."""

from collections.abc import Collection, Iterator
from datetime import date

import numpy as np
from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.digest import brief as rules
from slack_app.domain.digest.brief import Brief
from slack_app.domain.digest.candidates import Waiting
from slack_app.domain.digest.picking import ANSWER_WITHIN_HOURS
from slack_app.domain.measures import weeks
from slack_app.domain.measures.log import UNKNOWN, slack_ts
from slack_app.domain.measures.threads import threads_of
from slack_app.domain.measures.weeks import HOUR, WEEK
from slack_app.flows import trouble
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.counting import heard_since, instant_of, micros_of, team_of
from slack_app.flows.digest.picking import rooms_of
from slack_app.flows.digest.shown import LANGUAGE, permalink, words_in
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.redrawing import place_of, stands
from slack_app.gateway.protocol import Post
from slack_app.store import activity, members, workspaces
from slack_app.store.digest import reports, settled
from slack_app.store.errands import Errand
from slack_app.store.schema import Report
from slack_app.views.digest import brief as view

NAME = "brief"
WEEKS_BEFORE = 4
MOST = 100


def daily_brief(deps: Deps, errand: Errand) -> Outcome:
    """Tell moderators of yesterday (on a Monday of the week-end, too); nothing where there is nothing to say."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
    day = date.fromisoformat(errand.args["day"])
    if not community.digest.brief:
        return Drop("switched_off")
    if community.digest.is_on and day.weekday() == community.digest.weekday:
        return Drop("digest_comes")
    report = _frozen(deps, errand.team_id, community, day)
    if report is None:
        return Drop("nothing_to_tell")
    rather, told_in = community.digest_channel, trouble.where_managers_read
    place = place_of(deps, errand, report, lambda: told_in(deps, errand.team_id, community, rather=rather))
    if place is None:
        return Drop("nobody_to_tell")
    return Say(drawn(deps, report, place, errand.key), stands(deps, report))


def _frozen(deps: Deps, team_id: str, community: Community, today: date) -> Report | None:
    with deps.db.reading() as session:
        report = reports.of_day(session, team_id, NAME, today)
    if report:
        return report
    rooms = rooms_of(deps, team_id, community.digest.channels_off)
    with deps.db.reading() as session:
        made = _made(session, deps, team_id, community, today, rooms.everything)
    if made is None:
        return None
    with transaction(deps) as session:
        kept = {**made.to_json(), LANGUAGE: community.language}
        return reports.freeze(session, team_id, NAME, today, kept, now=deps.now())


def _made(
    session: Session, deps: Deps, team_id: str, community: Community, today: date, channels: Collection[str]
) -> Brief | None:
    first, last = rules.stretch(today)
    since, until = weeks.midnight(first, community.tz), weeks.midnight(today, community.tz)
    joined = members.newcomers(session, team_id, instant_of(since), instant_of(until))
    return rules.make(
        (first, last),
        joined=[one.user_id for one in joined],
        waiting=_waiting(session, team_id, community, until, micros_of(deps.now()), channels),
        messages=_messages(session, team_id, community, first, today),
        before=list(_before(session, team_id, community, first, today)),
        settled=settled.those(session, team_id),
    )


def _waiting(
    session: Session, team_id: str, community: Community, until: int, now: int, channels: Collection[str]
) -> list[Waiting]:
    """The questions of the last days that nobody has answered, those that wait longest first."""
    since = now - ANSWER_WITHIN_HOURS * HOUR
    log = activity.log(session, team_id, since, now, channels_off=community.digest.channels_off)
    everybody, team = members.all_ids(session, team_id), team_of(session, team_id, community)
    threads = threads_of(log, since, now, everybody)
    asked = threads.is_question & (threads.answered_at == UNKNOWN) & (threads.author != UNKNOWN) & (threads.at < until)
    found = np.flatnonzero(asked)
    oldest_first = (threads[n] for n in found[np.argsort(threads.at[found], kind="stable")].tolist())
    theirs = [one for one in oldest_first if one.channel_id in channels and one.author_id not in team][:MOST]
    return [
        Waiting(one.author_id, one.channel_id, slack_ts(one.head), (now - one.head) / HOUR)
        for one in theirs
        if one.author_id in everybody
    ]


def _before(session: Session, team_id: str, community: Community, first: date, today: date) -> Iterator[int]:
    """The messages of the same days in each of the weeks before that were heard."""
    heard = heard_since(session, team_id)
    for n in range(1, WEEKS_BEFORE + 1):
        since = first - n * WEEK
        if heard is not None and heard <= weeks.midnight(since, community.tz):
            yield _messages(session, team_id, community, since, today - n * WEEK)


def _messages(session: Session, team_id: str, community: Community, first: date, until: date) -> int:
    edges = (weeks.midnight(day, community.tz) for day in (first, until))
    return activity.messages(session, team_id, *edges, channels_off=community.digest.channels_off)


def drawn(deps: Deps, report: Report, place: str, key: str) -> Post:
    """The brief, with the addresses of the questions."""
    made, team_id = Brief.from_json(report.figures), report.team_id
    links = {(one.channel_id, one.ts): permalink(deps, team_id, one.channel_id, one.ts) for one in made.questions}
    letter = view.brief(words_in(report), made, links)
    return Post(place, letter.text, letter.blocks, key=key)
