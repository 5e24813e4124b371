"""How often, and when: cadences, and one moment on the walls of several people."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from slack_app.domain.programmes import Cadence
from slack_app.views.words import Mrkdwn, Words, mark, mention

CADENCES = {
    Cadence.WEEKLY: mark("Every week"),
    Cadence.TWO_WEEKS: mark("Every two weeks"),
    Cadence.THREE_WEEKS: mark("Every three weeks"),
    Cadence.FOUR_WEEKS: mark("Every four weeks"),
    Cadence.MONTHLY: mark("Every month"),
}


def rhythm(words: Words, cadence: Cadence, weekday: int, hour: int) -> Mrkdwn:
    """How often a programme brings people together: every two weeks, Monday, 10:00 AM."""
    often, day, at = words.say(CADENCES[cadence]), words.weekday(weekday), words.clock(time(hour))
    if cadence is Cadence.MONTHLY:
        return words.say("Every month, on the first {weekday}, {time}", weekday=day, time=at)
    return words.say("{often}, on {weekday}, {time}", often=often, weekday=day, time=at)


def on_their_walls(words: Words, at: datetime, zones: Mapping[str, str]) -> Mrkdwn:
    """A moment as each person's own clock shows it; `zones` maps user ids to IANA zones."""
    walls = {user_id: at.astimezone(ZoneInfo(name)).replace(tzinfo=None) for user_id, name in zones.items()}
    times = sorted(set(walls.values()))
    if len(times) == 1:
        return words.say("{day}, {time}", day=words.day(times[0]), time=words.clock(times[0]))
    theirs = [(wall, [mention(one) for one in walls if walls[one] == wall]) for wall in times]
    if len({wall.date() for wall in times}) == 1:
        parts = [_at(words, words.clock(wall), people) for wall, people in theirs]
        return words.say("{day}: {times}", day=words.day(times[0]), times=words.listing(parts))
    parts = [_at(words, f"{words.day(wall)}, {words.clock(wall)}", people) for wall, people in theirs]
    return Mrkdwn(" · ".join(parts))


def _at(words: Words, when: str, people: Sequence[str]) -> Mrkdwn:
    return words.say("{time} for {people}", time=when, people=words.listing(people))
