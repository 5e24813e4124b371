"""From the columns of a week to what might be worth doing: who and what is looked at, and what is left aside."""

from collections.abc import Collection, Iterable, Sequence
from math import ceil

import numpy as np

from slack_app.domain.digest.candidates import Candidates, Channel, Helper, Regular, Waiting, streak
from slack_app.domain.digest.picking import ANSWER_AFTER_HOURS, ANSWER_WITHIN_HOURS, MANY_HELPED, STREAK_WEEKS
from slack_app.domain.digest.sight import HOUR, Sight
from slack_app.domain.digest.unanswered import Introduction, newcomers
from slack_app.domain.measures.log import UNKNOWN, Act, slack_ts
from slack_app.domain.measures.numbers import Counts, Flags
from slack_app.domain.measures.persons import Persons
from slack_app.domain.measures.threads import Threads

__all__ = ["Introduction", "gather"]

MOST_LOOKED_AT = 1000
"""Of each kind, the most urgent: five are picked, and only a few of them are settled or about the same person."""
TOP_PART = 0.1
_STREAK = (1 << STREAK_WEEKS) - 1


def gather(  # noqa: PLR0913  one for each thing that is looked at
    persons: Persons,
    threads: Threads,
    *,
    channels: Sequence[Channel],
    introductions: Iterable[Introduction],
    open_channels: Collection[str],
    begins: int,
    ends: int,
    now: int,
) -> Candidates:
    """What might be worth doing about a week, seen from now: `begins` (of the log), `ends` and `now` are microseconds."""
    seen = Sight(persons, threads, open_channels, begins, ends, now)
    return Candidates(
        newcomers=list(newcomers(seen, introductions)),
        questions=_questions(seen),
        helpers=_helpers(seen),
        regulars=_regulars(seen),
        channels=channels,
    )


def _questions(seen: Sight) -> list[Waiting]:
    threads = seen.threads
    hours = (seen.now - threads.at) / HOUR
    due = (hours >= ANSWER_AFTER_HOURS) & (hours <= ANSWER_WITHIN_HOURS)
    waits = seen.is_begun & seen.is_open & threads.is_question & (threads.answered_at == UNKNOWN) & due
    found = np.flatnonzero(waits)
    oldest = found[np.lexsort((threads.head[found], threads.at[found]))][:MOST_LOOKED_AT]
    return [seen.waiting(n) for n in oldest.tolist()]


def _helpers(seen: Sight) -> list[Helper]:
    """Who wrote this week and helped for weeks in a row, or wrote for the first time, or helped the most people.

    What somebody wrote who was there before us may have been the first that we heard, and not the first.
    """
    persons = seen.persons
    wrote_first = persons.wrote_first & (persons.joined > 0)
    wrote = seen.members & (persons.messages > 0)
    most = int(persons.helped[wrote].max(initial=0))
    kept = _first(wrote & ((persons.helping & _STREAK) == _STREAK), -persons.helped, -persons.helping)
    kept |= _first(wrote & wrote_first)
    kept |= _first(wrote & (persons.helped == max(most, MANY_HELPED)))
    began = seen.is_begun & seen.is_open & (seen.threads.at < seen.ends)
    first = seen.first_of_each(np.flatnonzero(began & seen.by(wrote_first)))
    return [_helper(seen, person, first.get(person), is_first=bool(wrote_first[person])) for person in sorted(kept)]


def _helper(seen: Sight, person: int, first: int | None, *, is_first: bool) -> Helper:
    persons, message = seen.persons, None if first is None else seen.threads[first]
    return Helper(
        persons.people[person],
        int(persons.helped[person]),
        streak(int(persons.helping[person])),
        is_first,
        message.channel_id if message else None,
        slack_ts(message.head) if message else None,
    )


def _regulars(seen: Sight) -> list[Regular]:
    """Of the tenth with the most messages in the four weeks before, whoever was not seen since: equals stand together."""
    persons = seen.persons
    before = np.where(seen.persons.is_member, persons.before, 0)
    wrote = np.sort(before[before > 0])
    if not len(wrote):
        return []
    least = wrote[-ceil(TOP_PART * len(wrote))]
    silent = _first(seen.members & (before >= least) & (persons.days == 0) & ~_is_back(seen), -before)
    return [Regular(persons.people[n], int(before[n]), int(persons.weeks_before[n])) for n in sorted(silent)]


def _is_back(seen: Sight) -> Flags:
    """Of each of `persons` whether they did something since the week ended."""
    log = seen.log
    since = seen.person[log.who[(log.at >= seen.ends) & (log.act <= Act.CLICK)]]
    back = np.zeros(len(seen.persons.people) + 1, np.bool_)
    back[since] = True
    return back[:-1]


def _first(chosen: Flags, *ranks: Counts) -> set[int]:
    """The places of those who are chosen, the first thousand by their ranks (the last rank weighs most)."""
    found = np.flatnonzero(chosen)
    order = np.lexsort([rank[found] for rank in ranks]) if ranks else slice(None)
    return set(found[order][:MOST_LOOKED_AT].tolist())
