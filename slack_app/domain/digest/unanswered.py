"""Newcomers whom nobody has answered: their introduction, or else the first thread that they began, still waits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from slack_app.domain.digest.candidates import Newcomer, Waiting
from slack_app.domain.digest.picking import NEW_FOR_DAYS
from slack_app.domain.digest.sight import HOUR, Sight
from slack_app.domain.measures.log import UNKNOWN, Act, Log, micros
from slack_app.domain.measures.numbers import Flags

_DAY = 24 * HOUR


@dataclass(frozen=True)
class Introduction:
    """Where a newcomer's introduction stands; the app posted it for them, or they did."""

    user_id: str
    channel_id: str
    ts: str


def newcomers(sight: Sight, introductions: Iterable[Introduction]) -> Iterator[Newcomer]:
    """Those who joined of late and whom nobody has answered anywhere; of what was said before the log, nothing is said."""
    persons = sight.persons
    is_new = sight.members & (persons.joined > sight.now - (NEW_FOR_DAYS + 1) * _DAY)
    place = {persons.people[n]: n for n in np.flatnonzero(is_new).tolist()}
    introduced = [one for one in introductions if one.user_id in place and micros(one.ts) >= sight.begins]
    greeted = set(_greeted(sight.log, introduced))
    answered = {place[one.user_id] for one in introduced if one in greeted} | _answered(sight, is_new)
    shown = {place[one.user_id]: _waiting(sight, one) for one in introduced if one.channel_id in sight.open_channels}
    waiting = _first_threads(sight, is_new) | shown
    for person in sorted(waiting.keys() - answered):
        days = max(sight.now - int(persons.joined[person]), 0) // _DAY
        yield Newcomer(persons.people[person], days, waiting[person], person in shown)


def _greeted(log: Log, introductions: Sequence[Introduction]) -> Iterator[Introduction]:
    """Those to which another person replied."""
    heads = {(one.channel_id, micros(one.ts)): one for one in introductions}
    replies = np.flatnonzero((log.act == Act.REPLY) & np.isin(log.head, [head for _, head in heads]))
    for n in replies.tolist():
        one = heads.get((log.channels[log.where[n]], int(log.head[n])))
        if one and log.people[log.who[n]] != one.user_id:
            yield one


def _answered(sight: Sight, is_new: Flags) -> set[int]:
    """Who was answered in a thread of theirs; and who wrote before the log begins, for they may have been."""
    theirs = sight.is_begun & sight.by(is_new) & (sight.threads.answered_at != UNKNOWN)
    first = sight.persons.first_posted
    before = is_new & (first > 0) & (first < sight.begins)
    return set(sight.author[theirs].tolist()) | set(np.flatnonzero(before).tolist())


def _first_threads(sight: Sight, is_new: Flags) -> dict[int, Waiting]:
    theirs = np.flatnonzero(sight.is_begun & sight.by(is_new) & sight.is_open)
    return {person: sight.waiting(n) for person, n in sight.first_of_each(theirs).items()}


def _waiting(sight: Sight, one: Introduction) -> Waiting:
    return Waiting(one.user_id, one.channel_id, one.ts, (sight.now - micros(one.ts)) / HOUR)
