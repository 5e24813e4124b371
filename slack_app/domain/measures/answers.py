"""Whether and how soon people are answered, how deep threads go, and whether help goes both ways."""

from dataclasses import dataclass

import numpy as np

from slack_app.domain.measures.crowd import Crowd
from slack_app.domain.measures.log import UNKNOWN
from slack_app.domain.measures.numbers import Counts, count, how_many, once, share, tally
from slack_app.domain.measures.terms import Measure, Value
from slack_app.domain.measures.threads import Talk, Threads
from slack_app.domain.measures.weeks import DAY, HOUR

DEEP = 3


def answers(threads: Threads, crowd: Crowd, since: int, until: int) -> dict[Measure, Value]:
    """Of what members wrote from `since` to before `until`: each has had a whole day to be answered by somebody else."""
    author = crowd.places[threads.author]
    asked = (threads.at >= since) & (threads.at < until) & (author != UNKNOWN) & crowd.is_member[author]
    answered = asked & (threads.answered_at != UNKNOWN)
    waited = threads.answered_at - threads.at
    in_a_day = answered & (waited <= DAY)
    questions = asked & threads.is_question
    heads = how_many(asked)
    return {
        Measure.QUESTIONS: count(questions, heads),
        Measure.REPLY_RATE: share(how_many(in_a_day), heads),
        Measure.UNANSWERED: count(questions & ~in_a_day, how_many(questions)),
        **_response(np.sort(waited[answered])),
    }


def _response(waited: Counts) -> dict[Measure, Value]:
    """The middle of the waiting times, and the one that nine in ten do not exceed (nearest rank), in hours."""
    n = len(waited)
    median = float(waited[(n - 1) // 2] + waited[n // 2]) / 2 / HOUR if n else None
    p90 = float(waited[-(-n * 9 // 10) - 1]) / HOUR if n else None
    return {Measure.FIRST_RESPONSE_MEDIAN: Value(median, n), Measure.FIRST_RESPONSE_P90: Value(p90, n)}


def depth(threads: Threads) -> dict[Measure, Value]:
    """Of the threads that got a reply: people and replies on average, and how many are of three people or more."""
    replied = threads.replies > 0
    n = how_many(replied)
    return {
        Measure.PEOPLE_PER_THREAD: share(int(threads.people[replied].sum()), n),
        Measure.REPLIES_PER_THREAD: share(int(threads.replies.sum()), n),
        Measure.THREADS_OF_THREE: count(replied & (threads.people >= DEEP), n),
    }


@dataclass(frozen=True)
class Help:
    """Who replied to whom: `pairs`, each once, as who * crowd + whom; of each of the crowd, replies to others and how many others."""

    pairs: Counts
    replies: Counts
    people: Counts

    @classmethod
    def of(cls, talk: Talk, crowd: Crowd, since: int) -> "Help":
        """The replies since then in threads that somebody else began."""
        who, whom = crowd.places[talk.who], crowd.places[talk.author[talk.of]]
        to_another = (talk.said_at >= since) & (whom != UNKNOWN) & (who != whom)
        who, whom = who[to_another], whom[to_another]
        pairs = once(who * np.int64(crowd.size) + whom)
        return cls(pairs, tally(who, crowd.size), tally(pairs // max(crowd.size, 1), crowd.size))


def reciprocity(given: Help, crowd: Crowd) -> dict[Measure, Value]:
    """Of the pairs in which one replied to the other, how many did so both ways."""
    pairs, size = given.pairs, max(crowd.size, 1)
    back = pairs % size * size + pairs // size
    both = np.isin(back, pairs, assume_unique=True)
    return {Measure.RECIPROCITY: share(how_many(both), len(pairs))}
