"""A measure in a line: what it is now, what it was, what is usual, and how many cases it rests on."""

from collections.abc import Collection, Iterator, Mapping

from slack_app.domain.digest.goals import GoalSeen, Standing
from slack_app.domain.measures.comparing import Seen
from slack_app.domain.measures.terms import MEASURES, Better, Group, Measure, Value
from slack_app.views.digest.measures import NAMES
from slack_app.views.digest.numbers import amount, told
from slack_app.views.words import Mrkdwn, Words, mark

IN_BRIEF = (
    Measure.ACTIVE_WEEKLY,
    Measure.STICKINESS,
    Measure.JOINED,
    Measure.ACTIVATED_7,
    Measure.REPLY_RATE,
    Measure.FIRST_RESPONSE_MEDIAN,
    Measure.PEOPLE_PER_THREAD,
    Measure.MEMBERS_REPLIES,
    Measure.CONTRIBUTORS,
    Measure.COFFEE_MET,
    Measure.FEEDBACK_ANSWERED,
    Measure.RECOMMENDATION,
)
"""What the digest itself says; all the others stand in its details."""
_STANDING = {
    Standing.REACHED: mark("reached"),
    Standing.CLOSER: mark("not there yet, and closer than in the weeks before"),
    Standing.STEADY: mark("not there yet, about as near as in the weeks before"),
    Standing.FARTHER: mark("not there yet, and farther than in the weeks before"),
    Standing.STARTING: mark("not there yet; too early to say which way it goes"),
    Standing.TOO_FEW: mark("too few to say"),
    Standing.UNKNOWN: mark("not counted this week"),
}


def brief(words: Words, seen: Mapping[Measure, Seen], groups: Collection[Group]) -> list[str]:
    """The few lines of the digest; those of groups that managers left out are not told."""
    told_of = [measure for measure in IN_BRIEF if measure in seen and MEASURES[measure].group in groups]
    return [f"• {line(words, seen[measure])}" for measure in told_of]


def line(words: Words, one: Seen) -> str:
    """One measure, with all that it is compared with."""
    name = words.say("*{measure}:* {number}", measure=words.say(NAMES[one.measure]), number=now(words, one))
    return " · ".join([name, *_compared(words, one), words.say("n\u00a0=\u00a0{n}", n=one.value.n)])


def short(words: Words, one: Seen) -> str:
    """One measure and what it was, for members."""
    number, before = now(words, one), then(words, one.measure, one.before)
    measure = words.say(NAMES[one.measure])
    if before is None:
        return words.say("*{measure}:* {number}", measure=measure, number=number)
    return words.say("*{measure}:* {number} (the week before {before})", measure=measure, number=number, before=before)


def now(words: Words, one: Seen) -> Mrkdwn:
    """This week's number."""
    return told(words, one.measure, one.value)


def then(words: Words, measure: Measure, value: Value | None) -> Mrkdwn | None:
    """What it is compared with; None where there is nothing."""
    return None if value is None or value.amount is None else amount(words, measure, value.amount)


def goal(words: Words, one: GoalSeen) -> str:
    """How far a goal is."""
    measure, target = one.goal.measure, amount(words, one.goal.measure, one.goal.target)
    aim = mark("at most {target}") if MEASURES[measure].better is Better.LESS else mark("at least {target}")
    said = words.say(
        "*{measure}:* {number}, where the goal is {aim}: {standing}.",
        measure=words.say(NAMES[measure]),
        number=told(words, measure, one.value),
        aim=words.say(aim, target=target),
        standing=words.say(_STANDING[one.standing]),
    )
    return " ".join([f"• {said}", *_in_a_row(words, one)])


def _compared(words: Words, one: Seen) -> Iterator[Mrkdwn]:
    if one.value.last is not None:
        yield _since_last(words, one.measure, one.value.amount or 0, one.value.last)
    before, usual = then(words, one.measure, one.before), then(words, one.measure, one.usual)
    if before is not None:
        yield words.say("the week before {number}", number=before)
    if usual is not None:
        yield words.say("usually {number}", number=usual)


def _in_a_row(words: Words, one: GoalSeen) -> Iterator[Mrkdwn]:
    if one.weeks > 1:
        yield words.plural("For {n} week in a row.", "For {n} weeks in a row.", one.weeks)


def _since_last(words: Words, measure: Measure, number: float, last: float) -> Mrkdwn:
    """The way since last time, of what is not measured each week."""
    if number == last:
        return words.say("the same as last time")
    change = amount(words, measure, abs(number - last))
    if number > last:
        return words.say("{number} more than last time", number=change)
    return words.say("{number} less than last time", number=change)
