"""The week in one plain sentence: compared with the last, and the one thing that matters."""

from collections.abc import Iterator, Mapping, Sequence

from slack_app.domain.digest.headline import Course, Headline, Matter, headline
from slack_app.domain.measures.comparing import Seen
from slack_app.domain.measures.terms import Measure
from slack_app.views.digest.numbers import amount, told
from slack_app.views.words import Mrkdwn, Words, mark

_WITHIN_A_SENTENCE = {
    Measure.ACTIVE_WEEKLY: mark("active members"),
    Measure.POSTERS: mark("members who wrote"),
    Measure.MESSAGES: mark("messages"),
    Measure.JOINED: mark("newcomers"),
    Measure.REPLY_RATE: mark("messages answered within a day"),
    Measure.FIRST_RESPONSE_MEDIAN: mark("the time to a first reply"),
    Measure.MEMBERS_REPLIES: mark("the share of replies that members write"),
    Measure.THREADS_OF_THREE: mark("threads of three people or more"),
    Measure.ACTIVATED_7: mark("newcomers who write in their first week"),
}
_MATTERS = {
    Matter.WORSE: mark("*What matters most:* {what}, {now} where {usual} is usual."),
    Matter.BETTER: mark("*The good news:* {what}, {now} where {usual} is usual."),
}


def sentence(words: Words, seen: Mapping[Measure, Seen]) -> Mrkdwn:
    """What the week comes to."""
    found = headline(seen)
    return Mrkdwn(" ".join([_course(words, found, seen), *_matter(words, found, seen)]))


def _course(words: Words, found: Headline, seen: Mapping[Measure, Seen]) -> Mrkdwn:
    if found.course is Course.NOBODY:
        return words.say("It was quiet: nobody joined, and nobody was active where I listen.")
    if found.course is Course.CHANGED:
        return _changed(words, found, seen)
    people, messages = (_plainly(words, seen, one) for one in (Measure.ACTIVE_WEEKLY, Measure.MESSAGES))
    if found.course is Course.FIRST:
        return words.say(
            "In the week: {people}, {messages}. The one before is not counted; from the next one on I compare.",
            people=people,
            messages=messages,
        )
    return words.say("A week much like the one before: {people}, {messages}.", people=people, messages=messages)


def _changed(words: Words, found: Headline, seen: Mapping[Measure, Seen]) -> Mrkdwn:
    up, down = (_list(words, seen, measures) for measures in (found.up, found.down))
    if up and down:
        return words.say("Compared with the week before, more: {up}; less: {down}.", up=up, down=down)
    if up:
        return words.say("Compared with the week before, more: {up}.", up=up)
    return words.say("Compared with the week before, less: {down}.", down=down)


def _list(words: Words, seen: Mapping[Measure, Seen], measures: Sequence[Measure]) -> Mrkdwn:
    return words.listing(_from(words, seen[measure]) for measure in measures)


def _from(words: Words, one: Seen) -> Mrkdwn:
    return words.say(
        "{what} ({now}, from {before})",
        what=words.say(_WITHIN_A_SENTENCE[one.measure]),
        now=told(words, one.measure, one.value),
        before=_other(words, one, one.before.amount if one.before else None),
    )


def _matter(words: Words, found: Headline, seen: Mapping[Measure, Seen]) -> Iterator[Mrkdwn]:
    if found.about is None or found.matter is None:
        return
    one = seen[found.about]
    if found.matter is Matter.UNANSWERED:
        yield words.plural(
            "*What matters most:* {n} question had no answer within a day.",
            "*What matters most:* {n} questions had no answer within a day.",
            round(one.value.amount or 0),
        )
        return
    yield words.say(
        _MATTERS[found.matter],
        what=words.say(_WITHIN_A_SENTENCE[one.measure]),
        now=told(words, one.measure, one.value),
        usual=_other(words, one, one.usual.amount if one.usual else None),
    )


def _plainly(words: Words, seen: Mapping[Measure, Seen], measure: Measure) -> Mrkdwn:
    count = round(seen[measure].value.amount or 0) if measure in seen else 0
    if measure is Measure.MESSAGES:
        return words.plural("{n} message", "{n} messages", count)
    return words.plural("{n} active member", "{n} active members", count)


def _other(words: Words, one: Seen, number: float | None) -> Mrkdwn:
    return amount(words, one.measure, number or 0)
