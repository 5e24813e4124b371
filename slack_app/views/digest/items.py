"""What is worth doing this week: why each thing is on the list, and the buttons that do it or open it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from slack_app.domain.digest.todo import Because, Item, TodoKind
from slack_app.domain.feedback.worked_on.listing import Listing
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.digest.numbers import ago
from slack_app.views.kit import Block, Element
from slack_app.views.words import Mrkdwn, Words, channel_link, mark, mention

_BY = {
    TodoKind.GREET: mark("✓ {person} greets them."),
    TodoKind.QUIET: mark("✓ {person} writes to them."),
    TodoKind.ANSWER: mark("✓ {person} has seen to it."),
    TodoKind.FEEDBACK: mark("✓ {person} has seen to it."),
    TodoKind.THANK: mark("✓ {person} has seen to it."),
    TodoKind.DYING: mark("✓ {person} has seen to it."),
    TodoKind.BOILING: mark("✓ {person} has seen to it."),
}
_CHANNELS = (TodoKind.DYING, TodoKind.BOILING)
_TAKE = {TodoKind.GREET: mark("I'll greet them"), TodoKind.QUIET: mark("I'll write to them")}
_UNANSWERED = {
    Because.INTRODUCTION_UNANSWERED: mark(
        "{person} joined {day} and posted an introduction {time}: nobody has answered it yet."
    ),
    Because.MESSAGE_UNANSWERED: mark("{person} joined {day} and wrote here {time}: nobody has answered yet."),
}


@dataclass(frozen=True)
class ItemShown:
    """A thing to do as it stands: `link` opens it, where it can be opened; `by_id` took it on or did it (None: nobody yet)."""

    item: Item
    link: str = ""
    by_id: str | None = None


def listed(words: Words, items: Sequence[ItemShown]) -> list[Block]:
    """The list, numbered; what is taken or done says by whom, and keeps only the way to it."""
    return [block for place, one in enumerate(items, start=1) for block in _one(words, place, one)]


def why(words: Words, item: Item) -> Mrkdwn:
    """Why it is on the list, with its numbers."""
    return _WHY[item.because](words, item)


def taken_by(words: Words, kind: TodoKind, by_id: str) -> Mrkdwn:
    """Who took it on, or did it."""
    return words.say(_BY[kind], person=mention(by_id))


def _one(words: Words, place: int, one: ItemShown) -> Iterator[Block]:
    said = f"*{place}.* {why(words, one.item)}"
    if one.by_id:
        said = f"{said}\n{taken_by(words, one.item.kind, one.by_id)}"
    yield kit.section(said)
    buttons = list(_buttons(words, place, one))
    if buttons:
        yield kit.actions(*buttons)


def _buttons(words: Words, place: int, one: ItemShown) -> Iterator[Element]:
    kind, value = one.item.kind, one.item.value
    is_open = one.by_id is None
    if is_open and kind in _TAKE:
        yield _button(words, words.plain(_TAKE[kind]), Action.TODO_TAKE, place, value)
    if is_open and kind is TodoKind.THANK:
        yield _button(words, words.plain("Thank them…"), Action.TODO_THANK, place, value)
    if kind is TodoKind.FEEDBACK:
        yield _board(words, place, one.item)
    if one.link:
        text = words.plain("Open the channel") if kind in _CHANNELS else words.plain("Open")
        yield _button(words, text, Action.TODO_OPEN, place, value, one.link)
    if is_open and kind not in _TAKE:
        yield _button(words, words.plain("Done"), Action.TODO_DONE, place, value)


def _board(words: Words, place: int, item: Item) -> Element:
    """The way to the board, where those that wait longest stand first, or those that nobody has sorted."""
    listing = Listing.TRIAGE if item.because is Because.TRIAGE_WAITS else Listing.WAITING
    return _button(words, words.plain("Open the board"), Action.BOARD_SHOW, place, listing.value)


def _button(words: Words, text: str, action: Action, place: int, value: str, url: str = "") -> Element:
    label = words.plain("{button} (number {n} of the list)", button=text, n=place)
    return kit.button(text, action, value=value, url=url, label=label)


def _unanswered(words: Words, item: Item) -> Mrkdwn:
    return words.say(
        _UNANSWERED[item.because],
        person=_person(words, item),
        day=_days_ago(words, item),
        time=ago(words, item.numbers.get("hours", 0)),
    )


def _question(words: Words, item: Item) -> Mrkdwn:
    return words.say(
        "{person} asked something{place} {time}, and nobody else has replied yet.",
        person=_person(words, item),
        place=_in_channel(words, item),
        time=ago(words, item.numbers.get("hours", 0)),
    )


def _answer_late(words: Words, item: Item) -> Mrkdwn:
    late = words.say(
        "Feedback #{number} came in {time}, and whoever gave it has no answer yet: longer than its team promised.",
        number=str(_number(item, "number")),
        time=ago(words, item.numbers.get("hours", 0)),
    )
    more = _number(item, "more")
    if more < 1:
        return late
    others = words.plural("{n} more is late.", "{n} more are late.", more)
    return Mrkdwn(f"{late} {others}")


def _triage_waits(words: Words, item: Item) -> Mrkdwn:
    return words.plural(
        "{n} piece of feedback waits for somebody to say whose it is; it came in {time}.",
        "{n} pieces of feedback wait for somebody to say whose they are; the first came in {time}.",
        _number(item, "tickets"),
        time=ago(words, item.numbers.get("hours", 0)),
    )


def _streak(words: Words, item: Item) -> Mrkdwn:
    return words.plural(
        "{person} has helped others for {n} week in a row, and {people} last week.",
        "{person} has helped others for {n} weeks in a row, and {people} last week.",
        _number(item, "weeks"),
        person=_person(words, item),
        people=_people(words, item),
    )


def _first_message(words: Words, item: Item) -> Mrkdwn:
    return words.say(
        "{person} wrote here for the first time last week{place}: a word of thanks makes a second time likelier.",
        person=_person(words, item),
        place=_in_channel(words, item),
    )


def _helped_most(words: Words, item: Item) -> Mrkdwn:
    return words.say(
        "No other member helped as many people last week as {person}: {people}.",
        person=_person(words, item),
        people=_people(words, item),
    )


def _gone_quiet(words: Words, item: Item) -> Mrkdwn:
    written = words.plural("{n} message", "{n} messages", _number(item, "messages"))
    return words.plural(
        "{person} was among the most active people of the last four weeks ({messages}, in {n} week of four), and was"
        " silent last week.",
        "{person} was among the most active people of the last four weeks ({messages}, in {n} weeks of four), and was"
        " silent last week.",
        _number(item, "weeks"),
        person=_person(words, item),
        messages=written,
    )


def _much_less(words: Words, item: Item) -> Mrkdwn:
    return words.plural(
        "{channel} is falling silent: {n} message last week, where {usual} are usual.",
        "{channel} is falling silent: {n} messages last week, where {usual} are usual.",
        _number(item, "messages"),
        channel=channel_link(item.channel_id or item.about),
        usual=words.decimal(item.numbers.get("usual", 0)),
    )


def _much_more(words: Words, item: Item) -> Mrkdwn:
    return words.plural(
        "{channel} is boiling: {n} message last week, where {usual} are usual. Is it joy, or does it need calm?",
        "{channel} is boiling: {n} messages last week, where {usual} are usual. Is it joy, or does it need calm?",
        _number(item, "messages"),
        channel=channel_link(item.channel_id or item.about),
        usual=words.decimal(item.numbers.get("usual", 0)),
    )


def _person(words: Words, item: Item) -> Mrkdwn:
    return mention(item.user_id) if item.user_id else words.say("Someone")


def _people(words: Words, item: Item) -> Mrkdwn:
    return words.plural("{n} person", "{n} people", _number(item, "people"))


def _in_channel(words: Words, item: Item) -> Mrkdwn:
    return words.say(" in {channel}", channel=channel_link(item.channel_id)) if item.channel_id else Mrkdwn("")


def _days_ago(words: Words, item: Item) -> Mrkdwn:
    days = _number(item, "days")
    return words.plural("{n} day ago", "{n} days ago", days) if days > 0 else words.say("today")


def _number(item: Item, name: str) -> int:
    return int(item.numbers.get(name, 0))


_WHY: dict[Because, Callable[[Words, Item], Mrkdwn]] = {
    Because.INTRODUCTION_UNANSWERED: _unanswered,
    Because.MESSAGE_UNANSWERED: _unanswered,
    Because.QUESTION_WAITS: _question,
    Because.ANSWER_LATE: _answer_late,
    Because.TRIAGE_WAITS: _triage_waits,
    Because.HELPFUL_STREAK: _streak,
    Because.FIRST_MESSAGE: _first_message,
    Because.HELPED_MOST: _helped_most,
    Because.GONE_QUIET: _gone_quiet,
    Because.MUCH_LESS: _much_less,
    Because.MUCH_MORE: _much_more,
}
