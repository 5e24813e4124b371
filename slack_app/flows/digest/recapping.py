"""The members' recap of a week, in a channel that managers chose; and who does not wish to be named in it."""

from collections.abc import Collection, Iterator
from datetime import date

import numpy as np
from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.digest import recap as rules
from slack_app.domain.digest.picking import NEW_FOR_DAYS
from slack_app.domain.digest.recap import LEAST_PEOPLE, Coming, Introduced, Recap, Thread
from slack_app.domain.measures import weeks
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.log import slack_ts
from slack_app.domain.measures.threads import Threads, threads_of
from slack_app.domain.measures.weeks import WEEK, monday
from slack_app.flows.coffee.schedule import next_on
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import counting
from slack_app.flows.digest.counting import instant_of
from slack_app.flows.digest.picking import rooms_of
from slack_app.flows.digest.shown import LANGUAGE, permalink, words_in
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.redrawing import place_of, stands
from slack_app.gateway.protocol import Post
from slack_app.store import activity, members, profiles, workspaces
from slack_app.store.coffee import programmes
from slack_app.store.digest import reports, thanks, week_totals
from slack_app.store.errands import Errand
from slack_app.store.schema import Report
from slack_app.views.digest import recap as view

NAME, PAST = "recap", "past"
MOST_THREADS = 50
"""Of so many, those with the most people, the recap's own rule chooses."""
A_FORTNIGHT = NEW_FOR_DAYS * weeks.DAY


def weekly_recap(deps: Deps, errand: Errand) -> Outcome:
    """Tell members what the last week was like; nothing where there is nothing worth telling."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
    if not community.digest.recap or not community.digest.recap_channel:
        return Drop("switched_off")
    week = monday(date.fromisoformat(errand.args["day"])) - WEEK
    waits = counting.wait_for_the_past(deps, errand) or counting.count_missing(deps, errand, before=week + WEEK)
    if waits:
        return waits
    report = _frozen(deps, errand.team_id, community, week)
    if report is None:
        return Drop("nothing_to_tell")
    place = place_of(deps, errand, report, lambda: community.digest.recap_channel)
    return Say(drawn(deps, report, place or "", errand.key), stands(deps, report))


def _frozen(deps: Deps, team_id: str, community: Community, week: date) -> Report | None:
    """The recap as it was made once; None where there is none."""
    with deps.db.reading() as session:
        report = reports.of_day(session, team_id, NAME, week)
        counted = week_totals.of_week(session, team_id, week)
    if report or counted is None:
        return report
    heard = rooms_of(deps, team_id, community.digest.channels_off).everything
    with deps.db.reading() as session:
        made = _made(session, deps, team_id, community, counted, heard)
        past = week_totals.before(session, team_id, week, limit=counting.LOOKS_BACK)
    if made is None:
        return None
    kept = {**made.to_json(), PAST: [_public(one, made).to_json() for one in past], LANGUAGE: community.language}
    with transaction(deps) as session:
        return reports.freeze(session, team_id, NAME, week, kept, now=deps.now())


def _public(week: WeekFigures, made: Recap) -> WeekFigures:
    values = {measure: value for measure, value in week.values.items() if measure in made.figures.values}
    return WeekFigures(week.week, values)


def _made(
    session: Session, deps: Deps, team_id: str, community: Community, counted: WeekFigures, channels: Collection[str]
) -> Recap | None:
    since, until = weeks.start(counted.week, community.tz), weeks.end(counted.week, community.tz)
    log = activity.log(session, team_id, since - weeks.DAY, until, channels_off=community.digest.channels_off)
    known = members.all_ids(session, team_id)
    return rules.make(
        counted,
        public=community.digest.public,
        threads=list(_threads(session, team_id, threads_of(log, since, until, known), channels)),
        introduced=list(_introduced(session, team_id, since, until)),
        thanked=thanks.to_tell(session, team_id, instant_of(since), instant_of(until)),
        coming=list(_coming(session, deps, team_id, community)),
        unnamed=members.unnamed(session, team_id),
    )


def _threads(session: Session, team_id: str, threads: Threads, channels: Collection[str]) -> Iterator[Thread]:
    """The threads in open channels in which most people spoke; who began them is named while they are here."""
    is_open = np.array([channel_id in channels for channel_id in threads.log.channels], np.bool_)
    found = np.flatnonzero(threads.people >= LEAST_PEOPLE)
    there = found[is_open[threads.where[found]]]
    most_first = there[np.lexsort((-threads.replies[there], -threads.people[there]))][:MOST_THREADS]
    for n in most_first.tolist():
        one = threads[n]
        member = members.find(session, team_id, one.author_id or "")
        author_id = one.author_id if member and member.status == "active" else None
        yield Thread(one.channel_id, slack_ts(one.head), one.people, one.replies, author_id)


def _introduced(session: Session, team_id: str, since: int, until: int) -> Iterator[Introduced]:
    """Newcomers who introduced themselves this week, and are here."""
    begin, end = instant_of(since), instant_of(until)
    for member in members.newcomers(session, team_id, instant_of(since - A_FORTNIGHT), end):
        if member.introduced_at and begin <= member.introduced_at < end:
            row = profiles.find(session, team_id, member.user_id)
            if row:
                yield Introduced(member.user_id, row.in_directory, in_public=row.intro_ts is not None)


def _coming(session: Session, deps: Deps, team_id: str, community: Community) -> Iterator[Coming]:
    for row in programmes.on(session, team_id):
        day = next_on(session, row, community, deps.now())
        if day:
            yield Coming(row.id or 0, day)


def drawn(deps: Deps, report: Report, place: str, key: str) -> Post:
    """The recap, without the names of those who do not wish to be named (any more)."""
    team_id, made = report.team_id, Recap.from_json(report.figures)
    with deps.db.reading() as session:
        shown = rules.nameless(made, members.unnamed(session, team_id))
        found = [programmes.find(session, team_id, one.programme_id) for one in made.coming]
    names = {row.id or 0: str(row.choices.get("name", "")) for row in found if row}
    links = {(one.channel_id, one.ts): permalink(deps, team_id, one.channel_id, one.ts) for one in shown.threads}
    past = [WeekFigures.from_json(one) for one in report.figures.get(PAST, [])]
    letter = view.recap(words_in(report), shown, links, names, past)
    return Post(place, letter.text, letter.blocks, key=key)
