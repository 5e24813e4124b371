"""What is worth doing this week: at most five things, chosen by rules that can be said."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from statistics import median

from slack_app.domain.digest.candidates import Candidates, Channel, Feedback, Helper, Newcomer, Regular, Waiting
from slack_app.domain.digest.todo import Because, Item, TodoKind

MOST = 5
NEW_FOR_DAYS = 14
GREET_AFTER_HOURS = 4
"""Before, others may still greet them of their own accord."""
ANSWER_AFTER_HOURS = 24
ANSWER_WITHIN_HOURS = 8 * 24
STREAK_WEEKS = 3
MANY_HELPED = 3
"""To have helped fewer in the week is kind, and nothing to single someone out for."""
MANY_IN_TRIAGE = 3
"""Fewer are sorted in passing."""
REGULAR_MESSAGES, REGULAR_WEEKS = 8, 3
"""Of the four weeks before; with less, silence is no news."""
KNOWN_WEEKS = 4
ALIVE, DYING = 10, 0.3
"""A channel with fewer messages in a usual week cannot die; below this part of a usual week it does."""
LIVELY, BOILING = 30, 3.0


def pick(candidates: Candidates, settled: Collection[tuple[str, str]]) -> tuple[Item, ...]:
    """At most five: the most urgent of each kind, then the second of each; one about a person, none that is settled.

    The order of the answer is that of the kinds, and within each that of urgency.
    """
    queues = [iter(items) for items in _by_kind(candidates)]
    picked: list[Item] = []
    while found := list(_one_of_each(queues, picked, settled)):
        picked += found
    order = list(TodoKind)
    return tuple(sorted(picked, key=lambda item: order.index(item.kind)))


def _one_of_each(
    queues: Iterable[Iterator[Item]], before: Sequence[Item], settled: Collection[tuple[str, str]]
) -> Iterator[Item]:
    """The next item of each kind, as long as there is room."""
    people, room = {item.user_id for item in before} - {None}, MOST - len(before)
    for queue in queues:
        item = next((one for one in queue if one.key not in settled and one.user_id not in people), None)
        if item and room:
            people |= {item.user_id} - {None}
            room -= 1
            yield item


def _by_kind(candidates: Candidates) -> Iterator[list[Item]]:
    """The items of each kind, the most urgent first, ties by id."""
    channels = list(candidates.channels)
    yield _greetings(candidates.newcomers)
    yield _answers(candidates.questions)
    yield [item for one in candidates.feedback for item in _feedback(one)]
    yield list(_thanks(list(candidates.helpers)))
    yield _silences(candidates.regulars)
    yield _dying(channels)
    yield _boiling(channels)


def _greetings(newcomers: Iterable[Newcomer]) -> list[Item]:
    """Introductions before first messages, and then who has waited longest."""
    due = [one for one in newcomers if one.days <= NEW_FOR_DAYS and one.waiting.hours >= GREET_AFTER_HOURS]
    due.sort(key=lambda one: (not one.introduced, -one.waiting.hours, one.user_id))
    return [_greeting(one) for one in due]


def _greeting(one: Newcomer) -> Item:
    because = Because.INTRODUCTION_UNANSWERED if one.introduced else Because.MESSAGE_UNANSWERED
    numbers = {"days": float(one.days), "hours": one.waiting.hours}
    where = one.waiting
    return Item(TodoKind.GREET, one.user_id, because, numbers, one.user_id, where.channel_id, where.ts)


def _answers(questions: Iterable[Waiting]) -> list[Item]:
    due = [one for one in questions if ANSWER_AFTER_HOURS <= one.hours <= ANSWER_WITHIN_HOURS]
    due.sort(key=lambda one: (-one.hours, one.channel_id, one.ts))
    return [
        Item(
            TodoKind.ANSWER,
            one.about,
            Because.QUESTION_WAITS,
            {"hours": one.hours},
            one.user_id,
            one.channel_id,
            one.ts,
        )
        for one in due
    ]


def _feedback(waiting: Feedback) -> Iterator[Item]:
    """What is late before what nobody has sorted."""
    if waiting.late_id is not None:
        numbers = {"number": waiting.number, "hours": waiting.late_hours, "more": waiting.more_late}
        yield Item(TodoKind.FEEDBACK, f"late:{waiting.late_id}", Because.ANSWER_LATE, numbers)
    if waiting.triage >= MANY_IN_TRIAGE:
        numbers = {"tickets": waiting.triage, "hours": waiting.triage_hours}
        yield Item(TodoKind.FEEDBACK, f"triage:{waiting.newest_id}", Because.TRIAGE_WAITS, numbers)


def _thanks(helpers: Sequence[Helper]) -> Iterator[Item]:
    """The reasons take turns, the rarest first: a streak, a first message, more people helped than anybody else."""
    streaks = sorted((one for one in helpers if one.weeks >= STREAK_WEEKS), key=lambda one: (-one.weeks, *_rank(one)))
    firsts = sorted((one for one in helpers if one.is_first), key=lambda one: one.user_id)
    most = max((one.people for one in helpers), default=0)
    best = [one for one in helpers if one.people == most >= MANY_HELPED]
    best = best if len(best) == 1 else []
    turns = zip_longest(map(_for_a_streak, streaks), map(_for_a_first, firsts), map(_for_most_helped, best))
    yield from (item for item in chain.from_iterable(turns) if item)


def _rank(one: Helper) -> tuple[int, str]:
    return -one.people, one.user_id


def _for_a_streak(one: Helper) -> Item:
    numbers = {"weeks": float(one.weeks), "people": float(one.people)}
    return Item(TodoKind.THANK, one.user_id, Because.HELPFUL_STREAK, numbers, one.user_id)


def _for_a_first(one: Helper) -> Item:
    return Item(TodoKind.THANK, one.user_id, Because.FIRST_MESSAGE, {}, one.user_id, one.channel_id, one.ts)


def _for_most_helped(one: Helper) -> Item:
    return Item(TodoKind.THANK, one.user_id, Because.HELPED_MOST, {"people": float(one.people)}, one.user_id)


def _silences(regulars: Iterable[Regular]) -> list[Item]:
    due = [one for one in regulars if one.weeks >= REGULAR_WEEKS and one.messages >= REGULAR_MESSAGES]
    due.sort(key=lambda one: (-one.messages, one.user_id))
    return [_silence(one) for one in due]


def _silence(one: Regular) -> Item:
    numbers = {"messages": float(one.messages), "weeks": float(one.weeks)}
    return Item(TodoKind.QUIET, one.user_id, Because.GONE_QUIET, numbers, one.user_id)


def _dying(channels: Iterable[Channel]) -> list[Item]:
    """Those first that lost the most messages."""
    known = ((one, _usual(one)) for one in channels)
    due = [(one, usual) for one, usual in known if usual >= ALIVE and one.messages < DYING * usual]
    due.sort(key=lambda it: (it[0].messages - it[1], it[0].channel_id))
    return [_change(TodoKind.DYING, Because.MUCH_LESS, one, usual) for one, usual in due]


def _boiling(channels: Iterable[Channel]) -> list[Item]:
    known = ((one, _usual(one)) for one in channels if one.messages >= LIVELY and len(one.before) >= KNOWN_WEEKS)
    due = [(one, usual) for one, usual in known if one.messages > BOILING * usual]
    due.sort(key=lambda it: (it[1] - it[0].messages, it[0].channel_id))
    return [_change(TodoKind.BOILING, Because.MUCH_MORE, one, usual) for one, usual in due]


def _usual(channel: Channel) -> float:
    """The median of the weeks before; nothing where they are too few to say."""
    return float(median(channel.before)) if len(channel.before) >= KNOWN_WEEKS else 0.0


def _change(kind: TodoKind, because: Because, one: Channel, usual: float) -> Item:
    numbers = {"messages": float(one.messages), "usual": usual}
    return Item(kind, one.channel_id, because, numbers, channel_id=one.channel_id)
