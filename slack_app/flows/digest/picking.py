"""What is worth doing as of now: what the week and its rows tell, and what is settled already."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.digest.candidates import Candidates, channels_seen
from slack_app.domain.digest.gathering import Introduction, gather
from slack_app.domain.digest.picking import NEW_FOR_DAYS, pick
from slack_app.domain.digest.todo import AGAIN_AFTER, Item, TodoKind
from slack_app.domain.measures import weeks
from slack_app.domain.measures.threads import threads_of
from slack_app.flows.deps import Deps
from slack_app.flows.digest.counting import Counting, instant_of
from slack_app.flows.feedback.worked_on.waiting import waiting
from slack_app.store import members, profiles
from slack_app.store.digest import reports, settled

NEW_FOR = timedelta(days=NEW_FOR_DAYS)
FOR_EVER = (TodoKind.GREET.value, TodoKind.ANSWER.value)


@dataclass(frozen=True)
class Rooms:
    """The community's open channels that count: all of them, and those that the app is in."""

    everything: frozenset[str]
    heard: frozenset[str]


def rooms_of(deps: Deps, team_id: str, channels_off: Collection[str]) -> Rooms:
    """Ask Slack for them. What is said in private channels is counted, and never shown."""
    found = [one for one in deps.slack.channels(team_id) if one.channel_id not in channels_off and not one.is_private]
    open_ones = [one for one in found if not one.is_archived]
    return Rooms(
        frozenset(one.channel_id for one in open_ones),
        frozenset(one.channel_id for one in open_ones if one.is_member),
    )


def to_do(session: Session, team_id: str, counting: Counting, rooms: Rooms) -> tuple[Item, ...]:
    """At most five things, the most useful first of each kind."""
    return pick(_candidates(session, team_id, counting, rooms), _settled(session, team_id, counting))


def _settled(session: Session, team_id: str, counting: Counting) -> set[tuple[str, str]]:
    """Who was greeted, and what was answered, is so for ever; the rest may come back after eight weeks."""
    ever = {key for key in settled.those(session, team_id) if key[0] in FOR_EVER}
    return ever | set(settled.those(session, team_id, since=instant_of(counting.now) - AGAIN_AFTER))


def _candidates(session: Session, team_id: str, counting: Counting, rooms: Rooms) -> Candidates:
    week, tz = counting.figures.week, counting.tz
    begins, persons = weeks.reads_from(week, tz), counting.counted.persons
    found = gather(
        persons,
        threads_of(counting.log, begins, counting.now, set(persons.people)),
        channels=channels_seen(counting.figures, counting.past, rooms.heard),
        introductions=_introductions(session, team_id, counting),
        open_channels=rooms.everything,
        begins=begins,
        ends=weeks.end(week, tz),
        now=counting.now,
    )
    return replace(found, feedback=[waiting(session, team_id, now=instant_of(counting.now))])


def _introductions(session: Session, team_id: str, counting: Counting) -> Iterator[Introduction]:
    """Where the introductions stand of those who came of late and whom nobody has promised to greet."""
    found = members.newcomers(session, team_id, instant_of(counting.now) - NEW_FOR)
    introduced = [one.user_id for one in found if one.introduced_at and one.user_id not in counting.team]
    greeted = reports.greeters(session, team_id, introduced)
    for user_id in introduced:
        row = profiles.find(session, team_id, user_id)
        if row and row.intro_channel_id and row.intro_ts and user_id not in greeted:
            yield Introduction(user_id, row.intro_channel_id, row.intro_ts)
